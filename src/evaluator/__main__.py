"""`python -m evaluator` is the command `evaluator`."""

from evaluator.cli.main import run

run()
