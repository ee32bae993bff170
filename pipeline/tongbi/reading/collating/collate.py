"""Which of the reports read are one report: copies set aside, versions told, altered copies shown.

Two passes, each linear in the number of reports. The first puts copies that say the same into one class,
whose most trusted document stands for it. The second holds classes of one body and year against one another,
and classes whose figures are the same though year or body differ. Both go through the reports in an order
that depends on nothing but the reports, so that the order in which they were found does not matter.

Belongs here: what follows from likeness. Does not belong here: measuring it (`likeness`), finding what may be
alike (`index`), and whom to believe (`trust`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from tongbi.reading.bodies import parse_body
from tongbi.reading.collating.content import Content, content_of
from tongbi.reading.collating.declared import likeness
from tongbi.reading.collating.index import Index, figure_features, prose_features
from tongbi.reading.collating.likeness import Differences, differences, is_part, shared_figures, similarity
from tongbi.reading.collating.trust import Trust, preferred, same_page, trust_of
from tongbi.reading.divisions import present_code
from tongbi.reading.standings import Standing, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tongbi.records import Report

# Wide nets: what they catch is measured, what they miss is lost.
_FIGURES_ALIKE, _PROSE_ALIKE = 0.4, 0.5
_COMPARE = "compare both with what the body published and remove the wrong one"

Key = tuple[str, str, int]


@dataclass(slots=True)
class _Class:
    """A report with the copies that say the same; `leader` is the most trusted of them."""

    leader: Report
    content: Content
    trust: Trust
    key: Key
    copies: list[tuple[Report, float]] = field(default_factory=list)
    status: Status = "report"
    original: _Class | None = None
    similarity: float | None = None
    reason: str = ""
    suggestion: str = ""
    sketch: Any = None

    @property
    def path(self) -> str:
        """Where its leader lies."""
        return self.leader.document.path

    @property
    def rank(self) -> tuple[object, ...]:
        """Its place in the second pass: as in the first, but of equals those with more copies come first."""
        version, trust, *rest = _order(self.leader, self.trust)
        return (version, trust, -len(self.copies), *rest)


class _Relation(NamedTuple):
    """What one class is to another of which it may be a version or an altered copy."""

    kind: Literal["altered", "version"]
    other: _Class
    similarity: float


def collate(reports: Sequence[Report]) -> list[Standing]:
    """How each report stands: `report`, `version`, `duplicate` or `altered`; in the order of their paths.

    Of reports with one text exactly one stands as `report`, `version` or `altered`.
    """
    classes = _classes(reports)
    _hold_together(classes)
    standings = [standing for each in classes for standing in _standings(each)]
    return sorted(standings, key=lambda standing: standing.path)


def _classes(reports: Sequence[Report]) -> list[_Class]:
    """The reports in classes of copies that say the same."""
    known = [(report, trust_of(report)) for report in reports]
    known.sort(key=lambda pair: _order(*pair))
    same: dict[str, _Class] = {}
    shelves: dict[Key, _Shelf] = {}
    for report, trust in known:
        if report.report_id in same:
            same[report.report_id].copies.append((report, 1.0))
            continue
        made = _Class(report, content_of(report.document.text), trust, _key(report))
        shelf = shelves.setdefault(made.key, _Shelf())
        found = max(
            ((similar, -at) for at, held in shelf.alike(made) if (similar := _says_the_same(held, made))),
            default=None,
        )
        if found is None:
            shelf.put(made)
            same[report.report_id] = made
        else:
            held = shelf.held[-found[1]]
            held.copies.append((report, found[0]))
            same[report.report_id] = held
    return [each for shelf in shelves.values() for each in shelf.held]


class _Shelf:
    """The classes of one body and year: few are compared one by one, of many only those alike in a sketch."""

    def __init__(self) -> None:
        self.held: list[_Class] = []
        self._index: Index | None = None

    def alike(self, made: _Class) -> Iterator[tuple[int, _Class]]:
        """The classes that may be like this one, with their places."""
        if len(self.held) < likeness().few:
            yield from enumerate(self.held)
            return
        if self._index is None:
            self._index = Index(_PROSE_ALIKE)
            for at, each in enumerate(self.held):
                self._index.add(at, _sketched(each, self._index))
        for at in self._index.like(_sketched(made, self._index)):
            yield at, self.held[at]

    def put(self, made: _Class) -> None:
        """Hold one more class."""
        if self._index is not None:
            self._index.add(len(self.held), _sketched(made, self._index))
        self.held.append(made)


def _sketched(each: _Class, index: Index) -> Any:
    """The sketch of a class's text, made once."""
    if each.sketch is None:
        each.sketch = index.sketch(prose_features(each.content))
    return each.sketch


def _says_the_same(held: _Class, made: _Class) -> float:
    """The similarity of a copy that states no other figures and is no version of its own; else 0."""
    if held.leader.identity.version != made.leader.identity.version:
        return 0.0
    similar = similarity(held.content, made.content)
    if similar < likeness().near and not is_part(made.content, held.content, similar):
        return 0.0
    return 0.0 if differences(held.content, made.content).changed else similar


def _hold_together(classes: list[_Class]) -> None:
    """Tell versions and altered copies among the classes."""
    classes.sort(key=lambda each: each.rank)
    shelves: dict[Key, _Shelf] = {}
    by_figures = Index(_FIGURES_ALIKE)
    for number, made in enumerate(classes):
        shelf = shelves.setdefault(made.key, _Shelf())
        relations = [_of_one_year(held, made) for _, held in shelf.alike(made)]
        sketch = by_figures.sketch(figure_features(made.content)) if _is_worth_it(made) else None
        if sketch is not None:
            others = (classes[at] for at in by_figures.like(sketch) if classes[at].key != made.key)
            relations += [copied for other in others if (copied := _of_another(other, made))]
        altered = max(
            (relation for relation in relations if relation.kind == "altered"),
            key=lambda relation: (relation.other.status != "altered", relation.similarity),
            default=None,
        )
        if altered is not None:
            _settle(altered, made)
        if altered is not None and made.status == "altered":
            continue  # the text that it is like stands for it in what follows
        shelf.put(made)
        by_figures.add(number, sketch)
    for shelf in shelves.values():
        _name_versions(shelf)


def _of_one_year(held: _Class, made: _Class) -> _Relation:
    """What a class is to another of the same body and year."""
    similar = similarity(held.content, made.content)
    near = similar >= likeness().near or is_part(made.content, held.content, similar)
    versions = held.leader.identity.version != made.leader.identity.version
    if not near or versions or same_page(held.trust, made.trust):
        return _Relation("version", held, similar)
    return _Relation("altered", held, similar)


def _of_another(held: _Class, made: _Class) -> _Relation | None:
    """What a class is to one under another year or body: an altered copy where text and figures are its."""
    if shared_figures(held.content, made.content) < likeness().shared_figures:
        return None
    similar = similarity(held.content, made.content)
    if similar < likeness().near:
        return None
    return _Relation("altered", held, similar)


def _alterations(original: _Class, copy: _Class) -> str:
    """What a copy says otherwise than the original: year, issuer, figures."""
    one, other = original.leader.identity, copy.leader.identity
    said = [
        f"the {name} is {after} and not {before}"
        for name, before, after in (
            ("year", one.report_year, other.report_year),
            ("issuer", one.issuer_name, other.issuer_name),
        )
        if before != after
    ]
    return "; ".join(filter(None, (*said, _told(differences(original.content, copy.content)))))


def _told(found: Differences) -> str:
    return f"figures differ: {found.told()}" if found.changed else ""


def _is_worth_it(made: _Class) -> bool:
    """Whether a text holds enough to be told from others that are alike by their nature."""
    declared = likeness()
    enough = len(made.content.counts) >= declared.least_figures
    return enough and len(made.content.prose) >= declared.least_signs


def _settle(altered: _Relation, made: _Class) -> None:
    """Keep the one of two differing texts that more speaks for, or neither."""
    other = altered.other
    chosen, why = preferred(other.trust, made.trust, (len(other.copies), len(made.copies)))
    how = f"(similarity {altered.similarity:.3f})"
    for at, (loser, winner) in enumerate(((made, other), (other, made))):
        if chosen == 1 - at or loser.status == "altered":
            continue
        said = _alterations(winner, loser) or "not all of it"
        of = f"nearly the same text as {winner.path} {how}, but {said}"
        loser.status, loser.original, loser.similarity = "altered", winner, altered.similarity
        if chosen == -1:
            loser.reason = f"{of}; nothing tells which of the two is authentic, so neither is used"
            loser.suggestion = (
                f"{_COMPARE}, or write source_uri or published_on into the sidecar of the right one"
            )
        else:
            loser.reason = f"{of}; the other is used because {why}"
            loser.suggestion = _COMPARE


def _name_versions(shelf: _Shelf) -> None:
    """The first class of a body and year that is no altered copy is its report, the others its versions."""
    used = [each for each in shelf.held if each.status != "altered"]
    for each in used[1:]:
        similar = similarity(used[0].content, each.content)
        found = differences(used[0].content, each.content) if similar >= likeness().near else None
        each.status, each.original, each.similarity = "version", used[0], similar
        each.reason = f"another text of the same body and year as {used[0].path} (similarity {similar:.3f})"
        if found is not None and found.changed:
            each.reason += f"; {_told(found)}"


def _standings(each: _Class) -> Iterator[Standing]:
    yield _standing(
        each.leader,
        each.status,
        each.original.path if each.original else "",
        each.similarity,
        each.reason,
        each.suggestion,
    )
    fate = "set aside too" if each.status == "altered" else "read"
    for copy, similar in each.copies:
        alike = copy.report_id == each.leader.report_id
        how = "the same text as" if alike else "nearly the same text as"
        shown = "" if alike else f" (similarity {similar:.3f})"
        yield _standing(
            copy,
            "duplicate",
            each.path,
            similar,
            f"{how} {each.path}{shown}, which is {fate}",
            "remove one of the two",
        )


def _standing(
    report: Report, status: Status, original: str, similar: float | None, reason: str, suggestion: str
) -> Standing:
    document = report.document
    return Standing(
        path=document.path,
        status=status,
        sha256=document.sha256,
        format=document.format,
        report_id=report.report_id,
        original=original,
        similarity=None if similar is None else round(similar, 4),
        reason=reason,
        suggestion=suggestion,
    )


def _order(report: Report, trust: Trust) -> tuple[object, ...]:
    """An order of reports that depends on nothing but them: web before speech, the trusted first."""
    document = report.document
    return (
        report.identity.version == "speech",
        trust.order(),
        -len(document.text),
        report.report_id,
        document.path,
    )


def _key(report: Report) -> Key:
    """Body, kind and year; names of one body that differ only in how fully they name its place are one."""
    identity = report.identity
    body = identity.issuer_name
    parsed = parse_body(body) if identity.issuer_code and identity.level != "township" else None
    if parsed is not None and identity.issuer_code:
        body = f"{present_code(identity.issuer_code)} {parsed.rest}"
    return body, identity.report_type, identity.report_year
