"""What a government work report says of its metrics: invented sentences, one for each way of saying them."""

from __future__ import annotations

import pytest

from tongbi.extraction import extract
from tongbi.records import Identity, Mention

REVIEW, PLAN = "一、2015年工作回顾\n", "二、2016年工作安排\n"
PAST_FIVE = "一、过去五年工作回顾\n"

# metric, role, period, value
Stated = tuple[str, str, str | None, float]


def read(text: str) -> list[Mention]:
    """The mentions of a report that is given in 2016 and states the results of 2015."""
    return extract(text, Identity("岚江省人民政府", "province", "government_work", 2016))


def stated(text: str) -> list[Stated]:
    """What it says of the catalogue's metrics, in text order."""
    return [(m.metric_id, m.role, m.period, m.value) for m in read(text) if m.metric_id]


def one(metric: str, role: str, period: str, value: float) -> list[Stated]:
    return [(metric, role, period, value)]


class TestResultAndTarget:
    def test_a_result_needs_no_year(self) -> None:
        assert stated(REVIEW + "城镇新增就业61万人。") == one("urban_new_jobs", "actual", "2015", 610000)

    def test_a_target_cue_holds_over_several_semicolons(self) -> None:
        said = stated(
            PLAN + "今年发展主要预期目标是：地区生产总值增长7%左右；居民消费价格涨幅3%左右；"
            "城镇新增就业50万人以上，城镇登记失业率控制在4.5%以内；粮食产量稳定在300亿斤；单位地区生产总值能耗下降3.2%。"
        )
        assert [(metric, role, period) for metric, role, period, _ in said] == [
            ("gdp_growth_rate", "target", "2016"),
            ("cpi_growth_rate", "target", "2016"),
            ("urban_new_jobs", "target", "2016"),
            ("urban_unemployment_registered", "target", "2016"),
            ("grain_output", "target", "2016"),
            ("energy_intensity_decline_rate", "target", "2016"),
        ]
        assert said[-1][3] == 3.2

    def test_a_list_of_targets_may_begin_a_paragraph_of_its_own(self) -> None:
        text = PLAN + "今年的主要预期目标是：\n\n　　城镇新增就业50万人。\n"
        assert stated(text) == one("urban_new_jobs", "target", "2016", 500000)

    def test_controlled_within_is_a_result_in_the_review(self) -> None:
        text = REVIEW + "居民消费价格涨幅控制在2.6%。"
        assert stated(text) == one("cpi_growth_rate", "actual", "2015", 2.6)

    def test_a_target_that_was_exceeded_makes_no_targets_of_what_follows(self) -> None:
        text = REVIEW + "城镇新增就业61万人，超过预期目标；城镇居民人均可支配收入32100元。"
        assert stated(text)[1] == ("urban_income", "actual", "2015", 32100)

    def test_a_target_recalled_beside_the_result_is_the_year_before(self) -> None:
        text = REVIEW + "地区生产总值比上年增长7.8%，虽然略低于8%的预定目标，但质量提高。"
        assert stated(text)[1] == ("gdp_growth_rate", "target", "2015", 8)

    def test_a_recalled_target_is_no_bound_of_the_result(self) -> None:
        text = REVIEW + "城镇新增就业62万人，超过50万人的预期目标。"
        assert stated(text)[1] == ("urban_new_jobs", "target", "2015", 500000)

    def test_a_target_is_recalled_past_another_figure(self) -> None:
        text = REVIEW + "居民消费价格上涨2.6%，涨幅扩大0.5个百分点，但低于3.5%左右的预期目标。"
        assert stated(text)[-1] == ("cpi_growth_rate", "target", "2015", 3.5)

    def test_a_part_of_the_country_keeps_the_metric_and_names_itself(self) -> None:
        text = REVIEW + "城镇新增就业62万人，其中岚西地区9.2万人。山区农民人均纯收入实际增长14%。"
        read = extract(text, Identity("岚江省人民政府", "province", "government_work", 2016))
        assert [(m.metric_id, m.scope) for m in read] == [
            ("urban_new_jobs", ""),
            ("urban_new_jobs", "岚西地区"),
            ("rural_income_growth_rate", "山区"),
        ]

    def test_a_target_that_was_missed_is_the_year_before(self) -> None:
        text = REVIEW + "没有完成年初确定的单位地区生产总值能耗降低4%左右的目标。"
        assert stated(text) == one("energy_intensity_decline_rate", "target", "2015", 4)

    def test_an_estimate_of_the_result_is_no_target(self) -> None:
        text = REVIEW + "全省地区生产总值预计达到2.4万亿元。"
        assert stated(text) == one("gdp_total", "actual", "2015", 2.4e12)

    def test_this_year_inside_the_review_is_a_target(self) -> None:
        text = REVIEW + "粮食产量达到300亿斤。今年要力争粮食产量达到310亿斤。"
        assert stated(text) == [
            ("grain_output", "actual", "2015", 3e10),
            ("grain_output", "target", "2016", 3.1e10),
        ]

    def test_a_year_summed_up_inside_the_plan_is_a_result(self) -> None:
        text = PLAN + "今年是规划开局之年。过去一年，各项工作取得成绩。城镇新增就业61万人。"
        assert stated(text) == one("urban_new_jobs", "actual", "2015", 610000)

    def test_the_plan_goes_on_under_headings_that_name_no_time(self) -> None:
        text = PLAN + "要抓好落实。\n三、扩大对外开放\n进出口总额增长5%。\n"
        assert stated(text) == one("trade_volume", "target", "2016", 5)

    def test_a_planned_change_of_a_level_is_no_metric(self) -> None:
        text = PLAN + "今年拟安排财政赤字1.62万亿元，比去年增加2700亿元，赤字率从去年的2.1%提高到2.3%。"
        assert stated(text) == [
            ("deficit_amount", "target", "2016", 1.62e12),
            ("deficit_ratio", "actual", "2015", 2.1),
            ("deficit_ratio", "target", "2016", 2.3),
        ]

    def test_the_ratio_that_is_arranged(self) -> None:
        text = PLAN + "今年赤字率拟按2.8%左右安排，财政赤字2.76万亿元，其中中央财政赤字1.83万亿元。"
        assert [metric for metric, *_ in stated(text)] == [
            "deficit_ratio",
            "deficit_amount",
            "deficit_amount_central",
        ]


class TestSeveralYears:
    def test_a_mean_beside_a_level(self) -> None:
        text = PAST_FIVE + "地区生产总值达到39.8万亿元，年均增长11.2%。"
        assert stated(text) == [
            ("gdp_total", "actual", "2015", 39.8e12),
            ("gdp_growth_rate", "average", "2011-2015", 11.2),
        ]

    def test_a_year_of_its_own_does_not_hide_the_years_of_a_mean(self) -> None:
        text = PAST_FIVE + "2015年，城镇居民人均可支配收入达到32100元，平均每年实际增长8%。"
        assert stated(text)[1] == ("urban_income_growth_rate", "average", "2011-2015", 8)

    def test_additions_are_summed_over_the_years_that_the_section_is_about(self) -> None:
        text = PAST_FIVE + "城镇新增就业300万人。新增铁路营业里程1200公里，其中高铁800公里。"
        assert stated(text) == [
            ("urban_new_jobs", "cumulative", "2011-2015", 3e6),
            ("railway_added", "cumulative", "2011-2015", 1200),
            ("hsr_added", "cumulative", "2011-2015", 800),
        ]

    def test_a_cumulative_figure_names_its_years(self) -> None:
        text = REVIEW + "五年累计实际利用外资55亿美元。近三年累计减少农村贫困人口120万人。"
        assert stated(text) == [
            ("utilized_fdi", "cumulative", "2011-2015", 5.5e9),
            ("rural_poor_reduction", "cumulative", "2013-2015", 1.2e6),
        ]

    def test_from_and_to_without_a_year(self) -> None:
        text = PAST_FIVE + "一般公共预算收入从1800亿元增加到3200亿元，年均增长12.2%。"
        assert stated(text) == [
            ("fiscal_revenue", "actual", "2010", 1.8e11),
            ("fiscal_revenue", "actual", "2015", 3.2e11),
            ("fiscal_revenue", "average", "2011-2015", 12.2),
        ]

    def test_from_and_to_with_years(self) -> None:
        text = (
            REVIEW + "研发经费由2012年的51亿元增加到2015年的116亿元，占地区生产总值的比重从1.1%提高到1.5%。"
        )
        assert [(metric, period) for metric, _, period, _ in stated(text)] == [
            ("rd_expenditure", "2012"),
            ("rd_expenditure", "2015"),
            ("rd_share", "2012"),
            ("rd_share", "2015"),
        ]

    def test_a_change_since_a_named_year_is_no_yearly_growth(self) -> None:
        text = REVIEW + "2015年，地区生产总值达到2.4万亿元，比2010年增长65.5%，年均增长10.6%。"
        assert stated(text)[1:] == [
            ("gdp_growth_rate", "change", "2010-2015", 65.5),
            ("gdp_growth_rate", "average", "2011-2015", 10.6),
        ]

    def test_a_change_since_years_ago(self) -> None:
        text = REVIEW + "粮食产量达到492亿斤，比五年前增加50亿斤。"
        assert stated(text)[1] == ("grain_output", "change", "2010-2015", 5e9)

    def test_a_fall_that_is_summed_counts_the_years_themselves(self) -> None:
        text = REVIEW + "“十二五”前四年累计，单位地区生产总值能耗下降14.4%。"
        assert stated(text) == one("energy_intensity_decline_rate", "change", "2011-2014", 14.4)

    def test_each_year_of_several(self) -> None:
        text = REVIEW + "粮食生产再获丰收，粮食产量连续5年超万亿斤。城镇新增就业61万人。"
        assert stated(text) == [
            ("grain_output", "actual", "2011-2015", 1e12),
            ("urban_new_jobs", "actual", "2015", 610000),
        ]

    def test_how_many_times_a_level_grew_is_no_figure_of_the_series(self) -> None:
        text = REVIEW + "五年来，进出口总额增长两倍。"
        (mention,) = read(text)
        assert (mention.metric_id, mention.value, mention.unit) == (None, 200, "%")

    def test_years_to_come(self) -> None:
        text = (
            PLAN + "今后五年，地区生产总值年均增长7%，到2020年研发投入强度达到2.5%。五年城镇新增就业280万人。"
        )
        assert stated(text) == [
            ("gdp_growth_rate", "target", "2016-2020", 7),
            ("rd_share", "target", "2020", 2.5),
            ("urban_new_jobs", "target", "2016-2020", 2.8e6),
        ]

    def test_years_of_a_named_plan(self) -> None:
        text = PLAN + "“十三五”时期，单位地区生产总值能耗降低15%。"
        assert stated(text) == one("energy_intensity_decline_rate", "target", "2016-2020", 15)


class TestLevelAndChange:
    def test_a_level_after_the_growth_of_the_same_subject(self) -> None:
        text = REVIEW + "进出口总额比上年增长7.1%，达到851亿美元。"
        assert stated(text) == [
            ("trade_volume", "growth", "2015", 7.1),
            ("trade_volume", "actual", "2015", 8.51e10),
        ]

    def test_a_bound_and_the_value_of_one_fact(self) -> None:
        text = REVIEW + "财政收入比上年增加150亿元，总额首次突破万亿元，达到11377亿元。"
        assert stated(text) == [
            ("fiscal_revenue", "change", "2015", 1.5e10),
            ("fiscal_revenue", "actual", "2015", 1e12),
            ("fiscal_revenue", "actual", "2015", 1.1377e12),
        ]

    def test_marks_passed_on_the_way_are_not_the_level(self) -> None:
        text = PAST_FIVE + "地区生产总值连续跨越7万亿、8万亿和9万亿元大关，2015年达到10.2万亿元。"
        assert stated(text) == one("gdp_total", "actual", "2015", 10.2e12)

    def test_a_total_that_goes_on_after_a_mean(self) -> None:
        text = PAST_FIVE + "地区生产总值年均增长7.6%，总量由2.1万亿元提高到3.6万亿元。"
        assert stated(text)[1:] == [
            ("gdp_total", "actual", "2010", 2.1e12),
            ("gdp_total", "actual", "2015", 3.6e12),
        ]

    def test_an_increase_without_comparison(self) -> None:
        text = REVIEW + "财政收入突破3万亿元，增加5232亿元。"
        assert stated(text)[1] == ("fiscal_revenue", "change", "2015", 5.232e11)

    def test_the_growth_of_another_subject_is_not_gone_on_with(self) -> None:
        text = REVIEW + "财政收入3.9万亿元；规模以上工业企业利润增长31%，增加4442亿元。"
        assert stated(text) == one("fiscal_revenue", "actual", "2015", 3.9e12)

    def test_fewer_poor_are_a_reduction(self) -> None:
        text = REVIEW + "农村贫困人口比上年减少24万人。农村贫困人口减少138万，贫困发生率降至0.6%。"
        assert stated(text) == [
            ("rural_poor_reduction", "actual", "2015", 240000),
            ("rural_poor_reduction", "actual", "2015", 1380000),
        ]

    def test_energy_use_that_rose_is_a_negative_decline(self) -> None:
        text = REVIEW + "单位地区生产总值能耗由前三年分别上升4.9%、5.5%、0.2%，转为下降1.2%。"
        assert stated(text) == [
            ("energy_intensity_decline_rate", "actual", "2012", -4.9),
            ("energy_intensity_decline_rate", "actual", "2013", -5.5),
            ("energy_intensity_decline_rate", "actual", "2014", -0.2),
            ("energy_intensity_decline_rate", "actual", "2015", 1.2),
        ]


class TestSharedSentences:
    @pytest.mark.parametrize(
        ("sentence", "urban", "rural"),
        [
            ("城镇居民人均可支配收入和农村居民人均纯收入实际增长8.4%和11.4%。", 8.4, 11.4),
            ("农村居民人均纯收入和城镇居民人均可支配收入，2015年分别增长11.4%和8.4%。", 8.4, 11.4),
            ("城乡居民人均可支配收入分别增长8.4%、11.4%。", 8.4, 11.4),
            ("城镇和农村居民人均可支配收入分别增长8.4%、11.4%。", 8.4, 11.4),
            ("城镇、农村常住居民人均可支配收入分别增长8.4%和11.4%。", 8.4, 11.4),
            ("城镇居民人均可支配收入3.2万元，农民人均纯收入1.1万元，实际增长8.4%和11.4%。", 8.4, 11.4),
        ],
    )
    def test_each_subject_has_its_value(self, sentence: str, urban: float, rural: float) -> None:
        growth = {m: v for m, _, _, v in stated(REVIEW + sentence) if m.endswith("growth_rate")}
        assert growth == {"urban_income_growth_rate": urban, "rural_income_growth_rate": rural}

    def test_one_name_may_hold_for_several_subjects(self) -> None:
        text = PLAN + "今后五年，单位地区生产总值用水量、能耗、二氧化碳排放量分别下降23%、15%、18%。"
        assert stated(text) == one("energy_intensity_decline_rate", "target", "2016-2020", 15)

    def test_values_of_other_subjects_are_not_given_to_the_level_before(self) -> None:
        text = (
            REVIEW
            + "单位地区生产总值能耗下降3.3%，化学需氧量、二氧化硫排放量双下降，比上年分别下降3.1%和4.7%。"
        )
        assert stated(text) == one("energy_intensity_decline_rate", "actual", "2015", 3.3)


class TestOtherMeasures:
    @pytest.mark.parametrize(
        ("sentence", "metrics"),
        [
            (
                "城镇登记失业率4.1%，城镇调查失业率5.1%。",
                ["urban_unemployment_registered", "urban_unemployment_surveyed"],
            ),
            ("商品零售价格上涨1.8%，居民消费价格上涨2%。", ["retail_price_growth_rate", "cpi_growth_rate"]),
            ("居民人均可支配收入实际增长7.4%。", ["resident_income_growth_rate"]),
            ("全社会R&D经费支出占GDP比重达到2.2%。", ["rd_share"]),
            (
                "铁路里程增加，新增铁路营业里程90公里，总里程达到5800公里。",
                ["railway_added", "railway_length"],
            ),
            ("农村居民人均可支配收入9800元。", ["rural_income"]),
            ("高铁运营里程达到1.1万公里，高速公路里程9万公里。", ["hsr_length"]),
            ("单位地区生产总值能耗下降4.8%。", ["energy_intensity_decline_rate"]),
            ("财政赤字9500亿元，占国内生产总值的比重在3%以内。", ["deficit_amount", "deficit_ratio"]),
        ],
    )
    def test_names_that_hold_one_another_are_told_apart(self, sentence: str, metrics: list[str]) -> None:
        assert [metric for metric, *_ in stated(REVIEW + sentence)] == metrics

    @pytest.mark.parametrize(
        "sentence",
        [
            "人均地区生产总值突破1000美元。",
            "服务业增加值占地区生产总值的比重达到50.5%。",
            "进出口总额，其中出口增长20.3%，进口增长24.9%。",
            "将农民人均纯收入2300元作为新的扶贫标准。",
            "蔬菜、水产品产量分别增长3.4%、4.1%。",
            "实施“三个1亿人”城镇化方案，落实“三去一降一补”。",
            "经济增长达到预期目标，物价得到控制。",
            "企业研发投入增长20%。",
            "地区生产总值超过1000亿元的县达到3个。",
            "县域经济总量突破1万亿元，世界经济增长3%。",
            "货物进出口顺差5000亿美元。",
            "31个大城市调查失业率5%。",
            "一批地方债2000亿元由中央代发。",
        ],
    )
    def test_parts_and_names_are_no_metric(self, sentence: str) -> None:
        assert stated(REVIEW + sentence) == []


class TestDamagedText:
    def test_digits_apart_and_a_dot_of_full_width(self) -> None:
        text = REVIEW + "国内生产总值达到7 4 7 7 2 亿元，经济增长8 ．8 ％。"
        assert stated(text) == [
            ("gdp_total", "actual", "2015", 7.4772e12),
            ("gdp_growth_rate", "actual", "2015", 8.8),
        ]

    def test_a_title_broken_by_lines_opens_no_section(self) -> None:
        text = PLAN + "要贯彻《\n公务员法\n》，并按照《\n规划纲要\n》要求，粮食产量稳定在300亿斤。\n"
        assert stated(text) == one("grain_output", "target", "2016", 3e10)

    def test_a_number_that_goes_on_from_a_larger_multiplier(self) -> None:
        text = REVIEW + "高铁运营里程达到2万5千公里。"
        (mention,) = read(text)
        assert (mention.surface, mention.value, mention.metric_id) == ("2万5千公里", 25000, "hsr_length")

    def test_every_mention_is_its_own_surface(self) -> None:
        text = PAST_FIVE + "城镇新增就业 300 万人，\u3000进出口总额\n达到８５１亿美元。"
        assert [text[m.start : m.end] == m.surface for m in read(text)] == [True, True]

    def test_an_unfinished_sentence_is_read_all_the_same(self) -> None:
        assert stated(REVIEW + "城镇新增就业61万人") == one("urban_new_jobs", "actual", "2015", 610000)


class TestOneLevelAfterAnother:
    @pytest.mark.parametrize(
        ("said", "expected"),
        [
            # a year within brackets, and a mean, hold for no more than themselves
            (
                "地区生产总值860亿元，两年平均增长6%（2014年生产总值核实为812亿元，增速为5.8%）；一般公共预算收入61亿元。",
                [
                    ("gdp_total", "actual", "2015", 86e9),
                    ("gdp_growth_rate", "average", "2014-2015", 6),
                    ("gdp_total", "actual", "2014", 81.2e9),
                    ("gdp_growth_rate", "actual", "2014", 5.8),
                    ("fiscal_revenue", "actual", "2015", 6.1e9),
                ],
            ),
            # a level put right is one of the same year
            (
                "2014年地区生产总值由801亿元修订为812亿元。",
                [("gdp_total", "actual", "2014", 80.1e9), ("gdp_total", "actual", "2014", 81.2e9)],
            ),
            # from growth to growth, then a level
            (
                "进出口总额扭转颓势，由上年下降4%转为增长9%，达到52亿元。",
                [
                    ("trade_volume", "growth", "2014", -4),
                    ("trade_volume", "growth", "2015", 9),
                    ("trade_volume", "actual", "2015", 5.2e9),
                ],
            ),
            # what it fell by and what it fell to are two metrics
            (
                "农村贫困人口减少5万人、降至20万人。",
                [
                    ("rural_poor_reduction", "actual", "2015", 50000),
                    ("rural_poor_population", "actual", "2015", 200000),
                ],
            ),
            # levels of two subjects, then their growth
            (
                "城镇居民人均可支配收入由3万元提高到3.2万元，农村居民人均可支配收入由1万元提高到1.1万元，分别增长6%和9%。",
                [
                    ("urban_income", "actual", "2014", 30000),
                    ("urban_income", "actual", "2015", 32000),
                    ("rural_income", "actual", "2014", 10000),
                    ("rural_income", "actual", "2015", 11000),
                    ("urban_income_growth_rate", "actual", "2015", 6),
                    ("rural_income_growth_rate", "actual", "2015", 9),
                ],
            ),
            ("粮食总产量300亿斤，再增5亿斤。",
             [("grain_output", "actual", "2015", 3e10), ("grain_output", "change", "2015", 5e8)]),
            ("地区生产总值增长6%，逆势上扬。进出口总额52亿元，逆势增长9%。",
             [("gdp_growth_rate", "actual", "2015", 6), ("trade_volume", "actual", "2015", 5.2e9),
              ("trade_volume", "growth", "2015", 9)]),
            ("地区生产总值860亿元，是2010年的1.8倍。",
             [("gdp_total", "actual", "2015", 86e9), ("gdp_total", "change", "2010-2015", 1.8)]),
            ("一般公共预算收入61亿元，比“十一五”末的32亿元增加29亿元。",
             [("fiscal_revenue", "actual", "2015", 6.1e9), ("fiscal_revenue", "actual", "2010", 3.2e9),
              ("fiscal_revenue", "change", "2010-2015", 2.9e9)]),
        ],
    )  # fmt: skip
    def test_told_in_one_sentence(self, said: str, expected: list[Stated]) -> None:
        assert stated(REVIEW + said) == expected

    def test_a_change_of_pace_is_no_change_of_the_level(self) -> None:
        said = stated(
            REVIEW + "实际利用外资5亿美元，下降3%，增速较上年回落8个百分点；投资拉动经济增长2个百分点。"
        )
        assert [value for *_, value in said] == [5e8, -3]

    def test_one_word_for_town_and_country_gives_two_targets(self) -> None:
        said = stated(PLAN + "城乡居民人均可支配收入均实际增长8%以上。")
        assert {(metric, value) for metric, _, _, value in said} == {
            ("urban_income_growth_rate", 8),
            ("rural_income_growth_rate", 8),
        }

    def test_a_total_of_years_to_come_is_of_all_of_them(self) -> None:
        said = stated(
            PLAN + "今后五年，到2020年生产总值突破1200亿元；城镇新增就业累计60万人；每年减贫5万人。"
        )
        assert [(metric, period) for metric, _, period, _ in said] == [
            ("gdp_total", "2020"),
            ("urban_new_jobs", "2016-2020"),
            ("rural_poor_reduction", "2016-2020"),
        ]
