"""The catalogue of bad inputs and faults has of every kind that can be met."""

import subprocess
import sys
from pathlib import Path

import pytest

import catalogue
from bad_examples import examples

LEAST = {
    **dict.fromkeys(("structure", "numbers", "Unicode", "identity", "spreadsheets and tables"), 20),
    **dict.fromkeys(("dates", "attachments", "templates", "money that does not add up"), 10),
    **dict.fromkeys(("markup, script, formulas, escapes and paths as names", "files and folders"), 20),
    **dict.fromkeys(("yes and no", "odd seasons: all tied", "odd seasons: all held"), 4),
    **dict.fromkeys(("odd seasons: one subject", "odd seasons: none eligible", "odd seasons: nobody"), 2),
}


@pytest.mark.parametrize("kind", LEAST)
def test_there_are_some_of_each_kind(kind: str) -> None:
    assert catalogue.catalogue()[kind] >= LEAST[kind]


def test_every_beginning_of_a_name_is_that_of_an_example() -> None:
    known = [example.path.partition("/") for example in examples()]
    for beginnings in catalogue.KINDS.values():
        for one in beginnings:
            assert any(name.startswith(one) or f"{folder}/" == one for folder, _, name in known), one


def test_one_command_counts_it() -> None:
    command = [sys.executable, str(Path(catalogue.__file__))]
    made = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert made.stdout.splitlines()[-1] == f"{catalogue.catalogue().total():5}  in all"
    assert catalogue.catalogue().total() > 500
