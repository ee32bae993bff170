"""What narrows a figure to less than the issuer's whole area and year: a campaign, a superior, a part of the year, a body.

Belongs here: the words that name the narrower scope. Does not belong here: whether two scopes may be compared.
"""

from __future__ import annotations

import re

from tongbi.extraction.context import Context

_CAMPAIGN = (
    r"(?:专项行动|专项整治|专项执法|专项活动|专项监督|专项检查|攻坚行动|攻坚战|整治攻坚|攻坚|整治行动|执法行动|集中整治|百日行动|集中行动|"
    r"大排查|护航行动|行动|整治|活动)"
)
_DURING = re.compile(rf"([^，；。、：]{{0,28}}?{_CAMPAIGN})(?:期间|中(?=，)|当中)")
_IN_CAMPAIGN = re.compile(
    rf"(?:开展|组织开展|部署开展|深入开展|实施|启动)(?:了)?([^，；。：]{{2,30}}(?:专项行动|专项整治|专项整治行动|攻坚行动|整治行动|专项执法行动|专项治理|执法行动|集中整治|专项检查))[，：]"
)
_FIELD_CLEANUP = re.compile(r"([^，；。]{2,30}(?:领域|方面|有关)[^，；。]{0,8}(?:专项清理|清理))")
_PART_YEAR = re.compile(
    r"(?<![年\d])(?:(\d{1,2})月?(?:—|-|至|到|~)(\d{1,2})月|(上半年|下半年|前三季度|一季度|第一季度|前\d个月|(?:一|二|三|四)季度))"
)
_UNTIL = re.compile(r"截至(?:\d{4}年)?(\d{1,2})月(?:底|末|\d{1,2}日)?")
_WITH_SUPERIOR = re.compile(r"(?:会同|配合|联合)(?:上级|省级?|市级?|国家)[^，；。]{0,10}")
_RESPONDENT = re.compile(r"以[^，；。]{1,14}为被申请人|作为被申请人|被申请行政复议")
_PER_UNIT = re.compile(
    r"(每(?:个|一)?(?:村|社区|乡镇|镇|街道|部门|单位|季度|月|周|半年|人|户|县|区|市|名|家|年)(?:（[^）]{1,6}）)?|人均|各?县?均)"
)
_OUTCOME = re.compile(
    r"维持|撤销|驳回|确认|调解|和解|终止|办结|审结|成功|纠错|败诉|胜诉|当场|程序|复议|诉讼|一审|处罚|许可|强制|援助|检查"
)
_PART_NAMED = re.compile(r"其中，?(?:涉及|涉|为)?([^，；。、]{2,8}?)(?:类)?案件(?:达|共|为)?$")
_PART_BODY = re.compile(
    r"其中，?([^，；。、]{2,14}?(?:中心|局|所|站|大队|支队|街道|镇|乡|本级|开发区|法院))(?:办理|受理|办结|开展|实施|查处|完成|组织|承办)?$"
)
_ZONE = re.compile(r"([^，；。、]{0,6}(?:经开区|高新区|开发区|园区|工业园|新区))")
_SECTOR = re.compile(r"([^，；。]{2,30}行业企业|[^，；。]{0,12}重点企业)")
_WHOLE = re.compile(r"全年|全县(?!范围)|全市(?!范围)|全区(?!范围)|全省|全州|全旗|年度|累计")


def scope_of(context: Context, after_whole: bool = True) -> str:
    """The narrower scope that the words around a quantity name, or an empty string for the whole."""
    group, sentence = context.group_lead, context.sentence_lead
    around = context.clause_lead + context.after
    if _RESPONDENT.search(context.before + context.after):
        return "被申请人"
    if found := _PART_BODY.search(context.before):
        return found[1]
    if (found := _PART_NAMED.search(context.before)) and not _OUTCOME.search(found[1]):
        return found[1]
    if found := _PER_UNIT.search(context.clause_lead):
        return found[1]
    for pattern, lead in ((_DURING, group), (_IN_CAMPAIGN, group), (_FIELD_CLEANUP, group)):
        for found in pattern.finditer(lead):
            if not _WHOLE.search(lead, found.end()):
                return found[1].strip("，、 在")
    if found := _UNTIL.search(sentence):
        month = int(found[1])
        if month < 12 and not _WHOLE.search(sentence, found.end()):
            return f"1—{month}月"
    for found in _PART_YEAR.finditer(group):
        if not _WHOLE.search(group, found.end()):
            if found[1]:
                if (int(found[1]), int(found[2])) == (1, 12) or int(found[2]) > 12:
                    continue
                return f"{found[1]}—{found[2]}月"
            return found[3]
    if found := _WITH_SUPERIOR.search(group):
        if not _WHOLE.search(group, found.end()):
            return found[0]
    if (found := _ZONE.search(context.clause_lead)) or (found := _ZONE.search(context.before)):
        return found[1]
    if found := _SECTOR.search(around):
        return found[1]
    return ""
