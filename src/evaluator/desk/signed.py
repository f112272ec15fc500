"""The signatures of a result, held against its manifest, the keys that must have signed and the log of acts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evaluator.desk.acts import Entry, Log
from evaluator.desk.keys import LIBRARY, PublicKey, not_installed
from evaluator.problems import Place, Problem, problem
from evaluator.result.known import Known, manifest_bytes
from evaluator.result.manifest import MANIFEST, digest
from evaluator.result.signatures import Signature, read_signature, signatures_in


@dataclass(frozen=True)
class Signatures:
    """Signatures of a result that are good, and what is wrong with the others; `asked` are the keys to hold them to."""

    good: tuple[Signature, ...]
    problems: tuple[Problem, ...]
    asked: frozenset[str] = frozenset()


def checked(folder: Path, known: Known, keys: Sequence[PublicKey]) -> Signatures:
    """Every signature in a folder; each of the keys must have given a good one.

    Who must have signed is what whoever verifies says. The key in a signature's file shows that nothing was changed,
    not whose key it is.
    """
    data = signatures_in(folder)
    if data and not_installed():
        return Signatures((), (problem("signatures-unchecked", Place(folder.as_posix()), found=LIBRARY),))
    good, problems = [], []
    for name, file in data.items():
        one = _checked(name, file, Place((folder / name).as_posix()), known)
        if isinstance(one, Problem):
            problems.append(one)
        else:
            good.append(one)
    signed = {one.statement.key for one in good}
    problems += [
        problem("signature-lacking", Place(key.file), found=key.id[:16]) for key in keys if key.id not in signed
    ]
    return Signatures(tuple(good), tuple(problems), frozenset(key.id for key in keys))


def _checked(name: str, data: bytes, place: Place, known: Known) -> Signature | Problem:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    one = read_signature(name, data, place)
    if isinstance(one, Problem):
        return one
    at_hand = digest(known.data)
    if one.statement.manifest != at_hand:
        return problem("signature-other", place, found=one.statement.manifest[:12], expected=at_hand[:12])
    try:
        Ed25519PublicKey.from_public_bytes(one.raw).verify(one.signature, one.statement.signed(known.data))
    except (InvalidSignature, ValueError):
        return problem("signature-wrong", place)
    return one


def against_log(folder: Path, start: Path, known: Known, signatures: Signatures, log: Log) -> list[Problem]:
    """What a log says of a result that is not so, and what it does not say of it.

    The latest evaluation into a folder is the one that stands there; signatures of what it replaced are no more.
    """
    standing: dict[str, Entry] = {}
    signed: dict[str, dict[str, Entry]] = {}
    told: dict[str, Entry] = {}
    replaced: dict[str, int] = {}
    for entry in log.entries:
        act = entry.act
        if act.act == "signed":
            signed.setdefault(act.manifest, {})[act.signature] = told[act.signature] = entry
            continue
        before = standing.get(act.result)
        if before is not None and before.act.manifest != act.manifest:
            signed.pop(before.act.manifest, None)
            replaced[before.act.manifest] = entry.number
        standing[act.result] = entry
    at_hand = digest(known.data)
    problems = list(_elsewhere(folder, start, standing))
    if all(entry.act.manifest != at_hand for entry in standing.values()):
        number = replaced.get(at_hand)
        unknown = problem("log-unknown", Place(log.file), found=at_hand[:12])
        problems.append(unknown if number is None else problem("log-superseded", Place(log.file), found=number))
    there = {digest(one.data): one for one in signatures.good}
    gone = [entry for name, entry in signed.get(at_hand, {}).items() if name not in there]
    problems += [problem("log-signature-gone", Place(log.file, one.line), found=one.act.by) for one in gone]
    return problems + list(_told(folder, there, told))


def _told(folder: Path, there: dict[str, Signature], told: dict[str, Entry]) -> Iterator[Problem]:
    """Signatures that are there and of which a log tells otherwise, or nothing."""
    for name, one in there.items():
        place = Place((folder / one.file).as_posix())
        said = told.get(name)
        if said is None or (said.act.by, said.act.on) != (one.statement.by, one.statement.on):
            yield problem("log-signature-unknown", place)
        elif said.before != one.statement.log:
            yield problem("log-rewritten", place, found=said.before[:12], expected=one.statement.log[:12])


def _elsewhere(folder: Path, start: Path, standing: dict[str, Entry]) -> Iterator[Problem]:
    """Other results of the log that lie where it says and are others now."""
    for name, entry in standing.items():
        path = start / name
        try:
            if path.resolve() == folder.resolve() or not (path / MANIFEST).is_file():
                continue
            found = digest(manifest_bytes(path / MANIFEST))
        except (OSError, ValueError):
            continue
        if found != entry.act.manifest:
            yield problem(
                "log-differs", Place((path / MANIFEST).as_posix()), found=name, expected=entry.act.manifest[:12]
            )
