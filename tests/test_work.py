"""Work on several processes: order, results, and what happens when one of them dies."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from evaluator.work import Lost, Processes, shared


def work_of(item: int) -> tuple[int, int]:
    """A task: what is made of an item, and by which process; 13 ends its process, 99 is a mistake of the program."""
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 99:
        raise ValueError("ninety-nine")
    return item * item, os.getpid()


def test_results_stand_in_the_order_of_the_items_and_are_made_elsewhere() -> None:
    with Processes(2) as executor:
        made = list(executor.map(work_of, range(12)))
    assert [one[0] for one in made if not isinstance(one, Lost)] == [item * item for item in range(12)]
    assert os.getpid() not in {one[1] for one in made if not isinstance(one, Lost)}


def test_a_process_that_is_killed_loses_the_item_in_hand_and_no_other() -> None:
    with Processes(2) as executor:
        made = list(executor.map(work_of, range(10, 20)))
    assert [item for item, one in zip(range(10, 20), made, strict=True) if isinstance(one, Lost)] == [13]


def test_a_mistake_of_the_program_is_raised_where_the_result_is_asked_for() -> None:
    with pytest.raises(ValueError, match="ninety-nine"), Processes(2) as executor:
        list(executor.map(work_of, [1, 99, 2]))


def test_a_script_without_a_guard_is_not_run_again() -> None:
    script = "from evaluator.work import Processes; from math import factorial\n"
    script += "with Processes(2) as executor: print(list(executor.map(factorial, [3, 4])))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[6, 24]\n"


def died_elsewhere(here: int) -> int:
    """A task that ends any process but the one whose number it is given."""
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return here


def test_of_what_is_shared_nothing_is_lost_with_a_process() -> None:
    with Processes(2) as others:
        made = dict(shared(died_elsewhere, dict.fromkeys("abcdefgh", os.getpid()), others))
    assert made == dict.fromkeys("abcdefgh", os.getpid())


def test_what_is_shared_with_nobody_is_done_here_in_order() -> None:
    assert list(shared(abs, {"a": -1, "b": -2}, None)) == [("a", 1), ("b", 2)]


def noted(item: tuple[int, str]) -> None:
    """A task that writes down that it was begun."""
    number, folder = item
    (Path(folder) / str(number)).touch()


def broken_off(folder: Path) -> None:
    """Work that somebody breaks off once the first of many things was done."""
    with Processes(1) as others:
        waiting = [others.submit(noted, (number, str(folder))) for number in range(200)]
        waiting[0].result()
        raise KeyboardInterrupt


def test_when_it_is_broken_off_what_was_not_begun_never_is(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        broken_off(tmp_path)
    assert 0 < len(list(tmp_path.iterdir())) < 200
