"""The table of program lines as it is printed."""

from collections.abc import Iterator
from decimal import Decimal

from pydantic import BaseModel

from lapkin_contracts.rekap import BarisAnggaran, RekapCompleted
from lapkin_contracts.rules.numbers import format_indonesian
from reporter.documents.capaian_table import EMPTY, percent_figure


class AnggaranLine(BaseModel):
    kode: str
    uraian: str
    pagu_awal: str
    pagu: str
    realisasi: str
    serapan: str
    sisa: str


class AnggaranGroup(BaseModel):
    unit: str
    baris: list[AnggaranLine]


def is_revised(rekap: RekapCompleted) -> bool:
    """Whether a pagu differs from the year's first, so that both are printed."""
    return any(line.pagu_awal not in (None, line.pagu) for line in rekap.anggaran)


def pagu_murni(rekap: RekapCompleted) -> Decimal:
    """Of the year's first plans."""
    return sum((line.pagu_awal or Decimal(0) for line in rekap.anggaran), Decimal(0))


def anggaran_groups(rekap: RekapCompleted) -> Iterator[AnggaranGroup]:
    for unit in rekap.units:
        lines = [_line(line) for line in rekap.anggaran if line.unit == unit.unit]
        if lines:
            yield AnggaranGroup(unit=unit.nama, baris=lines)


def jumlah_line(rekap: RekapCompleted) -> AnggaranLine:
    ringkasan = rekap.ringkasan
    return AnggaranLine(
        kode="",
        uraian="Jumlah",
        pagu_awal=_rupiah(pagu_murni(rekap)),
        pagu=_rupiah(ringkasan.pagu),
        realisasi=_rupiah(ringkasan.realisasi_anggaran),
        serapan=percent_figure(ringkasan.serapan_persen),
        sisa=_rupiah(ringkasan.pagu - ringkasan.realisasi_anggaran),
    )


def _line(line: BarisAnggaran) -> AnggaranLine:
    return AnggaranLine(
        kode=line.kode,
        uraian=line.uraian,
        pagu_awal=_rupiah(line.pagu_awal),
        pagu=format_indonesian(line.pagu),
        realisasi="belum dilaporkan" if line.realisasi is None else _rupiah(line.realisasi),
        serapan=percent_figure(line.serapan_persen),
        sisa=_rupiah(line.sisa),
    )


def _rupiah(value: Decimal | None) -> str:
    return EMPTY if value is None else format_indonesian(value)
