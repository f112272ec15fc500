"""This program against the field: the same work by every peer, results compared cell by cell, and only then times.

    python benchmarks/peers.py --n 20000,200000,1000000 [--json FILE] [--picture FILE.svg] [--limit SECONDS]
    python benchmarks/peers.py --n 20000 --peers polars-by-hand,cel

Peers are installed by `pip install .[benchmarks]`; one that is not there is named. What the work is and what is
counted is in README.md beside this file. The exit status is 1 when a result differs from this program's, or when this
program has none.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from field.measure import Size, measure
from field.peers import Peer, every_peer
from field.picture import picture
from field.told import machine, notes, record, told, versions

OURS = "evaluator"


def chosen(names: str | None) -> list[Peer]:
    """The peers asked for, this program always the first of them."""
    peers = every_peer()
    if names is None:
        return peers
    wanted = names.split(",")
    unknown = [name for name in wanted if name not in {peer.name for peer in peers}]
    if unknown:
        sys.exit(f"no such peer: {', '.join(unknown)}; there are {', '.join(peer.name for peer in peers)}")
    return [peer for peer in peers if peer.name == OURS or peer.name in wanted]


def main() -> int:
    parser = argparse.ArgumentParser(description="Time this program and the field over the same work.")
    parser.add_argument("--n", default="20000,200000,1000000", help="numbers of subjects, separated by commas")
    parser.add_argument("--peers", metavar="NAMES", help="only these, separated by commas, and this program")
    parser.add_argument("--limit", type=float, default=120, metavar="SECONDS", help="the longest a run may take")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each peer that is quick; medians are shown")
    parser.add_argument("--json", metavar="FILE", help="write what was measured to a file as well")
    parser.add_argument("--picture", metavar="FILE", help="draw it; by default beside the file of --json")
    asked = parser.parse_args()
    peers = chosen(asked.peers)
    where = machine()
    print(f"{where}\n{versions(peers)}\n{notes(peers)}", flush=True)
    sizes: list[Size] = []
    for subjects in sorted({int(part.replace("_", "")) for part in asked.n.split(",")}):
        with tempfile.TemporaryDirectory(prefix="evaluator-field-") as folder:
            size = measure(peers, subjects, Path(folder), asked.limit, asked.repeats, sizes[-1] if sizes else None)
        sizes.append(size)
        print(f"\n{told(size, OURS, peers)}", flush=True)
    if asked.json:
        Path(asked.json).write_text(json.dumps(record(sizes), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    drawn = asked.picture or (asked.json and Path(asked.json).with_suffix(".svg"))
    if drawn:
        Path(drawn).write_text(picture(sizes, OURS, where), encoding="utf-8")
    return int(any(size.differing or not size.peers[OURS].runs for size in sizes))


if __name__ == "__main__":
    sys.exit(main())
