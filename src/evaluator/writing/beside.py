"""The names beside a file or folder that are this program's while it is written."""

import hashlib
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LONGEST = 200
"""Bytes of a name that leave room for what is added to it; a file system allows 255."""


@dataclass(frozen=True)
class Beside:
    """What stands beside a target: its lock, what is being written, what it was, what a killed run left.

    Each name begins with a dot, the target's own name and the program's, so that nobody's own file is taken for one.
    """

    target: Path

    @property
    def lock(self) -> Path:
        """What a run holds while it is at work."""
        return self._named("lock")

    @property
    def old(self) -> Path:
        """An earlier result out of its place, where two names cannot be exchanged at one stroke."""
        return self._named("old")

    def fresh(self) -> Path:
        """A name nothing has yet."""
        return self._named(secrets.token_hex(4))

    def leftovers(self) -> Iterator[Path]:
        """What killed runs left; what a run at work is writing as well."""
        wanted = re.compile(re.escape(self._named("").name) + "[0-9a-f]{8}")
        with os.scandir(self.target.parent) as there:
            yield from sorted(Path(one.path) for one in there if wanted.fullmatch(one.name))

    def _named(self, ending: str) -> Path:
        name = self.target.name
        if len(os.fsencode(name)) > _LONGEST:
            name = hashlib.sha256(os.fsencode(name)).hexdigest()
        return self.target.with_name(f".{name}.evaluator-{ending}")


def remove(path: Path) -> None:
    """A file or folder gone with all that is in it, if it is there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif os.path.lexists(path):
        path.unlink()
