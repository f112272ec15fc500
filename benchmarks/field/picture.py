"""The measurements as a picture: for each number of subjects a bar for each peer, on a logarithmic scale."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from field.measure import Size

LEFT, WIDTH, BAR, ROW, TOP = 150, 640, 12, 20, 78
STYLE = """
text { font: 12px system-ui, sans-serif; fill: #3a3f45 } .title { font-size: 15px; font-weight: 600 }
.small { font-size: 11px; fill: #6d747c } .ours { font-weight: 700 } .grid { stroke: #8a919a; stroke-opacity: .3 }
.middle { text-anchor: middle } .end { text-anchor: end }
.evaluate { fill: #8a919a } .whole { fill: #8a919a; fill-opacity: .35 } .accent { fill: #c2571a }
@media (prefers-color-scheme: dark) {
  text { fill: #d7dbe0 } .small { fill: #9aa1a9 } .accent { fill: #e58a4e }
}
"""


@dataclass(frozen=True)
class Bar:
    """A peer's microseconds a subject: from typed data to rank where it tells, and the whole run."""

    name: str
    evaluate: float | None
    whole: float


def bars(size: Size) -> list[Bar]:
    """Peers whose results were ours, the quickest to judge first."""

    def each(seconds: float | None) -> float | None:
        return None if seconds is None else seconds / size.subjects * 1e6

    agreeing = [(name, one) for name, one in size.peers.items() if one.agrees]
    made = [Bar(name, each(one.stage("evaluate")), one.whole / size.subjects * 1e6) for name, one in agreeing]
    return sorted(made, key=lambda bar: bar.evaluate or math.inf)


def picture(sizes: Sequence[Size], ours: str, below: str) -> str:
    """An SVG on no background, readable on light and dark."""
    drawn = [(size, made) for size in sizes if (made := bars(size))]
    ends = [end for _, made in drawn for bar in made for end in (bar.evaluate, bar.whole) if end] or [1.0]
    least, most = math.floor(math.log10(min(ends))), math.ceil(math.log10(max(ends)))

    def at(microseconds: float) -> float:
        return LEFT + WIDTH * (math.log10(microseconds) - least) / max(most - least, 1)

    parts, y = [], TOP
    for size, made in drawn:
        bottom = y + 10 + ROW * len(made)
        parts.append(f'<text x="{LEFT}" y="{y}" class="ours">{size.subjects:,} subjects</text>')
        for power in range(least, most + 1):
            x = f"{at(10.0**power):.1f}"
            parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{y + 8}" y2="{bottom}"/>')
            parts.append(f'<text x="{x}" y="{bottom + 14}" class="small middle">{10.0**power:,g} µs</text>')
        for number, bar in enumerate(made):
            parts += row(bar, bar.name.startswith(ours), y + 12 + ROW * number, at)
        y = bottom + 48
    title = escape(headline(*drawn[-1], ours)) if drawn else "Nothing was measured"
    head = [
        f'<text x="16" y="26" class="title">{title}</text>',
        '<text x="16" y="45" class="small">Microseconds a subject, logarithmic. Full: from typed data to rank.'
        " Pale: the whole process, JSON Lines to CSV.</text>",
    ]
    foot = f'<text x="16" y="{y - 12}" class="small">{escape(below)}</text>'
    frame = f'xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 {y + 4}" role="img" aria-label="{title}"'
    return f"<svg {frame}>\n<style>{STYLE}</style>\n" + "\n".join([*head, *parts, foot]) + "\n</svg>\n"


def headline(size: Size, made: Sequence[Bar], ours: str) -> str:
    """What the picture shows: the quickest, this program among them, and the slowest."""
    judged = [bar for bar in made if bar.evaluate is not None]
    told = [bar for bar in judged if bar.name == ours or bar in (judged[0], judged[-1])]
    named = ", ".join(f"{bar.name} {short(bar.evaluate)}" for bar in told)
    return f"{size.subjects:,} subjects from typed data to rank, µs each: {named}"


def row(bar: Bar, own: bool, y: int, at: Callable[[float], float]) -> Iterator[str]:
    accent = " accent" if own else ""
    yield f'<text x="{LEFT - 8}" y="{y + 10}" class="end{" ours" if own else ""}">{escape(bar.name)}</text>'
    yield f'<rect class="whole{accent}" x="{LEFT}" y="{y}" width="{at(bar.whole) - LEFT:.1f}" height="{BAR}"/>'
    if bar.evaluate is not None:
        width = at(bar.evaluate) - LEFT
        yield f'<rect class="evaluate{accent}" x="{LEFT}" y="{y + 2}" width="{width:.1f}" height="{BAR - 4}"/>'
    figures = " / ".join(short(value) for value in (bar.evaluate, bar.whole) if value is not None)
    yield f'<text x="{at(bar.whole) + 6:.1f}" y="{y + 10}" class="small">{figures}</text>'


def short(microseconds: float | None) -> str:
    """Two or three figures that matter."""
    if microseconds is None:
        return ""
    return f"{microseconds:,.0f}" if microseconds >= 100 else f"{microseconds:.3g}"
