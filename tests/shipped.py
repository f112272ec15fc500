"""The three reference schemes, some files changed: cases, what they say of themselves, what seasons come to by them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import chain
from pathlib import Path

from changes import laid_out
from evaluator import evaluate
from evaluator.desk.case_runs import Ran, run_cases
from evaluator.language.criteria import RuleSet
from evaluator.language.library import Library, RuleFile, read_library, rule_files
from evaluator.language.plan import Plan
from evaluator.language.planning import make_plan
from evaluator.standing.issue import issued

ROOT = Path(__file__).parent.parent
RULES = ROOT / "rules"
FILES = (
    "neighbourhoods/six-haves.yaml",
    "schemes/demonstration-neighbourhoods.yaml",
    "schemes/secretary-appraisal.yaml",
    "schemes/volunteer-stations.yaml",
    "secretaries/secretary-appraisal.yaml",
    "stations/eight-haves.yaml",
)
"""The rule sets and schemes that the design fixes; what other packs promise is in `test_packs.py`."""

LINKED = (
    "neighbourhoods/estate-branch.yaml",
    *sorted(path.relative_to(RULES).as_posix() for path in (RULES / "calendars").glob("*.yaml")),
)
"""Rule sets of other packs that these lead to by links, and calendars: read with them, but not changed."""

CASES = tuple(path for file in FILES if (path := RULES / file.replace(".yaml", ".cases.yaml")).exists())
EXAMPLES = {
    "demonstration-neighbourhoods": "neighbourhoods",
    "volunteer-stations": "stations",
    "secretary-appraisal": "secretaries",
}

# --- rules and cases --------------------------------------------------------------------------------------------------


@cache
def every_rule() -> Library:
    """All rules there are."""
    return read_library(rule_files(RULES, "rules"))


@cache
def original(file: str) -> str:
    return laid_out((RULES / file).read_text(encoding="utf-8"))


def library(changed: Mapping[str, str] | None = None) -> Library:
    """The shipped rules, some files changed; those that are not are read once."""
    parts = [
        _read(file, changed[file]) if changed and file in changed else _unchanged(file) for file in (*FILES, *LINKED)
    ]
    rulesets = dict(chain.from_iterable(part.rulesets.items() for part in parts))
    schemes = dict(chain.from_iterable(part.schemes.items() for part in parts))
    problems = tuple(chain.from_iterable(part.problems for part in parts))
    years = [year for part in parts for made in part.calendars.values() for year in made]
    return Library(rulesets, schemes, calendars={"cn": tuple(years)}, problems=problems)


def _read(file: str, text: str) -> Library:
    return read_library([RuleFile(file, text.encode())])


@cache
def _unchanged(file: str) -> Library:
    return _read(file, original(file))


@cache
def uses(scheme: str) -> tuple[str, ...]:
    """The files of a scheme: its own, those of its rule sets, and those its links lead to."""
    return plan_of(scheme).files


@cache
def plan_of(scheme: str) -> Plan:
    rules = library()
    own = rules.schemes[scheme]
    return make_plan(own, rules, own.period.to or own.period.start)[0]


def scheme_of(file: str) -> str:
    """The scheme a file has a part in; each has a part in one."""
    (name,) = (scheme for scheme in library().schemes if file in uses(scheme))
    return name


def all_cases(rules: Library) -> Ran:
    """Every case there is, as `evaluator test rules` runs them."""
    return run_cases({path.as_posix(): path.read_bytes() for path in CASES}, rules)


@cache
def batches(scheme: str) -> list[bytes]:
    """The cases of a scheme, cut up: each by itself, but those of one subject together if they are judged together."""
    alone, together = [], []
    texts = [path.read_text(encoding="utf-8") for path in CASES]
    for document in chain.from_iterable(re.split(r"^---\n", text, flags=re.M) for text in texts):
        head, tests = document.split("\ntests:\n")
        if not re.search(rf"^cases: {scheme}$", head, flags=re.M):
            continue
        cases = re.split(r"^(?=  - case: )", tests, flags=re.M)
        several = [case for case in cases if "\n    subjects:" in case]
        single = [case for case in cases if case not in several and "  - case: " in case]
        single = single if plan_of(scheme).subjects_meet else ["".join(single)]
        alone += [f"{head}\ntests:\n{case}" for case in single if case]
        together += [f"{head}\ntests:\n{case}" for case in several]
    return [text.encode() for text in alone + together]


def a_case_fails(rules: Library, scheme: str) -> bool:
    """Whether any case of the scheme fails. Those that failed last come first: they are likely to fail again."""
    ordered = batches(scheme)
    for number, batch in enumerate(ordered):
        if run_cases({"cases": batch}, rules).problems:
            ordered.insert(0, ordered.pop(number))
            return True
    return False


# --- what rules say of themselves -------------------------------------------------------------------------------------


def _own(rules: Library) -> list[RuleSet]:
    """The rule sets of the reference schemes themselves."""
    return [versions[0] for versions in rules.rulesets.values() if versions[0].place.file not in LINKED]


def cited(rules: Library) -> dict[str, tuple[str | None, ...]]:
    """The clause that each rule set, scheme and part of a scheme rests on: document, section, paragraph."""
    found = {kept.ruleset: kept.source for kept in _own(rules)}
    for name, scheme in rules.schemes.items():
        found[f"scheme {name}"] = scheme.source
        for key in ("allocation", "interviews", "follow_up"):
            part = getattr(scheme, key)
            if part is not None:
                found[f"{name}/{key}"] = part.source
    return {name: (at.document, at.section, at.paragraph) if at else () for name, at in found.items()}


def origins(rules: Library) -> dict[str, dict[str, str]]:
    """Who set each figure, the source or the office, part by part."""
    found = {f"{kept.ruleset}/{line.id}": line.origin for kept in _own(rules) for line in kept.criteria}
    for name, scheme in rules.schemes.items():
        tiers = scheme.allocation.tiers if scheme.allocation else ()
        found |= {f"{name}/{part.id}": part.origin for part in (*scheme.gates, *scheme.vetoes, *scheme.grades, *tiers)}
        found |= {f"{name}/{part.id} weight": part.origin for part in scheme.components if scheme.total}
        for key in ("panel", "total", "ranking", "allocation", "interviews", "follow_up", "put_right"):
            part = getattr(scheme, key)
            if part is not None:
                found[f"{name}/{key}"] = part.origin
    return {name: origin or {} for name, origin in found.items()}


def authorities(rules: Library) -> dict[str, str]:
    """Who set what is the office's own, file by file."""
    parts = (*_own(rules), *rules.schemes.values())
    return {part.place.file: part.authority.zh if part.authority else "" for part in parts}


def said_of_interviews(rules: Library) -> tuple[str, ...]:
    """Who interviews, who is paired with the interviewed, and what the pair owes."""
    asked = rules.schemes["secretary-appraisal"].interviews
    pair = asked.pairing if asked else None
    return (*([asked.by.zh] if asked else []), *([pair.partner.zh, *(d.zh for d in pair.duties)] if pair else []))


def documents(rules: Library) -> dict[str, tuple[str, ...]]:
    """What each scheme issues: the kind or the template, for each subject or for the season, and for whom."""
    return {
        f"{name}/{one.id}": (one.kind or one.template or "", one.per, one.audience)
        for name, scheme in rules.schemes.items()
        for one in scheme.documents
    }


def made_public(rules: Library) -> dict[str, tuple[str, ...]]:
    """What each scheme makes public: how names are given, and what else."""
    return {
        name: (scheme.public.names, *scheme.public.shows) for name, scheme in rules.schemes.items() if scheme.public
    }


def said_of_judges(rules: Library) -> dict[str, tuple[str, ...]]:
    """On what each rule for void marks rests and whose it is; from how far people are told of a judge, and whose."""
    found = {}
    for name, scheme in rules.schemes.items():
        for rule in scheme.panel.void if scheme.panel else ():
            basis = rule.basis.zh if rule.basis else ""
            found[f"{name}/{rule.id}"] = (basis, rule.of, *sorted((rule.origin or {}).values()))
        watch = scheme.panel.watch if scheme.panel else None
        if watch is not None:
            whose = sorted((watch.origin or {}).values())
            found[f"{name}/watch"] = (str(watch.apart), str(watch.places), watch.rounding, *whose)
    return found


def statements(rules: Library) -> tuple[object, ...]:
    """All that rules say of themselves, which tests know by heart."""
    return (
        cited(rules),
        origins(rules),
        authorities(rules),
        said_of_interviews(rules),
        said_of_judges(rules),
        documents(rules),
        made_public(rules),
    )


# --- seasons ----------------------------------------------------------------------------------------------------------

SCORES = ("debriefing", "public_satisfaction", "committee_appraisal", "daily_record")
FAULTY = {
    "demonstration-neighbourhoods": [
        *(("formal_party_members", value) for value in ("-1", "2.5")),
        *(("service_area", value) for value in ("-0.01", "100.001")),
        *(("resident_satisfaction", value) for value in ("-0.01", "100.01", "50.001")),
        *((name, value) for name in ("households", "households_appraising") for value in ("-1", "2.5")),
        ("cases", "[{date: 2021-03-01, title: 案例, published: 是}, {date: 2021-03-02, title: 案例, published: 否}]"),
    ],
    "volunteer-stations": [("fixed_place", "有")],
    "secretary-appraisal": [(name, value) for name in SCORES for value in ("-0.01", "100.01", "50.001")],
}
"""Answers just outside what a field allows, and some written in another way."""

INTERVIEWED = (
    ("2020-11-10", ("2020-12-31", "2021-01-01", "2021-02-28", "2021-03-31", "2021-05-01"), "否"),
    ("2020-11-30", ("2020-12-01",), "是"),
    ("2021-06-30", ("2021-06-30",), "是"),
)
"""Three equal secretaries: when each was interviewed before, the visits since, whether a problem was settled."""

DECIDED = (
    "decisions: [{settles: interview, subject: S-0, outcome: confirmed, by: 党工委, on: 2021-07-02, reason: 商定}]\n"
)


def _made_up(scheme: str, kind: str) -> Iterator[str]:
    for number, (name, value) in enumerate(FAULTY[scheme], 1):
        subject = f'{{kind: {kind}, id: "{kind}-{number:02}", name: 某处, street: 街道{number:02}}}'
        yield f"subject: {subject}\nevidence: {{{name}: {value}}}\n"
    yield f'subject: {{kind: {kind}, id: "{kind}-00", name: 没有写街道, community: 某社区}}\nevidence: {{}}\n'
    for number, (since, visits, settled) in enumerate(INTERVIEWED if kind == "secretary" else ()):
        scores = ", ".join(f"{name}: 80" for name in SCORES)
        visited = ", ".join(f"{{date: {day}, by: 某人}}" for day in visits)
        helped = f"{{date: 2021-05-31, matter: 某事, settled: {settled}}}"
        yield (
            f"subject: {{kind: secretary, id: S-{number}, name: 某人, street: 同分街道}}\n"
            f"evidence: {{in_post_since: 2018-03-01, {scores}, interviewed_on: {since}, "
            f"visits: [{visited}], problems_helped: [{helped}]}}\n"
        )
    if kind == "secretary":
        yield DECIDED


@dataclass
class Trials:
    """What a scheme is tried on: made-up evidence, also at its first day and the day before; the example season."""

    folder: Path
    shipped: dict[tuple[str, int], object] = field(default_factory=dict)

    def differ(self, scheme: str, changed: Mapping[str, str]) -> bool:
        """Whether any trial comes out otherwise by changed rules."""
        made_up = self.folder / f"{scheme}.yaml"
        if not made_up.exists():
            made_up.write_text("---\n".join(_made_up(scheme, library().schemes[scheme].subject)), encoding="utf-8")
        first = library().schemes[scheme].period.start
        season = ROOT / "examples" / "haiyang-2021" / EXAMPLES[scheme]
        tried = [(made_up, None), (made_up, first), (made_up, first - timedelta(days=1)), (season, None)]
        for number, (evidence, day) in enumerate(tried):
            if (scheme, number) not in self.shipped:
                self.shipped[scheme, number] = self._try(scheme, evidence, day, {})
            if self._try(scheme, evidence, day, changed) != self.shipped[scheme, number]:
                return True
        return False

    def _try(self, scheme: str, evidence: Path, day: date | None, changed: Mapping[str, str]) -> object:
        rules = self.folder / scheme / "rules"
        for file in uses(scheme):
            (rules / file).parent.mkdir(parents=True, exist_ok=True)
            (rules / file).write_text(changed.get(file, original(file)), encoding="utf-8")
        return came_to(scheme, evidence, day, rules)


def came_to(scheme: str, evidence: Path, day: date | None, rules: Path) -> object:
    """What rules decide of a season: rows, money, ties, rulings, follow-up, who gets which document, problems."""
    run = evaluate(scheme, evidence, as_of=day, rules=rules, reports="none")
    problems = sorted((item.code, item.subject, item.message("zh")) for item in run.problems)
    if run.result is None or run.season is None:
        return run.status, [item[:2] for item in problems]
    result, subjects = run.result, run.result.subjects or ()
    by_id = {one.id: one for one in subjects}
    in_order = [by_id[name] for name in run.season.evidence.ids]
    outcomes = {key: [getattr(one, key) for one in in_order] for key in ("status", "grade", "tier", "interview")}
    return (
        run.status,
        problems,
        run.files["results.csv"],
        result.provisional,
        result.allocation and (result.allocation.budget, result.allocation.paid, result.allocation.unspent),
        [tie.model_dump() for tie in result.ties],
        result.course and result.course.terms,
        [(one.id, one.put_right_by, one.follow_up, one.group_size) for one in subjects],
        [(one.id, ruling.id, ruling.outcome) for one in subjects for ruling in one.rulings],
        {name: given.tolist() for name, given in issued(run.season, outcomes).items()},
    )
