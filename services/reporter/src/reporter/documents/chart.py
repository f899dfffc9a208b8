"""Capaian per indikator against the 100 % line, as SVG for the page and the PDF alike.

Readable in black and white: a target met is a solid bar, one not met a hollow bar, every bar
carries its figure, and an indikator without a figure says so instead of showing a bar of zero.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import pairwise
from textwrap import wrap
from typing import Final

from lapkin_contracts.rekap import BarisRekap, RekapCompleted
from lapkin_papers.glyphs import printable
from reporter.documents.rows import NumberedRow, capaian_text, numbered_rows

ROWS_PER_CHART: Final = 20
LONGEST_BAR: Final = Decimal(150)
"""A bar ends here; the figure beside it stays true."""

WIDTH: Final = 640
LABEL_WIDTH: Final = 236
LABEL_CHARACTERS: Final = 40
LABEL_LINES: Final = 2
PER_PERCENT: Final = Decimal("2.2")
ROW_HEIGHT: Final = 30
BAR_HEIGHT: Final = 13
ROOM_FOR_FIGURE: Final = 60
TOP: Final = 22
BOTTOM: Final = 30

FONT: Final = "system-ui, 'Libertinus Serif', serif"
INK: Final = "#16202b"
MET: Final = "#0b5394"
NOT_MET: Final = "#fff0d1"
EDGE: Final = "#7a4b00"
GRID: Final = "#c5ced6"


@dataclass(frozen=True, slots=True)
class Chart:
    judul: str
    svg: str
    alt: str


def capaian_charts(rekap: RekapCompleted) -> tuple[Chart, ...]:
    """One chart for up to 20 indikator, several of about equal length for more, none for none."""
    rows = numbered_rows(rekap)
    parts = -(-len(rows) // ROWS_PER_CHART)
    bounds = [len(rows) * part // parts for part in range(parts)] + [len(rows)]
    return tuple(
        _chart(rekap, rows[start:end], is_part=parts > 1) for start, end in pairwise(bounds)
    )


def _chart(rekap: RekapCompleted, rows: Sequence[NumberedRow], *, is_part: bool) -> Chart:
    judul = f"Capaian indikator terhadap target, {rekap.period.title}"
    if is_part:
        judul += f" (indikator {rows[0].nomor} sampai dengan {rows[-1].nomor})"
    alt = _alt_text(judul, rows)
    return Chart(judul, _svg(rows, alt), alt)


def _alt_text(judul: str, rows: Sequence[NumberedRow]) -> str:
    listed = "; ".join(f"{row.nomor}. {row.baris.nama}: {capaian_text(row.baris)}" for row in rows)
    return f"Diagram batang. {judul}. {listed}."


def _svg(rows: Sequence[NumberedRow], alt: str) -> str:
    height = TOP + ROW_HEIGHT * len(rows) + BOTTOM
    shapes = "\n".join(
        [
            *_axis(height - BOTTOM),
            *(shape for place, row in enumerate(rows) for shape in _row(place, row)),
            *_hundred_line(height - BOTTOM),
            *_legend(height - 10),
        ]
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img"'
        f' aria-label="{_xml(alt)}" font-family="{FONT}" font-size="11" fill="{INK}">\n'
        f"{shapes}\n</svg>\n"
    )


def _row(place: int, row: NumberedRow) -> Iterator[str]:
    middle = TOP + ROW_HEIGHT * place + ROW_HEIGHT // 2
    lines = _label_lines(f"{row.nomor}. {row.baris.nama}")
    for number, line in enumerate(lines):
        baseline = middle + 4 + 12 * number - 6 * (len(lines) - 1)
        yield _text(0, baseline, line)
    yield from _bar(middle, row.baris)


def _label_lines(label: str) -> list[str]:
    return wrap(printable(label), LABEL_CHARACTERS, max_lines=LABEL_LINES, placeholder=" …")


def _bar(middle: int, baris: BarisRekap) -> Iterator[str]:
    if baris.capaian_persen is None:
        yield _text(LABEL_WIDTH + 6, middle + 4, capaian_text(baris), 'font-style="italic"')
        return
    drawn = min(max(baris.capaian_persen, Decimal(0)), LONGEST_BAR)
    end = LABEL_WIDTH + int(drawn * PER_PERCENT)
    yield _rect(end - LABEL_WIDTH, middle, is_met=bool(baris.tercapai))
    if baris.capaian_persen > LONGEST_BAR:
        yield _break_mark(end, middle)
    beside = end + 7 if end + ROOM_FOR_FIGURE < _x(100) else max(end, _x(100)) + 7
    yield _text(beside, middle + 4, capaian_text(baris), 'font-weight="bold"')


def _rect(width: int, middle: int, *, is_met: bool) -> str:
    paint = f'fill="{MET}" stroke="{MET}"' if is_met else f'fill="{NOT_MET}" stroke="{EDGE}"'
    top = middle - BAR_HEIGHT // 2
    return f'<rect x="{LABEL_WIDTH}" y="{top}" width="{width}" height="{BAR_HEIGHT}" {paint}/>'


def _break_mark(end: int, middle: int) -> str:
    """Two slanted strokes: the bar is longer than drawn."""
    top, foot = middle - BAR_HEIGHT, middle + BAR_HEIGHT
    strokes = f"M{end - 14} {foot}l6 -{foot - top}M{end - 9} {foot}l6 -{foot - top}"
    return f'<path d="{strokes}" stroke="#fff" stroke-width="2" fill="none"/>'


def _axis(foot: int) -> Iterator[str]:
    for percent in (0, 50, 100, 150):
        yield _text(_x(percent), TOP - 8, f"{percent}%", 'text-anchor="middle" font-size="9.5"')
        yield f'<path d="M{_x(percent)} {TOP - 4}V{foot}" stroke="{GRID}" fill="none"/>'


def _hundred_line(foot: int) -> Iterator[str]:
    yield (
        f'<path d="M{_x(100)} {TOP - 4}V{foot}" stroke="{INK}" stroke-width="1.2"'
        ' stroke-dasharray="4 2.5" fill="none"/>'
    )


def _legend(baseline: int) -> Iterator[str]:
    top = baseline - 9
    yield f'<rect x="{LABEL_WIDTH}" y="{top}" width="16" height="10" fill="{MET}"/>'
    yield _text(LABEL_WIDTH + 22, baseline, "mencapai target")
    yield (
        f'<rect x="{LABEL_WIDTH + 124}" y="{top}" width="16" height="10"'
        f' fill="{NOT_MET}" stroke="{EDGE}"/>'
    )
    yield _text(LABEL_WIDTH + 146, baseline, "belum mencapai target")
    yield (
        f'<path d="M{LABEL_WIDTH + 282} {top - 1}v12" stroke="{INK}" stroke-width="1.2"'
        ' stroke-dasharray="4 2.5" fill="none"/>'
    )
    yield _text(LABEL_WIDTH + 290, baseline, "target (100%)")


def _x(percent: int) -> int:
    return LABEL_WIDTH + int(percent * PER_PERCENT)


def _text(x: int, y: int, text: str, style: str = "") -> str:
    return f'<text x="{x}" y="{y}" {style}>{_xml(text)}</text>'


def _xml(text: str) -> str:
    return escape(printable(text))
