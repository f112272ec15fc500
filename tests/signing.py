"""Keys for tests, always the same: the signatures they make are too."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)


def key(seed: int) -> Ed25519PrivateKey:
    """A private key nobody shall use."""
    return Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32)


def key_files(path: Path, seed: int = 1, passphrase: bytes = b"") -> None:
    """A pair in PEM: the private key in a file, the public one beside it."""
    lock: KeySerializationEncryption = BestAvailableEncryption(passphrase) if passphrase else NoEncryption()
    path.write_bytes(key(seed).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    public = key(seed).public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    path.with_suffix(".pub").write_bytes(public)
