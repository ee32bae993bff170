"""Role and period: result or target, level or change, of one year or of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Read

PLAN = "二、2024年工作打算\n"

# role, period, value of each quantity
Told = tuple[str, str | None, float]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a level of the year reported on
        ("举办培训班12期。", [("actual", "2023", 12)]),
        ("2023年，举办培训班12期。", [("actual", "2023", 12)]),
        ("截至目前，累计举办培训班12期。", [("actual", "2023", 12)]),
        ("今年以来，累计举办培训班12期。", [("actual", "2023", 12)]),
        ("全年累计举办培训班12期。", [("actual", "2023", 12)]),
        # a level of another year
        ("2021年举办培训班8期。", [("actual", "2021", 8)]),
        ("二〇二一年举办培训班8期。", [("actual", "2021", 8)]),
        ("2021年，甲局举办培训班8期；举办讲座3场。", [("actual", "2021", 8), ("actual", "2023", 3)]),
        ("办理38件，较2022年的27件增加40.7%。",
         [("actual", "2023", 38), ("actual", "2022", 27), ("growth", "2023", 40.7)]),
        ("办理38件，上年同期的27件均已审结。", [("actual", "2023", 38), ("actual", "2022", 27)]),
        ("办理38件，较上年27件增长40.7%。",
         [("actual", "2023", 38), ("actual", "2022", 27), ("growth", "2023", 40.7)]),
        ("出庭应诉27件（上年19件）。", [("actual", "2023", 27), ("actual", "2022", 19)]),
        # years that the first clause says of the whole sentence, until a group tells of another time
        ("三年来，举办讲座12期；办理法律援助案件50件。",
         [("cumulative", "2021-2023", 12), ("cumulative", "2021-2023", 50)]),
        ("三年来，举办讲座12期；今年办理法律援助案件50件。",
         [("cumulative", "2021-2023", 12), ("actual", "2023", 50)]),
        ("三年来，举办讲座12期；现有法律顾问50名。",
         [("cumulative", "2021-2023", 12), ("actual", "2023", 50)]),
        # plans of publicity are counted anew, beside five-year plans
        ("“八五”以来累计办理法律援助案件50件。", [("cumulative", "2021-2023", 50)]),
        # months of several years; those of one year that does not begin in January
        ("2018年1月至2022年12月，共办结信访件50件。", [("cumulative", "2018-2022", 50)]),
        ("2022年12月至2023年11月，共办结信访件50件。", [("actual", "2023", 50)]),
        # from a level to a level
        ("可办率由2022年的76%提升至92%。", [("actual", "2022", 76), ("actual", "2023", 92)]),
        ("办理时限由30个工作日压缩为3个工作日。", [("actual", None, 30), ("actual", "2023", 3)]),
        ("人员由18人增加到31人。", [("actual", None, 18), ("actual", "2023", 31)]),
        ("人员由目前的11名增加到15名。", [("actual", "2023", 11), ("actual", "2023", 15)]),
        # a total of a plan's years, and a change counted from a year before the last
        ("“十三五”期间，累计办理援助案件2980件，年均596件。",
         [("cumulative", "2016-2020", 2980), ("average", "2016-2020", 596)]),
        ("出庭应诉率87.4%，比2015年提高49.1个百分点。",
         [("actual", "2023", 87.4), ("change", "2015-2023", 49.1)]),
        # relative and absolute changes
        ("办理120件，同比增长12%。", [("actual", "2023", 120), ("growth", "2023", 12)]),
        ("案件较上年下降12.5%。", [("growth", "2023", -12.5)]),
        ("案件同比减少17件。", [("change", "2023", -17)]),
        ("案件减少17件，人员增加5人。", [("change", "2023", -17), ("change", "2023", 5)]),
        ("满意度提高2个百分点。", [("change", "2023", 2)]),
        ("满意度回落1.5个百分点。", [("change", "2023", -1.5)]),
        ("案件增长1倍。", [("growth", "2023", 100)]),
        ("案件增长两倍。", [("growth", "2023", 200)]),
        ("案件翻一番。", [("growth", "2023", 100)]),
        ("案件是上年的2倍。", [("growth", "2023", 2)]),
        ("办理时限压缩7个工作日。", [("change", "2023", -7)]),
        ("事项精简为73项。", [("actual", "2023", 73)]),
        # a total or a mean over several years
        ("2018年至2022年累计调解2600件。", [("cumulative", "2018-2022", 2600)]),
        ("2018年至2022年，累计调解2600件，2023年调解300件。",
         [("cumulative", "2018-2022", 2600), ("actual", "2023", 300)]),
        ("自2021年以来，累计调解1200件。", [("cumulative", "2021-2023", 1200)]),
        ("“十四五”以来，累计调解1200件。", [("cumulative", "2021-2023", 1200)]),
        ("八五普法以来，开展活动499场。", [("cumulative", "2021-2023", 499)]),
        ("近五年累计调解2600件。", [("cumulative", "2019-2023", 2600)]),
        ("近三年年均调解120件。", [("average", "2021-2023", 120)]),
        ("自2021年以来，累计调解1200件，今年调解300件。",
         [("cumulative", "2021-2023", 1200), ("actual", "2023", 300)]),
        # what is to be reached
        ("力争举办培训班12期。", [("target", "2024", 12)]),
        ("2024年计划举办培训班12期。", [("target", "2024", 12)]),
        # a sentence that looks ahead does so to its end, and the next one looks back again
        ("2024年力争举办培训班12期，参训率达到98%。举办讲座3场。",
         [("target", "2024", 12), ("target", "2024", 98), ("actual", "2023", 3)]),
        ("2024年初，考核组检查单位12个。", [("actual", "2023", 12)]),
        ("举办培训班12期，2024年举办15期。", [("actual", "2023", 12), ("target", "2024", 15)]),
        ("下一步，举办培训班12期。", [("target", "2024", 12)]),
        # how far something is to fall has no sign: it is no growth and no change
        ("力争行政检查频次下降10%以上。", [("target", "2024", 10)]),
        (PLAN + "举办培训班12期。", [("target", "2024", 12)]),
        (PLAN + "到2025年，举办培训班12期。", [("target", "2025", 12)]),
        (PLAN + "2023年已举办培训班12期。", [("actual", "2023", 12)]),
        ("按计划举办培训班12期。", [("actual", "2023", 12)]),
        ("完成年初计划的12期。", [("target", "2023", 12)]),
        ("人均学习72学时，超过规定的60学时。", [("actual", "2023", 72), ("target", "2023", 60)]),
        ("主要预期目标是：案件化解率60%；培训12期。", [("target", "2024", 60), ("target", "2024", 12)]),
    ],
)  # fmt: skip
def test_role_and_period(read: Read, text: str, told: list[Told]) -> None:
    assert [(m.role, m.period, m.value) for m in read(text)] == told


def test_the_interval_of_a_decline_is_turned_with_its_value(read: Read) -> None:
    (mention,) = read("案件同比下降12%以上。")
    assert (mention.low, mention.value, mention.high) == (-13, -12, -12)


def test_what_the_plan_is_of_depends_on_the_year_of_the_report(read: Read) -> None:
    assert read("下一步，举办培训班12期。", year=2019)[0].period == "2020"
