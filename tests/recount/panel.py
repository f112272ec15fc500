"""The judges: which marks are valid, which are void, which are dropped, and the mean of the rest."""

from collections import defaultdict
from datetime import date
from fractions import Fraction

from recount.conditions import Known, Names, holds
from recount.evidence import Submitted
from recount.points import Finding
from recount.refusal import refuse
from recount.rules import Node, figure, keys, whole
from recount.spans import Span, exactly, number
from recount.text import Plain

Marks = dict[tuple[str, str, str], Fraction]
"""Valid marks by judge, subject and aspect."""

PANEL = "id scale aspects fewest_marks drop recusals void watch"


def recused(node: Node, submitted: Submitted) -> set[tuple[str, str]]:
    found = set()
    for one in [*node.get("recusals", []), *submitted.recusals]:
        keys(one, "judge subject reason", "a recusal", "judge subject")
        found.add((str(one["judge"]), str(one["subject"])))
    return found


def valid(node: Node, submitted: Submitted, ids: set[str]) -> Marks:
    """Marks on the scale, for known subjects and aspects, given once or twice alike, by judges who are not recused."""
    worths = {str(one["id"]): figure(one["worth"], "aspects") for one in node["aspects"]}
    scale = keys(node["scale"], "from places", "scale", "from")
    least, places = figure(scale["from"], "scale"), whole(scale["places"], "scale") if "places" in scale else 0
    aside = recused(node, submitted)
    given: dict[tuple[str, str, str], set[Fraction]] = defaultdict(set)
    for row in submitted.marks:
        if not isinstance(row, dict) or set(row) != {"judge", "subject", "aspect", "mark"}:
            raise refuse("marks", f"the row {row}")
        judge, subject, aspect = (row[one] for one in ("judge", "subject", "aspect"))
        if not all(isinstance(one, str) and one for one in (judge, subject, aspect)):
            raise refuse("marks", f"the row {row}")
        if subject not in ids or aspect not in worths:
            continue
        mark = number(row["mark"]) if isinstance(row["mark"], Plain) else None
        if mark is None or row["mark"].endswith("%") or row["mark"].startswith("+"):
            if row["mark"]:
                raise refuse("marks", f"the mark “{row['mark']}”")
            continue
        if (mark * 10**places).denominator != 1 or not least <= mark <= worths[aspect]:
            continue
        given[judge, subject, aspect].add(mark)
    return {key: one.pop() for key, one in given.items() if len(one) == 1 and key[:2] not in aside}


def left(node: Node, marks: Marks, as_of: date, figures: dict[str, Fraction]) -> Marks:
    """Valid marks that no rule makes void; each rule sees all of them."""
    worths = {str(one["id"]): figure(one["worth"], "aspects") for one in node["aspects"]}
    gone: set[tuple[str, str, str]] = set()
    for rule in node.get("void", []):
        keys(rule, "id of when basis", f"void {rule.get('id')}", "of when")
        if rule["of"] not in ("subject", "sheet"):
            raise refuse("void", f"“of: {rule['of']}”")
        ballots: dict[tuple[str, ...], list[tuple[str, str, str]]] = defaultdict(list)
        for key in marks:
            ballots[key[:2] if rule["of"] == "subject" else key[:1]].append(key)
        for ballot in ballots.values():
            full = [key for key in ballot if marks[key] == worths[key[2]]]
            marked = {key[1] for key in ballot}
            numbers = {
                "marks_given": len(ballot),
                "full_marks": len(full),
                "different_marks": len({marks[key] for key in ballot}),
                "subjects_marked": len(marked),
                "full_subjects": sum(sum(key[1] == one for key in full) == len(worths) for one in marked),
            }

            def look_up(name: str, numbers: dict[str, int] = numbers) -> Known:
                return exactly(numbers[name])

            if holds(rule["when"], Names(look_up, str, figures, as_of, lambda _: True)):
                gone.update(ballot)
    return {key: mark for key, mark in marks.items() if key not in gone}


def findings(node: Node, marks: Marks, ids: list[str]) -> dict[str, dict[str, Finding]]:
    """What each subject got in each aspect."""
    keys(node, PANEL, "panel", "id scale aspects fewest_marks")
    fewest = whole(node["fewest_marks"], "fewest_marks")
    drop = keys(node["drop"], "highest lowest from", "drop", "highest lowest from") if "drop" in node else None
    least = figure(node["scale"]["from"], "scale")
    found: dict[str, dict[str, Finding]] = {one: {} for one in ids}
    by_aspect: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for (_, subject, aspect), mark in marks.items():
        by_aspect[subject, aspect].append(mark)
    for one in node["aspects"]:
        keys(one, "id worth", "aspects", "id worth")
        worth = figure(one["worth"], "aspects")
        for subject in ids:
            given = sorted(by_aspect[subject, str(one["id"])])
            if len(given) < fewest:
                found[subject][str(one["id"])] = Finding("insufficient", Span(least, worth), worth)
                continue
            if drop is not None and len(given) >= whole(drop["from"], "drop"):
                low, high = whole(drop["lowest"], "drop"), whole(drop["highest"], "drop")
                given = given[low : len(given) - high]
            mean = sum(given, Fraction(0)) / len(given)
            verdict = "met" if mean == worth else "not-met" if mean <= 0 else "partly-met"
            found[subject][str(one["id"])] = Finding(verdict, exactly(mean), worth)
    return found
