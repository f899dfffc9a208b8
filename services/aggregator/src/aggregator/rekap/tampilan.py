"""A rekap as a page lays it out: unit by unit, sasaran by sasaran, each figure with its level."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Final, NamedTuple

from aggregator.rekap.domain import ringkasan_of
from lapkin_contracts.rekap import (
    BarisAnggaran,
    BarisRekap,
    KeadaanKewajiban,
    RekapCompleted,
    RekapUnit,
    Ringkasan,
)
from lapkin_contracts.rules.budget import TotalAnggaran, sum_anggaran
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan
from lapkin_contracts.rules.scale import Tingkat, predikat_of

KEADAAN_WORDS: Final = {
    KeadaanKewajiban.TEPAT_WAKTU: ("Tepat waktu", "ok"),
    KeadaanKewajiban.TERLAMBAT: ("Terlambat", "awas"),
    KeadaanKewajiban.NIHIL: ("Nihil", "ok"),
    KeadaanKewajiban.BELUM: ("Belum masuk", "galat"),
}


class Sel(NamedTuple):
    """One indikator; no level where there is no figure."""

    baris: BarisRekap
    tingkat: Tingkat | None


class Sasaran(NamedTuple):
    nama: str
    sel: Sequence[Sel]


class BagianUnit(NamedTuple):
    unit: RekapUnit
    ringkasan: Ringkasan
    tingkat: Tingkat | None
    """Of its mean."""
    sasaran: Sequence[Sasaran]
    anggaran: Sequence[BarisAnggaran]
    total: TotalAnggaran

    @property
    def sel(self) -> list[Sel]:
        return [one for sasaran in self.sasaran for one in sasaran.sel]


class Rerata(NamedTuple):
    """The mean capaian of a unit in one period."""

    persen: Decimal | None
    tingkat: Tingkat | None


class Perjalanan(NamedTuple):
    """The means of the year so far, side by side."""

    periods: Sequence[Periode]
    baris: Sequence[tuple[str, Sequence[Rerata | None]]]
    """By name of the unit; None in periods in which it owed nothing."""


def bagian_of(rekap: RekapCompleted) -> list[BagianUnit]:
    return [_bagian(rekap, unit) for unit in rekap.units]


def _bagian(rekap: RekapCompleted, unit: RekapUnit) -> BagianUnit:
    baris = [one for one in rekap.baris if one.unit == unit.unit]
    anggaran = [one for one in rekap.anggaran if one.unit == unit.unit]
    ringkasan = ringkasan_of(baris, anggaran, rekap.kebijakan)
    return BagianUnit(
        unit,
        ringkasan,
        named(ringkasan.predikat, rekap.kebijakan),
        list(_sasaran(baris, rekap.kebijakan)),
        anggaran,
        sum_anggaran((line.pagu, line.realisasi) for line in anggaran),
    )


def _sasaran(baris: Sequence[BarisRekap], kebijakan: Kebijakan) -> Iterator[Sasaran]:
    """In the order of the plan; a sasaran that comes again is told again."""
    for nama, members in groupby(baris, key=lambda one: one.sasaran):
        yield Sasaran(nama, [Sel(one, tingkat_of(one, kebijakan)) for one in members])


def tingkat_of(baris: BarisRekap, kebijakan: Kebijakan) -> Tingkat | None:
    return None if baris.capaian is None else predikat_of(baris.capaian, kebijakan.skala)


def named(predikat: str | None, kebijakan: Kebijakan) -> Tingkat | None:
    return next((one for one in kebijakan.skala if one.label == predikat), None)


def perjalanan_of(rekap: RekapCompleted, earlier: Sequence[RekapCompleted]) -> Perjalanan:
    """The units of a rekap through the year: earlier triwulan, in order, then the rekap itself."""
    each = [(one.period, _means(one)) for one in (*earlier, rekap)]
    return Perjalanan(
        [period for period, _ in each],
        [(unit.nama, [means.get(unit.unit) for _, means in each]) for unit in rekap.units],
    )


def _means(rekap: RekapCompleted) -> Mapping[str, Rerata]:
    return {
        one.unit.unit: Rerata(one.unit.rata_rata_capaian, one.tingkat) for one in bagian_of(rekap)
    }
