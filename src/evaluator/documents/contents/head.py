"""What every document says of itself, from the result it is made of."""

from evaluator.documents.contents.phrases import BLANK_DATE, Phrases
from evaluator.problems import Lang
from evaluator.result.model import Result
from evaluator.result.public import PublicResult
from evaluator.result.shown_finding import Clause
from evaluator.result.shown_subject import Subject


def heading(result: Result, title: str) -> dict[str, str]:
    """The fields that every document has, of an internal one."""
    scheme = result.scheme
    names = (scheme.title, scheme.authority, scheme.noun, scheme.plural, scheme.measure)
    return _heading(title, names, scheme.period, result.as_of, scheme.clause, result.lang)


def public_heading(result: PublicResult, title: str) -> dict[str, str]:
    """The fields that every document has, of a public one."""
    names = (result.title, result.authority, result.noun, result.plural, result.measure)
    return _heading(title, names, result.period, result.as_of, result.clause, result.lang)


def _heading(
    title: str,
    names: tuple[str, str, str, str, str],
    span: tuple[str, str],
    as_of: str,
    clause: Clause | None,
    lang: Lang,
) -> dict[str, str]:
    words = Phrases(lang)
    scheme, authority, noun, plural, measure = names
    start, end = span
    if words.zh:
        period = f"{words.day(start)}至{words.day(end)}" if end else f"{words.day(start)}起"
    else:
        period = f"{start} to {end or 'date'}"
    return {
        "title": title,
        "scheme": scheme,
        "authority": authority,
        "period": period,
        "period_start": words.day(start),
        "period_end": words.day(end or as_of),
        "date": words.day(as_of),
        "year": as_of[:4],
        "noun": noun,
        "nouns": noun if words.zh else plural,
        "measure": measure,
        "name_label": words.say("姓名", "name") if measure == "名" else noun,
        "basis": words.clause(clause),
        "blank_date": BLANK_DATE[lang],
    }


def internal(result: Result, title: str) -> dict[str, str]:
    """The fields that every internal document has."""
    return {
        **heading(result, title),
        "internal": Phrases(result.lang).say("内部资料", "Internal"),
        "rules": result.rules_from or "rules",
        "version": result.version,
    }


def where(subject: Subject) -> dict[str, str]:
    """The street and community of a subject, but for one that only says its name again."""
    return {
        "street": subject.street if subject.street != subject.name else "",
        "community": subject.community if subject.community != subject.name else "",
    }


def files(subjects: tuple[Subject, ...]) -> tuple[str, ...]:
    """The files that the evidence of subjects stands in, by name."""
    found = {
        seen.place.file
        for one in subjects
        for finding in one.findings
        for seen in finding.observations
        if seen.place is not None
    }
    return tuple(sorted(found))
