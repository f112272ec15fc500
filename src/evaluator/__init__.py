"""An exact, explainable rules engine for evaluations that a city's policy decides by written standards.

from evaluator import evaluate

run = evaluate("rules/schemes/volunteer-stations.yaml", ["examples/haiyang-2021/stations"])
print(run.status, run.result.counts)
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

__all__ = ["__version__", "evaluate"]

if TYPE_CHECKING:
    from evaluator.run import evaluate


def __getattr__(name: str) -> Any:
    """`evaluate` is imported when it is first asked for, so that the command line starts at once."""
    if name == "evaluate":
        from evaluator.run import evaluate

        return evaluate
    raise AttributeError(name)
