"""What stands before and beside a scheme's rules: who set them and for when, for whom, and what missing means."""

from collections.abc import Iterator

from evaluator.language.shape import Source, Text
from evaluator.result.handbook import Say
from evaluator.result.told_scheme import Schemes
from evaluator.result.words import day


def lead(told: Schemes, authority: Text | None, source: Source | None, writing: str = "本手册") -> Iterator[str]:
    """Who set the rules, on which clause they rest, and for which period and day `writing` tells them."""
    period, today = told.plan.scheme.period, told.plan.as_of
    if told.lang == "zh":
        end = "长期" if period.to is None else day(period.to, told.lang)
        yield f"评价期：{day(period.start, told.lang)}至{end}；{writing}按{day(today, told.lang)}有效的规则编写"
    else:
        yield f"Period: {period.start} to {period.to or '—'}; told by the rules in force on {today}"
    by, clause = told.say(authority), told.clause(source)
    if by:
        yield told._(f"制定机关：{by}", f"Set by: {by}")
    if clause:
        yield told._(f"政策依据：{clause}", f"Policy: {clause}")


def subject(told: Schemes) -> Iterator[str]:
    """Whom the scheme is for, and what each must say of itself."""
    scheme = told.plan.scheme
    noun = told.say(scheme.noun) or scheme.subject
    names = told.joined(told.key(one, "place") for one in scheme.requires)
    if told.lang == "zh":
        yield f"评价对象：{noun}" + (f"，须写明所在{names}" if names else "")
    else:
        yield f"Subject: {noun}" + (f", with its {names}" if names else "")


def missing(told: Schemes) -> Iterator[Say]:
    """What happens to what is not answered, refused or late."""
    yield Say(
        told._(
            "没有填报的，既不算“是”也不算“否”，既不按 0 分也不按满分。不论怎样填报都不影响结论的，照常评定；"
            "影响结论的，该项为“材料不足”，得分写明可能的范围。",
            "What is not answered counts neither as yes nor as no, neither as 0 nor as full points. Where "
            "no answer would make "
            "a difference, the line is judged as usual; else it is “insufficient evidence”, with the "
            "range its points may take.",
        )
    )
    yield Say(
        told._(
            "有一项指标未定的，评价对象暂缓评定：不排名、不评等级、不分配资金，也不按零分处理；补齐后重新评价。",
            "A subject with a line unsettled is held: without rank, grade or money, and not zero either, "
            "until it is completed.",
        )
    )
    yield Say(
        told._(
            "填写有误（超出范围、选项不存在、两份材料互相矛盾）的，该项视为没有填报，并逐条列明所在文件、行号和改法；"
            "一份材料有误不影响其他对象。",
            "A wrong answer (out of bounds, no such choice, two files that disagree) counts as not "
            "answered and is listed with "
            "its file, line and remedy; it affects nobody else.",
        )
    )
