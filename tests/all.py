"""Run every test, making the environment they need first: `python3 tests/all.py`.

What follows goes to pytest, as in `python3 tests/all.py -k allocation`.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / ".ci"))

from environment import environment  # noqa: E402  # found only once the path above is set

if __name__ == "__main__":
    python = environment("test")
    sys.exit(subprocess.run([python, "-m", "pytest", "-n", "auto", *sys.argv[1:]], cwd=ROOT, check=False).returncode)
