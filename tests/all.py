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
    shared_out = ("-n", "auto", "--dist", "worksteal")  # tests that lie together stay together and share what is made
    call = [python, "-m", "pytest", *shared_out, *sys.argv[1:]]
    sys.exit(subprocess.run(call, cwd=ROOT, check=False).returncode)
