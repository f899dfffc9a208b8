"""The table of indikator as it is printed, with its footnotes."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final

from pydantic import BaseModel

from lapkin_contracts.printed import STATE_WORDS, besaran, decimals_of, format_figure
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.numbers import format_indonesian, format_percent
from reporter.documents.rows import NumberedRow

EMPTY: Final = "–"
PADDED_DECIMALS: Final = 2
"""Target and realisasi of a row end alike up to here: 82,50 beside 80,75."""


class IndikatorLine(BaseModel):
    nomor: int
    nama: str
    catatan: str
    """Marks of its footnotes: `1, 2`."""
    sasaran: str
    satuan: str
    target_tahun: str
    target: str
    realisasi: str
    capaian: str
    capaian_tahun: str
    predikat: str
    keadaan: str
    """Why there is no capaian; empty if there is one."""


class IndikatorGroup(BaseModel):
    unit: str
    rata_rata: str
    baris: list[IndikatorLine]


class Footnotes:
    """Numbered in the order of the table; the same sentence is printed once."""

    def __init__(self, rows: Iterable[NumberedRow]) -> None:
        sentences = (sentence for row in rows for sentence in footnotes_of(row.baris))
        self._numbers = {text: i for i, text in enumerate(dict.fromkeys(sentences), 1)}

    @property
    def printed(self) -> list[str]:
        return list(self._numbers)

    def marks(self, baris: BarisRekap) -> str:
        return ", ".join(str(self._numbers[sentence]) for sentence in footnotes_of(baris))


def capaian_groups(rows: Iterable[NumberedRow], footnotes: Footnotes) -> Iterator[IndikatorGroup]:
    for unit, members in groupby(rows, key=lambda row: row.unit):
        yield IndikatorGroup(
            unit=unit.nama,
            rata_rata=percent_figure(unit.rata_rata_capaian),
            baris=[_line(row, footnotes.marks(row.baris)) for row in members],
        )


def percent_figure(value: Decimal | None) -> str:
    """Two decimals in every row of a column, so that the commas stand under each other."""
    return EMPTY if value is None else format_indonesian(value, 2)


def footnotes_of(baris: BarisRekap) -> Iterator[str]:
    yield from baris.catatan_kaki
    if baris.target_semula is not None and baris.target_semula != baris.target:
        semula = besaran(baris.target_semula, baris.satuan)
        yield (
            f"Target diubah oleh Perjanjian Kinerja versi {baris.versi}; target semula {semula}"
            + (
                "."
                if baris.capaian_semula_persen is None
                else f", dan terhadap target itu capaiannya {format_percent(baris.capaian_semula_persen)}."
            )
        )


def _line(row: NumberedRow, catatan: str) -> IndikatorLine:
    baris = row.baris
    figures = [figure for figure in _figures(baris) if figure is not None]
    decimals = min(max(map(decimals_of, figures), default=0), PADDED_DECIMALS)
    return IndikatorLine(
        nomor=row.nomor,
        nama=baris.nama,
        catatan=catatan,
        sasaran=baris.sasaran,
        satuan=baris.satuan,
        target_tahun=target_tahun_text(baris, decimals),
        target=baris.target_label or span_text((baris.target, baris.target_atas), decimals),
        realisasi=baris.label or span_text((baris.realisasi,), decimals),
        capaian=percent_figure(baris.capaian_persen),
        capaian_tahun=percent_figure(baris.capaian_tahun_persen),
        predikat=baris.predikat or EMPTY,
        keadaan=STATE_WORDS.get(baris.state, ""),
    )


def target_tahun_text(baris: BarisRekap, decimals: int = 0) -> str:
    """A level is only known of the period's own target."""
    if baris.target_label and baris.target_tahun in (None, baris.target):
        return baris.target_label
    return span_text((baris.target_tahun, baris.target_tahun_atas), decimals)


def _figures(baris: BarisRekap) -> Sequence[Decimal | None]:
    return baris.target, baris.target_atas, baris.target_tahun, baris.realisasi


def span_text(values: Sequence[Decimal | None], decimals: int = 0) -> str:
    """A figure or a range; a dash where there is none."""
    known = [format_figure(value, decimals) for value in values if value is not None]
    return EMPTY.join(known) or EMPTY
