"""A handbook from a scheme, or a season with a chapter for each: what is asked, how it is judged, whose figures."""

from collections.abc import Sequence
from datetime import date

from evaluator.desk.cases import Cases, is_case_file
from evaluator.desk.figures import History, Holding, histories
from evaluator.desk.guide_example import example
from evaluator.language.library import Library
from evaluator.language.plan import Plan, every_plan
from evaluator.problems import Lang
from evaluator.progress import UNSEEN, Progress, counted
from evaluator.result.handbook import Book, Grid, Guide, Part
from evaluator.result.told_asked import fields, judged, standard
from evaluator.result.told_course import told_course
from evaluator.result.told_lead import lead, missing, subject
from evaluator.result.told_scheme import Schemes
from evaluator.rules import Rules


def book(rules: Rules, lang: Lang, progress: Progress = UNSEEN) -> Book:
    """The handbook of what was loaded."""
    cases = Cases({f"{rules.root.shown}/{name}": data for name, data in rules.root.tree(is_case_file).files.items()})
    guides = {
        plan.scheme.scheme: guide(plan, rules.library, cases, lang)
        for plan in counted(progress, "chapters", rules.plans)
    }
    if rules.season is None:
        (only,) = guides.values()
        return Book(lang, only.title, only.lead, (Part("", "", (only,)),))
    season = rules.season
    told = Schemes(rules.plans[0], lang)
    parts = tuple(
        Part(
            chapter.title[lang],
            told.clause(chapter.source),
            tuple(guides[name] for name in chapter.schemes if name in guides),
        )
        for chapter in season.chapters
    )
    return Book(lang, season.title[lang], tuple(lead(told, season.authority, season.source)), parts)


def guide(plan: Plan, library: Library, cases: Cases, lang: Lang) -> Guide:
    """One scheme as a chapter."""
    told = Schemes(plan, lang)
    scheme = plan.scheme
    by_id = {part.id: part for part in scheme.components}
    standards = tuple(standard(told, one, by_id[one.ruleset].weight) for one in plan.rulesets)
    behind = tuple(
        standard(Schemes(other, lang), one) for other in list(every_plan(plan))[1:] for one in other.rulesets
    )
    return Guide(
        id=scheme.scheme,
        title=scheme.title[lang],
        lead=(*lead(told, scheme.authority, scheme.source), *subject(told)),
        fields=fields(told, scheme.fields),
        quantities=told.items(dict(scheme.derived)),
        judged=tuple(judged(told)),
        standards=standards,
        behind=tuple({one.id: one for one in behind}.values()),
        panel=told.panel(scheme.panel) if scheme.panel else (),
        total=told.total(),
        gates=tuple(told.gate(one) for one in scheme.gates),
        vetoes=tuple(told.veto(one) for one in scheme.vetoes),
        ranking=told.ranking(),
        grades=told.grades(),
        adjustments=tuple(told.adjustment(one) for one in scheme.adjustments),
        allocation=told.allocation(),
        interviews=told.interviews(),
        follow_up=told.follow_up(),
        put_right=told.put_right(),
        course=told_course(plan, lang),
        documents=told.documents(),
        missing=tuple(missing(told)),
        example=example(plan, cases, lang),
        figures=_figures(told, histories(plan, library, lang)),
    )


def _figures(told: Schemes, found: Sequence[History]) -> Grid:
    """Every value with who set it and when it holds; of rules, those of the day alone."""
    head = (told._("项目", "figure"), told._("数值或标准", "value"), told._("出处", "whose"),
            told._("制定机关或政策依据", "set by"), told._("何时有效", "holds"))  # fmt: skip
    rows = [
        (
            one.title,
            held.value,
            held.origin or told._("未注明", "not said"),
            held.authority or "—",
            _held(told, held, as_of=told.plan.as_of.isoformat() if one.dated else ""),
        )
        for one in found
        for held in one.holdings
        if one.dated or held.now
    ]
    return Grid(head, tuple(rows))


def _held(told: Schemes, held: Holding, as_of: str) -> str:
    """From when to when a value holds; of figures kept by date, which one does on the day of the handbook."""
    start = "" if held.start == date.min else held.start.isoformat()
    end = "" if held.to is None else held.to.isoformat()
    if start and end:
        said = f"{start} – {end}"
    elif start:
        said = told._(f"{start} 起", f"from {start}")
    else:
        said = told._(f"至 {end}", f"to {end}") if end else "—"
    if as_of and held.now:
        said += told._(f"（{as_of} 有效）", f" (holds on {as_of})")
    return said
