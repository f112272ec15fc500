"""A command run with a limit on its time, and what it took, as a line of JSON.

    cd benchmarks && python -m field.timed SECONDS -m field.child ours evidence.jsonl results.csv

A process of its own, and a small one: the peak memory of a process counts what its parent held when it was started.
"""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from typing import Any


def timed(arguments: Sequence[str], limit: float) -> dict[str, Any]:
    """Python run with these arguments: seconds on the clock and of the processor, peak memory in MB, what it said."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        alarm = threading.Timer(limit, process.kill)
        alarm.start()
        failures: list[str] = []
        listening = threading.Thread(target=lambda pipe: failures.append(pipe.read()), args=(process.stderr,))
        listening.start()
        said = process.stdout.read()
        _, status, used = os.wait4(process.pid, 0)
        whole = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        alarm.cancel()
        listening.join()
    return {
        "status": process.returncode,
        "said": said,
        "failed": "".join(failures),
        "whole": whole,
        "processor": used.ru_utime + used.ru_stime,
        "peak_mb": used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024),
    }


if __name__ == "__main__":
    print(json.dumps(timed(sys.argv[2:], float(sys.argv[1]))))
