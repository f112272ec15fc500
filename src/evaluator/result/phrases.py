"""A whole condition as a phrase, for sentences that say what was counted."""

from collections.abc import Callable, Mapping

from evaluator.language.conditions import Combination, Condition, ValueOf
from evaluator.problems import Lang
from evaluator.result.words import described, in_words, requirement, so_much_of

_JOINED: Mapping[str, tuple[str, str]] = {
    "all": ("且", " and "),
    "any": ("或", " or "),
    "none": ("或", " or "),
    "at_least": ("、", ", "),
}


def phrase(
    condition: Condition, lang: Lang, label: Callable[[str], str], other: Callable[[str], str] | None = None
) -> str:
    """A condition in words; `label` says what people call the name a test is put to, `other` what it is compared to."""
    if not isinstance(condition, Combination):
        name = label(condition.column)
        if isinstance(condition.value, ValueOf):
            compared = so_much_of(condition.value, (other or label)(condition.value.name), lang)
            return f"{name}{'' if lang == 'zh' else ' '}{described(requirement(condition, lang, other=compared))}"
        if condition.operator == "is":
            return f"{name} {in_words(condition, lang)}"
        space = "" if lang == "zh" else " "
        return f"{name}{space}{described(requirement(condition, lang))}"
    parts = [phrase(part, lang, label, other) for part in condition.parts]
    if condition.word == "not":
        return f"并非{parts[0]}" if lang == "zh" else f"not: {parts[0]}"
    body = _JOINED[condition.word][lang == "en"].join(parts)
    if condition.word == "none":
        return f"均非{body}" if lang == "zh" else f"none of: {body}"
    if condition.word == "at_least":
        return f"{body}中至少 {condition.need} 项" if lang == "zh" else f"at least {condition.need} of: {body}"
    return body
