"""What all tests share: profiles of the property tests, and the suite's own options.

`pytest --hypothesis-profile long` looks further than the usual run, `--regenerate` writes golden files anew,
`--no-skips` makes a skipped test a failure, `--every-byte` changes every byte of a result and not a sample of them.
"""

import gc
import os

import pytest
from hypothesis import HealthCheck, Phase, settings

from browser import browser  # one browser for the tests of all pages

__all__ = ["browser"]

gc.set_threshold(100_000, 20, 100)  # as the program has it: tests keep much and drop little
os.environ["EVALUATOR_PROGRESS"] = "off"  # no test may depend on how fast the machine is
os.environ["POLARS_MAX_THREADS"] = "1"  # a few rows cost more with several; `test_same_bytes` tries several
os.fsync = lambda file: None  # nor on how fast its disk is; `faults.py` has processes of its own

QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example, HealthCheck.filter_too_much)

settings.register_profile("usual", deadline=None, suppress_health_check=QUIET, max_examples=40, derandomize=True)
settings.register_profile("unshrunk", settings.get_profile("usual"), phases=(Phase.explicit, Phase.generate))
settings.register_profile("long", deadline=None, suppress_health_check=QUIET, max_examples=5000, database=None)
settings.load_profile("usual")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write golden files anew instead of comparing")
    parser.addoption("--every-byte", action="store_true", help="change every byte of a result, not a sample")
    parser.addoption("--no-skips", action="store_true", help="treat a skipped test as a failure")


@pytest.fixture
def regenerate(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be written anew."""
    return bool(request.config.getoption("--regenerate"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    outcome = yield
    report = outcome.get_result()
    if report.skipped and not hasattr(report, "wasxfail") and item.config.getoption("--no-skips"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which --no-skips forbids: {report.longrepr}"
