"""One peer doing the whole work in a process of its own: for each stage its seconds on the clock and of the processor,
as a line of JSON.

python benchmarks/field/child.py MODULE evidence.jsonl results.csv
"""

import importlib
import json
import sys
import time


def run(module: str, evidence: str, out: str) -> dict[str, tuple[float, float]]:
    stops = [(time.perf_counter(), time.process_time())]

    def stop() -> tuple[float, float]:
        stops.append((time.perf_counter(), time.process_time()))
        (before, used_before), (now, used) = stops[-2:]
        return now - before, used - used_before

    peer = importlib.import_module(f"field.{module}")
    prepared = peer.prepare()
    spent = {"prepare": stop()}
    data = peer.read(prepared, evidence)
    spent["read"] = stop()
    result = peer.evaluate(prepared, data)
    spent["evaluate"] = stop()
    peer.write(result, out)
    spent["write"] = stop()
    return spent


if __name__ == "__main__":
    print(json.dumps(run(*sys.argv[1:4])))
