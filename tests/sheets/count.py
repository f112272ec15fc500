"""How much of the real sheets the rule language says: `python tests/sheets/count.py`."""

from collections import Counter
from pathlib import Path

import yaml

SAID = ("plainly", "with-help", "no")


def main() -> None:
    """Print for each sheet, and for all of them, how many lines are said in which way."""
    total: Counter[str] = Counter()
    for path in sorted(Path(__file__).parent.glob("*.lines.yaml")):
        told = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        counts = Counter(line["said"] for line in told["lines"])
        total += counts
        print(*(f"{counts[said]:4}" for said in SAID), f" {path.name.removesuffix('.lines.yaml')}")
    print(*(f"{total[said]:4}" for said in SAID), f" all: {100 * total['plainly'] // total.total()} % plainly")


main()
