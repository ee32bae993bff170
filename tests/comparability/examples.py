"""One pair of years for every reason code, as the documentation tells them.

The sentences are those of docs/comparability.md and its Chinese version: `test_documentation` holds them
together, `test_verdict` holds them to what the code says.
"""

from __future__ import annotations

from dataclasses import dataclass

from comparability_marked import Marked


@dataclass(frozen=True)
class Example:
    """Reports whose later year, for `metric`, is judged for the reason `code`."""

    code: str
    verdict: str
    metric: str
    period: int
    reports: tuple[Marked, ...]


def _years(code: str, verdict: str, metric: str, period: int, **texts: str) -> Example:
    reports = tuple(Marked(int(year.removeprefix("y")), text) for year, text in texts.items())
    return Example(code, verdict, metric, period, reports)


EXAMPLES = (
    _years(
        "unit",
        "broken",
        "law_exam_participants",
        2023,
        y2022="全县[4286人 law_exam_participants]参加国家工作人员学法考试。",
        y2023="组织国家工作人员学法考试[4310人次 law_exam_participants]。",
    ),
    _years(
        "definition",
        "broken",
        "npc_cppcc_satisfaction_rate",
        2022,
        y2021="办理人大代表建议126件，办复率[100% npc_cppcc_satisfaction_rate]。",
        y2022="办理人大代表建议131件，满意率[98.7% npc_cppcc_satisfaction_rate]。",
    ),
    _years(
        "scope",
        "broken",
        "admin_litigation_cases",
        2024,
        y2023="全县行政机关一审行政诉讼案件[187件 admin_litigation_cases]。",
        y2024="以县政府为被告的一审行政诉讼案件[64件 admin_litigation_cases]。",
    ),
    _years(
        "joint",
        "broken",
        "npc_suggestions_handled",
        2023,
        y2022="办理人大代表建议[118件 npc_suggestions_handled]。",
        y2023="办理人大代表建议、政协提案共[231件 npc_suggestions_handled]。",
    ),
    _years(
        "stage",
        "broken",
        "mediation_disputes_accepted",
        2023,
        y2022="全年排查矛盾纠纷[5120件 mediation_disputes_accepted]。",
        y2023="全年受理矛盾纠纷[3980件 mediation_disputes_accepted]。",
    ),
    _years(
        "base",
        "broken",
        "admin_reconsideration_correction_rate",
        2023,
        y2022=(
            "审结案件[82件 admin_reconsideration_cases_concluded]，"
            "纠错[11件 admin_reconsideration_corrected]，"
            "纠错率[13.4% admin_reconsideration_correction_rate]。"
        ),
        y2023=(
            "受理复议案件[112件 admin_reconsideration_cases_accepted]，"
            "纠错[14件 admin_reconsideration_corrected]，"
            "占受理案件的[12.5% admin_reconsideration_correction_rate]。"
        ),
    ),
    _years(
        "cumulative",
        "broken",
        "legal_publicity_events",
        2023,
        y2022="全年开展普法宣传活动[320场 legal_publicity_events]。",
        y2023="“八五”普法启动以来累计开展普法宣传活动[940场 legal_publicity_events]。",
    ),
    _years(
        "part_year",
        "broken",
        "emergency_drills",
        2024,
        y2023="开展应急演练[218场 emergency_drills]。",
        y2024="截至10月底开展应急演练[196场 emergency_drills]。",
    ),
    _years(
        "law",
        "broken",
        "admin_reconsideration_cases_accepted",
        2024,
        y2023="全年受理行政复议案件[221件 admin_reconsideration_cases_accepted]。",
        y2024="全年受理行政复议案件[352件 admin_reconsideration_cases_accepted]。",
    ),
    _years(
        "outline",
        "broken",
        "law_gov_plan_tasks",
        2021,
        y2020="印发年度工作要点，明确重点任务[36项 law_gov_plan_tasks]。",
        y2021="印发年度工作要点，明确重点任务[42项 law_gov_plan_tasks]。",
    ),
    _years(
        "sum_check",
        "unknown",
        "admin_penalty_cases",
        2023,
        y2022="实施行政处罚[31126件 admin_penalty_cases]。",
        y2023=(
            "实施行政处罚[33806件 admin_penalty_cases]，其中普通程序[5412件 admin_penalty_cases_ordinary]、"
            "简易程序[28494件 admin_penalty_cases_summary]。"
        ),
    ),
    _years(
        "rate_check",
        "unknown",
        "mediation_success_rate",
        2023,
        y2022="受理矛盾纠纷4216件，调解成功率[98.2% mediation_success_rate]。",
        y2023=(
            "受理矛盾纠纷[4502件 mediation_disputes_accepted]，调解成功[4137件 mediation_disputes_resolved]，"
            "调解成功率[98.5% mediation_success_rate]。"
        ),
    ),
    _years(
        "part_check",
        "unknown",
        "admin_litigation_losses",
        2023,
        y2022="一审行政诉讼案件[41件 admin_litigation_cases]，败诉[5件 admin_litigation_losses]。",
        y2023="一审行政诉讼案件[38件 admin_litigation_cases]，败诉[83件 admin_litigation_losses]。",
    ),
    _years(
        "tie",
        "unknown",
        "legal_aid_cases",
        2023,
        y2022="办理法律援助案件[586件 legal_aid_cases]。",
        y2023=(
            "办理法律援助案件[603件 legal_aid_cases]，群众满意。"
            "另据统计，办理法律援助案件[630件 legal_aid_cases]。"
        ),
    ),
    _years(
        "magnitude",
        "unknown",
        "legal_publicity_materials_distributed",
        2023,
        y2022="发放普法宣传资料[1286份 legal_publicity_materials_distributed]。",
        y2023="发放普法宣传资料[1286万份 legal_publicity_materials_distributed]。",
    ),
    _years(
        "growth",
        "unknown",
        "hotline_tickets_received",
        2023,
        y2022="热线全年受理工单[2160件 hotline_tickets_received]。",
        y2023=(
            "热线全年受理工单[23408件 hotline_tickets_received]，"
            "比上年增长[8.4% hotline_tickets_received role=growth]。"
        ),
    ),
    _years(
        "restated",
        "comparable",
        "admin_coercion_cases",
        2023,
        y2022="实施行政强制[286件 admin_coercion_cases]。",
        y2023=(
            "实施行政强制[269件 admin_coercion_cases]，"
            "较上年减少[37件 admin_coercion_cases role=change value=-37]。"
        ),
    ),
    _years(
        "precision",
        "comparable",
        "admin_inspections",
        2023,
        y2022="开展行政检查[2.1万余次 admin_inspections low=21000 high=22000]。",
        y2023="开展行政检查[21500次 admin_inspections]。",
    ),
)
"""`issuer` and `corrected` need a declaration beside the texts; they are shown in test_verdict."""
