"""What `test` says beyond passed and failed: coverage and mutation in words, drafted cases, and JUnit XML."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from evaluator.desk.cases import CaseFile
from evaluator.desk.coverage import Coverage, Gap
from evaluator.desk.equivalence import Known
from evaluator.desk.mutation import Mutated, Survivor
from evaluator.desk.proof.lattice import Values
from evaluator.desk.proof.prover import as_written
from evaluator.desk.proof.writing import case_file
from evaluator.inference.columns import TRUE
from evaluator.language.vocabulary import spelt_column
from evaluator.problems import Lang, Place, Problem

TO_CONFIRM = {"zh": "待确认：", "en": "to confirm: "}
_PLACES: Mapping[Lang, Place] = {"zh": Place(spelling="zh"), "en": Place(spelling="en")}
HEAD = {
    "zh": "# 本文件由检查得出，“应得”是现行规则的结论，须由人逐条确认无误后删去“待确认：”，再作为样例使用。\n",
    "en": "# Drafted from the rules: what is expected is what they say now. Confirm each case, then delete the mark.\n",
}


def coverage_lines(made: Coverage, lang: Lang) -> Iterator[str]:
    """How many ways were seen; each that was not, with a case that would show it or the reason there is none."""
    name, impossible = made.plan.scheme.scheme, len(made.gaps) - len(made.open)
    more = (
        {"zh": f"，{impossible} 种已证明不可能", "en": f", {impossible} proved impossible"}[lang] if impossible else ""
    )
    if lang == "zh":
        yield f"{name}：各项判断决定结论 {made.seen} / {made.asked} 种{more}"
    else:
        yield f"{name}: tests seen deciding {made.seen} / {made.asked} ways{more}"
    for gap in made.open:
        yield f"  {gap.site.place}: {_gap(gap, lang)}"
        yield from (f"    {line}" for line in gap.case.split("\n") if line)


def _gap(gap: Gap, lang: Lang) -> str:
    holds = gap.way == TRUE
    asked, owner = as_written(gap.test), gap.site.owner
    if lang == "zh":
        said = f"“{owner}”的“{asked}”没有在{'成立' if holds else '不成立'}时决定过结论"
        return said if gap.case else said + "；没有找到能够显示它的申报材料（有限搜索）"
    said = f"“{asked}” of “{owner}” was not seen deciding when it {'holds' if holds else 'fails'}"
    return said if gap.case else said + "; no evidence that shows it was found (a bounded search)"


def mutation_lines(made: Mutated, lang: Lang) -> Iterator[str]:
    """How many changes were noticed; each that was not, with the case that would notice it or the proof."""
    name, noticed = made.plan.scheme.scheme, made.tried - len(made.survivors)
    equal = len(made.survivors) - len(made.open)
    if lang == "zh":
        yield f"{name}：{made.tried} 处改动，样例发现 {noticed} 处，{equal} 处已证明等价，{len(made.open)} 处未被发现"
    else:
        yield f"{name}: {made.tried} changes, {noticed} noticed, {equal} proved equivalent, {len(made.open)} unnoticed"
    for one in made.survivors:
        yield f"  {one.mutant.place}: {_survivor(one, lang)}"
        yield from (f"    {line}" for line in one.case.split("\n") if line)


def _survivor(one: Survivor, lang: Lang) -> str:
    said = {"zh": f"“{one.mutant.owner}” {one.mutant.said}", "en": f"“{one.mutant.owner}” {one.mutant.said}"}[lang]
    if one.equal is not None:
        return said + known_by(one.equal, lang)
    if one.case:
        return said
    return (
        said
        + {
            "zh": "；没有找到能够发现它的样例（有限搜索）",
            "en": "; no case that notices it was found (a bounded search)",
        }[lang]
    )


def known_by(known: Known, lang: Lang) -> str:
    """How it is known that a change is without effect."""
    said = {
        "zh": f"；等价：{known.cells} 种判断组合的结论全部相同",
        "en": f"; equivalent: the conclusion is the same in every combination ({known.cells} looked at)",
    }[lang]
    if known.ruled_out:
        said += {
            "zh": f"，其中 {known.ruled_out} 种不可能出现（由所给答案推算上下限，或者按明细逐条核对可知）",
            "en": f", {known.ruled_out} of which cannot come about (by the bounds that answers leave, or row by row)",
        }[lang]
    for name, values in known.scores:
        said += _values(spelt_column(name, _PLACES[lang]), values, lang)
    return said


def _values(name: str, values: Values, lang: Lang) -> str:
    """What a score can come to, worked out from what each criterion can earn."""
    if values.listed is not None:
        number = len(values.listed)
        return {
            "zh": f"；{name}修约前只可能是 {number} 个值之一（由各项指标的得分逐一组合列出）",
            "en": f"; before rounding the {name} is one of {number} values (listed from what each criterion can earn)",
        }[lang]
    return {
        "zh": f"；{name}修约前只能以 {values.step} 为一级增减（由各项指标的得分推算）",
        "en": f"; before rounding the {name} moves in steps of {values.step} (from what each criterion can earn)",
    }[lang]


def drafted(covered: Iterable[Coverage], mutated: Iterable[Mutated]) -> str:
    """The cases that would close every gap and notice every change, each once, marked for a person to confirm."""
    by_scheme: dict[str, tuple[Lang, dict[str, str]]] = {}
    for made in covered:
        _, cases = by_scheme.setdefault(made.plan.scheme.scheme, (made.plan.scheme.place.spelling, {}))
        cases |= {_body(gap.case): gap.case for gap in made.open if gap.case}
    for more in mutated:
        _, cases = by_scheme.setdefault(more.plan.scheme.scheme, (more.plan.scheme.place.spelling, {}))
        cases |= {_body(one.case): one.case for one in more.open if one.case and _body(one.case) not in cases}
    written = []
    for scheme, (spelling, cases) in by_scheme.items():
        if cases:
            marked = [_marked(one, spelling) for one in cases.values()]
            written.append(case_file(scheme, marked, spelling, HEAD[spelling]))
    return "---\n".join(written)


def _body(written: str) -> str:
    """A case without its title."""
    return written.partition("\n")[2]


def _marked(written: str, spelling: Lang) -> str:
    head, _, rest = written.partition("\n")
    title = head.removeprefix("  - case: ")
    quote = title[0] if title[:1] == "'" else ""
    mark = TO_CONFIRM[spelling]
    bare = title.removeprefix(quote)
    if ":" in mark and not quote:
        bare, quote = bare.replace("'", "''") + "'", "'"
    return f"  - case: {quote}{mark}{bare}\n{rest}"


def as_junit(files: Sequence[CaseFile], problems: Sequence[Problem], lang: Lang) -> bytes:
    """JUnit XML: a suite for each case file, a test for each case, its differences as failures."""
    root = ElementTree.Element("testsuites", name="evaluator test")
    for one in files:
        suite = ElementTree.SubElement(root, "testsuite", name=one.name)
        failures = 0
        for title, place in one.titles:
            item = ElementTree.SubElement(
                suite, "testcase", name=title, classname=one.plan.scheme.scheme, file=one.name, line=str(place.line)
            )
            mine = [found for found in problems if found.place.file == one.name and found.subject == title]
            failures += bool(mine)
            for found in mine[:1]:
                said = "\n".join(f"{more.place}: {more.message(lang)}" for more in mine)
                failure = ElementTree.SubElement(item, "failure", type=found.code, message=found.message(lang))
                failure.text = said
        suite.set("tests", str(len(one.titles)))
        suite.set("failures", str(failures))
    ElementTree.indent(root)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"
