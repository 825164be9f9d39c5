"""Charts as SVG made on the server. Each stands above the table that it is drawn from."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

WIDTH, HEIGHT = 460, 170
LEFT, BOTTOM, TOP = 40, 24, 10
LABELS = 172
"""Room for the labels of a bar chart."""


def nice_top(largest: int) -> int:
    """A round number not below the largest value."""
    if largest <= 5:
        return max(largest, 1)
    power: int = 10 ** (len(str(largest)) - 1)
    for step in (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10):
        if power * step >= largest and power * step == int(power * step):
            return int(power * step)
    return power * 10


def columns(title: str, values: Sequence[tuple[str, int]]) -> Markup:
    """A column chart: label and count, in the order given. Labels that would overlap are thinned out."""
    if not values:
        return Markup("")
    top = nice_top(max(count for _, count in values))
    step = (WIDTH - LEFT) / len(values)
    plot = HEIGHT - BOTTOM - TOP
    parts = [_open(title, HEIGHT)]
    for line in dict.fromkeys((0, top // 2, top)):
        y = HEIGHT - BOTTOM - plot * line / top
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="axis" x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{line:,}</text>')
    every = max(1, -(-len(values) * 40 // (WIDTH - LEFT)))
    for index, (label, count) in enumerate(values):
        x = LEFT + index * step
        high = plot * count / top
        parts.append(
            f'<rect class="bar" x="{x + step * 0.12:.1f}" y="{HEIGHT - BOTTOM - high:.1f}" width="{step * 0.76:.1f}"'
            f' height="{high:.1f}"><title>{escape(label)}: {count:,}</title></rect>'
        )
        if (len(values) - 1 - index) % every == 0:
            parts.append(
                f'<text class="axis" x="{x + step / 2:.1f}" y="{HEIGHT - 7}" text-anchor="middle">'
                f"{escape(label)}</text>"
            )
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704


def bars(title: str, values: Sequence[tuple[str, int]]) -> Markup:
    """A chart of horizontal bars: label and count, in the order given."""
    if not values:
        return Markup("")
    row, start = 24, LABELS
    largest = max(1, *(count for _, count in values))
    height = row * len(values) + 4
    parts = [_open(title, height)]
    for index, (label, count) in enumerate(values):
        y = index * row + 4
        wide = (WIDTH - start - 52) * count / largest
        short = label if len(label) <= 30 else label[:29] + "…"
        parts.append(f'<text class="label" x="{start - 8}" y="{y + 14}" text-anchor="end">{escape(short)}</text>')
        parts.append(f'<rect class="bar" x="{start}" y="{y + 2}" width="{max(wide, 1):.1f}" height="16"/>')
        parts.append(f'<text class="axis" x="{start + wide + 6:.1f}" y="{y + 14}">{count:,}</text>')
    return Markup("".join([*parts, "</svg>"]))  # noqa: S704


def _open(title: str, height: int) -> str:
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}; its numbers are in'
        ' the table below" xmlns="http://www.w3.org/2000/svg">'
    )
