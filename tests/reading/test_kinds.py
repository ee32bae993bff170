"""Texts that read like a report and are none are told as what they are; reports never are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi import project
from tongbi.reading import identify, read_file
from tongbi.reading.kinds import kinds
from tongbi.records import Document, Identity, Quarantined

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "砚溪县人民政府2023年度法治政府建设情况报告"
OPENING = "2023年，砚溪县人民政府深入推进依法行政。现将有关情况报告如下。"
BODY = (
    "一、主要举措和成效。全年办理行政许可1200件，受理行政复议申请56件，审结50件，开展行政检查3400次，"
    "举办执法人员培训6期，培训480人次，审查政府合同77份，发放普法资料2.3万份。"
    "二、存在的不足。少数单位重实体轻程序，个别案卷不够规范，基层法制审核力量偏弱。"
    "三、下一年度安排。继续压实责任，计划培训执法人员500人次，清理规范性文件，健全督察和考核办法。"
)

NEIGHBOUR = f"{{}}\n\n2023年，我县推进法治政府建设，落实依法行政要求。现将有关情况报告如下。\n{BODY}"


def told(text: str, **declared: str) -> Quarantined | Identity:
    return identify(Document("a.txt", text, "0" * 64, "text", declared))


def refused(text: str) -> Quarantined:
    found = told(text)
    assert isinstance(found, Quarantined), found
    assert found.why
    assert found.suggestion
    return found


def whole(
    title: str = TITLE, opening: str = OPENING, body: str = BODY, head: str = "", foot: str = ""
) -> str:
    return f"{head}{title}\n\n{opening}\n{body}\n{foot}"


def test_a_report_is_a_report() -> None:
    assert isinstance(told(whole()), Identity)


@pytest.mark.parametrize(
    "body",
    [
        "一、主要举措。全年召开会议*次，听取汇报*次，化解纠纷*件。" + BODY[:60],
        "一、主要举措。投入经费XX万元，培训××人次，办理许可xx件。",
        "一、主要举措。x月x日召开推进会，参会__人，发放资料○○○○份。",
        "一、主要举措。xx镇、xx县各单位于20xx年落实责任，召开会议３次。",
    ],
)
def test_a_page_with_masked_figures_is_a_template(body: str) -> None:
    found = refused(whole(body=body))
    assert "masked" in found.why
    assert "with its figures" in found.suggestion


@pytest.mark.parametrize(
    "foot",
    [
        "典型案例：张某某诉XX公司案，判决认定××公司承担责任。",
        "服务热线7×24小时在线，设立24×7窗口，占地300×200米，5×8小时值守。",
        "**3**次、**12**件为上年数；* 人民调解：* 项目建设：",
        "其中某县某局败诉一案已履行，某镇已整改。",
    ],
)
def test_masked_names_of_a_case_and_signs_of_other_meaning_make_no_template(foot: str) -> None:
    assert isinstance(told(whole(foot=foot)), Identity)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (whole(head="下面是小编为大家整理的报告，供大家参考。\n"), "model text"),
        (whole(head="2023-05-07 公文范文 来源：网友投稿\n"), "model text"),
        (whole(title=f"{TITLE}（范文）"), "model text"),
        (whole(foot="（省略767字，正式会员可完整阅读）"), "document-sharing"),
        (whole(foot="仅展示628字，全文共2002字"), "document-sharing"),
        (whole(title=f"{TITLE}（摘要）"), "digest"),
        (whole(opening="本报讯（记者 王小明）日前，砚溪县公布上年法治政府建设情况。"), "news"),
        (whole(opening="记者昨日从县司法局获悉，2023年砚溪县依法行政工作成效明显。"), "news"),
        (whole(opening="（记者 李青）3月20日，砚溪县人民政府召开会议，通报依法行政情况。"), "news"),
        (f"{TITLE}解读\n\n一、起草背景。按照要求，我县起草了报告，现解读如下。\n{BODY}", "explanation"),
        (f"关于印发《{TITLE}》的通知\n\n各乡镇：\n现将报告印发给你们。\n附件：\n{TITLE}\n", "transmits"),
        (f"{TITLE}\n\n点击下载附件查看全文\n", "transmits"),
        (NEIGHBOUR.format("砚溪县2023年政府信息公开工作年度报告"), "another kind"),
        (NEIGHBOUR.format("砚溪县2023年度行政执法统计年报"), "another kind"),
        (NEIGHBOUR.format("砚溪县人民法院2023年行政审判白皮书"), "another kind"),
    ],
)  # fmt: skip
def test_what_reads_like_a_report_is_told_as_what_it_is(text: str, what: str) -> None:
    assert what in refused(text).why


def test_a_notice_that_holds_the_whole_report_is_a_report() -> None:
    text = f"关于印发《{TITLE}》的通知\n\n各乡镇人民政府：\n现将报告印发给你们。\n\n{whole()}"
    assert isinstance(told(text), Identity)


def test_a_report_that_speaks_of_neighbours_news_and_annexes_is_a_report() -> None:
    body = BODY + (
        "县政府常务会议听取行政审判年度报告和政府信息公开工作年度报告，邀请记者旁听庭审，"
        "向社会公布行政执法统计年报，附件材料供各单位参考，制作示范文书模板12个，普法稿件获日报刊发9篇。"
    )
    assert isinstance(told(whole(body=body, foot="附件：指标完成情况表")), Identity)


def test_what_is_declared_beside_a_document_goes_before_its_looks() -> None:
    text = whole(opening="本报讯（记者 王小明）日前，砚溪县公布上年法治政府建设情况。")
    assert isinstance(told(text, report_type="law_based_government"), Identity)


def test_every_kind_says_what_to_do() -> None:
    declared = kinds()
    entries = (*declared.kinds, declared.neighbours, declared.transmitted, declared.masked)
    assert all(entry.what and entry.remedy for entry in entries)


SHARED = project.root().parent / "shared" / "gold"
FOLDERS = [project.sources() / "samples", SHARED / "law_gov", SHARED / "work_report"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_real_reports_are_never_set_aside(folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"{folder.name} is not beside this checkout")
    paths = sorted(folder.rglob("*.txt"))
    assert paths
    documents = [document for path in paths for document in read_file(path)[0]]
    assert [d.path for d in documents if isinstance(identify(d), Quarantined)] == []
