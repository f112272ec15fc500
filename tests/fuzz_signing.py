"""What a result is checked by: manifests, signatures, keys, logs of acts, and the table of an earlier season."""

import base64
import csv
import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from evaluator.desk.acts import DONE, Act, read
from evaluator.desk.keys import PublicKey, private_in, public_in
from evaluator.desk.past import Reader, past
from evaluator.evidence.values import Fault, typed
from evaluator.problems import Place, Problem, problem
from evaluator.result.known import known
from evaluator.result.manifest import is_ours, json_bytes
from evaluator.result.signatures import Statement, key_id, read_signature
from evaluator.result.tables import table_rows
from fuzz_sound import plan, sound

PLACE = Place("fuzz")


def of_manifest(data: bytes) -> None:
    """What passes without a word is what is written of what it says; nothing else is taken for a result of ours."""
    made, problems = known(data, PLACE)
    sound(problems, None)
    assert made is not None or problems
    ours = is_ours(["manifest.json"], data)
    if made is not None:
        assert ours
        assert is_ours(list(made.says["outputs"]), data)
    if made is not None and not problems:
        assert json_bytes(made.says) == data


def _pieces(data: bytes) -> list[str]:
    """Texts that an input is made of."""
    return [piece.decode("utf-8", "replace") for piece in data.split(b"\0")]


def _changed(data: bytes, by: bytes) -> bytes:
    """The same with one byte another one, which an input chooses."""
    number = int.from_bytes(hashlib.sha256(by).digest()[:8], "big")
    at, other = number % len(data), 1 + number // len(data) % 255
    return data[:at] + bytes([(data[at] + other) % 256]) + data[at + 1 :]


def of_log(data: bytes) -> None:
    """Any bytes: a log that is in order is what would be written of its acts."""
    log = read("fuzz", data)
    sound(log.problems, data)
    if not log.problems:
        assert _written([one.act for one in log.entries]) == data


def of_acts(data: bytes) -> None:
    """Acts made of an input: they are read as they were written, and no byte of them is changed unseen."""
    pieces = _pieces(data)
    acts = [_act(*pieces[at : at + 3]) for at in range(0, min(len(pieces), 12), 3)]
    written = _written(acts)
    log = read("fuzz", written)
    assert ([one.act for one in log.entries], log.problems) == (acts, ())
    assert read("fuzz", _changed(written, data)).problems


def _act(by: str = "", on: str = "", result: str = "") -> Act:
    digest = hashlib.sha256(by.encode()).hexdigest()
    return Act(DONE[len(on) % 2], by, on, result, digest, digest if len(result) % 2 else "")  # type: ignore[arg-type]


def _written(acts: list[Act]) -> bytes:
    data = b""
    for act in acts:
        data += read("fuzz", data).after(act)
    return data


def of_signature(data: bytes) -> None:
    """A signature made of an input is read as it was made, and no byte of it is changed unseen."""
    pieces = [*_pieces(data), "", "", ""]
    raw = bytes(range(32))
    said = Statement(key_id(raw), _base64(raw), *pieces[1:3], pieces[0], *pieces[3:4], data[:9].hex())
    signature = hashlib.sha512(data).digest()  # as long as one; whether it is one is not asked here
    written = said.file(signature)
    made = read_signature(said.name, written, PLACE)
    assert not isinstance(made, Problem)
    assert (made.statement, made.signature, made.raw) == (said, signature, raw)
    for one in (data, _changed(written, data)):
        made = read_signature(said.name, one, PLACE)
        if isinstance(made, Problem):
            sound([made], None)
        else:
            assert made.statement.file(made.signature) == one
            assert (made.statement, made.signature) != (said, signature)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def of_keys(data: bytes) -> None:
    """A key or a problem; a public key that is read is the one that is written again."""
    public, private = public_in(data, "fuzz"), private_in(data, "fuzz", None)
    sound((one for one in (public, private) if isinstance(one, Problem)), None)
    if isinstance(public, PublicKey):
        key = Ed25519PublicKey.from_public_bytes(public.raw)
        again = public_in(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo), "fuzz")
        assert isinstance(again, PublicKey)
        assert again.raw == public.raw


class _Reader(Reader):
    """A result whose files are the two parts of an input."""

    def __init__(self, result: bytes, rows: bytes) -> None:
        super().__init__(Path("fuzz"), {"outputs": {"results.csv": ""}})
        self._files = {"result.json": result, "results.csv": rows}

    def data(self, name: str) -> bytes:
        return self._files[name]


def of_past(data: bytes) -> None:
    """A result's `result.json` and `results.csv`, divided by a null: what they came to, or that they are no result."""
    result, _, rows = data.partition(b"\0")
    made, problems = past("fuzz", _Reader(result, rows), "")
    assert (made is None) == bool(problems)
    sound(problems, None)
    if made is not None:
        for outcome in made.outcomes.values():
            assert outcome.told.height == outcome.rows.height


def of_earlier(data: bytes) -> None:
    """The table of an earlier result, as CSV or in Parquet: rows of text that become answers, or no table."""
    name = "results/part-00000.parquet" if data[:4] == b"PAR1" else "results.csv"
    try:
        rows = table_rows([f"in/{name}"], "in/", lambda _: data)
    except (OSError, ValueError, csv.Error):
        return
    asked = {one.type: one for one in plan().asked.values()}
    for row in rows[:3]:
        for text, kind in zip(row.values(), ("integer", "decimal", "date", "text"), strict=False):
            value = typed(asked[kind], text, cells=True)
            if isinstance(value, Fault):
                sound([problem(value.code, PLACE, **{**value.details, "field": "f"})], None)
