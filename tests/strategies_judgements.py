"""Random quantities that rest on judgements, and criteria that rest on those again, one upon another."""

from fractions import Fraction
from typing import Any

from drawing import Drawing
from strategies_conditions import VERDICTS, Asked, a_condition, asked_of
from strategies_quantities import HALVES, LOCAL, NUMBERED, Parts, Spec, operand, rounding

F = Fraction
FIELDS: dict[str, Spec] = {**NUMBERED, "flag": {"type": "yes-no"}, "旗": {"type": "yes-no"}}


class _Draft:
    """What has been made so far, and may be used by what comes next."""

    def __init__(self, draw: Drawing) -> None:
        self.draw = draw
        self.parts = Parts(fields=dict(FIELDS))
        self.numbers: tuple[str, ...] = tuple(NUMBERED)
        self.columns = [asked_of(name, spec) for name, spec in FIELDS.items()]

    def when(self) -> Spec:
        return a_condition(self.draw, self.columns, 1, provided=False)

    def number(self, spec: Spec) -> None:
        name = f"q{len(self.parts.derived)}"
        self.parts.derived[name] = spec
        self.numbers = (*self.numbers, name)
        self.columns.append(Asked(name, "number", (*HALVES, F(-1))))

    def by_condition(self) -> None:
        alternatives: list[Spec] = [
            {"value": operand(self.draw, self.numbers), "when": self.when()} for _ in range(self.draw.number(0, 2))
        ]
        self.number({"by_condition": [*alternatives, {"value": operand(self.draw, self.numbers)}]})

    def line(self, kind: str) -> Spec:
        """A criterion: by a condition on everything so far, by a number, without points, or judged by a person."""
        line: Spec = {"id": f"line-{len(self.parts.lines)}", **LOCAL}
        if kind == "check-list":
            line["when"] = self.when()
        elif kind == "deductions":
            each = [{"points": self.draw.one((F(1), F(1, 2))), "each": self.draw.one(self.numbers)}]
            line |= {"worth": F(3), "floor": F(-2), "deductions": each}
        elif kind == "assessed":
            line["assessed"] = {"from": F(0), "to": F(3), "by": "评审组", "places": 1}
        else:
            line |= {"worth": self.draw.one((F(1), F(5, 2))), "when": self.when()}
        if self.draw.rarely(2):
            line["applies"] = self.when()
            line["when_not_applicable"] = self.draw.one(("leave_out", "leave_out", "full", "zero"))
        self.parts.lines.append(line)
        return line

    def lines(self) -> None:
        """A criterion, or a few that make a group, often with the points they earn."""
        kinds = ("worth", "worth", "deductions", "check-list", "assessed")
        made = [self.line(self.draw.one(kinds)) for _ in range(self.draw.one((1, 1, 2, 3)))]
        self.columns += 3 * [Asked(one["id"], "verdict", VERDICTS) for one in made]
        named, due = made[0]["id"], False
        if len(made) > 1:
            named = f"group-{len(self.parts.groups)}"
            group: Spec = {"id": named, "title": "组", "criteria": [one["id"] for one in made]}
            for key, values in (("cap", (F(2), F(3))), ("minimum", (F(1), F(0))), ("best", (1,))):
                if self.draw.rarely(4):
                    group[key] = self.draw.one(values)
            self.parts.groups.append(group)
            due = "minimum" in group
        scored = [one for one in made if "worth" in one or "assessed" in one]
        if not scored or self.draw.rarely(4):
            return
        spec: Spec = {"points_of": named, **rounding(self.draw)}
        if not due and all(one.get("when_not_applicable") == "leave_out" for one in scored):
            spec["when_not_applicable"] = self.draw.one((*HALVES, F(-1)))
        self.number(spec)


def judgements(draw: Drawing) -> Parts:
    """Values by condition and points, each of which later criteria and quantities use."""
    draft = _Draft(draw)
    draft.lines()
    for _ in range(draw.number(1, 3)):
        step: Any = draw.one((draft.by_condition, draft.by_condition, draft.lines))
        step()
    return draft.parts.shown(draw)
