"""One peer doing the whole work in a process of its own: its stages in seconds as a line of JSON.

python benchmarks/field/child.py MODULE evidence.jsonl results.csv
"""

import importlib
import json
import sys
import time


def run(module: str, evidence: str, out: str) -> dict[str, float]:
    clock = [time.perf_counter()]

    def stop() -> float:
        clock.append(time.perf_counter())
        return clock[-1] - clock[-2]

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
