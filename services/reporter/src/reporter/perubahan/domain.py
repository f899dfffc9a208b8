"""What changed between two rekap of a period, figure by figure, as it is printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from lapkin_contracts.laporan import BarisPerubahan
from lapkin_contracts.rekap import BarisAnggaran, BarisRekap, RekapCompleted
from lapkin_contracts.rules.numbers import format_rupiah
from reporter.documents.rows import capaian_text, realisasi_text, target_text

NONE: Final = "-"


@dataclass(frozen=True)
class Pending:
    """What came in since a draft was composed, or since its report was issued."""

    rekap: RekapCompleted | None
    """The newest; none if the draft holds it."""
    revision: int
    """Of the newest rekap known."""
    baris: tuple[BarisPerubahan, ...]
    """How it differs from the draft."""
    is_superseded: bool
    """The newest known does not stand any more; its successor is on its way."""
    is_deferred: bool
    """Kasubag left it to a Ralat."""

    @property
    def is_changed(self) -> bool:
        return bool(self.baris) or self.is_superseded

    @property
    def is_undecided(self) -> bool:
        return self.is_changed and not self.is_deferred


class Key(NamedTuple):
    unit: str
    jenis: str
    """unit, indikator or program: their codes may be alike"""
    kode: str


class Line(NamedTuple):
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


def _differing(was: Line | None, now: Line | None) -> Iterator[tuple[str, str, str]]:
    before, after = (line.figures if line else {} for line in (was, now))
    for kolom in dict.fromkeys((*after, *before)):
        pair = before.get(kolom, NONE), after.get(kolom, NONE)
        if pair[0] != pair[1]:
            yield kolom, *pair


def _lines(rekap: RekapCompleted) -> Iterator[tuple[Key, Line]]:
    for unit in rekap.units:
        masuk = "masuk" if unit.masuk else "belum masuk"
        yield Key(unit.unit, "unit", ""), Line(unit.nama, {"masuk": masuk})
    for baris in rekap.baris:
        yield Key(baris.unit, "indikator", baris.indikator), Line(baris.nama, _of_baris(baris))
    for line in rekap.anggaran:
        yield Key(line.unit, "program", line.kode), Line(line.uraian, _of_anggaran(line))


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
