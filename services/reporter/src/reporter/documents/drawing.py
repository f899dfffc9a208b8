"""Draws with pygal. Import it where a chart is first drawn: pygal takes a while to load.

Readable in black and white: a target met is a dark bar, one not met a light bar with an edge,
every bar and cell carries its figure, and what has no figure says so.
"""

import sys
from collections.abc import Iterable, Sequence
from typing import Any, Final

import pygal
from pygal.etree import etree
from pygal.style import Style

from lapkin_papers.glyphs import printable
from reporter.documents.shapes import Bar, Cell

sys.meta_path[:] = [one for one in sys.meta_path if not isinstance(one, pygal.PluginImportFixer)]
"""It looks for maps, which are not used, in a way that Python 3.11 warns of at any failed import."""

FONT: Final = "Libertinus Serif, system-ui, serif"
INK: Final = "#16202b"
UNSEEN: Final = frozenset({"script", "desc", "title"})
"""Of pygal's tooltips: they would be read aloud beside the alternative text."""
DARK: Final = "#0b5394"
LIGHT: Final = "#fff0d1"
EDGE: Final = "#7a4b00"
TEXT: Final = 11
WIDTH: Final = 640
COLUMNS_EDGE: Final = 55
COLUMN_WIDTH: Final = 58
"""Wide enough for the figure above a column."""
FEWEST_COLUMNS: Final = 3
ROW_HEIGHT: Final = 21
STYLE: Final = Style(
    background="transparent",
    plot_background="transparent",
    foreground=INK,
    foreground_strong=INK,
    foreground_subtle=INK,
    font_family=FONT,
    label_font_size=TEXT,
    major_label_font_size=TEXT,
    value_font_size=TEXT,
    legend_font_size=TEXT,
    guide_stroke_color="#c5ced6",
    guide_stroke_dasharray="1,3",
    major_guide_stroke_color=INK,
    major_guide_stroke_dasharray="5,3",
    opacity="1",
    transition="none",
    colors=(DARK, LIGHT),
)
ID: Final = "lapkin"
CSS: Final = f"#chart-{ID} .color-1 {{stroke: {EDGE}}}"
CHARACTER: Final = 5.5
"""Width of a digit at the size of `TEXT`."""
SPARE: Final = 0.9
"""By which pygal takes a letter for wider than it is."""
COMMON: Final[dict[str, Any]] = {
    "style": STYLE,
    "js": (),
    "css": ("file://style.css", "file://graph.css", f"inline:{CSS}"),
    "margin": 4,
    "print_values": True,
    "print_zeroes": False,
    "truncate_label": -1,
    "truncate_legend": -1,
    "legend_at_bottom": True,
    "legend_at_bottom_columns": 1,
    "legend_box_size": TEXT,
}


class _BarsWithFigures(pygal.HorizontalStackedBar):  # type: ignore[misc]
    """Figures begin where the bar ends, or behind the dashed line; pygal centres them on its edge."""

    def _tooltip_and_print_values(self, *drawn: Any) -> None:  # noqa: ANN401  # pygal is untyped
        serie_node, _, _, _, text, metadata, x, end, width, _ = drawn
        _, line = self.view((0, 100))
        crosses = end < line < end + len(text) * CHARACTER
        place = (line if crosses else end) + 4
        self._static_value(serie_node, text, place, x + width / 2, metadata, "start")


class _ColumnsWithFigures(pygal.StackedBar):  # type: ignore[misc]
    """Figures stand on their bar, or on the dashed line where it would run through them."""

    def _tooltip_and_print_values(self, *drawn: Any) -> None:  # noqa: ANN401  # pygal is untyped
        serie_node, _, _, _, text, metadata, x, top, width, _ = drawn
        _, line = self.view((0, 100))
        crosses = top - TEXT < line < top + TEXT / 2
        place = (min(line, top) if crosses else top) - TEXT / 2 - 2
        self._static_value(serie_node, text, x + width / 2, place, metadata, "middle")


def bars(rows: Sequence[Bar], legend: tuple[str, str], alt: str) -> str:
    """Horizontal bars against a dashed line at 100 percent; dark and light ones as `legend` says."""
    chart = _BarsWithFigures(
        **COMMON,
        width=WIDTH,
        height=74 + ROW_HEIGHT * len(rows),
        margin_left=_left_margin(row.label for row in rows),
        range=(0, 215),
        y_labels=[0, 50, 100, 150],
        y_labels_major=[100],
        show_legend=any(legend),
    )
    chart.x_labels = [printable(row.label) for row in reversed(rows)]
    for name, is_dark in zip(legend, (True, False), strict=True):
        chart.add(name, [_value(row, is_dark) for row in reversed(rows)])
    return _svg(chart, alt)


def columns(values: Sequence[Bar], alt: str) -> str:
    """Upright bars, one for each period, against a dashed line at 100 percent."""
    highest = max(value.length for value in values)
    chart = _ColumnsWithFigures(
        **COMMON,
        width=COLUMNS_EDGE + COLUMN_WIDTH * max(len(values), FEWEST_COLUMNS),
        height=140,
        range=(0, max(125, highest * 1.2)),
        y_labels=[0, 50, 100],
        y_labels_major=[100],
        show_legend=False,
    )
    chart.x_labels = [printable(value.label) for value in values]
    for is_dark in (True, False):
        chart.add("", [_value(value, is_dark) for value in values])
    return _svg(chart, alt)


def grid(rows: Sequence[tuple[str, Sequence[Cell]]], alt: str) -> str:
    """Cells side by side, a row for each label."""
    widest = max(len(cells) for _, cells in rows)
    chart = pygal.HorizontalStackedBar(
        **COMMON,
        margin_left=_left_margin(label for label, _ in rows),
        print_values_position="center",
        width=WIDTH,
        height=16 + ROW_HEIGHT * len(rows),
        range=(0, widest),
        show_legend=False,
        show_x_labels=False,
        show_y_guides=False,
        show_x_guides=False,
        spacing=0,
    )
    chart.x_labels = [printable(label) for label, _ in reversed(rows)]
    for place in range(widest):
        chart.add("", [_cell(cells, place) for _, cells in reversed(rows)])
    return _svg(chart, alt)


def _left_margin(labels: Iterable[str]) -> int:
    """Takes back what pygal, which reckons with wider letters, leaves free before the labels."""
    return round(4 - max(map(len, labels)) * SPARE)


def _value(bar: Bar, is_dark: bool) -> dict[str, Any] | None:  # noqa: FBT001
    if bar.is_dark is not is_dark:
        return None
    return {"value": bar.length, "formatter": lambda _: bar.text}


def _cell(cells: Sequence[Cell], place: int) -> dict[str, Any] | None:
    if place >= len(cells):
        return None
    cell = cells[place]
    style = f"fill: {cell.tint}; stroke: {INK}; stroke-width: 0.6"
    return {"value": 1, "formatter": lambda _: cell.text, "style": style}


def _svg(chart: pygal.Graph, alt: str) -> str:
    """Without pygal's scripts, tooltips, random id and date: the same figures, the same bytes."""
    chart.uuid = ID
    root = chart.render_tree()
    for parent in list(root.iter()):
        for child in [one for one in parent if one.tag in UNSEEN or one.tag is etree.Comment]:
            parent.remove(child)
    for figure in root.iter("text"):
        if figure.get("class") == "value":
            figure.set("style", f"fill: {INK}")
    root.set("role", "img")
    root.set("aria-label", printable(alt))
    return str(etree.tostring(root, encoding="unicode"))
