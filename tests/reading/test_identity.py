"""Identity on the shapes in which such documents are published, with places that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tongbi import project
from tongbi.reading import identify, identify_or_guess, read_file
from tongbi.reading.identity import weigh
from tongbi.records import Document, Identity, Quarantined

BODY = (
    "，坚持以习近平法治思想为指导，扎实推进依法行政，各项工作取得新成效。现将有关情况报告如下。\n\n"
    "一、主要举措和成效\n办理案件12件。\n"
)


def document(text: str, path: str = "report.txt", **declared: str) -> Document:
    return Document(path=path, text=text, sha256="", format="text", declared=declared)


def told(text: str, path: str = "report.txt", **declared: str) -> Identity:
    identity = identify(document(text, path, **declared))
    assert isinstance(identity, Identity), identity
    return identity


OPENINGS = yaml.safe_load(Path(__file__).with_name("openings.yaml").read_text(encoding="utf-8"))


def opening(report_type: str, shape: str) -> tuple[str, tuple[str, str, int]]:
    """How a report begins, with its issuer, level and year."""
    entry = OPENINGS[report_type][shape]
    return entry["text"].format(body=BODY), (entry["issuer"], entry["level"], entry["year"])


@pytest.mark.parametrize("shape", OPENINGS["law_based_government"])
def test_reports_of_law_based_government(shape: str) -> None:
    text, expected = opening("law_based_government", shape)
    identity = told(text)
    assert (identity.issuer_name, identity.level, identity.report_year) == expected
    assert identity.report_type == "law_based_government"


@pytest.mark.parametrize("shape", OPENINGS["government_work"])
def test_work_reports(shape: str) -> None:
    text, expected = opening("government_work", shape)
    identity = told(text)
    assert (identity.issuer_name, identity.level, identity.report_year) == expected
    assert identity.report_type == "government_work"


@pytest.mark.parametrize("kind", OPENINGS["no_reports"])
def test_what_is_no_report_is_quarantined_with_its_kind(kind: str) -> None:
    text = OPENINGS["no_reports"][kind].format(body=BODY)
    refused = identify(document(text, "folder/text.txt"))
    assert isinstance(refused, Quarantined)
    assert refused.where == "folder/text.txt"
    assert "not a report" in refused.why
    assert "folder/text.meta.yaml" in refused.suggestion


def test_a_report_without_year_names_the_file_and_the_field_to_write() -> None:
    refused = identify(
        document("砚溪县人民政府法治政府建设情况报告\n\n一年来，砚溪县" + BODY, "in/report.txt")
    )
    assert isinstance(refused, Quarantined)
    assert refused.why == "could not tell the year"
    assert refused.suggestion == "write report_year into in/report.meta.yaml (report_year: 2023)"


def test_a_report_without_issuer_names_both_ways_out() -> None:
    refused = identify(document("关于2022年度法治政府建设情况的报告\n2022年，我局" + BODY))
    assert isinstance(refused, Quarantined)
    assert refused.why == "could not tell the issuer"
    assert "issuer_name" in refused.suggestion


def test_one_document_of_many_is_told_to_carry_its_fields_itself() -> None:
    many = Document("all.jsonl:7", "2022年法治政府建设情况报告\n", "", "jsonl")
    refused = identify(many)
    assert isinstance(refused, Quarantined)
    assert "the line's own fields (all.jsonl:7)" in refused.suggestion


def test_what_is_declared_overrides_the_text() -> None:
    text = opening("law_based_government", "one line")[0]
    identity = told(
        text,
        issuer_name="澄州市汀洲区人民政府",
        level="city",
        report_year="2019",
        version="speech",
        title="另一个标题",
        issuer_code="510100",
        published_on="2020-01-02",
        source_uri="https://example.org/1",
        report_type="government_work",
    )
    assert identity == Identity(
        "澄州市汀洲区人民政府",
        "city",
        "government_work",
        2019,
        "speech",
        "另一个标题",
        "510100",
        "2020-01-02",
        "https://example.org/1",
    )


def test_a_declared_type_admits_a_text_that_does_not_look_like_a_report() -> None:
    identity = told(
        "晨雾散去，稻田露出一片新绿。",
        report_type="law_based_government",
        issuer_name="砚溪县人民政府",
        report_year="2020",
    )
    assert identity.level == "county"


def test_the_title_decides_against_headings_and_the_contradiction_is_noted() -> None:
    weighed = weigh(
        document(
            "石桥街道2025年法治政府建设工作总结\n2025年，石桥街道" + BODY + "一、2024年法治政府建设情况\n"
        )
    )
    assert weighed.identity is not None
    assert weighed.identity.report_year == 2025
    assert any("2024 in the section headings" in note for note in weighed.notes)


def test_the_file_name_is_the_last_evidence() -> None:
    text = "法治政府建设情况报告\n\n一年来，我县" + BODY
    identity = told(text, "in/砚溪县人民政府2021年法治政府建设情况报告.txt")
    assert (identity.issuer_name, identity.report_year) == ("砚溪县人民政府", 2021)


SPEECH = (
    "桐陵市人民政府关于2022年度法治政府建设情况的报告\n"
    "（2023年4月27日在桐陵市第十届人民代表大会常务委员会第八次会议上）\n"
    "桐陵市司法局局长\n主任、各位副主任、秘书长、各位委员：\n受市人民政府委托，"
    "报告2022年法治政府建设情况，请予审议。\n"
)


def test_a_speech_to_the_congress_committee_is_told_from_the_page() -> None:
    speech = told(SPEECH)
    assert (speech.version, speech.published_on) == ("speech", "2023-04-27")
    assert speech.issuer_name == "桐陵市人民政府"
    page = told("桐陵市人民政府关于2022年度法治政府建设情况的报告\n市人大常委会：\n2022年" + BODY)
    assert page.version == "web"


def test_a_loose_issuer_is_completed_by_the_speaker() -> None:
    text = (
        "省人民政府关于2015年依法行政工作的报告\n稿件来源： 发布时间：2016-06-28 11:24:58\n"
        "——2016年3月29日在省十二届人大常委会第二十二次会议上\n云山省人民政府副秘书长某某\n"
        "主任、各位副主任，秘书长，各位委员：\n"
    )
    identity = told(text)
    assert (identity.issuer_name, identity.level, identity.version) == (
        "云山省人民政府",
        "province",
        "speech",
    )
    assert identity.published_on == "2016-06-28"


def test_a_city_that_reports_to_another_city_is_of_county_level() -> None:
    text = "梓浦市2021年法治政府建设情况报告\n\n桐陵市人民政府，梓浦市委：\n\n2021年，我市" + BODY
    assert told(text).level == "county"


def test_a_guess_is_given_with_a_warning_where_identity_is_not_told() -> None:
    identity, warning = identify_or_guess(document("关于法治政府建设情况的报告\n办理案件12件。", "a.txt"))
    assert identity.report_type == "law_based_government"
    assert warning is not None
    assert warning.startswith("a.txt: could not tell the issuer and the year")


def test_no_warning_where_identity_is_told() -> None:
    identity, warning = identify_or_guess(document(opening("law_based_government", "bare area")[0]))
    assert (identity.issuer_name, warning) == ("汀洲区人民政府", None)


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "2022年", "：", "关于", "\u3000\n报告", "法治政府建设" * 5000, "（" * 9000, "县" * 9000],
)
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(identify(document(text)), Quarantined)
    identity, warning = identify_or_guess(document(text))
    assert identity.report_year == 0 or warning


GOLD = project.root().parent / "shared" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated documents are not beside this checkout")
def test_the_annotated_documents_are_told_without_their_sidecars() -> None:
    expected = {
        "anyue": "安岳县人民政府",
        "ruchuan": "濡川县人民政府",
        "xiwan": "澜州市汐湾区人民政府",
        "yuanning": "垣宁市司法局",
    }
    seen = 0
    for path in sorted(GOLD.glob("*/*.txt")):
        (read,), _ = read_file(Path(path))
        identity = told(read.text, read.path)
        if path.parent.name == "work_report":
            year, issuer, kind = int(path.stem[3:]), "国务院", "government_work"
        else:
            year, kind = int(path.stem[-4:]), "law_based_government"
            issuer = expected[path.stem.split("-")[0]]
        assert (identity.issuer_name, identity.report_year, identity.report_type) == (issuer, year, kind), (
            path.name
        )
        seen += 1
    assert seen == 22
