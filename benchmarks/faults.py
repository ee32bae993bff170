"""How many planted faults validation catches: `python benchmarks/faults.py [--seed N] [--issuers N]`.

500 known faults of seven kinds are planted in clean invented reports (`synthetic.py`), in the text itself
wherever a writer could have made them. The reports then go through comparability and validation. A fault is
caught where a critical or warning expectation names one of its figures (or, for a document, its report). A
clean figure is falsely flagged where such an expectation fails that names no faulty figure; clean figures
that a rule names together with a faulty one (the other year of a pair, the parts of a total) are counted
apart.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from synthetic import YEARS, Corpus, Fact, Paper, papers, render

from tongbi import catalogue
from tongbi.comparability import compare, observations
from tongbi.validation import Context, validate
from tongbi.validation.evidence import with_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import pandas as pd

    from tongbi.validation import Validation
    from tongbi.validation.declared import FrameName

PLAN = {
    "unit slip": 80,
    "digit drop": 90,
    "swapped years": 70,
    "target as actual": 70,
    "copied text": 70,
    "wrong sum": 70,
    "duplicated document": 50,
}
PENALTIES = ("admin_penalty_cases", "admin_penalty_cases_ordinary", "admin_penalty_cases_summary")


@dataclass
class Planter:
    """Papers by issuer and year, and what was planted in them."""

    papers: dict[tuple[str, int], Paper]
    draw: random.Random
    extra: list[Paper] = field(default_factory=list)
    taken: set[tuple[str, str, int]] = field(default_factory=set)
    planted: Counter[str] = field(default_factory=Counter)

    def name(self, kind: str) -> str:
        """A new fault's name: its kind and number."""
        self.planted[kind] += 1
        return f"{kind}#{self.planted[kind]}"

    def pick(self, fits: Callable[[Fact], bool]) -> tuple[tuple[str, int], int] | None:
        """A random fact that fits, in a series with no fault within two years; None where the draw misses."""
        key = self.draw.choice(list(self.papers))
        facts = self.papers[key].facts
        index = self.draw.randrange(len(facts))
        fact = facts[index]
        if not fits(fact) or not self.is_free(key, fact.metric_id):
            return None
        self.taken.add((key[0], fact.metric_id, key[1]))
        return key, index

    def is_free(self, key: tuple[str, int], metric_id: str) -> bool:
        """Whether a series has no fault within two years of a paper."""
        return not {(key[0], metric_id, key[1] + gap) for gap in (-2, -1, 0, 1, 2)} & self.taken

    def change(self, key: tuple[str, int], index: int, **changes: object) -> None:
        """Change one fact of a paper."""
        facts = list(self.papers[key].facts)
        facts[index] = replace(facts[index], **changes)  # type: ignore[arg-type]
        self.papers[key] = replace(self.papers[key], facts=tuple(facts))


def unit_slip(planter: Planter) -> bool:
    """万 lost or added in the text."""
    found = planter.pick(lambda f: f.role == "actual" and f.unit != "%" and f.value >= 20)
    if found is None:
        return False
    key, index = found
    value = planter.papers[key].facts[index].value
    slipped = value / 1e4 if value >= 1e5 else value * 1e4
    planter.change(key, index, value=slipped, fault=planter.name("unit slip"))
    return True


def digit_drop(planter: Planter) -> bool:
    """One digit of the figure lost in the text."""
    found = planter.pick(lambda f: f.role == "actual" and f.value >= 100 and not f.over and f.unit != "%")
    if found is None:
        return False
    key, index = found
    digits = f"{planter.papers[key].facts[index].value:.0f}"
    gone = planter.draw.randrange(len(digits))
    planter.change(
        key, index, value=float(digits[:gone] + digits[gone + 1 :]), fault=planter.name("digit drop")
    )
    return True


def swapped_years(planter: Planter) -> bool:
    """The figures of this year and of last year exchanged, by the reader or by the writer."""
    found = planter.pick(lambda f: f.recalled is not None and f.recalled != f.value)
    if found is None:
        return False
    key, index = found
    fact = planter.papers[key].facts[index]
    name = planter.name("swapped years")
    if planter.planted["swapped years"] % 2:
        planter.change(key, index, crossed=True, fault=name)
    else:
        planter.change(key, index, value=fact.recalled, recalled=fact.value, fault=name)
    return True


def target_as_actual(planter: Planter) -> bool:
    """A plan of the next year read as an actual, of that year or of this one."""
    found = planter.pick(lambda f: f.role == "target")
    if found is None:
        return False
    key, index = found
    name = planter.name("target as actual")
    period = key[1] + planter.planted["target as actual"] % 2
    planter.change(key, index, role="actual", period=period, fault=name.replace("target", "target", 1))
    return True


def copied_text(planter: Planter) -> bool:
    """Three sentences kept from last year's report, figures and all."""
    found = planter.pick(lambda f: f.role == "actual" and f.unit != "%")
    if found is None:
        return False
    key, index = found
    earlier = planter.papers.get((key[0], key[1] - 1))
    if earlier is None:
        return False
    old = {f.metric_id: f for f in earlier.facts}
    mine = planter.papers[key].facts
    planter.taken.discard((key[0], mine[index].metric_id, key[1]))
    run = [
        i
        for i in range(index, min(index + 3, len(mine)))
        if _copyable(mine[i], old) and planter.is_free(key, mine[i].metric_id)
    ]
    if len(run) < 3:
        return False
    name = planter.name("copied text")
    for position in run:
        source = old[mine[position].metric_id]
        planter.taken.add((key[0], source.metric_id, key[1]))
        planter.change(
            key, position, value=source.value, over=source.over, growth=None, recalled=None, fault=name
        )
    return True


def _copyable(fact: Fact, old: dict[str, Fact]) -> bool:
    source = old.get(fact.metric_id)
    return (
        source is not None
        and fact.role == "actual"
        and not fact.fault
        and not source.fault
        and fact.metric_id not in PENALTIES
        and not fact.metric_id.startswith("mediation")
    )


def wrong_sum(planter: Planter) -> bool:
    """One digit of a total or of a part of it wrong."""
    found = planter.pick(lambda f: f.metric_id in PENALTIES)
    if found is None:
        return False
    key, index = found
    digits = list(f"{planter.papers[key].facts[index].value:.0f}")
    place = planter.draw.randrange(len(digits))
    other = [d for d in "123456789" if d != digits[place]]
    digits[place] = planter.draw.choice(other)
    planter.change(key, index, value=float("".join(digits)), fault=planter.name("wrong sum"))
    planter.taken.update((key[0], metric_id, key[1]) for metric_id in PENALTIES)
    return True


def duplicated_document(planter: Planter) -> bool:
    """A report once more with a few words changed, or under the title of the next year."""
    key = planter.draw.choice(list(planter.papers))
    paper = planter.papers[key]
    if paper.fault or any(fact.fault for fact in paper.facts) or (key[0], "paper", key[1]) in planter.taken:
        return False
    following = planter.papers.get((key[0], key[1] + 1))
    if following is None or following.fault or any(fact.fault for fact in following.facts):
        return False
    planter.taken.update({(key[0], "paper", key[1] + gap) for gap in (-1, 0, 1)})
    name = planter.name("duplicated document")
    if planter.planted["duplicated document"] % 2:
        planter.extra.append(replace(paper, note="（来源：转载）", fault=name))
    else:
        planter.papers[key[0], key[1] + 1] = replace(
            paper,
            year=key[1] + 1,
            fault=name,
            facts=tuple(replace(f, period=f.period + 1) for f in paper.facts),
        )
    return True


PLANTERS: dict[str, Callable[[Planter], bool]] = {
    "unit slip": unit_slip,
    "digit drop": digit_drop,
    "swapped years": swapped_years,
    "target as actual": target_as_actual,
    "copied text": copied_text,
    "wrong sum": wrong_sum,
    "duplicated document": duplicated_document,
}


def plant(clean: list[Paper], seed: int, plan: Mapping[str, int]) -> tuple[list[Paper], Counter[str]]:
    """Papers with the planned number of faults of each kind."""
    planter = Planter({(paper.issuer, paper.year): paper for paper in clean}, random.Random(seed))
    for kind, wanted in plan.items():
        for _ in range(200_000):
            if planter.planted[kind] == wanted:
                break
            PLANTERS[kind](planter)
        else:
            raise RuntimeError(f"could only plant {planter.planted[kind]} of {wanted} faults of kind {kind}")
    return [*planter.papers.values(), *planter.extra], planter.planted


Key = tuple[str, int]
"""A figure: report_id and offset."""

IDENTITIES = (
    "observation_sum_closes", "observation_part_is_within_whole", "observation_rate_agrees_with_counts",
)  # fmt: skip


@dataclass
class Flags:
    """What failed a critical or warning rule: groups of figures that it names together, and reports."""

    groups: list[tuple[str, frozenset[Key]]] = field(default_factory=list)
    reports: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    figures: list[Key] = field(default_factory=list)
    seconds: float = 0.0

    def collect(
        self,
        outcome: Validation,
        places: Mapping[str, pd.DataFrame],
        doubtful: Sequence[str | None] | None = None,
    ) -> None:
        """Add the failing rows of a frame; each of `places` locates one of the figures of a row.

        `doubtful` says of each row which of its figures are blamed (all where it says nothing).
        """
        for rule, row in _failures(outcome):
            blamed = doubtful[row] if doubtful is not None else None
            named = [name for name in places if not isinstance(blamed, str) or name in blamed.split(", ")]
            keys = {
                (str(places[name]["report_id"].iloc[row]), int(places[name]["start_char"].iloc[row]))
                for name in named
            }
            self.groups.append((rule, frozenset(keys)))


def _failures(outcome: Validation) -> list[tuple[str, int]]:
    return [
        (result.expectation, row)
        for result in outcome.results
        if result.severity in ("critical", "warning")
        for row in outcome.failing.get(result.expectation, ())
    ]


def _identities_joined(groups: list[tuple[str, frozenset[Key]]]) -> list[tuple[str, frozenset[Key]]]:
    """Total and parts that one failed identity of a report names, as one group."""
    joined: dict[tuple[str, str], set[Key]] = defaultdict(set)
    others = []
    for rule, keys in groups:
        if rule in IDENTITIES:
            joined[rule, next(iter(keys))[0]] |= keys
        else:
            others.append((rule, keys))
    return others + [(rule, frozenset(keys)) for (rule, _), keys in joined.items()]


def flags_of(corpus: Corpus) -> Flags:
    """Run comparability and validation on a corpus as a run does, and collect what failed."""
    found = Flags()
    around = Context(
        texts=corpus.texts,
        metrics=catalogue.load().metrics,
        reports=corpus.report,
        mentions=corpus.mention,
        today=dt.date(2025, 6, 1),
    )

    def run(name: FrameName, frame: pd.DataFrame, context: Context) -> Validation:
        begun = time.perf_counter()
        outcome = validate(name, frame, context=context)
        found.seconds += time.perf_counter() - begun
        return outcome

    for rule, row in _failures(run("report", corpus.report, around)):
        found.reports[corpus.report["report_id"].iloc[row]].add(rule)
    mention = run("mention", corpus.mention, around)
    found.collect(mention, {"value": corpus.mention})
    every = observations(corpus.report, mention.frame, corpus.texts)
    observation = run("observation", every, around)
    found.collect(observation, {"value": every})
    compared = compare(corpus.report, observation.frame)
    places = every.set_index("observation_id")[["report_id", "start_char"]]

    def place(frame: pd.DataFrame, column: str) -> pd.DataFrame:
        return frame[[column]].join(places, on=column)

    context = replace(around, observations=observation.frame, series=compared.series)
    series, yoy, revision = compared.series, compared.yoy, compared.revision
    found.collect(run("series", series, context), {"value": place(series, "observation_id")})
    pair = {
        "value": place(yoy, "observation_id"),
        "previous_value": place(yoy, "previous_observation_id"),
        "stated_growth_pct": _growths(place(yoy, "observation_id").join(yoy["metric_id"]), corpus),
    }
    told = with_evidence("yoy", yoy, context)["doubtful"].tolist()
    found.collect(run("yoy", yoy, context), pair, told)
    known = revision[(revision["first_observation_id"] != "") & (revision["later_observation_id"] != "")]
    known = known.reset_index(drop=True)
    both = {
        "first_value": place(known, "first_observation_id"),
        "later_value": place(known, "later_observation_id"),
    }
    told = with_evidence("revision", known, context)["doubtful"].tolist()
    found.collect(run("revision", known, context), both, told)
    run("coverage", compared.coverage, context)
    found.groups = _identities_joined(found.groups)
    stated = every[every["role"].isin(["actual", "growth"])]
    found.figures = list(zip(stated["report_id"], stated["start_char"].astype(int), strict=True))
    return found


def _growths(levels: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    """Where the report of each level states its growth; the level's own place where it states none."""
    growth = corpus.mention[corpus.mention["role"] == "growth"]
    first = growth.drop_duplicates(["report_id", "metric_id"])[["report_id", "metric_id", "start_char"]]
    met = levels.merge(first, on=["report_id", "metric_id"], how="left", suffixes=("_level", ""))
    met["start_char"] = met["start_char"].fillna(met["start_char_level"])
    return met


@dataclass(frozen=True)
class Score:
    """Faults caught by kind and by rule, and clean figures flagged, alone or beside a faulty one."""

    caught: Counter[str]
    by: dict[str, Counter[str]]
    missed: list[str]
    clean: int
    false: Counter[str]
    flagged_alone: int
    flagged_beside: int


def score(corpus: Corpus, planted: Counter[str], flags: Flags) -> Score:
    """Compare what was planted with what failed."""
    by: dict[str, Counter[str]] = defaultdict(Counter)
    caught: set[str] = set()
    places = zip(corpus.mention["report_id"], corpus.mention["start_char"].astype(int), strict=True)
    touched = {**{key: "" for key in places if key[0] in corpus.faulty_reports}, **corpus.faults}
    alone: set[Key] = set()
    beside: set[Key] = set()
    false: Counter[str] = Counter()
    for rule, keys in flags.groups:
        names = {corpus.faults[key] for key in keys & corpus.faults.keys()}
        caught |= names
        for name in names:
            by[name.split("#")[0]][rule] += 1
        clean = keys - touched.keys()
        if len(clean) == len(keys):
            alone |= clean
            false[rule] += len(clean)
        else:
            beside |= clean
    for report_id, name in corpus.faulty_reports.items():
        if flags.reports.get(report_id):
            caught.add(name)
            by[name.split("#")[0]].update(flags.reports[report_id])
    clean_figures = set(flags.figures) - touched.keys()
    every = {f"{kind}#{number + 1}" for kind, count in planted.items() for number in range(count)}
    return Score(
        caught=Counter(name.split("#")[0] for name in caught),
        by=by,
        missed=sorted(every - caught),
        clean=len(clean_figures),
        false=false,
        flagged_alone=len(alone & clean_figures),
        flagged_beside=len((beside - alone) & clean_figures),
    )


def main() -> None:
    """Plant, validate, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=20251)
    parser.add_argument("--issuers", type=int, default=120)
    parser.add_argument("--missed", action="store_true", help="also name the faults that were not caught")
    args = parser.parse_args()
    written = papers(args.seed, args.issuers)
    corpus = render(written)
    untouched = score(corpus, Counter(), flags_of(corpus))
    faulty, planted = plant(written, args.seed + 1, PLAN)
    corpus = render(faulty)
    flags = flags_of(corpus)
    result = score(corpus, planted, flags)
    total, caught = planted.total(), result.caught.total()
    print(f"{len(written)} reports of {args.issuers} counties, {YEARS[0]}-{YEARS[-1]}, seed {args.seed}\n")
    print("| kind of fault | planted | caught | share | caught by |")
    print("| --- | ---: | ---: | ---: | --- |")
    for kind, count in planted.items():
        got = result.caught[kind]
        rules = ", ".join(f"{rule} {n}" for rule, n in result.by[kind].most_common(3))
        print(f"| {kind} | {count} | {got} | {got / count:.0%} | {rules} |")
    print(f"| **all** | {total} | {caught} | **{caught / total:.1%}** | |\n")
    print("| reports | clean figures | flagged | share | beside a fault | share | flagged by |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | --- |")
    for label, of in (("without faults", untouched), ("with the faults", result)):
        rules = ", ".join(f"{rule} {n}" for rule, n in of.false.most_common(4))
        beside = f"{of.flagged_beside} | {of.flagged_beside / of.clean:.2%}"
        shares = f"**{of.flagged_alone / of.clean:.2%}** | {beside}"
        print(f"| {label} | {of.clean} | {of.flagged_alone} | {shares} | {rules} |")
    print(f"\nvalidation of {len(corpus.texts)} reports: {flags.seconds:.1f} s")
    if args.missed:
        print("\nmissed: " + ", ".join(result.missed))


if __name__ == "__main__":
    main()
