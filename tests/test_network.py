"""The rules network: what the library does that it must be kept from, and that our module keeps it from it.

What the library does is shown in a child process, which may crash or hang without harm.
"""

import subprocess
import sys
import threading
from collections.abc import Callable
from itertools import product
from typing import Any

import durable_rules_engine
import pytest
from durable import engine

from evaluator.inference.columns import FALSE, MISSING, TRUE
from evaluator.inference.network import Network, NetworkError, _Ruleset
from evaluator.inference.units import WIDEST

MADE = """
from durable import engine
fired, ended = [], []

def fire(c):
    fired.append(1)

def made(**rules):
    asked = {name: {"all": [{"m": when}], "run": run} for name, (when, run) in rules.items()}
    return engine.Ruleset("rules", None, asked)

def put(rules, fact, **more):
    rules.do_actions(rules.assert_fact({"id": "1", "sid": "1"} | fact | more), lambda *end: ended.append(end))
"""


def child(code: str) -> tuple[int, str]:
    """The exit status of code that uses the library alone (negative: killed by a signal), and what it printed."""
    call = [sys.executable, "-c", MADE + code]
    done = subprocess.run(call, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout.strip()


LIBRARY: dict[str, tuple[str, str]] = {
    "a host starts two timers": (
        """
import threading
before = threading.active_count()
engine.Host()
print(threading.active_count() - before)
""",
        "2",
    ),
    "an action with two parameters stalls the run": (
        """
put(made(a=({"n": 1}, lambda c, extra=None: fired.append(1))), {"n": 1})
print(len(fired), ended)
""",
        "1 []",
    ),
    "an exception in an action becomes text and the run goes on": (
        """
put(made(a=({"n": 1}, lambda c: 1 / 0), b=({"n": 1}, fire)), {"n": 1})
(error, state), = ended
print(len(fired), error, state["exception"].split(",")[0])
""",
        "1 None exception caught division by zero",
    ),
    "memory ends at 1,024 live states": (
        """
rules = made(a=({"n": 1}, fire))
try:
    for turn in range(1100):
        put(rules, {"n": 1}, id=str(turn), sid=str(turn))
except MemoryError:
    print(turn)
""",
        "1024",
    ),
    "text that reads 5 is at least 3": (
        """
put(made(a=({"$gte": {"n": 3}}, fire), z=({"s": 1}, lambda c: None)), {"s": 1, "n": "5"})
print(len(fired))
""",
        "1",
    ),
    "what is no number matches nothing, silently": (
        """
put(made(a=({"$gte": {"n": 3}}, fire), z=({"s": 1}, lambda c: None)), {"s": 1, "n": float("nan")})
print(len(fired), ended[0][0])
""",
        "0 None",
    ),
    "a small number is a parse error": (
        """
try:
    put(made(a=({"s": 1}, fire)), {"s": 1, "n": 1e-10})
except Exception as error:
    print(error)
""",
        "Could not assert fact, error code: 204",
    ),
    "a fact has no more than 255 properties": (
        """
try:
    put(made(a=({"s": 1}, fire)), {"s": 1} | {f"p{i}": 0 for i in range(300)})
except Exception as error:
    print(error)
""",
        "Could not assert fact, error code: 302",
    ),
    "an or fires once for each branch that holds": (
        """
put(made(a=({"$or": [{"a": 1}, {"b": 1}, {"c": 1}]}, fire)), {"a": 1, "b": 1, "c": 1})
print(len(fired))
""",
        "3",
    ),
    "branches multiply": (
        """
either = [{"$or": [{f"x{i}{j}": 1} for j in range(3)]} for i in range(4)]
put(made(a=({"$and": either}, fire)), {f"x{i}{j}": 1 for i in range(4) for j in range(3)})
print(len(fired))
""",
        "81",
    ),
    "a fact reaches no more than 64 pending branches": (
        """
def reached(count):
    rules = made(**{f"r{i}": ({"$or": [{f"a{i}": 1}, {f"b{i}": 1}]}, fire) for i in range(count)})
    put(rules, {f"{letter}{i}": 1 for letter in "ab" for i in range(count)})

reached(32)
try:
    reached(33)
except Exception as error:
    print(len(fired), error)
""",
        "64 Could not assert fact, error code: 303",
    ),
    "negation over a derived fact is not withdrawn": (
        """
rules = {
    "free": {"all": [{"m": {"s": 1}}, {"other$none": {"blocked": 1}}], "run": lambda c: fired.append("free")},
    "block": {"all": [{"m": {"s": 1}}], "run": lambda c: c.assert_fact({"id": "2", "blocked": 1})},
}
put(engine.Ruleset("rules", None, rules), {"s": 1})
print(fired)
""",
        "['free']",
    ),
}


@pytest.mark.parametrize("what", LIBRARY)
def test_the_library_alone(what: str) -> None:
    code, printed = LIBRARY[what]
    assert child(code) == (0, printed)


def test_the_library_alone_crashes_on_deleting_a_state_nothing_matched() -> None:
    code = """
rules = made(a=({"n": 1}, fire))
try:
    put(rules, {"n": 0})
except engine.MessageNotHandledException:
    print("not handled", flush=True)
"""
    assert child(code) == (0, "not handled")
    status, printed = child(code + "rules.delete_state('1')")
    assert printed == "not handled"
    assert status < 0, "killed by a signal"


def test_ours_deletes_the_state_of_a_situation_that_concludes_nothing() -> None:
    code = """
from evaluator.inference.network import Network
network = Network()
print(network.conclude(2, (2, 2)), network.conclude(1, (2,)), network.conclude(2, (1, 1)))
"""
    assert child(code) == (0, f"{MISSING} {MISSING} {TRUE}")


class Spied:
    """Everything our module hands to the library."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.rulesets: list[tuple[Any, dict[str, Any]]] = []
        self.facts: list[dict[str, Any]] = []
        self.deleted: list[str] = []
        self.largest = 0
        spied = self

        class Ruleset(engine.Ruleset):  # type: ignore[misc]  # the library has no types
            def __init__(self, name: str, host: Any, rules: dict[str, Any]) -> None:
                spied.rulesets.append((host, {rule: part["all"] for rule, part in rules.items()}))
                super().__init__(name, host, rules)

            def assert_fact(self, fact: dict[str, Any]) -> Any:
                spied.facts.append(dict(fact))
                spied.largest = max(spied.largest, len(spied.facts) - len(spied.deleted))
                return super().assert_fact(fact)

            def delete_state(self, sid: str) -> None:
                spied.deleted.append(sid)
                super().delete_state(sid)

        patch.setattr(engine, "Ruleset", Ruleset)


@pytest.fixture
def spied(monkeypatch: pytest.MonkeyPatch) -> Spied:
    return Spied(monkeypatch)


def plainly(need: int, situation: tuple[int, ...]) -> int:
    """The formula a unit stands for."""
    true, false = situation.count(TRUE), situation.count(FALSE)
    return TRUE if true >= need else FALSE if false >= len(situation) - need + 1 else MISSING


def test_every_situation_of_every_unit(spied: Spied) -> None:
    network = Network()
    asked = 0
    for width in range(1, WIDEST + 1):
        for need in range(1, width + 1):
            for situation in product((FALSE, TRUE, MISSING), repeat=width):
                assert network.conclude(need, situation) == plainly(need, situation), (need, situation)
                asked += 1
    assert network.asked == asked == len(spied.facts) == sum(width * 3**width for width in range(1, WIDEST + 1))
    assert len(spied.rulesets) == WIDEST, "one ruleset for each width, whatever is needed"


def test_rulesets_are_small_and_only_positive(spied: Spied) -> None:
    network = Network()
    for width in range(1, WIDEST + 1):
        network.conclude(1, (TRUE,) * width)
    assert len(spied.rulesets) == WIDEST
    for host, rules in spied.rulesets:
        assert host is None, "no host, so nothing that runs by itself"
        assert list(rules) == ["met", "not met", "always"]
        assert all(len(antecedents) == 1 for antecedents in rules.values())
        assert not any(word in str(rules) for word in ("$or", "$and", "$not", "$nex", "none", "any"))


def test_facts_hold_whole_numbers_only_and_each_has_its_own_id(spied: Spied) -> None:
    network = Network()
    for situation in product((FALSE, TRUE, MISSING), repeat=4):
        network.conclude(2, situation)
    for fact in spied.facts:
        assert isinstance(fact.pop("id"), str)
        assert isinstance(fact.pop("sid"), str)
        assert {type(value) for value in fact.values()} == {int}
        bits = {name: value for name, value in fact.items() if name[0] in "tf" and name[1:].isdigit()}
        assert len(bits) == 8
        assert set(bits.values()) <= {0, 1}
        assert len(fact) <= 2 * WIDEST + 3
    assert len(set(spied.deleted)) == len(spied.deleted) == 81


def test_each_state_is_gone_before_the_next(spied: Spied) -> None:
    rules = _Ruleset(1)
    for turn in range(20_000):  # far above 1,024 states; without ids of their own some would be dropped as repeated
        value = turn % 3
        expected = {"always", *(["met"] if value == TRUE else ["not met"] if value == FALSE else [])}
        assert rules.firings(1, (value,)) == expected
    assert len({fact["id"] for fact in spied.facts}) == len(spied.facts) == len(spied.deleted) == 20_000
    assert spied.largest == 1


def test_a_network_that_is_gone_takes_its_rulesets_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that judges for days would else lose some 70 kB for each."""
    deleted: list[int] = []
    real = durable_rules_engine.delete_ruleset
    monkeypatch.setattr(durable_rules_engine, "delete_ruleset", lambda handle: (deleted.append(handle), real(handle)))
    network = Network()
    for width in range(1, WIDEST + 1):
        network.conclude(1, [TRUE] * width)
    made = {one._engine._handle for one in network._rulesets.values()}
    assert (len(made), deleted) == (WIDEST, [])
    del network
    assert sorted(deleted) == sorted(made)


def test_nothing_runs_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a timer was started")

    monkeypatch.setattr(threading, "Timer", refused)
    monkeypatch.setattr(threading.Thread, "start", refused)
    before = threading.active_count()
    assert Network().conclude(1, (FALSE, TRUE)) == TRUE
    assert threading.active_count() == before


def test_a_rule_that_fires_twice_counts_once(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = _Ruleset._action

    def twice(self: _Ruleset, rule: str) -> Callable[[Any], None]:
        once = whole(self, rule)

        def fire(closure: Any) -> None:
            once(closure)
            once(closure)

        return fire

    monkeypatch.setattr(_Ruleset, "_action", twice)
    assert _Ruleset(2).firings(1, (TRUE, TRUE)) == {"met", "always"}
    assert Network().conclude(1, (TRUE, TRUE)) == TRUE


def raising(_: Any) -> None:
    raise ValueError("broken action")


def with_two_parameters(_: Any, __: Any = None) -> None:
    pass


def silent(_: Any) -> None:
    pass


@pytest.mark.parametrize(
    ("action", "said"),
    [(raising, "broken action"), (with_two_parameters, "[]"), (silent, "went unhandled")],
)
def test_an_action_that_misbehaves_is_an_error(
    monkeypatch: pytest.MonkeyPatch, action: Callable[..., None], said: str
) -> None:
    monkeypatch.setattr(_Ruleset, "_action", lambda self, rule: action)
    network = Network()
    with pytest.raises(NetworkError) as error:
        network.conclude(1, (TRUE, FALSE))
    assert said in str(error.value)
    assert network.asked == 0, "nothing is remembered of a situation that went wrong"
