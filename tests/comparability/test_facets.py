from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.comparability import context, facets, load
from tongbi.comparability.facets import Answer

KNOWLEDGE = load()


def answers(text: str, surface: str, metric: str) -> facets.Facets:
    start = text.index(surface)
    around = context.around(context.Sentences(text), start, start + len(surface), 0)
    return facets.read(around, metric, KNOWLEDGE)


def meaning(text: str, surface: str, metric: str, facet: str) -> set[str]:
    answer = answers(text, surface, metric).get(facet)
    return set(answer.means) if answer else set()


@pytest.mark.parametrize(
    ("text", "surface", "metric", "facet", "means"),
    [
        (
            "以区政府为被告的一审案件64件",
            "64件",
            "admin_litigation_cases",
            "litigation_body",
            {"own_government"},
        ),
        ("县政府一审应诉案件38件", "38件", "admin_litigation_cases", "litigation_body", {"own_government"}),
        (
            "全区行政机关一审行政诉讼187件",
            "187件",
            "admin_litigation_cases",
            "litigation_body",
            {"all_bodies"},
        ),
        ("办理行政诉讼案件30件", "30件", "admin_litigation_cases", "litigation_body", set()),
        ("县政府聘请法律顾问8名", "8名", "gov_legal_counsel_engaged", "counsel_body", {"own_government"}),
        (
            "全县各级行政机关共聘请法律顾问93名",
            "93名",
            "gov_legal_counsel_engaged",
            "counsel_body",
            {"all_bodies"},
        ),
        ("全程网办率89.6%", "89.6%", "online_service_rate", "online_kind", {"end_to_end"}),
        ("可网办率99.2%", "99.2%", "online_service_rate", "online_kind", {"available"}),
        (
            "满意率和基本满意率合计100%",
            "100%",
            "npc_cppcc_satisfaction_rate",
            "reply_kind",
            {"satisfied_or_basically"},
        ),
        ("办复率100%", "100%", "npc_cppcc_satisfaction_rate", "reply_kind", {"replied"}),
        (
            "行政权力事项6305项（含子项）",
            "6305项",
            "admin_power_items_total",
            "power_items",
            {"with_sub_items"},
        ),
        ("按主项口径公布权力事项1842项", "1842项", "admin_power_items_total", "power_items", {"main_items"}),
        ("《许可清单（2023年版）》，共251项", "251项", "admin_license_items_listed", "edition", {"2023"}),
        (
            "党组会、常务会议共研究11次",
            "11次",
            "gov_meetings_on_law_based_gov",
            "meetings",
            {"party_group", "executive"},
        ),
        ("直接纠错15件", "15件", "admin_reconsideration_corrected", "correction_kind", {"direct"}),
        ("实际增长9.3%", "9.3%", "urban_income_growth_rate", "price_basis", {"real"}),
    ],
)
def test_words_answer_what_is_counted(
    text: str, surface: str, metric: str, facet: str, means: set[str]
) -> None:
    assert meaning(text, surface, metric, facet) == means


def test_a_list_left_open_says_so() -> None:
    answer = answers("发放宣传资料、纪念品等9万份", "9万份", "legal_publicity_materials_distributed")[
        "materials"
    ]
    assert answer.open and answer.means == {"leaflets", "gifts"}
    closed = answers("发放宣传资料9万份", "9万份", "legal_publicity_materials_distributed")["materials"]
    assert not closed.open


def test_inclusions_and_exclusions_are_told_apart_by_topic() -> None:
    included = meaning("行政处罚312件（含公安交管简易程序案件）", "312件", "admin_penalty_cases", "includes")
    excluded = meaning("行政处罚312件（不含交通违法案件）", "312件", "admin_penalty_cases", "includes")
    assert included == {"+traffic_police", "+summary_procedure"}
    assert excluded == {"-traffic_police"}


def test_what_is_named_only_to_be_clear_is_no_inclusion() -> None:
    village = "实现286个村（含社区）法律顾问全覆盖"
    assert meaning(village, "286个", "village_legal_counsel_covered", "includes") == set()
    concluded = "审结402件（含上年结转）"
    assert meaning(concluded, "402件", "admin_reconsideration_cases_concluded", "includes") == set()
    assert meaning(concluded, "402件", "admin_reconsideration_cases_accepted", "includes") == {
        "+carried_over"
    }


def test_the_fullest_words_of_the_nearest_meaning_are_kept() -> None:
    text = "全县各类调解组织（含行政调解、行业性调解组织）共受理矛盾纠纷4216件"
    assert answers(text, "4216件", "mediation_disputes_accepted")["mediation_body"].says.startswith(
        "各类调解组织"
    )


@given(
    st.dictionaries(
        st.sampled_from(sorted(KNOWLEDGE.questions)),
        st.builds(
            Answer, st.frozensets(st.text(max_size=5), min_size=1), st.text(max_size=10), st.booleans()
        ),
    )
)
def test_answers_survive_the_column_of_the_frame(found: facets.Facets) -> None:
    assert facets.load(facets.dump(found)) == found
