"""The rules network: the one place that knows durable_rules.

A situation is asserted as one fact of 0/1 properties (tᵢ: input i is true, fᵢ: it is false) beside the two sums its
unit turns on. Three rules read it: `met` when Σt reaches the first sum, `not met` when Σf reaches the second, and one
that always fires, so that no fact goes unhandled.

What this module keeps the library from doing, each held by a test:

- background timers: a `Host` starts threads, so rulesets are made without one and run on the calling thread;
- facts dropped as repeated: every fact has an id of its own;
- live states above a thousand: each situation's state is deleted once it is judged;
- memory that nobody gives back, some 70 kB a ruleset: a network that is no longer used takes its rulesets with it;
- a crash on deleting a state nothing matched: the rule that always fires;
- errors that become text in the state: actions only append, and the outcome is checked afterwards.
"""

import warnings
import weakref
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from evaluator.inference.columns import FALSE, MISSING, TRUE


class NetworkError(RuntimeError):
    """The rules network did not do what its contract says; nothing it concluded can be used."""


class Network:
    """Concludes what a unit says of a situation; asks the engine once for each distinct situation."""

    def __init__(self) -> None:
        self._rulesets: dict[int, _Ruleset] = {}
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}

    @property
    def asked(self) -> int:
        """How many distinct situations were put to the engine."""
        return len(self._known)

    @property
    def known(self) -> dict[tuple[int, tuple[int, ...]], int]:
        """What was concluded, by how many inputs had to be true and the situation."""
        return dict(self._known)

    def learn(self, known: Mapping[tuple[int, tuple[int, ...]], int]) -> None:
        """Take over what another network concluded; what both know they concluded alike."""
        self._known.update(known)

    def conclude(self, need: int, situation: Sequence[int]) -> int:
        """TRUE when at least `need` inputs are true, FALSE when they cannot be, else MISSING."""
        key = (need, tuple(situation))
        if key not in self._known:
            width = len(key[1])
            if width not in self._rulesets:
                self._rulesets[width] = _Ruleset(width)
            firings = self._rulesets[width].firings(need, key[1])
            self._known[key] = TRUE if "met" in firings else FALSE if "not met" in firings else MISSING
        return self._known[key]


@cache
def _library() -> tuple[Any, Any]:
    """The library and its core. What Python 3.12 and later say of how it tells the time, where warnings are shown, is
    nothing that whoever evaluates could mend."""
    warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"durable\.")
    import durable_rules_engine
    from durable import engine

    return engine, durable_rules_engine


class _Ruleset:
    """One durable_rules ruleset for situations of one width."""

    def __init__(self, width: int) -> None:
        self._fired: list[str] = []
        self._next = 0
        engine, core = _library()
        self._engine: Any = engine.Ruleset(
            f"unit-of-{width}",
            None,
            {
                "met": {"all": [{"m": {"$lte": {"met_at": _sum("t", width)}}}], "run": self._action("met")},
                "not met": {"all": [{"m": {"$lte": {"failed_at": _sum("f", width)}}}], "run": self._action("not met")},
                "always": {"all": [{"m": {"situation": 1}}], "run": self._action("always")},
            },
        )
        weakref.finalize(self, core.delete_ruleset, self._engine._handle).atexit = False

    def _action(self, rule: str) -> Any:
        fired = self._fired

        def fire(_: Any) -> None:  # exactly one parameter: a second would make it asynchronous
            fired.append(rule)

        return fire

    def firings(self, need: int, situation: tuple[int, ...]) -> set[str]:
        """The rules a situation fires. A rule may fire more than once; what counts is whether it did."""
        self._fired.clear()
        self._next += 1
        state = str(self._next)
        fact = {"id": state, "sid": state, "situation": 1, "met_at": need, "failed_at": len(situation) - need + 1}
        for index, value in enumerate(situation):
            fact |= {f"t{index}": int(value == TRUE), f"f{index}": int(value == FALSE)}
        outcome: list[tuple[Any, Any]] = []
        self._engine.do_actions(self._engine.assert_fact(fact), lambda error, after: outcome.append((error, after)))
        if not outcome or outcome[0][0] is not None or "exception" in (outcome[0][1] or {}):
            raise NetworkError(f"situation {situation}: {outcome}")
        if "always" not in self._fired:
            raise NetworkError(f"situation {situation} went unhandled")
        self._engine.delete_state(state)
        return set(self._fired)


def _sum(letter: str, width: int) -> dict[str, Any]:
    total: dict[str, Any] = {"$m": f"{letter}0"}
    for index in range(1, width):
        total = {"$add": {"$l": total, "$r": {"$m": f"{letter}{index}"}}}
    return total
