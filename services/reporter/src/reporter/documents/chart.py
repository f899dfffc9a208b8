"""The charts of a report: SVG for the page and the PDF alike, each with its figures in words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from textwrap import shorten
from typing import Final, TypeVar

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.printed import capaian_text
from lapkin_contracts.rekap import BarisAnggaran, BarisRekap, RekapCompleted
from lapkin_contracts.rules.numbers import format_percent
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_contracts.rules.scale import predikat_of
from reporter.documents.capaian_table import percent_figure
from reporter.documents.rows import NumberedRow, numbered_rows
from reporter.documents.shapes import Bar, Cell

ROWS_PER_CHART: Final = 40
"""They fill a page."""
CELLS_PER_ROW: Final = 6
LONGEST_BAR: Final = Decimal(150)
"""A bar ends here; the figure beside it stays true."""
BAR_LABEL: Final = 50
UNIT_LABEL: Final = 36
TINTS: Final = ("#f2f6fb", "#d3e2f1", "#b3cbe2", "#97b1cf", "#8098ba")
"""From the highest level to the lowest; black letters are legible on all of them."""
NO_FIGURE: Final = "#ffffff"
REACHED: Final = ("target tercapai", "target belum tercapai")
NAMELESS: Final = ("", "")
PETA_READ: Final = "Nomor indikator: capaian dalam persen. Makin gelap, makin rendah predikatnya."
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Chart:
    judul: str
    svg: str
    alt: str
    keterangan: str = ""
    """How to read it, printed below."""


def capaian_charts(rekap: RekapCompleted) -> Iterator[Chart]:
    """Up to 40 indikator in a chart, several of about equal length for more, none for none."""
    from reporter.documents.drawing import bars  # noqa: PLC0415  # pygal loads where it draws

    rows = numbered_rows(rekap)
    for part in _parts(rows):
        judul = f"Capaian indikator terhadap target, {rekap.period.title}"
        if len(part) < len(rows):
            judul += f" (indikator {part[0].nomor} sampai dengan {part[-1].nomor})"
        listed = (f"{row.nomor}. {row.baris.nama}: {capaian_text(row.baris)}" for row in part)
        alt = f"Diagram batang. {judul}. {'; '.join(listed)}."
        yield Chart(judul, bars([_capaian_bar(row) for row in part], REACHED, alt), alt)


def serapan_charts(rekap: RekapCompleted) -> Iterator[Chart]:
    """Each program's realisasi in percent of its pagu."""
    from reporter.documents.drawing import bars  # noqa: PLC0415

    for part in _parts(rekap.anggaran):
        judul = f"Serapan anggaran terhadap pagu, {rekap.period.title}"
        if len(part) < len(rekap.anggaran):
            judul += f" ({part[0].kode} sampai dengan {part[-1].kode})"
        listed = (f"{one.kode} {one.uraian}: {_serapan_text(one)}" for one in part)
        alt = f"Diagram batang. {judul}. {'; '.join(listed)}."
        yield Chart(judul, bars([_serapan_bar(one) for one in part], NAMELESS, alt), alt)


def peta_charts(rekap: RekapCompleted) -> Iterator[Chart]:
    """Units by indikator: the darker a cell, the lower its predikat."""
    from reporter.documents.drawing import grid  # noqa: PLC0415

    rows = list(_cell_rows(rekap))
    for part in _parts(rows):
        judul = f"Peta capaian unit dan indikator, {rekap.period.title}"
        if len(part) < len(rows):
            judul += f" ({part[0][0]} sampai dengan {part[-1][0]})"
        listed = (f"{unit}: {', '.join(cell.text for cell in cells)}" for unit, cells in part)
        alt = f"Peta panas. {judul}. {'; '.join(listed)}."
        yield Chart(judul, grid(part, alt), alt, PETA_READ)


def tren_chart(row: NumberedRow) -> Chart | None:
    """The triwulan of the year; none before two of them have a figure."""
    points = [(one.period, one.capaian_persen) for one in row.baris.riwayat]
    return _columns(f"Capaian per triwulan, {row.baris.nama}", points, _triwulan_label)


def rata_rata_chart(snapshot: Snapshot) -> Chart | None:
    """The mean of this report beside the means that earlier reports of its kind printed."""
    rekap = snapshot.rekap
    earlier = [
        (one.period, one.rata_rata_capaian)
        for one in snapshot.pembanding
        if one.period.jenis is rekap.period.jenis
    ]
    now = (rekap.period, rekap.ringkasan.rata_rata_capaian)
    return _columns("Rata-rata capaian dari periode ke periode", [*earlier, now], _period_label)


def _columns(
    judul: str,
    points: Sequence[tuple[Periode, Decimal | None]],
    label_of: Callable[[Periode], str],
) -> Chart | None:
    from reporter.documents.drawing import columns  # noqa: PLC0415

    if sum(persen is not None for _, persen in points) < 2:
        return None
    figures = [(period, _percent_text(persen)) for period, persen in points]
    listed = (f"{period.title}: {text}" for period, text in figures)
    alt = f"Diagram batang. {judul}. {'; '.join(listed)}."
    bars = [_column(label_of(period), persen) for period, persen in points]
    return Chart(judul, columns(bars, alt), alt)


def _parts(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    count = -(-len(rows) // ROWS_PER_CHART)
    bounds = [len(rows) * part // count for part in range(count)] + [len(rows)]
    return (rows[start:end] for start, end in pairwise(bounds))


def _capaian_bar(row: NumberedRow) -> Bar:
    baris = row.baris
    label = f"{row.nomor}. {baris.nama}"
    return _bar(label, baris.capaian_persen, capaian_text(baris), is_dark=bool(baris.tercapai))


def _serapan_bar(line: BarisAnggaran) -> Bar:
    text = _serapan_text(line)
    return _bar(f"{line.kode} {line.uraian}", line.serapan_persen, text, is_dark=True)


def _serapan_text(line: BarisAnggaran) -> str:
    if line.realisasi is None:
        return "belum dilaporkan"
    return _percent_text(line.serapan_persen)


def _bar(label: str, persen: Decimal | None, text: str, *, is_dark: bool) -> Bar:
    length = min(max(persen or Decimal(0), Decimal(0)), LONGEST_BAR)
    is_cut = persen is not None and persen > LONGEST_BAR
    shown = f"{text} (dipotong)" if is_cut else text
    return Bar(shorten(label, BAR_LABEL, placeholder=" …"), float(length), shown, is_dark)


def _column(label: str, persen: Decimal | None) -> Bar:
    length = float(max(persen or Decimal(0), Decimal(0)))
    is_met = persen is not None and persen >= 100
    return Bar(label, length, _percent_text(persen), is_met)


def _period_label(period: Periode) -> str:
    label = period.title.replace("Triwulan", "TW").replace(" Tahun", "")
    return label.removeprefix("Tahun ")


def _triwulan_label(period: Periode) -> str:
    """Of the year that the report is about."""
    return _period_label(period).removesuffix(f" {period.tahun}")


def _percent_text(persen: Decimal | None) -> str:
    return "belum ada angka" if persen is None else format_percent(persen)


def _cell_rows(rekap: RekapCompleted) -> Iterator[tuple[str, list[Cell]]]:
    """A unit with many indikator goes on in a second row."""
    for unit, members in groupby(numbered_rows(rekap), key=lambda row: row.unit):
        cells = [_cell(row, rekap.kebijakan) for row in members]
        name = shorten(unit.nama, UNIT_LABEL, placeholder=" …")
        for start in range(0, len(cells), CELLS_PER_ROW):
            label = f"{name} (lanjutan)" if start else name
            yield label, cells[start : start + CELLS_PER_ROW]


def _cell(row: NumberedRow, kebijakan: Kebijakan) -> Cell:
    persen = row.baris.capaian_persen
    if persen is None:
        return Cell(f"{row.nomor}: –", NO_FIGURE)
    return Cell(f"{row.nomor}: {percent_figure(persen)}", _tint(row.baris, kebijakan))


def _tint(baris: BarisRekap, kebijakan: Kebijakan) -> str:
    assert baris.capaian is not None
    level = kebijakan.skala.index(predikat_of(baris.capaian, kebijakan.skala))
    return TINTS[level * (len(TINTS) - 1) // max(len(kebijakan.skala) - 1, 1)]
