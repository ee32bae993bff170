"""Why an address gave nothing: one exception for the guard, the network, the server and the page.

Belongs here: the kinds of failure and what follows from them. Does not belong here: finding one.
"""

from __future__ import annotations

from typing import Literal

# refused      by us (no public address, robots.txt) or by the server (401, 403): asking again changes nothing
# missing      the server says that there is no such page, or shows a page that says so
# unusable     something came that is not what was promised: a login page, a damaged file
# unavailable  not now: no connection, an overloaded server, a body that broke off
Kind = Literal["refused", "missing", "unusable", "unavailable"]


class FetchError(Exception):
    """An address gave nothing: `why` and `remedy` are for the user.

    `retry_after` are the seconds that the server asks to wait, `again` tells whether to try again in this
    fetch, `host` is the host that is at fault where it is not the page.
    """

    def __init__(
        self,
        kind: Kind,
        why: str,
        remedy: str = "",
        *,
        retry_after: float | None = None,
        again: bool | None = None,
        host: str | None = None,
    ) -> None:
        super().__init__(why)
        self.kind: Kind = kind
        self.why = why
        self.remedy = remedy or _REMEDIES[kind]
        self.retry_after = retry_after
        self.again = kind == "unavailable" if again is None else again
        self.host = host


class OutOfTimeError(Exception):
    """The fetch has used up its time, or was told to stop; what is left is for the next one."""


_REMEDIES: dict[Kind, str] = {
    "refused": "open the address in a browser, save the report and put it into the folder of reports",
    "missing": "look for the page's new address and correct it in the registry",
    "unusable": "open the address in a browser and correct the registry, or save the report by hand",
    "unavailable": "fetch again later; what is there already is not fetched again",
}
