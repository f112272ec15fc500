"""Who does the work on partitions: processes of this machine, or a Dask cluster. What comes of it is the same."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from evaluator.problems import Problem, problem
from evaluator.work import Processes, cores

CONNECTING = "10s"
"""How long the scheduler of a cluster may take to answer."""


@dataclass(frozen=True)
class Workers:
    """So many processes of this machine, 0 for as many as it has cores; or a cluster, by its scheduler's address."""

    number: int = 0
    scheduler: str | None = None

    @property
    def chosen(self) -> bool:
        """Whether somebody said who is to do the work."""
        return self.number > 0 or self.scheduler is not None


ANYBODY = Workers()


@dataclass(frozen=True)
class Hands:
    """An executor, and how many tasks it should have at a time."""

    executor: Executor
    ahead: int


@contextmanager
def at_work(workers: Workers) -> Iterator[Hands | Problem]:
    """Those who do the work, until the end of the context; or why there is nobody.

    What TLS a cluster asks for is configured in Dask, which reads its own files and environment.
    """
    if workers.scheduler is None:
        number = workers.number or cores()
        with Processes(number) as executor:
            yield Hands(executor, 2 * number)
        return
    try:
        from distributed import Client
    except ImportError:
        yield problem("cluster-missing", found=workers.scheduler)
        return
    reason = _unreached(workers.scheduler)
    if reason:
        yield problem("scheduler-unreached", found=workers.scheduler, reason=reason)
        return
    client: Any = Client(workers.scheduler, set_as_default=False)
    with client, client.get_executor(retries=2) as executor:
        yield Hands(executor, 2 * max(sum(client.nthreads().values()), 1))


def _unreached(scheduler: str) -> str:
    """Why a scheduler cannot be reached, or nothing; a client that failed to would not come to its end by itself."""
    from distributed.comm.core import connect
    from distributed.security import Security

    async def reached() -> None:
        comm = await connect(scheduler, timeout=CONNECTING, **Security().get_connection_args("client"))
        comm.abort()

    try:
        asyncio.run(reached())
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        return (str(error).splitlines() or [type(error).__name__])[0]
    return ""
