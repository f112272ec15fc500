"""Evaluate the example season, making the environment it needs first: `python3 examples/season.py`.

Writes one result folder for each scheme into `out/` and says where to look.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / ".ci"))

from environment import environment  # noqa: E402  # found only once the path above is set

SEASON = (
    ("demonstration-neighbourhoods", "neighbourhoods"),
    ("volunteer-stations", "stations"),
    ("secretary-appraisal", "secretaries"),
)


def main() -> int:
    """Run every scheme of the season; the largest exit status of them."""
    python = environment()
    status = 0
    for scheme, folder in SEASON:
        command = [python, "-m", "evaluator", "evaluate", f"rules/schemes/{scheme}.yaml"]
        command += [f"examples/haiyang-2021/{folder}", "--out", f"out/{folder}", *sys.argv[1:]]
        print(flush=True)
        status = max(status, subprocess.run(command, cwd=ROOT, check=False).returncode)
    return status


if __name__ == "__main__":
    sys.exit(main())
