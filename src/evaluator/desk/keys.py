"""Ed25519 keys in PEM files, as this program or `openssl` makes them."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evaluator.problems import Place, Problem, problem
from evaluator.result.signatures import key_id
from evaluator.result.write import not_inside
from evaluator.writing.failures import cannot_write

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

LIBRARY = "cryptography"
MAX_BYTES = 64 * 1024


def not_installed() -> list[Problem]:
    """Why nothing can be signed: the extra is not installed."""
    from importlib.util import find_spec

    return [] if find_spec(LIBRARY) else [problem("sign-not-installed", found=LIBRARY)]


@dataclass(frozen=True)
class PublicKey:
    """A public key: its 32 bytes, and the file it was read from."""

    raw: bytes
    file: str

    @property
    def id(self) -> str:
        return key_id(self.raw)


@dataclass(frozen=True)
class Pair:
    """A pair of keys that was made: the files it lies in and the public key's id."""

    private: str
    public: str
    id: str


def public_key(file: str) -> PublicKey | Problem:
    """The public key in a file."""
    data = _read(file)
    return data if isinstance(data, Problem) else public_in(data, file)


def public_in(data: bytes, file: str) -> PublicKey | Problem:
    """The public key that the bytes of a file are."""
    from cryptography.exceptions import InternalError, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        made = load_pem_public_key(data)
    except UnsupportedAlgorithm:
        return problem("key-kind", Place(file))
    except (ValueError, InternalError):
        return problem("key-not-public", Place(file))
    return PublicKey(made.public_bytes_raw(), file) if isinstance(made, Ed25519PublicKey) else _kind(file)


def private_key(file: str, passphrase_file: str | None) -> "Ed25519PrivateKey | Problem":
    """The private key in a file, opened with the passphrase in another if it has one."""
    data = _read(file)
    if isinstance(data, Problem):
        return data
    passphrase = _passphrase(passphrase_file)
    return passphrase if isinstance(passphrase, Problem) else private_in(data, file, passphrase)


def private_in(data: bytes, file: str, passphrase: bytes | None) -> "Ed25519PrivateKey | Problem":
    """The private key that the bytes of a file are, opened with a passphrase if there is one."""
    from cryptography.exceptions import InternalError, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        made = load_pem_private_key(data, passphrase)
    except TypeError:  # as the library says that there is a passphrase, or that there is none
        return problem("key-locked" if passphrase is None else "key-passphrase", Place(file))
    except UnsupportedAlgorithm:
        return _kind(file)
    except (ValueError, InternalError):  # what OpenSSL says of a key of the wrong length for its kind
        locked = passphrase is not None and b"ENCRYPTED" in data
        return problem("key-passphrase" if locked else "key-not-private", Place(file))
    return made if isinstance(made, Ed25519PrivateKey) else _kind(file)


def new_pair(file: str, passphrase_file: str | None) -> Pair | Problem:
    """A new pair: the private key in a file that only its owner can read, the public one beside it.

    Nothing is overwritten; where the second file cannot be written the first is taken back.
    """
    from cryptography.hazmat.primitives import serialization as as_bytes
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private, public = Path(file), Path(file).with_suffix(".pub")
    if private.suffix != ".key":
        return problem("key-name", Place(file), found=private.name)
    if inside := not_inside(file):
        return inside
    passphrase = _passphrase(passphrase_file)
    if isinstance(passphrase, Problem):
        return passphrase
    made = Ed25519PrivateKey.generate()
    lock = as_bytes.BestAvailableEncryption(passphrase) if passphrase else as_bytes.NoEncryption()
    secret = made.private_bytes(as_bytes.Encoding.PEM, as_bytes.PrivateFormat.PKCS8, lock)
    known = made.public_key()
    shown = known.public_bytes(as_bytes.Encoding.PEM, as_bytes.PublicFormat.SubjectPublicKeyInfo)
    if lost := _write_new(private, secret, 0o600):
        return lost
    if lost := _write_new(public, shown, 0o644):
        private.unlink()
        return lost
    return Pair(private.as_posix(), public.as_posix(), key_id(known.public_bytes_raw()))


def _kind(file: str) -> Problem:
    return problem("key-kind", Place(file))


def _read(file: str) -> bytes | Problem:
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MAX_BYTES)
    except (OSError, ValueError) as error:
        return problem("file-unreadable", Place(file), found=getattr(error, "strerror", None) or "")


def _passphrase(file: str | None) -> bytes | Problem | None:
    """The first line of a file, without its end."""
    if file is None:
        return None
    data = _read(file)
    return data if isinstance(data, Problem) else data.partition(b"\n")[0].removesuffix(b"\r")


def _write_new(path: Path, data: bytes, mode: int) -> Problem | None:
    """Write a file that is not there yet."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        return problem("key-there", Place(path.as_posix()))
    except OSError as error:
        return cannot_write(path.as_posix(), error)
    with os.fdopen(number, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return None
