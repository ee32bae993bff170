"""Which names are one body: a county that became a district, a city that was renamed, keep one history.

Belongs here: joining names by their present division code and by declared successions. Does not belong here:
codes of names (`reading.divisions`), or what a merger does to a verdict (`verdict`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.reading.bodies import parse_body
from tongbi.reading.divisions import present_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tongbi.comparability.declared import IssuerFile


def histories(reports: Iterable[Mapping[str, Any]], declared: IssuerFile) -> dict[str, str]:
    """The name under which each former name's history goes on; names that never changed are absent.

    Names join where their codes lead to one code in force today and the rest of the name (人民政府, 司法局)
    is the same, unless two of them report in one year: then one body took in the other, and only a declared
    succession joins them.
    """
    years: dict[tuple[str, str], dict[str, set[int]]] = {}
    for report in reports:
        body = parse_body(report["issuer_name"]) if report.get("issuer_code") else None
        if body is not None and report["level"] != "township":
            key = (present_code(report["issuer_code"]), body.rest)
            years.setdefault(key, {}).setdefault(report["issuer_name"], set()).add(int(report["report_year"]))
    following: dict[str, str] = {}
    for by_name in years.values():
        ordered = sorted(by_name, key=lambda name: (max(by_name[name]), name))
        apart = sum(map(len, by_name.values())) == len(set().union(*by_name.values()))
        if len(ordered) > 1 and apart:
            following.update(dict.fromkeys(ordered[:-1], ordered[-1]))
    following.update({entry.old: entry.new for entry in declared.successions})
    return {old: _last(old, following) for old in following}


def rows(
    reports: Iterable[Mapping[str, Any]], names: Mapping[str, str]
) -> list[tuple[str, str, str | None, str, int, int, int]]:
    """The rows of `issuer`, in the order of names; `names` is what `histories` gives.

    Of a name whose code or level changed while it stayed, the latest report's are told.
    """
    found: dict[str, list[Mapping[str, Any]]] = {}
    for report in reports:
        found.setdefault(report["issuer_name"], []).append(report)
    made = []
    for name in sorted(found):
        given = sorted(found[name], key=lambda report: (int(report["report_year"]), report["report_id"]))
        code = next((report["issuer_code"] for report in reversed(given) if report.get("issuer_code")), None)
        first, last = int(given[0]["report_year"]), int(given[-1]["report_year"])
        made.append((name, names.get(name, name), code, given[-1]["level"], first, last, len(given)))
    return made


def _last(name: str, following: Mapping[str, str]) -> str:
    seen = {name}
    while name in following and following[name] not in seen:
        name = following[name]
        seen.add(name)
    return name
