"""Who reports, on what, and for which year: a document's evidence, weighed in a fixed order.

Belongs here: the order of evidence and what is said where it does not suffice. Does not belong here: how a
name or a title is taken apart (`bodies`, `titles`), where the evidence stands (`evidence`).

The order, for each field; the first that speaks decides, and what contradicts it is noted:

    all fields     what is declared beside the document
    report_type    title, opening
    issuer_name    title, masthead, speaker and session, opening, signature, publisher, file name
    report_year    title, opening (work reports: session), section headings, file name
    level          the issuer's name, its code, who is addressed
    version        speech where a congress's committee is addressed, else web
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tongbi.reading.bodies import Body, parse_body, with_areas
from tongbi.reading.divisions import Division, division_of
from tongbi.reading.evidence import Evidence, gather
from tongbi.reading.sidecar import ENDING
from tongbi.reading.words import words
from tongbi.records import Document, Identity, Level, Quarantined, ReportType, Version


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a document's evidence comes to: an identity, or the fields that could not be told, and notes.

    `refusal` says what kind of text it is where it is no report at all, `remedy` what to do about it.
    """

    identity: Identity | None
    guess: Identity
    untold: tuple[str, ...] = ()
    refusal: str = ""
    notes: tuple[str, ...] = field(default=())
    remedy: str = ""


def identify(document: Document) -> Identity | Quarantined:
    """The document's identity, or why it has none and what to write into its sidecar."""
    weighed = weigh(document)
    if weighed.identity is not None:
        return weighed.identity
    if weighed.refusal:
        return _quarantined(
            document,
            weighed.refusal,
            f"{weighed.remedy or 'remove it'}, or declare report_type in {_sidecar(document)}",
        )
    fields = " and ".join(weighed.untold)
    example = "".join(f"{name}: {_EXAMPLES[name]}, " for name in weighed.untold).rstrip(", ")
    plain = " and the ".join(_PLAIN[name] for name in weighed.untold)
    return _quarantined(
        document, f"could not tell the {plain}", f"write {fields} into {_sidecar(document)} ({example})"
    )


def identify_or_guess(document: Document) -> tuple[Identity, str | None]:
    """The identity, or the best guess at one with a warning that says what was not told. Never fails."""
    weighed = weigh(document)
    if weighed.identity is not None:
        return weighed.identity, None
    what = weighed.refusal or "could not tell the " + " and the ".join(
        _PLAIN[name] for name in weighed.untold
    )
    return (
        weighed.guess,
        f"{document.path}: {what}; taken as {_spoken(weighed.guess)}; {_sidecar(document)} can say otherwise",
    )


_PLAIN = {"issuer_name": "issuer", "report_year": "year", "report_type": "kind of report", "level": "level"}
_EXAMPLES = {
    "issuer_name": "某某县人民政府",
    "report_year": "2023",
    "report_type": "law_based_government",
    "level": "county",
}


def weigh(document: Document) -> Weighed:
    """All that can be told of a document, from what is declared and from its text."""
    evidence = gather(document)
    declared = document.declared
    notes = list(evidence.notes)

    family = _family(evidence, declared)
    refusal = "" if "report_type" in declared else evidence.refusal
    issuer, issuer_note = _issuer(evidence, declared)
    year, year_note = _year(evidence, declared, family)
    notes += [note for note in (issuer_note, year_note) if note]

    division = division_of(issuer, year) if issuer is not None and year is not None else None

    untold = []
    if not family:
        untold.append("report_type")
    if issuer is None or not issuer.complete:
        untold.append("issuer_name")
    if year is None:
        untold.append("report_year")
    if not family and not evidence.matter:
        refusal = (
            refusal or "not a report of a known kind: neither its title nor its opening says that it is one"
        )

    guess = Identity(
        issuer_name=issuer.name if issuer else "",
        level=_level(issuer, division, evidence, declared),
        report_type=family or "law_based_government",
        report_year=year or (evidence.published.year - 1 if evidence.published else 0),
        version=_version(evidence, declared, family),
        title=declared.get("title", evidence.title.text if evidence.title else ""),
        issuer_code=declared.get("issuer_code", division.code if division else None),
        published_on=declared.get(
            "published_on", evidence.published.isoformat() if evidence.published else None
        ),
        source_uri=declared.get("source_uri"),
    )
    if refusal or untold:
        return Weighed(None, guess, tuple(untold), refusal, tuple(notes), evidence.remedy)
    return Weighed(guess, guess, notes=tuple(notes))


def _family(evidence: Evidence, declared: dict[str, str]) -> ReportType | None:
    for known in words().families:
        if declared.get("report_type") == known:
            return known
    return evidence.title.family if evidence.title else evidence.opening_family


def _issuer(evidence: Evidence, declared: dict[str, str]) -> tuple[Body | None, str]:
    """The issuer by the first evidence that names it in full; later evidence completes a loose name."""
    if "issuer_name" in declared:
        name = declared["issuer_name"]
        return parse_body(name) or Body(name, "department", "department", (), True), ""
    loose: Body | None = None
    for where, body in evidence.issuers:
        if not body.complete:
            loose = loose or body
            continue
        if loose is None or _same_kind(loose, body):
            return body, "" if where == "title" else f"the issuer is taken from the {where}"
        if body.areas and _same_place(loose, body):
            return with_areas(loose, body.areas), f"the issuer's place is taken from the {where}"
    return loose, ""


def _same_kind(loose: Body, full: Body) -> bool:
    """Whether a full name is that of the body that a loose one means: 甲市司法局 for 市司法局."""
    return loose.kind == full.kind and full.name.endswith(loose.name[-4:]) and (loose.level == full.level)


def _same_place(loose: Body, full: Body) -> bool:
    """Whether the place of a full name can be the place of a loose one: 甲市 for 市司法局."""
    first = loose.name[:1]
    return full.areas[-1].endswith(first) or first not in "省市县区旗州盟镇乡"


def _year(evidence: Evidence, declared: dict[str, str], family: ReportType | None) -> tuple[int | None, str]:
    if "report_year" in declared:
        return int(declared["report_year"]), ""
    told = [(where, year) for where, year in evidence.years(family) if year]
    if not told:
        return None, ""
    where, year = told[0]
    note = "" if where == "title" else f"the year is taken from the {where}"
    others = sorted(
        {f"{other} in the {place}" for place, other in told[1:] if other != year and place != "file name"}
    )
    if others:
        note = "; ".join(
            [*([note] if note else []), f"{year} in the {where} stands against {', '.join(others)}"]
        )
    return year, note


def _level(
    issuer: Body | None, division: Division | None, evidence: Evidence, declared: dict[str, str]
) -> Level:
    for known in ("nation", "province", "city", "county", "township", "department"):
        if declared.get("level") == known:
            return known
    if issuer is None:
        return evidence.addressed_level or "county"
    if issuer.kind == "government" and issuer.level == "city":
        # a name that ends with 市 does not tell a city from one of county level; the code does
        if division is not None:
            return division.level
        if evidence.reports_to_a_city:
            return "county"
    return issuer.level


def _version(evidence: Evidence, declared: dict[str, str], family: ReportType | None) -> Version:
    if declared.get("version") == "speech":
        return "speech"
    if "version" in declared:
        return "web"
    return "speech" if evidence.speech and family == "law_based_government" else "web"


def _quarantined(document: Document, why: str, remedy: str) -> Quarantined:
    return Quarantined(
        what="document", why=why, where=document.path, quote=document.text.strip()[:60], suggestion=remedy
    )


def _sidecar(document: Document) -> str:
    """The file that would declare what is missing; for one of many in a file, the fields beside its text."""
    if document.format == "jsonl":
        return f"the line's own fields ({document.path})"
    container, _, member = document.path.rpartition("!")
    stem = (member or document.path).rsplit(".", 1)[0]
    return f"{container + '!' if container else ''}{stem}{ENDING}"


def _spoken(identity: Identity) -> str:
    year, issuer = identity.report_year or "an unknown year", identity.issuer_name or "an unknown issuer"
    return f"{identity.report_type} of {year} by {issuer}"
