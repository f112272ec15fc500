"""`python3 tests/recount SCHEME.yaml EVIDENCE... [--rules DIR] [--as-of DATE] [--against RESULT_DIR]`"""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parent.parent)
    from recount.command import main

    sys.exit(main(sys.argv[1:]))
