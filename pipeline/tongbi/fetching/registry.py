"""The registry: which addresses hold reports, what is known of them, and how politely they are asked for.

Belongs here: the model of a registry file and messages that name file, entry and field. Does not belong here:
fetching. The fields of a page are those of a sidecar (`tongbi.reading.sidecar`), with the address.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    model_validator,
)

from tongbi import project
from tongbi.fetching import address as addresses
from tongbi.fetching.problems import FetchError
from tongbi.reading.declared import load_yaml
from tongbi.reading.sidecar import Declaration
from tongbi.records import FIRST_YEAR, LAST_YEAR, Level, ReportType, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

REGISTRY_VARIABLE = "TONGBI_REGISTRY"


class RegistryError(ValueError):
    """The registry cannot be used; the message lists every problem, one a line."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


def _checked_address(text: str) -> str:
    try:
        return str(addresses.parse(text))
    except FetchError as error:
        raise ValueError(error.why) from error


def _checked_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from error
    return text


_Address = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_checked_address)]
_Pattern = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_checked_pattern)]
_Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR)]
_Code = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int) else value)]
_Name = Annotated[str, Field(min_length=1, max_length=500)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Politeness(_Strict):
    """How the sites are treated."""

    contact: Annotated[str, Field(max_length=200, pattern=r"^[\x21-\x7e]+$")] | None = Field(
        None, description="An address or URL that is named to the sites, so that they know whom to ask."
    )
    delay_seconds: float = Field(
        1.0,
        ge=0,
        le=3600,
        description="The least time between two requests to a host; a robots.txt may ask for more.",
    )
    hosts_at_once: int = Field(4, ge=1, le=32, description="How many hosts are asked at the same time.")
    attempts: int = Field(4, ge=1, le=10, description="How often a page is asked for before it is given up.")
    first_wait_seconds: float = Field(
        2.0, ge=0, le=600, description="The wait before the second attempt; it doubles with each one."
    )
    longest_wait_seconds: float = Field(
        120.0,
        ge=0,
        le=86400,
        description="A host that asks for a longer wait than this is left for the next fetch.",
    )
    failures_of_a_host: int = Field(
        3,
        ge=1,
        description="After so many pages in a row that it did not answer, a host is left for the next fetch.",
    )


class Limits(_Strict):
    """What a page and a fetch may take at most."""

    page_megabytes: float = Field(50.0, gt=0, le=1000)
    page_seconds: float = Field(
        120.0, gt=0, description="The time for one request, from the first byte to the last."
    )
    silence_seconds: float = Field(20.0, gt=0, description="How long a server may be silent.")
    redirects: int = Field(8, ge=0, le=20)
    total_minutes: float = Field(240.0, gt=0, description="The time for a whole fetch; the next one goes on.")
    ports: tuple[Annotated[int, Field(ge=1, le=65535)], ...] = (80, 443)

    @property
    def page_bytes(self) -> int:
        """The limit of a body's size in bytes."""
        return int(self.page_megabytes * 1_000_000)


class PageEntry(Declaration):
    """A page or file that holds a report, and what is known of it.

    `source_uri` is the address unless it is given, as where the page is a copy of another.
    """

    address: _Address

    def known(self) -> dict[str, str]:
        """The fields for the sidecar of what is fetched."""
        fields = self.fields()
        fields.pop("address")
        return {**fields, "source_uri": fields.get("source_uri", self.address)}


class FurtherPages(_Strict):
    """The pages that go on with a list, counted in their address."""

    address: str = Field(description="An address with {page} in the place of the number.")
    first: int = Field(1, ge=0)
    last: int = Field(ge=0, le=1000)

    @model_validator(mode="after")
    def _fits(self) -> FurtherPages:
        if "{page}" not in self.address:
            raise ValueError("address must hold {page} in the place of the number")
        if self.last < self.first:
            raise ValueError("last must not be less than first")
        _checked_address(self.address.replace("{page}", str(self.first)))
        return self

    def addresses(self) -> list[str]:
        """The addresses in their order."""
        numbers = range(self.first, self.last + 1)
        return [_checked_address(self.address.replace("{page}", str(number))) for number in numbers]


class ListEntry(_Strict):
    """A page of a site that lists reports; its links are followed, so that a new year's report is found."""

    address: _Address
    further: FurtherPages | None = None
    link_text: _Pattern | None = Field(
        None,
        description="A regular expression found in the link's text; (?P<year>…) gives report_year.",
    )
    link_address: _Pattern | None = Field(
        None,
        description="A regular expression found in the link's address; (?P<year>…) gives report_year.",
    )
    first_year: _Year | None = Field(None, description="Links to reports of earlier years are not followed.")
    hosts: tuple[_Name, ...] = Field((), description="Other hosts that links may lead to.")
    most_links: int = Field(200, ge=1, le=10_000, description="No more links than this are followed.")
    issuer_name: _Name | None = None
    issuer_code: Annotated[_Code, Field(pattern=r"^\d{6}$")] | None = None
    level: Level | None = None
    report_type: ReportType | None = None
    version: Version | None = None

    @model_validator(mode="after")
    def _selects(self) -> ListEntry:
        if not self.link_text and not self.link_address:
            raise ValueError("needs link_text or link_address, which tell the reports' links from the others")
        return self

    def known(self) -> dict[str, str]:
        """What is known of every report that the list leads to."""
        names = ("issuer_name", "issuer_code", "level", "report_type", "version")
        return {name: str(value) for name in names if (value := getattr(self, name)) is not None}


def _none_is_empty(value: Any) -> Any:
    return () if value is None else value


class Registry(_Strict):
    """A registry file."""

    politeness: Politeness = Politeness()
    limits: Limits = Limits()
    pages: Annotated[tuple[PageEntry, ...], BeforeValidator(_none_is_empty)] = ()
    lists: Annotated[tuple[ListEntry, ...], BeforeValidator(_none_is_empty)] = ()

    def __bool__(self) -> bool:
        """Whether there is anything to fetch."""
        return bool(self.pages or self.lists)


def default_path(home: Path) -> Path:
    """The registry that is meant where none is named: of TONGBI_REGISTRY, of `home`, of the project."""
    if named := os.environ.get(REGISTRY_VARIABLE):
        return Path(named)
    own = home / "sources" / "registry.yaml"
    return own if own.exists() else project.sources() / "registry.yaml"


def load(path: Path) -> Registry:
    """The registry in a file. Raises RegistryError with every problem by file, entry and field."""
    try:
        data = load_yaml(path)
    except FileNotFoundError as error:
        raise RegistryError([f"{path}: no such file"]) from error
    except OSError as error:
        raise RegistryError([f"{path}: cannot be read: {error.strerror or error}"]) from error
    except (ValueError, UnicodeDecodeError) as error:
        raise RegistryError([" ".join(str(error).split())]) from error
    if data is None:
        return Registry()
    try:
        registry = Registry.model_validate(data)
    except ValidationError as error:
        raise RegistryError([_located(path, data, dict(fault)) for fault in error.errors()]) from error
    if twice := list(_given_twice(path, registry)):
        raise RegistryError(twice)
    return registry


def _located(path: Path, data: Any, fault: Mapping[str, Any]) -> str:
    """One fault as a sentence that names file, entry and field."""
    location = list(fault["loc"])
    where = str(path)
    if len(location) >= 2 and location[0] in ("pages", "lists") and isinstance(location[1], int):
        entry = data[location[0]][location[1]]
        name = entry.get("address") if isinstance(entry, dict) else None
        where += f": {location[0]}, entry {location[1] + 1}" + (f" ({name})" if name else "")
        location = location[2:]
    field = f": field `{'.'.join(map(str, location))}`" if location else ""
    said = {"extra_forbidden": "there is no such field", "missing": "is missing"}
    message = said.get(fault["type"], fault["msg"].removeprefix("Value error, "))
    return f"{where}{field}: {message[:1].lower()}{message[1:]}"


def _given_twice(path: Path, registry: Registry) -> Iterator[str]:
    seen: dict[str, str] = {}
    given = [(f"pages, entry {number}", page.address) for number, page in enumerate(registry.pages, 1)]
    given += [(f"lists, entry {number}", page.address) for number, page in enumerate(registry.lists, 1)]
    for here, address in given:
        if (first := seen.setdefault(address, here)) != here:
            yield f"{path}: {here}: field `address`: {address} is given in {first} already"
