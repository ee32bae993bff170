"""Bodies of one name in two places are told apart by what they lie in: 南京市鼓楼区, 福州市鼓楼区.

Belongs here: the fuller names of such bodies. Does not belong here: which names are one body
(`comparability.issuers`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongbi.reading.divisions import holders, present_code

if TYPE_CHECKING:
    from collections.abc import Iterable


def fuller_names(bodies: Iterable[tuple[str, str | None]]) -> dict[tuple[str, str], str]:
    """By name and code, the name with the place above, for names that stand with codes of several places.

    `bodies` are pairs of issuer name and GB/T 2260 code. A name without a code stays as it is: nothing tells
    whose it is.
    """
    codes: dict[str, set[str]] = {}
    for name, code in bodies:
        if code:
            codes.setdefault(name, set()).add(code)
    fuller: dict[tuple[str, str], str] = {}
    for name, of_name in codes.items():
        if len({present_code(code) for code in of_name}) < 2:
            continue
        for code in of_name:
            path = next((division.path for division in holders(code)), ())
            above = "".join(part for part in path[-2:-1] if part not in name) or code
            fuller[name, code] = f"{above}{name}"
    return fuller
