"""What changed between two rekap of a period, figure by figure, as it is printed."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from lapkin_contracts.laporan import BarisPerubahan
from lapkin_contracts.printed import capaian_text, realisasi_text, target_text
from lapkin_contracts.rekap import BarisAnggaran, BarisRekap, RekapCompleted
from lapkin_contracts.rules.numbers import format_rupiah

NONE: Final = "-"
KOLOM_WORDS: Final = {
    "masuk": "Penyampaian data",
    "target": "Target",
    "realisasi": "Realisasi",
    "capaian_persen": "Capaian",
    "predikat": "Predikat",
    "pagu": "Pagu",
}


class _Key(NamedTuple):
    unit: str
    jenis: str
    """unit, indikator or program: their codes may be alike"""
    kode: str


class _Line(NamedTuple):
    nama: str
    figures: Mapping[str, str]
    """By kolom, as printed."""


def compare(
    semula: RekapCompleted, menjadi: RekapCompleted, sebab: str = ""
) -> tuple[BarisPerubahan, ...]:
    """Every figure that differs, unit by unit in the order of the newer rekap."""
    was, now = dict(_lines(semula)), dict(_lines(menjadi))
    order = {one.unit: place for place, one in enumerate((*menjadi.units, *semula.units))}
    keys = sorted(dict.fromkeys((*now, *was)), key=lambda key: order.get(key.unit, len(order)))
    return tuple(
        BarisPerubahan(
            unit=key.unit,
            kode=key.kode,
            nama=(now.get(key) or was[key]).nama,
            kolom=kolom,
            semula=before,
            menjadi=after,
            sebab=sebab,
        )
        for key in keys
        for kolom, before, after in _differing(was.get(key), now.get(key))
    )


def _differing(was: _Line | None, now: _Line | None) -> Iterator[tuple[str, str, str]]:
    before, after = (line.figures if line else {} for line in (was, now))
    for kolom in dict.fromkeys((*after, *before)):
        pair = before.get(kolom, NONE), after.get(kolom, NONE)
        if pair[0] != pair[1]:
            yield kolom, *pair


def _lines(rekap: RekapCompleted) -> Iterator[tuple[_Key, _Line]]:
    for unit in rekap.units:
        masuk = "masuk" if unit.masuk else "belum masuk"
        yield _Key(unit.unit, "unit", ""), _Line(unit.nama, {"masuk": masuk})
    for baris in rekap.baris:
        yield _Key(baris.unit, "indikator", baris.indikator), _Line(baris.nama, _of_baris(baris))
    for line in rekap.anggaran:
        yield _Key(line.unit, "program", line.kode), _Line(line.uraian, _of_anggaran(line))


def _of_baris(baris: BarisRekap) -> dict[str, str]:
    return {
        "target": target_text(baris) or NONE,
        "realisasi": realisasi_text(baris) or NONE,
        "capaian_persen": NONE if baris.capaian_persen is None else capaian_text(baris),
        "predikat": baris.predikat or NONE,
    }


def _of_anggaran(line: BarisAnggaran) -> dict[str, str]:
    return {"pagu": _rupiah(line.pagu), "realisasi": _rupiah(line.realisasi)}


def _rupiah(value: Decimal | None) -> str:
    return NONE if value is None else format_rupiah(value)
