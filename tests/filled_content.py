"""Content records filled with made-up values, whatever their fields: each text is another one."""

from dataclasses import fields, is_dataclass
from itertools import count
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

HOSTILE = "<&>\"'\x00\n"


def filled(content: type, *, hostile: bool = False) -> Any:
    """A record with a value in every field, two of what it holds rows of."""
    numbers = count(1)

    def value(hint: Any) -> Any:
        if hint is str:
            return f"V{next(numbers):03}{HOSTILE if hostile else ''}"
        if hint is bool:
            return True
        if get_origin(hint) is tuple:
            return tuple(value(get_args(hint)[0]) for _ in range(2))
        if is_dataclass(hint) and isinstance(hint, type):
            hints = get_type_hints(hint)
            return hint(**{one.name: value(hints[one.name]) for one in fields(hint)})
        return value(next(part for part in get_args(hint) if part is not NoneType))

    return value(content)


def emptied(content: type) -> Any:
    """A record that says nothing: no text, nothing true, no rows."""
    hints = get_type_hints(content)
    blank = {str: "", bool: False}
    made = {}
    for one in fields(content):
        hint = hints[one.name]
        if is_dataclass(hint) and isinstance(hint, type):
            made[one.name] = emptied(hint)
        else:
            made[one.name] = blank.get(hint, () if get_origin(hint) is tuple else None)
    return content(**made)
