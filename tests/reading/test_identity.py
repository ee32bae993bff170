"""Identity on the shapes in which such documents are published, with places that do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

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


# (text, issuer, level, year)
LAW = {
    "one line": (
        "砚溪县人民政府关于2022年度法治政府建设情况的报告\n\n2022年" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "issuer and title on lines of their own": (
        " 砚溪县人民政府\n\n关于2023年法治政府建设工作情况的报告\n县人大常委会：\n\n2023年" + BODY,
        "砚溪县人民政府",
        "county",
        2023,
    ),
    "broken inside the matter": (
        "桐陵市司法局关于2023年度推进\n法治政府建设情况的报告\n\n市委、市政府：\n2023年" + BODY,
        "桐陵市司法局",
        "department",
        2023,
    ),
    "bare area": ("汀洲区2023年度法治政府建设情况报告\n\n2023年" + BODY, "汀洲区人民政府", "county", 2023),
    "year before the area": (
        "2020年汀洲区法治政府建设情况报告\n2020年" + BODY,
        "汀洲区人民政府",
        "county",
        2020,
    ),
    "city and district": (
        "澄州市汀洲区人民政府\n2023年法治政府建设情况报告\n\n2023年" + BODY,
        "澄州市汀洲区人民政府",
        "county",
        2023,
    ),
    "page furniture above": (
        "索引号：YX001-2024-00019　发布机构：砚溪县人民政府办公室　发布日期：2024-03-12\n\n"
        "砚溪县2023年法治政府建设年度报告\n\n2023年" + BODY,
        "砚溪县人民政府",
        "county",
        2023,
    ),
    "banner, path of links and title twice": (
        "澄州市汀洲区人民政府 2019年12月3日星期二\n无障碍 简体| 繁体\n首页 > 政务公开 > 工作报告\n"
        "汀洲区2023年度法治政府建设情况报告\n来源:汀洲区人民政府办公室 发布时间:2024-03-28 09:18\n\n"
        "汀洲区2023年度法治政府建设情况报告\n\n 2023年，汀洲区" + BODY,
        "汀洲区人民政府",
        "county",
        2023,
    ),
    "table of metadata": (
        "索 引 号 | 1162/2025-4808 | 主题分类 | 其他 |\n成文日期 | 2024-01-13 | 发布日期 | 2024-01-30 |\n"
        "标 题 | 桐陵市人民政府关于2023年法治政府建设工作的报告 |\n\n2023年" + BODY,
        "桐陵市人民政府",
        "city",
        2023,
    ),
    "document number and masthead": (
        "砚溪县人民政府文件\n砚政〔2024〕7号\n砚溪县人民政府\n关于2023年度法治政府建设工作总结的报告"
        "\n市人民政府：\n2023年" + BODY,
        "砚溪县人民政府",
        "county",
        2023,
    ),
    "place named twice": (
        "砚溪县人民政府关于砚溪县2023年度法治政府建设工作总结的报告\n2023年" + BODY,
        "砚溪县人民政府",
        "county",
        2023,
    ),
    "party and government, two lines": (
        "中共砚溪县委 砚溪县人民政府\n关于2022年度法治政府建设情况的报告\n2022年" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "party and government, one word": (
        "中共砚溪县委员会砚溪县人民政府关于2022年度法治政府建设情况的报告\n2022年" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "national body beside its party committee": (
        "海关总署党委 海关总署关于2022年度推进法治政府建设情况的报告\n2022年，海关总署" + BODY,
        "海关总署",
        "department",
        2022,
    ),
    "township": (
        "柳浦镇2023年法治政府建设年度报告\n\n2023年以来，柳浦镇" + BODY,
        "柳浦镇人民政府",
        "township",
        2023,
    ),
    "street office": (
        "澄州市汀洲区石桥街街道办事处2022年法治政府建设年度报告\n2022年" + BODY,
        "澄州市汀洲区石桥街街道办事处",
        "township",
        2022,
    ),
    "street": (
        "石桥街道2022年度法治政府建设工作报告\n2022年，石桥街道" + BODY,
        "石桥街道办事处",
        "township",
        2022,
    ),
    "street under a district": (
        "汀洲区人民政府石桥街道办事处关于2022年度法治政府建设情况的报告\n2022年，我街道" + BODY,
        "汀洲区人民政府石桥街道办事处",
        "township",
        2022,
    ),
    "party and street office": (
        "石桥街道党工委、办事处关于2022年度法治政府建设情况的报告\n2022年" + BODY,
        "石桥街道办事处",
        "township",
        2022,
    ),
    "autonomous region": (
        "新疆维吾尔自治区人民政府关于2017年法治政府建设工作的报告\n来源：法制办 发布日期："
        "2018-04-03 16:13 浏览次数： 字体：【大 中 小】\n2017年" + BODY,
        "新疆维吾尔自治区人民政府",
        "province",
        2017,
    ),
    "autonomous prefecture": (
        "云岭彝族自治州人民政府关于2021年法治政府建设情况的报告\n2021年" + BODY,
        "云岭彝族自治州人民政府",
        "city",
        2021,
    ),
    "autonomous county": (
        "云岭苗族自治县2021年法治政府建设情况报告\n2021年" + BODY,
        "云岭苗族自治县人民政府",
        "county",
        2021,
    ),
    "banner": ("达兰旗人民政府2021年法治政府建设情况报告\n2021年" + BODY, "达兰旗人民政府", "county", 2021),
    "league": ("哈日图盟行政公署2021年法治政府建设情况报告\n2021年" + BODY, "哈日图盟行政公署", "city", 2021),
    "corps": (
        "新疆生产建设兵团2021年法治政府建设情况报告\n2021年" + BODY,
        "新疆生产建设兵团",
        "province",
        2021,
    ),
    "development zone": (
        "桐陵经济技术开发区管委会2021年法治政府建设情况报告\n2021年" + BODY,
        "桐陵经济技术开发区管理委员会",
        "county",
        2021,
    ),
    "ministry": ("司法部2021年法治政府建设年度报告\n2021年" + BODY, "司法部", "department", 2021),
    "provincial department": (
        "四川省司法厅2021年度法治政府部门建设工作总结\n2021年" + BODY,
        "四川省司法厅",
        "department",
        2021,
    ),
    "branch of a national body": (
        "国家税务总局砚溪县税务局2021年度法治政府建设情况报告\n2021年" + BODY,
        "国家税务总局砚溪县税务局",
        "department",
        2021,
    ),
    "party group of a department": (
        "中共砚溪县司法局党组关于2021年度法治政府建设情况的报告\n2021年" + BODY,
        "砚溪县司法局",
        "department",
        2021,
    ),
    "old name of the matter": (
        "桐陵市2015年度依法行政工作报告\n2015年" + BODY,
        "桐陵市人民政府",
        "city",
        2015,
    ),
    "white paper": ("云山省2021年法治政府建设白皮书\n2021年" + BODY, "云山省人民政府", "province", 2021),
    "first person responsible": (
        "砚溪县2022年度党政主要负责人履行推进法治建设第一责任人职责情况报告\n2022年" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "year in Chinese digits": (
        "砚溪县人民政府关于二〇二三年度法治政府建设情况的报告\n二○二三年" + BODY,
        "砚溪县人民政府",
        "county",
        2023,
    ),
    "spaces inside the year": (
        "砚溪县人民政府关于 2022 年度法治政府建设情况的报告\n２０２２年" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "full-width year": (
        "砚溪县人民政府２０２２年度法治政府建设情况的报告\n２０２２年" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "this year's work and next year's plan": (
        "砚溪县人民政府关于2022年度法治政府建设情况和2023年工作打算的报告\n2022年" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "several years": (
        "砚溪县2018年至2022年法治政府建设情况报告\n五年来" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "everything on one line": (
        "砚溪县2023年法治政府建设年度报告  2023年，在县委的坚强领导下" + BODY.replace("\n", "  ") * 3,
        "砚溪县人民政府",
        "county",
        2023,
    ),
    "no title, opening names the body": (
        (
            "2022年，在区委、区政府的坚强领导下，石桥街道深入贯彻党的二十大精神，推进法治政府建设。"
            "现将石桥街道2022年法治政府建设工作报告如下：\n一、主要举措\n"
        ),
        "石桥街道办事处",
        "township",
        2022,
    ),
    "no title, body after the year": (
        (
            "2022年，司法部坚持以习近平新时代中国特色社会主义思想为指导，扎实推进法治政府建设。"
            "现将有关情况报告如下。\n"
        ),
        "司法部",
        "department",
        2022,
    ),
    "issuer from the signature": (
        "关于2022年度法治政府建设情况的报告\n\n县委、县政府：\n2022年，我局"
        + BODY
        + "\n砚溪县司法局\n2023年1月18日\n",
        "砚溪县司法局",
        "department",
        2022,
    ),
    "loose issuer, place from the signature": (
        "县司法局关于2022年度法治政府建设情况的报告\n\n2022年，我局" + BODY + "\n砚溪县司法局\n",
        "砚溪县司法局",
        "department",
        2022,
    ),
    "no title, led by a committee of this place": (
        (
            "2022年，在区委、区政府的正确领导下，在区司法局的指导下，柳浦镇始终坚持依法行政。现将相关情况总结报告如下：\n"
            "一、2022年推进法治政府建设的主要举措和成效\n"
        ),
        "柳浦镇人民政府",
        "township",
        2022,
    ),
    "no title, no opening sentence, headings of the outline": (
        "2019年，在市委、市政府的正确领导下，砚溪县全面贯彻党的精神。\n一、2019年推进法治政府建设情况\n",
        "砚溪县人民政府",
        "county",
        2019,
    ),
    "loose issuer, named in full inside": (
        "现将县人民政府2022年法治政府建设工作情况报告如下。\n一、主要成效\n制定了《砚溪县人民政府常务会会前学法制度》。\n",
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "heading that is no title": (
        "砚溪县人民政府\n一、2022年推进法治政府建设情况\n2022年，砚溪县" + BODY,
        "砚溪县人民政府",
        "county",
        2022,
    ),
    "year from a section heading": (
        "砚溪县人民政府法治政府建设情况报告\n\n一年来，砚溪县"
        + BODY
        + "一、2021年推进法治政府建设的主要举措和成效\n",
        "砚溪县人民政府",
        "county",
        2021,
    ),
    "name that begins like a suffix": (
        "枣林市市中区2023年法治政府建设情况报告\n2023年" + BODY,
        "枣林市市中区人民政府",
        "county",
        2023,
    ),
    "city whose name holds another suffix": (
        "新乡市2023年法治政府建设情况报告\n2023年" + BODY,
        "新乡市人民政府",
        "city",
        2023,
    ),
    "market supervision": (
        "桐陵市市场监督管理局2023年法治政府建设情况报告\n2023年" + BODY,
        "桐陵市市场监督管理局",
        "department",
        2023,
    ),
}


@pytest.mark.parametrize("shape", LAW)
def test_reports_of_law_based_government(shape: str) -> None:
    text, issuer, level, year = LAW[shape]
    identity = told(text)
    assert (identity.issuer_name, identity.level, identity.report_year) == (issuer, level, year)
    assert identity.report_type == "law_based_government"


WORK = {
    "session line and speaker": (
        (
            "政府工作报告\n——2020年1月7日在桐陵市第十四届人民代表大会第五次会议上\n"
            "桐陵市人民政府市长　某某\n\n各位代表：\n现在，我代表市人民政府，向大会报告工作，请予审议。\n"
            "一、2019年工作回顾\n"
        ),
        "桐陵市人民政府",
        "city",
        2020,
    ),
    "area in the title, day lost": (
        (
            "桐陵市 2020 年政府工作报告\n——2020 1 7 日在桐陵市第十四届人民代表大会第五次\n会议上\n"
            "各位代表：\n现在，我代表市人民政府，向大会报告工作请予审议，\n一、2019 年工作回顾\n"
        ),
        "桐陵市人民政府",
        "city",
        2020,
    ),
    "the State Council": (
        (
            "2012年国务院政府工作报告\n——2012年3月5日在第十一届全国人民代表大会第五次会议上\n国务院总理\n"
            "各位代表：\n现在，我代表国务院，向大会报告政府工作。\n"
        ),
        "国务院",
        "nation",
        2012,
    ),
    "the State Council, no title": (
        (
            "各位代表：\n\n　　现在，我代表国务院，向大会作政府工作报告，请予审议。\n\n"
            "一、1998年工作回顾和1999年工作的总体要求\n"
        ),
        "国务院",
        "nation",
        1999,
    ),
    "year by the ordinals of the congress": (
        (
            "各位代表：\n本届政府任期即将结束。现在，我代表国务院，"
            "向第十届全国人民代表大会第一次会议报告过去五年的工作，请予审议。\n"
        ),
        "国务院",
        "nation",
        2003,
    ),
    "year by the plan's heading": (
        (
            "砚溪县人民政府工作报告\n\n各位代表：\n现在，我代表县人民政府向大会报告工作。\n"
            "一、过去五年工作回顾\n二、2017年工作安排\n"
        ),
        "砚溪县人民政府",
        "county",
        2017,
    ),
    "day on a line of its own": (
        "政府工作报告\n——在砚溪县第十七届人民代表大会第三次会议上\n（2019年1月8日）\n各位代表：\n",
        "砚溪县人民政府",
        "county",
        2019,
    ),
    "place by the session alone": (
        (
            "政府工作报告\n（2019年1月8日在砚溪县第十七届人民代表大会第三次会议上）\n县长　某某\n各位代表"
            "：\n我代表县人民政府，向大会作政府工作报告。\n"
        ),
        "砚溪县人民政府",
        "county",
        2019,
    ),
}


@pytest.mark.parametrize("shape", WORK)
def test_work_reports(shape: str) -> None:
    text, issuer, level, year = WORK[shape]
    identity = told(text)
    assert (identity.issuer_name, identity.level, identity.report_year) == (issuer, level, year)
    assert identity.report_type == "government_work"


NOT_REPORTS = {
    "explanation": (
        "【政策解读】关于《砚溪县人民政府关于砚溪县2023年度法治政府建设工作总结的报告》的政策解读\n"
        "现将起草背景解读如下。\n"
    ),
    "news": (
        "市人大常委会召开法治政府建设调研座谈会\n2023年11月15日\n本报讯 11月14日上午，"
        "市人大常委会召开座谈会。\n"
    ),
    "plan": "砚溪县2020年度法治政府建设工作安排\n2020年是收官之年。现将工作安排如下。\n",
    "resolution": "桐陵市第八届人民代表大会第五次会议关于政府工作报告的决议\n会议批准这个报告。\n",
    "half a year": "2021年上半年砚溪县法治政府建设工作情况报告\n2021年上半年，砚溪县" + BODY,
    "another report": "砚溪县2022年政府信息公开工作年度报告\n本报告依据条例编制。\n",
    "budget": "关于砚溪县2022年财政预算执行情况的报告\n各位代表：\n",
    "template": "XX县2023年法治政府建设情况报告\n2023年，XX县" + BODY,
    "masked year": "砚溪县20XX年法治政府建设情况报告\n20XX年" + BODY,
    "something else": "春江潮水连海平，海上明月共潮生。\n滟滟随波千万里，何处春江无月明。\n",
}


@pytest.mark.parametrize("kind", NOT_REPORTS)
def test_what_is_no_report_is_quarantined_with_its_kind(kind: str) -> None:
    refused = identify(document(NOT_REPORTS[kind], "folder/text.txt"))
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


def test_bodies_that_lead_or_guide_are_not_the_issuer() -> None:
    text = (
        "2022年，在区委、区政府的领导下，在区司法局的指导下，我街认真落实。现将法治政府建设情况报告如下。\n"
    )
    refused = identify(document(text))
    assert isinstance(refused, Quarantined)
    assert refused.why == "could not tell the issuer"


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
    text = LAW["one line"][0]
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
        "春江潮水连海平。",
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


@pytest.mark.parametrize(
    ("tail", "day"),
    [
        ("砚溪县人民政府\n2024年1月18日\n", "2024-01-18"),
        ("砚溪县人民政府\n二〇二四年一月二十一日\n", "2024-01-21"),
        ("", None),
    ],
)
def test_the_day_of_publication_is_that_of_the_signature(tail: str, day: str | None) -> None:
    assert told("砚溪县2023年法治政府建设年度报告\n2023年" + BODY + tail).published_on == day


def test_a_stale_banner_date_is_not_the_day_of_publication() -> None:
    assert told(LAW["banner, path of links and title twice"][0]).published_on == "2024-03-28"


def test_a_city_that_reports_to_another_city_is_of_county_level() -> None:
    text = "梓浦市2021年法治政府建设情况报告\n\n桐陵市人民政府，梓浦市委：\n\n2021年，我市" + BODY
    assert told(text).level == "county"


def test_the_title_is_given_without_the_page_around_it() -> None:
    assert told(LAW["table of metadata"][0]).title == "桐陵市人民政府关于2023年法治政府建设工作的报告"
    assert told(LAW["issuer and title on lines of their own"][0]).title == (
        "砚溪县人民政府关于2023年法治政府建设工作情况的报告"
    )


def test_a_guess_is_given_with_a_warning_where_identity_is_not_told() -> None:
    identity, warning = identify_or_guess(document("关于法治政府建设情况的报告\n办理案件12件。", "a.txt"))
    assert identity.report_type == "law_based_government"
    assert warning is not None
    assert warning.startswith("a.txt: could not tell the issuer and the year")


def test_no_warning_where_identity_is_told() -> None:
    identity, warning = identify_or_guess(document(LAW["bare area"][0]))
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
