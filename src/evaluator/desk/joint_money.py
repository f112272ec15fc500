"""Money that clauses move together: what is left of a set's effect after that of every smaller set within it.

Summed over all sets these parts are the whole effect exactly, whatever the clauses do to one another.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from evaluator.desk.trials import AMOUNTS, Group, Trials
from evaluator.exact import parse_number, yuan
from evaluator.result.differences import Effect, Joint

Fen = dict[str, int | None]


def rest(whole: Effect, parts: Sequence[Effect]) -> Effect:
    """What the parts leave over of the money."""
    left = {}
    for name in AMOUNTS:
        amounts = [_fen(getattr(one, name)) for one in (whole, *parts)]
        known = [amount for amount in amounts if amount is not None]
        left[name] = yuan(known[0] - sum(known[1:])) if len(known) == len(amounts) else ""
    return Effect(subjects=0, paid=left["paid"], reserved=left["reserved"], unspent=left["unspent"])


def any_money(effect: Effect | Joint) -> bool:
    """Whether an effect moves any money."""
    return any(getattr(effect, name) not in ("", "0.00") for name in AMOUNTS)


def joint_money(trials: Trials, whole: Effect, size: int) -> tuple[Joint, ...]:
    """The parts of sets of several clauses, where all sets up to a size were judged; what remains is all together's.

    Where that is not the share of all clauses alone but of any larger sets, it names no clause.
    """
    shares, left = _shares(trials, whole, size)
    every = trials.everything
    named = every if size == len(every) - 1 and len(shares) == 2 ** len(every) - 2 else frozenset()
    found = [_joint(group, mine) for group, mine in shares.items() if len(group) > 1]
    return tuple(one for one in (*found, _joint(named, left)) if any_money(one))


def money_left(trials: Trials, whole: Effect, size: int) -> bool:
    """Whether sets larger than a size move money, and those up to it could all be judged."""
    shares, left = _shares(trials, whole, size)
    complete = len(shares) == sum(1 for _ in _sets(len(trials.clauses), size))
    return complete and any_money(_joint(frozenset(), left))


def _shares(trials: Trials, whole: Effect, size: int) -> tuple[dict[Group, Fen], Fen]:
    """What each set up to a size moves beyond the sets within it, and what is left of the whole.

    It ends at a set that makes no usable rules: it has no effect from which those of larger ones could be told.
    """
    shares: dict[Group, Fen] = {}
    left = _amounts(whole)
    for group in _sets(len(trials.clauses), size):
        made = trials.at(group)
        if made is None:
            break
        shares[group] = _minus(_amounts(made.money), [share for inner, share in shares.items() if inner < group])
        left = _minus(left, [shares[group]])
    return shares, left


def _sets(count: int, size: int) -> Iterator[Group]:
    for many in range(1, size + 1):
        yield from map(frozenset, combinations(range(count), many))


def _joint(group: Group, amounts: Fen) -> Joint:
    said = {name: "" if amount is None else yuan(amount) for name, amount in amounts.items()}
    return Joint(clauses=tuple(sorted(number + 1 for number in group)), **said)


def _amounts(effect: Effect) -> Fen:
    return {name: _fen(getattr(effect, name)) for name in AMOUNTS}


def _minus(amounts: Fen, others: Sequence[Fen]) -> Fen:
    made: Fen = {}
    for name, amount in amounts.items():
        taken = [one[name] for one in others]
        known = [one for one in taken if one is not None]
        made[name] = None if amount is None or len(known) < len(taken) else amount - sum(known)
    return made


def _fen(amount: str) -> int | None:
    number = parse_number(amount)
    return None if number is None else int(number * 100)
