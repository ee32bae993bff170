"""Which metric a quantity states: by the words around it, by its neighbours, by a growth rate of its own.

Belongs here: choosing among the phrase book's answers. Does not belong here: the phrases themselves.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tongbi.extraction.cues import cues

if TYPE_CHECKING:
    from tongbi.catalogue import Catalogue
    from tongbi.extraction.context import Context
    from tongbi.extraction.phrases import Match, PhraseBook
    from tongbi.extraction.timing import Timing
    from tongbi.records import Mention

# words of comparison that stand between the noun and a change and are no part of either
_LAST = "上年|去年|上一年|前一年"
_COMPARISON = re.compile(
    r"，?(?:按?(?:可比价格|可比口径|同口径|自然口径|不变价格|不变价|现价)(?:计算)?"
    r"|扣除价格(?:上涨)?因素(?:后|影响)?|考虑价格(?:下降|上涨)?因素|同比|环比"
    rf"|[较比与](?:{_LAST})(?:度|同期|底|末|初)?(?:相比)?的?|[较比](?:年初|(?:[两二三四五六七八九十]|\d{{1,2}})年前)"
    r"|[较比与](?:19|20)\d\d年(?:底|末|同期)?(?:相比，?)?的?"
    rf"|相比$|[由从](?:(?:19|20)\d\d年|{_LAST})?(?:度|底|末|同期)?的?$|[由从]原来的?$)"
)
_MANNER = re.compile(r"(?:分别|略|稍|仍|实际|再|又|进一步|大幅|明显|平均|净|共|均|年均|每年)++$")
_NOTHING = re.compile(
    r"(?:"
    r"其中|(?:近|过去|这|连续)?(?:[两三四五六七八九十]|\d{1,2})年(?:来|间|中|里|内)?|"
    r"“?十?[一二三四五八九]五”?(?:期间|时期)?|总额|总量|首次|首度|大关|关口|新台阶|实际|增速|力争|"
    r"争取|确保|有望|年均|平均|每年|上升|增长|相比|合计|虽|略|仍|新建|新增|年初|计划的?|预定|以来|每(?:个|一)?[一-鿿]{1,6}|今年|去年|本年度?|当年|全年|"
    r"全县|全市|全区|已|共|累计|又|再|新增?|现|达到?|提升|提高|增加|下降|降低|减少|缩短|压缩|缩减|至|"
    r"到|增|升|降|为|是|约|稳定在|保持在|控制在|精简为?|整合为?|拓展到?|压减|压降|变为|做到|实现|新建|新增|开展|举办|组织|完成|办理|实施|"
    r"分别|均|则|占|第二年|(?:19|20)\d\d年(?:度|的|以来)?|上年的?|去年的?|较|比|由|从|同比|转为|"
    r"[ ，、：；。（）“”和及与\n]"
    r")*+"
)
_BODY_ONLY = re.compile(
    r"其中，?[^，；。、]{2,14}?(?:中心|局|所|站|大队|支队|街道|镇|乡|本级|开发区|法院)"
    r"(?:办理|受理|办结|开展|实施|查处|完成|组织|承办)?$"
)
_SHARE = re.compile(
    r"^[ ，、]*(?:其中)?占比?(?:[^，；。]{0,10}(?:的|案件|总数|总量|数|比))?(?:约|近|超|达|为)?$"
)
_PART = re.compile(r"其中，?(?:涉及|涉|为)?([^，；。、]{2,8}?)(?:类)?案件(?:达|共|为)?$")
_OUTCOME = re.compile(
    r"维持|撤销|驳回|确认|调解|和解|终止|办结|审结|成功|纠错|败诉|胜诉|现场|书面|线上|当场|已|"
    r"未|不予|准予|优秀|合格|程序|复议|诉讼|一审|处罚|许可|强制|援助"
)
_REACHES = re.compile(
    r"(?:达到?|增至|升至|增加到|上升到|提高到|扩大到|总额为?|总量为?|首次|首度|连续(?:[两三四五六七八九十]|\d{1,2})年)$"
)
# a sum that only tells which ones are meant: 国内生产总值超过1万亿元的城市达到24个
_ATTRIBUTE = re.compile(r"的(?:城市|县市|县区|县|省份|企业|乡镇|园区|国家|项目|产业集群)")
# marks that a level passed on its way, none of them the level: 连续跨越70万亿、80万亿和90万亿元大关
_PASSING = re.compile(r"(?:先后|连续|相继)?(?:跨越|跨过|迈过|跃过)[^，；。]*$")
_JOINS = frozenset("、和及")
# how many characters before the first member of a list its members may share
_LEAD = 30
_BRACKETED = re.compile(r"（[^）]{0,60}）")


def _without_change(words: str) -> str:
    """The words without a verb of change and its number's fillers at their end."""
    found = cues().change.search(words)
    return _MANNER.sub("", words[: found.start()]) if found else words


def match_metric(
    book: PhraseBook, context: Context, timing: Timing, before: str | None = None
) -> Match | None:
    """The metric that the quantity's own words name; growth and change are matched whatever their unit."""
    if context.quantity.unit_class == "money" and _ATTRIBUTE.match(context.following):
        return None
    words = context.words if before is None else before.rstrip(" \n")
    if "（" in words:
        words = _BRACKETED.sub("", words)
    relative = timing.inherits or timing.verb != ""
    any_unit = (
        relative and not timing.earlier and context.quantity.unit_class in ("share", "points", "multiple")
    )
    match = None
    if relative or timing.earlier:
        compared = _COMPARISON.sub("", _without_change(words) if relative else words)
        match = _match(book, context, _without_change(compared) if relative else compared, any_unit=any_unit)
    match = match or _match(book, context, words, any_unit=any_unit)
    if match is None and before is None and (lead := list_lead(context)):
        return _match(book, context, f"{lead}│{words}", any_unit=any_unit, own=len(lead))
    return match


def _match(book: PhraseBook, context: Context, words: str, *, any_unit: bool, own: int = 0) -> Match | None:
    """What the words before and after a quantity name; the member of a list shares those after the list."""
    unit_class, topics = context.quantity.unit_class, context.paragraph
    match = book.match(words, context.after, unit_class, topics, any_unit=any_unit, own=own)
    if match is None and context.after_list:
        match = book.match(words, context.after_list, unit_class, topics, any_unit=any_unit, own=own)
    return match


def list_lead(context: Context) -> str:
    """What the members of a list share, and stands before its first: 新建 in 新建广场3个、长廊2处."""
    first = context
    while first.previous is not None and first.before[:1] in _JOINS and first.before:
        first = first.previous
    return "" if first is context else first.before[-_LEAD:]


def reaches(context: Context) -> bool:
    """Whether a level is told with a verb of reaching, or for each of several years: ，达到8512亿美元."""
    passed = context.quantity.number_start > context.quantity.start
    return passed or bool(_REACHES.search(context.before))


def subject(before: str) -> str:
    """The words before a change or a level without its verb and its comparison: whose change it is."""
    words = _without_change(_COMPARISON.sub("", _without_change(before.rstrip(" \n"))))
    return _PASSING.sub("", words)


def subject_after(context: Context, carried: str) -> str:
    """The subject that a quantity leaves to the one after it: its own, or the one that it went on with."""
    return subject(context.before) if bare(context.before) else subject_of(context, carried)


def carried(context: Context) -> str:
    """The subject that the quantities before it in its group leave to a quantity; found once for each."""
    waiting = []
    while context.carried is None and context.previous is not None:
        waiting.append(context)
        context = context.previous
    words = context.carried or ""
    for later in reversed(waiting):
        if later.previous is not None:
            words = later.carried = subject_after(later.previous, words)
    return words


def subject_of(context: Context, carried: str) -> str:
    """Whose level or change a quantity states whose own words name nothing: …增长9.1%，达到11.67万亿元.

    Words of an earlier clause come first, then `carried`, the subject of the quantity before; empty where its
    own words do name something.
    """
    if bare(context.before):
        return ""
    words = subject(context.before)
    cut = max(words.rfind(mark) for mark in "，。")
    return words[:cut] if cut > 0 and bare(words[:cut]) else carried


def says_nothing(context: Context) -> bool:
    """Whether the words before a quantity name nothing, so that it goes on with what was counted before."""
    return bool(_NOTHING.fullmatch(context.before)) and not context.after


def bare(before: str) -> str:
    """What remains of the words before a change when comparison, verb and fillers are taken away."""
    words = _without_change(before.rstrip(" \n"))
    words = _without_change(_COMPARISON.sub("", words))
    clause = words[max(words.rfind(mark) for mark in "，；。：") + 1 :]
    return "" if _NOTHING.fullmatch(clause) else clause


def names_body_only(context: Context) -> bool:
    """Whether a part names nothing but the body that counts it: 其中市法律援助中心办理."""
    return not context.after and bool(_BODY_ONLY.search(context.before))


def share_of(catalogue: Catalogue, context: Context, whole: Mention | None) -> str | None:
    """The rate whose numerator was just counted: 调解和解58件、占20.1% is the settlement rate."""
    if whole is None or whole.metric_id is None or context.quantity.unit_class != "share":
        return None
    if not _SHARE.search(context.before):
        return None
    for metric in catalogue.rates_of.get(whole.metric_id, ()):
        if len(metric.base_ids) == 2 or whole.metric_id.startswith(metric.id.removesuffix("_rate")):
            return metric.id
    return None


def qualified_part(context: Context) -> str | None:
    """The qualifier of a part named by the metric's noun: 其中农民工案件 → 农民工; None for an outcome."""
    found = _PART.search(context.before)
    return found[1] if found and not _OUTCOME.search(found[1]) else None


def change_metric(catalogue: Catalogue, metric_id: str, *, falls: bool) -> str | None:
    """The metric of what another gained or lost: rural_poor_population, falling → rural_poor_reduction."""
    return (catalogue.reduction_of if falls else catalogue.added_to).get(metric_id)


def growth_metric(catalogue: Catalogue, metric_id: str) -> str | None:
    """The metric that is the growth rate of another: gdp_total → gdp_growth_rate."""
    return catalogue.growth_of.get(metric_id)


def level_before(
    mentions: list[Mention], unit_class: str, classes: list[str], *, same_unit: bool, apart: bool = False
) -> Mention | None:
    """The mention that a change or a repeated value goes on with: the last level of the sentence.

    `same_unit` asks for its class of measure words; `apart` looks over levels of other classes for it, as in
    累计开展宣传690场次、覆盖群众7万人次，其中今年开展365场次.
    """
    for mention, counted in zip(reversed(mentions), reversed(classes), strict=True):
        if mention.role in ("growth", "change"):
            if mention.metric_id is None:
                return None
            continue
        if same_unit and counted != unit_class:
            if apart:
                continue
            return None
        return mention
    return None
