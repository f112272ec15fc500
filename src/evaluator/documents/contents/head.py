"""What every document says of itself, from the result it is made of."""

from evaluator.documents.contents.phrases import BLANK_DATE, Phrases
from evaluator.result.model import Result, Subject


def heading(result: Result, title: str) -> dict[str, str]:
    """The fields that every document has."""
    scheme, words = result.scheme, Phrases(result.lang)
    start, end = scheme.period
    if words.zh:
        period = f"{words.day(start)}至{words.day(end)}" if end else f"{words.day(start)}起"
    else:
        period = f"{start} to {end or 'date'}"
    return {
        "title": title,
        "scheme": scheme.title,
        "authority": scheme.authority,
        "period": period,
        "period_start": words.day(start),
        "period_end": words.day(end or result.as_of),
        "date": words.day(result.as_of),
        "year": result.as_of[:4],
        "noun": scheme.noun,
        "nouns": scheme.noun if words.zh else scheme.plural,
        "measure": scheme.measure,
        "name_label": "姓名" if scheme.measure == "名" else scheme.noun,
        "basis": words.clause(scheme.clause),
        "blank_date": BLANK_DATE[result.lang],
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
