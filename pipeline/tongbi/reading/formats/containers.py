"""What containers of files have in common: bounds, safe names, members read in their own formats.

Belongs here: everything but the unpacking itself (`zip`, `tar`). Nothing is ever written to the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import yaml

from tongbi import declaring
from tongbi.reading.declared import files
from tongbi.reading.decoding import UndecodableError
from tongbi.reading.formats import FormatError, Piece, reader, sniff
from tongbi.reading.inventory import refuse, unread
from tongbi.reading.sidecar import ENDING, DeclarationError, declared
from tongbi.records import Quarantined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a container: its name there, and how to read at most so many of its bytes."""

    name: str
    read: Callable[[int], bytes]


@dataclass(slots=True)
class _Budget:
    """What is left of the bytes that a container may unpack to."""

    left: int = field(default_factory=lambda: files().limits.unpacked_bytes)


def read_members(members: list[Member], path: str) -> Iterator[Piece | Quarantined]:
    """The texts of a container's members under the path `CONTAINER!MEMBER`, and what cannot be read.

    Sizes are those really unpacked, not those that the container claims. Too many members: FormatError.
    """
    known = files()
    if path.count("!") >= known.limits.nesting:
        raise FormatError(f"containers in containers, deeper than {known.limits.nesting}", "unpack it")
    if len(members) > known.limits.members:
        raise FormatError(f"more than {known.limits.members:,} files", "unpack it, or split it")
    budget = _Budget()
    sidecars = {m.name: m for m in members if m.name.endswith(ENDING)}
    documents = 0
    for member in sorted(members, key=lambda m: m.name):
        name = PurePosixPath(member.name.replace("\\", "/"))
        if (
            any(known.is_skipped(part) for part in name.parts if part not in (".", ".."))
            or "__MACOSX" in name.parts
            or known.is_unfinished(name.name)
        ):
            continue
        documents += 1
        where = f"{path}!{member.name}"
        announced = known.format_of(name)
        if name.is_absolute() or ".." in name.parts:
            yield refuse(where, "a name that leads out of its container", "unpack it by hand and look at it")
        elif announced is None:
            yield unread(where, name.name)
        else:
            yield from _member(member, where, announced, sidecars, budget)
    if not documents:
        raise FormatError("a container without documents", "put reports into it")


def _member(
    member: Member, where: str, announced: str, sidecars: dict[str, Member], budget: _Budget
) -> Iterator[Piece | Quarantined]:
    limits = files().limits
    most = min(limits.file_bytes, budget.left)
    try:
        content = member.read(most + 1)
        beside = _beside(member, sidecars)
    except FormatError as error:
        yield refuse(where, str(error), error.remedy)
        return
    except DeclarationError as error:
        yield refuse(where, str(error), "correct the sidecar, or remove it")
        return
    budget.left -= min(len(content), most)
    if len(content) > most:
        yield refuse(where, f"unpacks to more than {most / 1e6:,.0f} MB", "unpack it by hand and split it")
        return
    if not content:
        yield refuse(where, "an empty file (0 bytes)", "get the report again, or remove the file")
        return
    kind = sniff(content, announced)
    try:
        for piece in reader(kind)(content, where):
            if isinstance(piece, Quarantined):
                yield piece
            else:
                piece.declared = beside | piece.declared
                piece.content = piece.content or content
                yield piece
    except UndecodableError as error:
        yield refuse(where, str(error), "save the report's text as UTF-8")
    except FormatError as error:
        yield refuse(where, str(error), error.remedy)


def _beside(member: Member, sidecars: dict[str, Member]) -> dict[str, str]:
    """The fields of the sidecar that lies beside a member in the same container."""
    if not sidecars:
        return {}
    name = PurePosixPath(member.name)
    sidecar = sidecars.get(str(name.with_name(files().stem_of(name) + ENDING)))
    if sidecar is None:
        return {}
    try:
        content = declaring.parse(sidecar.read(100_000), as_text=True)
    except yaml.YAMLError as error:
        raise DeclarationError(f"{sidecar.name}: not valid YAML") from error
    if not isinstance(content, dict):
        raise DeclarationError(f"{sidecar.name}: must hold fields such as `report_year: 2023`, one a line")
    return declared({key: value for key, value in content.items() if value != ""}, sidecar.name)
