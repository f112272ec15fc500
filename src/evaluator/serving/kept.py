"""Files that somebody may save: kept in memory for the last few looks, under keys that cannot be guessed."""

import secrets
from collections import OrderedDict
from collections.abc import Mapping

LOOKS = 6


class Kept:
    """What the last looks made; older ones are forgotten."""

    def __init__(self) -> None:
        self._made: OrderedDict[str, Mapping[str, bytes]] = OrderedDict()

    @staticmethod
    def key() -> str:
        """A new key."""
        return secrets.token_urlsafe(16)

    def put(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keep the files of a look."""
        self._made[key] = files
        while len(self._made) > LOOKS:
            self._made.popitem(last=False)

    def get(self, key: str, name: str) -> bytes | None:
        """A file, by exactly the name that it was given."""
        return self._made.get(key, {}).get(name)
