"""What one look at dropped files may use: what comes in, and what the two child processes do with it."""

from evaluator.limited import Limits

FILE = 8 << 20
"""Bytes of one file."""
FILES = 20
"""Files at once."""
REQUEST = 24 << 20
"""Bytes of a whole request."""
SECONDS = 60.0
"""Within so many seconds a request must have come in."""

READING = Limits(memory=4 << 30, processor=15, clock=30, output=64 << 20)
"""One file, read by a child that does nothing else: what cannot be read within this is not read at all. Of the memory,
which is addresses, the libraries for columns set aside two thirds before they read anything."""

JUDGING = Limits(memory=16 << 30, processor=120, clock=90, output=128 << 20)
"""A look as a whole. The memory is addresses, of which the libraries for columns set aside far more than they use."""
