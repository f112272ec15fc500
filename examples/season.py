"""Evaluate the example season, making the environment it needs first: `python3 examples/season.py`.

Writes a result folder for each of three schemes by itself, and one for the whole season, into `out/`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / ".ci"))

from environment import environment  # noqa: E402  # found only once the path above is set

RUNS = (
    ("schemes/demonstration-neighbourhoods", "haiyang-2021/neighbourhoods", "neighbourhoods"),
    ("schemes/volunteer-stations", "haiyang-2021/stations", "stations"),
    ("schemes/secretary-appraisal", "haiyang-2021/secretaries", "secretaries"),
    ("seasons/haiyang-2021", "haiyang-2021", "season"),
)


def main() -> int:
    """Run the schemes and the season; the largest exit status of them."""
    python = environment()
    status = 0
    for rules, evidence, out in RUNS:
        command = [python, "-m", "evaluator", "evaluate", f"rules/{rules}.yaml"]
        command += [f"examples/{evidence}", "--out", f"out/{out}", *sys.argv[1:]]
        print(flush=True)
        status = max(status, subprocess.run(command, cwd=ROOT, check=False).returncode)
    return status


if __name__ == "__main__":
    sys.exit(main())
