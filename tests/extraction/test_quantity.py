"""One number with its measure word: surface, value, interval, unit; and what is no quantity."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongbi.extraction.normalise import normalise
from tongbi.extraction.quantity import Quantity, interval, line_start, quantities


def found(text: str) -> list[Quantity]:
    return list(quantities(normalise(text)))


def surfaces(text: str) -> list[str]:
    return [text[q.start : q.end] for q in found(text)]


@pytest.mark.parametrize(
    ("text", "surface", "value", "low", "high", "unit"),
    [
        # exact
        ("发放手册227册", "227册", 227, 227, 227, "册"),
        ("成功率99.8%", "99.8%", 99.8, 99.8, 99.8, "%"),
        ("发放22.7万份", "22.7万份", 227000, 227000, 227000, "份"),
        ("规模0.5万亿元", "0.5万亿元", 5e11, 5e11, 5e11, "元"),
        ("核查0.0038万宗", "0.0038万宗", 38, 38, 38, "宗"),
        ("罚款12万5千元", "12万5千元", 125000, 125000, 125000, "元"),
        # over: [v, v+p)
        ("发放150余份", "150余份", 150, 150, 160, "份"),
        ("发放5900余份", "5900余份", 5900, 5900, 6000, "份"),
        ("宣传9.5万余场", "9.5万余场", 95000, 95000, 96000, "场"),
        ("培训4000多人", "4000多人", 4000, 4000, 5000, "人"),
        ("投入超2亿元", "超2亿元", 2e8, 2e8, 3e8, "元"),
        ("受理逾3000件", "逾3000件", 3000, 3000, 4000, "件"),
        ("突破2万件", "突破2万件", 20000, 20000, 30000, "件"),
        ("开展不少于3次", "不少于3次", 3, 3, 4, "次"),
        ("至少有1个", "至少有1个", 1, 1, 2, "个"),
        ("满意率98%以上", "98%以上", 98, 98, 99, "%"),
        ("达50件之多", "50件之多", 50, 50, 60, "件"),
        ("3万多人参加", "3万多人", 30000, 30000, 40000, "人"),
        ("1千余件", "1千余件", 1000, 1000, 2000, "件"),
        ("持续3个多月", "3个多月", 3, 3, 4, "个月"),
        ("持续三个多小时", "三个多小时", 3, 3, 4, "小时"),
        # near and within: (v-p, v]
        ("参加近5万名", "近5万名", 50000, 40000, 50000, "名"),
        ("不足5件", "不足5件", 5, 4, 5, "件"),
        ("近100件", "近100件", 100, 90, 100, "件"),
        ("将近10家", "将近10家", 10, 9, 10, "家"),
        ("不到1万元", "不到1万元", 10000, 9000, 10000, "元"),
        ("不超过10分钟", "不超过10分钟", 10, 0, 10, "分钟"),
        ("最多3次", "最多3次", 3, 2, 3, "次"),
        ("5个工作日以内", "5个工作日以内", 5, 4, 5, "工作日"),
        # about: [v-p/2, v+p/2]
        ("登记约78万个", "约78万个", 780000, 775000, 785000, "个"),
        ("抽调20名左右", "20名左右", 20, 15, 25, "名"),
        ("大约20件", "大约20件", 20, 15, 25, "件"),
        ("12件上下", "12件上下", 12, 11.5, 12.5, "件"),
        # an approximator without a digit
        ("万余名群众", "万余名", 10000, 10000, 20000, "名"),
        ("上万余份", "上万余份", 10000, 10000, 20000, "份"),
        ("百余家企业", "百余家", 100, 100, 200, "家"),
        ("十余次", "十余次", 10, 10, 20, "次"),
        ("上百场", "上百场", 100, 100, 200, "场"),
        ("近百名", "近百名", 100, 90, 100, "名"),
        ("近万名", "近万名", 10000, 9000, 10000, "名"),
        # Chinese numerals and mixtures
        ("召开两次会议", "两次", 2, 2, 2, "次"),
        ("走访十个村委会", "十个", 10, 10, 10, "个"),
        ("一百二十件", "一百二十件", 120, 120, 120, "件"),
        ("三千二百余人", "三千二百余人", 3200, 3200, 3300, "人"),
        ("九点五万份", "九点五万份", 95000, 95000, 95000, "份"),
        ("两百余场", "两百余场", 200, 200, 300, "场"),
        # two digits in a row, with or without 、, leave the number between two
        ("办理七八千件", "七八千件", 7500, 7000, 8000, "件"),
        ("办理近七八千件", "近七八千件", 7500, 7000, 8000, "件"),
        ("办理七、八千件", "七、八千件", 7500, 7000, 8000, "件"),
        ("走访三千五六百人", "三千五六百人", 3550, 3500, 3600, "人"),
        # words that are numbers
        ("占近八成", "近八成", 80, 70, 80, "%"),
        ("五成以上", "五成以上", 50, 50, 60, "%"),
        ("占六点五成", "六点五成", 65, 65, 65, "%"),
        ("占三成半", "三成半", 35, 35, 35, "%"),
        ("百分之九十", "百分之九十", 90, 90, 90, "%"),
        ("百分之12.5", "百分之12.5", 12.5, 12.5, 12.5, "%"),
        ("三分之一", "三分之一", 33.3333, 33.3333, 33.3333, "%"),
        ("翻一番", "翻一番", 100, 100, 100, "%"),
        ("翻两番", "翻两番", 300, 300, 300, "%"),
        # separators, full width, spaces, wrong signs, a broken line
        ("办理1,703件", "1,703件", 1703, 1703, 1703, "件"),
        ("办理12 345件", "12 345件", 12345, 12345, 12345, "件"),
        ("办理21，000件", "21，000件", 21000, 21000, 21000, "件"),
        ("办理1，350余件", "1，350余件", 1350, 1350, 1360, "件"),
        ("办理１２件", "１２件", 12, 12, 12, "件"),
        ("比例８５％", "８５％", 85, 85, 85, "%"),
        ("办理1 5起", "1 5起", 15, 15, 15, "起"),
        ("办理11 件", "11 件", 11, 11, 11, "件"),
        ("增长11。3%", "11。3%", 11.3, 11.3, 11.3, "%"),
        ("办理1．62万件", "1．62万件", 16200, 16200, 16200, "件"),
        ("办理\n案件12\n件", "12\n件", 12, 12, 12, "件"),
        # measure words
        ("缩短38个工作日", "38个工作日", 38, 38, 38, "工作日"),
        ("提高2个百分点", "2个百分点", 2, 2, 2, "个百分点"),
        ("覆盖7大类", "7大类", 7, 7, 7, "类"),
        ("开展8100余场（次）", "8100余场（次）", 8100, 8100, 8200, "场次"),
        ("资助3万元人民币", "3万元", 30000, 30000, 30000, "元"),
        ("投资2亿美元", "2亿美元", 2e8, 2e8, 2e8, "美元"),
    ],
)
def test_a_quantity(text: str, surface: str, value: float, low: float, high: float, unit: str) -> None:
    assert [
        (text[q.start : q.end], float(q.value), float(q.low), float(q.high), q.unit) for q in found(text)
    ] == [(surface, value, low, high, unit)]


@pytest.mark.parametrize(
    "text",
    [
        # years, dates, times
        "2023年4月26日",
        "12·4国家宪法日",
        "3·15活动",
        "二〇二三年",
        "10分30秒",
        # ordinals, ranks, sessions
        "第36次党组会",
        "八届第14次常务会议",
        "第三批",
        "第3、4次会议",
        "第三、四次会议",
        "第3至5次会议",
        "第1、2、3次会议",
        "三分靠建七分靠管",
        "下午四点五名",
        "十一届十次全会",
        "第二十次集体学习",
        "位居全市前3名",
        "排名第1位",
        "在100个城市中排名第10位",
        "位次前移3位",
        # enumerators
        "一是抓学习",
        "（一）抓落实",
        "1.抓考核",
        # documents and laws
        "云政发〔2023〕12号",
        "《法治政府建设实施纲要（2021—2025年）》",
        "行政处罚法第33条",
        # names and slogans
        "7×24小时",
        "12345热线",
        "“一件事”",
        "“三项制度”",
        "“最多跑一次”",
        "“511”放权",
        "八五普法",
        "“1+9+N”",
        "24小时自助服务",
        "5A级",
        "G4高速",
        "2.0版",
        # words with no number in them
        "全覆盖",
        "多次",
        "数十场",
        "几百家",
        "若干项",
        "五个方面",
        "两个维护",
        # a number without a measure word
        "涉法事项45二是",
        "三个",
        "经费XX万元",
        # words that only begin like a measure word
        "3起诉",
        "15人民",
        "2项目",
        "5部门",
        "成立",
        "三成功",
        # what is left of a number that goes on
        "五兆六十二亿件",
        "1.5万3千件",
        "三百五又三分之一",
        "2^5件",
        ".5件",
        "百分之15K",
        "两倍半",
        "3天半",
        "负三十二件",
        # the second, and two or three
        "二类疫苗",
        "二期项目",
        "三五家",
        "两三次",
        # a date, and no fraction
        "3/15活动",
        "2023/12/31前",
        # places, sides, articles, times, parts of names
        "七台河",
        "三方协议",
        "四面八方",
        "两次三番",
        "共八章六十五条",
        "9时30分",
        "三个1亿人",
        "六年级1班",
        "省道12公里处",
        "党的六项纪律",
        "十四届人大三次会议",
        "24小时法律咨询热线",
        "https://example.org/a?b=30%25",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert surfaces(text) == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("办理49件“一件事”", ["49件"]),
        ("推出31个“一业一证”", ["31个"]),
        ("“一村一顾问”553个", ["553个"]),
        ("6类12项", ["6类", "12项"]),
        ("印发《条例》3件", ["3件"]),
        ("收拾三件", ["三件"]),
        ("队伍三支", ["三支"]),
        ("为企业减负200万元", ["200万元"]),
        ("对第三方机构开展检查12次", ["12次"]),
        ("3·15活动12场", ["12场"]),
        ("县人大12次视察", ["12次"]),
        ("三家镇卫生院", ["三家"]),
        ("一个13亿人口的国家", ["13亿"]),
    ],
)
def test_a_name_beside_a_quantity(text: str, kept: list[str]) -> None:
    assert surfaces(text) == kept


@pytest.mark.parametrize(
    ("value", "place", "kind", "ends"),
    [
        ("5900", "100", "over", ("5900", "6000")),
        ("500", "100", "near", ("400", "500")),
        ("100", "100", "near", ("90", "100")),
        ("100", "100", "within", ("0", "100")),
        ("100", "100", "about", ("50", "150")),
        ("100", "100", "", ("100", "100")),
    ],
)
def test_the_interval_of_a_wording(value: str, place: str, kind: str, ends: tuple[str, str]) -> None:
    assert interval(Decimal(value), Decimal(place), kind) == (Decimal(ends[0]), Decimal(ends[1]))


@pytest.mark.parametrize(
    ("text", "at", "begins"), [("1", 0, True), ("a\n 1", 3, True), ("a1", 1, False), ("a 1", 2, False)]
)
def test_the_start_of_a_line(text: str, at: int, begins: bool) -> None:
    assert line_start(text, at) is begins


def test_an_item_number_and_a_quantity_after_it() -> None:
    assert surfaces("\n1.3个乡镇参加") == ["3个"]
    assert surfaces("每户1.3个") == ["1.3个"]


@pytest.mark.parametrize("number", ["0.5个", "1.3万个", "1.5个百分点", "98.5%"])
def test_a_fraction_at_the_start_of_a_line(number: str) -> None:
    assert surfaces(f"\n{number}") == [number]


@given(
    st.integers(min_value=1, max_value=9_999_999),
    st.sampled_from(["", "万", "亿"]),
    st.sampled_from(["近", "约", "超", "不足", ""]),
    st.sampled_from(["", "余", "多"]),
    st.sampled_from(["件", "人次", "个工作日", "%", "元"]),
    st.sampled_from(["", "以上", "左右", "以内"]),
)
@settings(max_examples=60, deadline=None)
def test_the_value_lies_in_its_interval(
    number: int, word: str, before: str, inside: str, unit: str, after: str
) -> None:
    text = f"共计{before}{number}{word}{inside}{unit}{after}"
    (quantity,) = found(text)
    assert quantity.low <= quantity.value <= quantity.high
    assert quantity.high - quantity.low <= quantity.place
    assert text[quantity.start : quantity.end] == text.removeprefix("共计")


@pytest.mark.parametrize(
    ("text", "surface", "value", "low", "high"),
    [
        ("建成近2万5千公里", "近2万5千公里", 25000, 24000, 25000),
        ("办理7万5千4百件", "7万5千4百件", 75400, 75400, 75400),
        ("投入1亿2千万元", "1亿2千万元", 120000000, 120000000, 120000000),
        ("占9成", "9成", 90, 90, 90),
        ("占7.2成左右", "7.2成左右", 72, 71.5, 72.5),
        ("为百分之1,111", "百分之1,111", 1111, 1111, 1111),
    ],
)
def test_digits_and_characters_in_one_number(
    text: str, surface: str, value: float, low: float, high: float
) -> None:
    (read,) = found(text)
    assert text[read.start : read.end] == surface
    assert (float(read.value), float(read.low), float(read.high)) == (value, low, high)


@pytest.mark.parametrize(
    ("text", "surface", "value", "low", "high"),
    [
        # torn apart by spaces
        ("举办一百 五 十场", "一百 五 十场", 150, 150, 150),
        ("办理7万 5千 4百件", "7万 5千 4百件", 75400, 75400, 75400),
        ("十 余 万件", "十 余 万件", 100000, 100000, 200000),
        ("百 分 之 一百二十 点五", "百 分 之 一百二十 点五", 120.5, 120.5, 120.5),
        ("提高一 百 五 十 个 百 分 点", "一 百 五 十 个 百 分 点", 150, 150, 150),
        # numerals of bankers
        ("罚没款肆佰伍拾元", "肆佰伍拾元", 450, 450, 450),
        ("收取拾陆万零伍佰元", "拾陆万零伍佰元", 160500, 160500, 160500),
        # a last digit without its place, 万万, some after ten
        ("发放两千二百五份", "两千二百五份", 2250, 2250, 2250),
        ("共10万万元", "10万万元", 1e9, 1e9, 1e9),
        ("走访十几次", "十几次", 10, 10, 20),
        ("惠及二十几万人", "二十几万人", 200000, 200000, 300000),
        ("惠及一百零几万人次", "一百零几万人次", 1000000, 1000000, 1100000),
        # many of them need no noun that is known
        ("建成一百二十个驿站", "一百二十个", 120, 120, 120),
        # parts
        ("占3分之1", "3分之1", 33.3333, 33.3333, 33.3333),
        ("达千分之三", "千分之三", 0.3, 0.3, 0.3),
        ("占1/4左右", "1/4左右", 25, 24.5, 25.5),
        ("近1/3", "近1/3", 33.3333, 32.3333, 33.3333),
        ("占七成六", "七成六", 76, 76, 76),
        ("占十成", "十成", 100, 100, 100),
        ("占三成五左右", "三成五左右", 35, 34.5, 35.5),
        ("投资上万亿元", "上万亿元", 1e12, 1e12, 2e12),
        # and a half
        ("历时两个半小时", "两个半小时", 2.5, 2.5, 2.5),
        ("历时一个半月", "一个半月", 1.5, 1.5, 1.5),
        ("近3个半月", "近3个半月", 3.5, 3.4, 3.5),
        ("提高1个半百分点", "1个半百分点", 1.5, 1.5, 1.5),
        # one, where it counts
        ("增长一倍", "一倍", 1, 1, 1),
        ("增长一倍多", "一倍多", 1, 1, 2),
        ("增长2.5倍多", "2.5倍多", 2.5, 2.5, 2.6),
        ("提高一个百分点", "一个百分点", 1, 1, 1),
        # signs
        ("增长-2.5%", "-2.5%", -2.5, -2.5, -2.5),
        ("增速为负0.3个百分点", "负0.3个百分点", -0.3, -0.3, -0.3),
        ("增长约−3%", "约−3%", -3, -3.5, -2.5),
    ],
)
def test_ways_of_writing(text: str, surface: str, value: float, low: float, high: float) -> None:
    (read,) = found(text)
    assert text[read.start : read.end] == surface
    assert [float(end) for end in (read.value, read.low, read.high)] == pytest.approx([value, low, high])


def test_a_cell_beside_a_numeral_does_not_join_it() -> None:
    assert found("\n三 十五件") == []
