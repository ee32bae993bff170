"""The names of bodies that report: of what area and level they are, and what a shortened name stands for.

Belongs here: taking one name apart. Does not belong here: where in a text the name was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from tongbi.reading.words import Area, one_of, words

if TYPE_CHECKING:
    from tongbi.records import Level

Kind = Literal["council", "government", "department", "party"]

_NAME = re.compile(r"[一-龥〇·]{2,45}")
_THIS = re.compile(r"^[我本全各该](?=[省市县区旗州盟镇乡局厅委部办院街])")
_LOOSE = re.compile(r"^(?:自治区|自治州|自治县|自治旗|街道|地区|[省市县区旗州盟镇乡])")


@dataclass(frozen=True, slots=True)
class Body:
    """A body that reports.

    `areas` are the areas that its name holds, the widest first: ("澜州市", "汐湾区"). `complete` is False for
    names that mean "of this place" (县人民政府, 市司法局): some other part of the text must say of which.
    """

    name: str
    kind: Kind
    level: Level
    areas: tuple[str, ...]
    complete: bool

    @property
    def rest(self) -> str:
        """The name without its areas: 司法局 of 垣宁市司法局."""
        return self.name[sum(map(len, self.areas)) :]


@lru_cache(maxsize=20_000)
def parse_body(name: str) -> Body | None:
    """The body of this name, or None where it names none.

    The name must be clean: no spaces, years or punctuation. A bare area stands for its government, a
    shortened name for the full one (县政府, 管委会), and of a party body and a government together the
    government reports.
    """
    declared = words()
    if not _NAME.fullmatch(name):
        return None
    if name == declared.national.council:
        return Body(name, "council", "nation", (), True)
    if name.startswith(declared.party.begins):
        return _party(name)
    if name.startswith(declared.national.begins) and name.endswith(declared.departments):
        return Body(name, "department", "department", (), True)
    joint = _beside_party(name)
    if joint is not None:
        return joint
    named = name.startswith(declared.names_that_begin_like_a_suffix)
    loose = name if named else _THIS.sub("", name)
    areas, rest = split_areas(name) if loose == name else ((), name)
    if areas:
        return _of_area(areas, rest)
    if loose != name or _LOOSE.match(loose):
        return _of_this_place(loose)
    if name.endswith("街") and 3 <= len(name) <= 5:
        return Body(name + "道办事处", "government", "township", (name + "道",), True)
    if name.endswith(declared.national.ends) and 2 < len(name) <= 12:
        return Body(name, "department", "department", (), True)
    if name.endswith(declared.departments) and len(name) <= 25:
        return Body(name, "department", "department", (), False)
    return None


def split_areas(name: str) -> tuple[tuple[str, ...], str]:
    """The areas at the beginning of a name, the widest first, and what follows them."""
    areas: list[str] = []
    while True:
        length = _area_at(name)
        if not length:
            return tuple(areas), name
        areas.append(name[:length])
        name = name[length:]


def _area_at(name: str) -> int:
    """The length of the area that a name begins with, 0 where it begins with none."""
    declared = words()
    for special in declared.names_that_begin_like_a_suffix:
        if name.startswith(special):
            return len(special)
    if _LOOSE.match(name) and not _LOOSE.match(name[1:2] + "x"):
        # 市司法局, 县人民政府: what follows is no place
        return 0
    if name.startswith(_institutions()):
        return 0
    for match in _suffixes().finditer(name):
        area = _by_suffix()[match[1]]
        if match.start() < area.least or match.start() > 14:
            continue
        following = name[match.end() : match.end() + 1]
        if following and following in area.not_before:
            continue
        return match.end()
    return 0


@cache
def _institutions() -> tuple[str, ...]:
    declared = words()
    return (*declared.governments, *declared.abbreviations, "社区", "城市", "市场", "地区")


@cache
def _suffixes() -> re.Pattern[str]:
    # a suffix inside 社区, 市场, 区域, 乡村, 乡镇 is none, nor is that of 城市 before 管理
    suffix = one_of(area.suffix for area in words().areas)
    in_a_word = "(?<!社)(?!(?<=城)市(?:管理|综合|建设|更新|规划))"
    return re.compile(rf"{in_a_word}({suffix})(?![场域村]|镇(?:街|企|建))")


@cache
def _by_suffix() -> dict[str, Area]:
    return {area.suffix: area for area in words().areas}


def area_suffix(area: str) -> Area:
    """The declared suffix that an area's name ends with. Raises ValueError for a name without one."""
    fitting = [entry for entry in words().areas if area.endswith(entry.suffix)]
    if not fitting:
        raise ValueError(f"{area!r} ends with no declared suffix of an area")
    return max(fitting, key=lambda entry: len(entry.suffix))


def level_of(areas: tuple[str, ...]) -> Level:
    """The level of the government of the last of these areas; a city inside a city is of county level."""
    declared = words()
    last = areas[-1]
    if last in declared.province_cities:
        return "province"
    if last.endswith("市") and any(
        area.endswith(("市", "自治州", "州", "地区", "盟")) for area in areas[:-1]
    ):
        return "county"
    return area_suffix(last).level


def _of_area(areas: tuple[str, ...], rest: str) -> Body | None:
    declared = words()
    place = "".join(areas)
    if not rest:
        last = areas[-1]
        title = (
            "人民政府" if last.endswith(declared.districts_named_new_area) else area_suffix(last).government
        )
        return Body(place + title, "government", level_of(areas), areas, True)
    rest = _full(rest)
    if rest in ("办事处",) and areas[-1].endswith("街道"):
        return Body(place + rest, "government", "township", areas, True)
    if rest in declared.governments:
        return Body(place + rest, "government", level_of(areas), areas, True)
    if rest.endswith(("街道办事处", "地区办事处")):
        return Body(place + rest, "government", "township", areas, True)
    if rest.endswith("管理委员会") and len(rest) > 5:
        return Body(place + rest, "government", "county", areas, True)
    if rest.endswith("街") and 2 <= len(rest) <= 5:
        return Body(place + rest + "道办事处", "government", "township", areas, True)
    if rest.endswith(declared.departments) and len(rest) <= 25:
        return Body(place + rest, "department", "department", areas, True)
    return None


def _full(rest: str) -> str:
    """The full form of a shortened ending."""
    declared = words()
    if rest.endswith(declared.governments):
        return rest
    for short, full in declared.abbreviations.items():
        if rest.endswith(short):
            return rest[: len(rest) - len(short)] + full
    return rest


def _of_this_place(name: str) -> Body | None:
    declared = words()
    match = _LOOSE.match(name)
    if match is None:
        # 我局, 本办: nothing but the kind of body
        return (
            Body(name, "department", "department", (), False) if name.endswith(declared.departments) else None
        )
    if name in declared.party.ends:
        return Body(name, "party", area_suffix("某某" + match[0]).level, (), False)
    rest = _full(name[match.end() :])
    level = area_suffix("某某" + match[0]).level
    if not rest:
        return Body(name + area_suffix("某某" + match[0]).government, "government", level, (), False)
    if rest in declared.governments or (match[0] == "街道" and rest == "办事处"):
        return Body(match[0] + rest, "government", level, (), False)
    if rest.endswith(declared.departments) and len(rest) <= 25:
        return Body(match[0] + rest, "department", "department", (), False)
    return None


def _party(name: str) -> Body | None:
    """A name that begins with 中共: the government that reports beside it, else the party body itself."""
    declared = words()
    plain = re.sub(f"^(?:{one_of(declared.party.begins)})", "", name)
    for match in _party_ends().finditer(plain):
        beside = parse_body(plain[match.end() :].lstrip("、和及"))
        if beside is not None and beside.complete:
            return beside
        areas, _ = split_areas(plain)
        if beside is not None and areas:
            return with_areas(beside, areas)
    if plain.endswith(("党组", "党委", "党总支")):
        return parse_body(re.sub(r"党组$|党委$|党总支$", "", plain))
    if plain.endswith(declared.party.ends):
        areas, _ = split_areas(plain)
        return Body(name, "party", level_of(areas), (), True) if areas else None
    return None


@cache
def _party_ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of(words().party.ends)})(?!员会)")


def _beside_party(name: str) -> Body | None:
    """海关总署党委海关总署, 留下街道党工委办事处: the body beside its own party organ."""
    match = re.search(r"党工委|党委|党组|党总支", name)
    if match is None or match.start() < 2:
        return None
    before, after = name[: match.start()], name[match.end() :].lstrip("、和及")
    owner = parse_body(before)
    if not after:
        return owner
    beside = parse_body(after)
    if (beside is None or not beside.complete) and owner is not None and owner.areas:
        return parse_body("".join(owner.areas) + _LOOSE.sub("", after, count=1))
    return beside


def with_areas(body: Body, areas: tuple[str, ...]) -> Body:
    """A body of "this place" in the place that is now known: 市司法局 in 垣宁市 is 垣宁市司法局."""
    name = "".join(areas) + _LOOSE.sub("", body.name, count=1)
    level = level_of(areas) if body.kind == "government" else body.level
    return Body(name, body.kind, level, areas, True)
