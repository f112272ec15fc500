"""From what commands found to what they answer as JSON."""

from collections.abc import Iterable, Sequence

from evaluator.desk import answer
from evaluator.desk import answers_on_evidence as on_evidence
from evaluator.desk import answers_on_results as on_results
from evaluator.desk import answers_on_rules as on_rules
from evaluator.desk.acts import Log
from evaluator.desk.case_runs import Ran
from evaluator.desk.coverage import Coverage
from evaluator.desk.marking import Marked
from evaluator.desk.mutation import Mutated
from evaluator.desk.preview import Previewed
from evaluator.desk.printing import Printed as Prints
from evaluator.desk.proof.prover import as_written
from evaluator.desk.signing import Signed
from evaluator.desk.verifying import Verified
from evaluator.inference.columns import TRUE
from evaluator.parts import FOUND, Run
from evaluator.problems import Lang, Place, Problem, in_order
from evaluator.result.assemble import shown_problem
from evaluator.result.explain import Row
from evaluator.result.manifest import digest
from evaluator.result.model import ProblemShown, Result
from evaluator.result.part import Where
from evaluator.result.shown_subject import Subject
from evaluator.result.signatures import Statement
from evaluator.result.tables import table_name
from evaluator.result.write import part_folder


def problems_of(found: Iterable[Problem], lang: Lang) -> tuple[ProblemShown, ...]:
    """Every problem once, sorted."""
    return tuple(shown_problem(one, lang) for one in in_order(found))


def evaluated(made: Run, out: str, lang: Lang) -> on_evidence.Evaluated:
    """A run that came to something."""
    folder = out.rstrip("/")
    whole = made.overview or made.parts[0].result
    shown = made.overview.season if made.overview else made.parts[0].result.scheme
    first = "index.html" if "index.html" in made.files else "result.json" if made.overview else table_name(made.files)
    return on_evidence.Evaluated(
        status=made.status,
        problems=problems_of(made.problems, lang),
        id=shown.id,
        title=shown.title,
        as_of=whole.as_of,
        rules_from=whole.rules_from,
        provisional=whole.provisional,
        counts=whole.counts,
        parts=tuple(_part(one.result, folder, within=made.overview is not None) for one in made.parts),
        folder=folder,
        files=len(made.files),
        first=f"{folder}/{first}",
    )


def _part(result: Result, folder: str, *, within: bool) -> on_evidence.EvaluatedPart:
    return on_evidence.EvaluatedPart(
        scheme=result.scheme.id,
        title=result.scheme.title,
        folder=f"{folder}/{part_folder(result.scheme.id)}" if within else folder,
        counts=result.counts,
        provisional=result.provisional,
        allocation=result.allocation,
        grades=result.grades,
        interviews=result.interviews,
        ties=result.ties,
        waits=result.waits,
    )


def previewed(made: Previewed, copy: Marked | None, out: str, lang: Lang) -> on_evidence.Previewed:
    """A preview, and the marked copy that was written to `out` if one was asked for."""
    subjects = [
        on_evidence.PreviewedSubject(id=one.id, name=one.name, place=one.place, findings=one.findings)
        for one in made.sheets
    ]
    failed = copy.problems if copy is not None else ()
    marked = on_evidence.MarkedCopy(file=out, wrong=copy.wrong, missing=copy.missing) if copy and not failed else None
    return on_evidence.Previewed(
        status=FOUND if failed else made.status,
        problems=problems_of((*made.problems, *failed), lang),
        incomplete=made.incomplete,
        subjects=tuple(subjects),
        marked=marked,
    )


def tested(
    ran: Ran,
    files: int,
    status: int,
    covered: Sequence[Coverage] | None,
    mutated: Sequence[Mutated] | None,
    written: Sequence[str],
    lang: Lang,
) -> on_rules.Tested:
    """Cases that were run and examined."""
    return on_rules.Tested(
        status=status,
        problems=problems_of(ran.problems, lang),
        files=files,
        passed=ran.passed,
        coverage=None if covered is None else tuple(map(_coverage, covered)),
        mutation=None if mutated is None else tuple(map(_mutation, mutated)),
        written=tuple(written),
    )


def _coverage(made: Coverage) -> on_rules.CoverageShown:
    gaps = tuple(
        on_rules.Uncovered(
            owner=gap.site.owner,
            test=as_written(gap.test),
            holds=gap.way == TRUE,
            impossible=gap.impossible,
            case=gap.case,
            rule=_where(gap.site.place),
        )
        for gap in made.gaps
    )
    return on_rules.CoverageShown(scheme=made.plan.scheme.scheme, asked=made.asked, seen=made.seen, gaps=gaps)


def _mutation(made: Mutated) -> on_rules.MutationShown:
    survivors = tuple(
        on_rules.Unnoticed(
            owner=one.mutant.owner,
            change=one.mutant.said,
            equal=0 if one.equal is None else one.equal.cells,
            case=one.case,
            rule=_where(one.mutant.place),
        )
        for one in made.survivors
    )
    return on_rules.MutationShown(scheme=made.plan.scheme.scheme, tried=made.tried, survivors=survivors)


def _where(place: Place) -> Where:
    return Where(file=place.file, line=place.line, column=place.column)


def explained_under(
    result: Result, subject: Subject, criterion: str | None, interview: Iterable[Row], way_up: Iterable[Row]
) -> on_results.ExplainedUnder:
    """A subject under one scheme, with the rows that say more than its part of the result does."""
    if criterion is not None:
        kept = tuple(one for one in subject.findings if one.criterion == criterion)
        subject = subject.model_copy(update={"findings": kept})
    return on_results.ExplainedUnder(
        scheme=result.scheme.id,
        title=result.scheme.title,
        subject=subject,
        interview=tuple(_said(interview)),
        way_up=tuple(_said(way_up)),
    )


def _said(rows: Iterable[Row]) -> Iterable[on_results.Said]:
    """Rows that say something."""
    return (
        on_results.Said(title=one.title, number=one.number, said=one.said, place=one.place)
        for one in rows
        if one != Row()
    )


def formed(data: bytes, file: str | None, *, text: bool) -> answer.Formed:
    """A form in a file, or as text."""
    return answer.Formed(
        status=0,
        problems=(),
        file=file or "",
        bytes=len(data),
        sha256=digest(data),
        text=data.decode() if text else "",
    )


def written(data: bytes, file: str) -> answer.Written:
    """A file that was written."""
    return answer.Written(status=0, problems=(), file=file, bytes=len(data), sha256=digest(data))


def printed(made: Prints, folder: str, status: int, lang: Lang) -> answer.Printed:
    """Documents that were converted."""
    return answer.Printed(
        status=status, problems=problems_of(made.problems, lang), folder=folder, files=tuple(sorted(made.files))
    )


def verified(made: Verified, folder: str, lang: Lang) -> on_results.Verified:
    """A verification."""
    return on_results.Verified(
        status=made.status,
        problems=problems_of(made.problems, lang),
        folder=folder,
        files=made.files,
        again=made.again,
        signatures=tuple(
            _signature(one.file, one.statement, expected=one.statement.key in made.signatures.asked)
            for one in made.signatures.good
        ),
        log=None if made.log is None else _log(made.log),
    )


def signed(folder: str, made: Signed, statement: Statement, lang: Lang) -> on_results.Signed:
    """A signature that was made."""
    shown, said = _signature(statement.name, statement, expected=True), problems_of(made.problems, lang)
    return on_results.Signed(status=0, problems=said, folder=folder, manifest=statement.manifest, signature=shown)


def _signature(file: str, said: Statement, *, expected: bool) -> on_results.SignatureShown:
    return on_results.SignatureShown(
        file=file, key=said.key, by=said.by, on=said.on, remark=said.remark, expected=expected
    )


def _log(log: Log) -> on_results.LogShown:
    return on_results.LogShown(file=log.file, acts=len(log.entries), head=log.head)
