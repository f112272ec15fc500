"""Where templates run: sandboxed, values escaped for their format, an undefined name told by itself."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from evaluator.documents.bounded import TooMuchError

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment


def sandboxed(**options: Any) -> "ImmutableSandboxedEnvironment":
    """An environment whose templates reach what they are given and nothing of Python."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Sandbox(ImmutableSandboxedEnvironment):
        """What is safe to reach depends on the type of an object and the name alone: each is decided once."""

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self._decided: dict[tuple[type, str], bool] = {}

        def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
            known = self._decided.get((type(obj), attr))
            if known is None:
                known = self._decided[type(obj), attr] = super().is_safe_attribute(obj, attr, value)
            return known

    class Unnamed(StrictUndefined):
        """A name that nothing has, told by itself and not by the object that lacks it."""

        __slots__ = ()

        @property
        def _undefined_message(self) -> str:
            return str(self._undefined_hint or self._undefined_name)

    made = Sandbox(undefined=Unnamed, **options)
    made.globals.pop("lipsum")  # what chance makes is no document
    made.filters.pop("random")
    return made


def failures() -> tuple[type[Exception], ...]:
    """What a template can raise while it is compiled, which Python does in the end, or runs."""
    from jinja2 import TemplateError

    of_python = (TypeError, ValueError, LookupError, AttributeError, ArithmeticError, RecursionError)
    return (TemplateError, SyntaxError, NameError, *of_python)


TOO_MUCH: tuple[type[BaseException], ...] = (TooMuchError, MemoryError)
"""What one raises that takes too long or too much memory."""


def said_by(error: BaseException) -> object:
    """What went wrong; of what Python says of its own code, without its line there."""
    return error.msg if isinstance(error, SyntaxError) else error


def line_of(error: BaseException, name: str) -> int:
    """The line of a template at which it failed; 0 where that is not known."""
    known = 0 if isinstance(error, SyntaxError) else getattr(error, "lineno", 0) or 0  # that is Python's line
    lines = [line for file, line in _frames(error) if file == name]
    return known or (lines[-1] if lines else 0)


def _frames(error: BaseException) -> Iterator[tuple[str, int]]:
    trace = error.__traceback__
    while trace is not None:
        yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
