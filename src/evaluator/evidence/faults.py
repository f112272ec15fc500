"""What is wrong with the records of one table of subjects, and which of its answers that leaves unsettled."""

from evaluator.evidence.model import Record
from evaluator.evidence.values import Fault
from evaluator.problems import Place, Problem, problem


class Faults:
    """Collects problems, and the (row, field) of values that were submitted but bad or conflicting."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.unsettled: set[tuple[int, str]] = set()

    def say(self, code: str, place: Place, subject: str, **details: object) -> None:
        self.problems.append(problem(code, place, subject=subject, **details))

    def say_of(self, record: Record, name: str, fault: Fault, place: Place) -> None:
        """Say what is wrong with a record's answer, by the heading it has there."""
        heading = record.headings.get(name, name)
        self.say(fault.code, place, record.identity["id"], **fault.details, field=heading)
