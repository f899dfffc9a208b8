"""Two revisions of a rekap side by side, and which submission made each difference."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from lapkin_contracts.comparison import compare
from lapkin_contracts.laporan import BarisPerubahan
from lapkin_contracts.rekap import RekapCompleted, RekapUnit, SumberRekap
from lapkin_contracts.rules.periods import Periode


class Sebab(NamedTuple):
    """What came in between two revisions that touches a line."""

    uraian: str
    tanda_terima: int | None = None
    """Number of the receipt, where a submission came in."""
    sumber: Periode | None = None
    """Of the triwulan whose report was issued again, in a semester or year."""


class Perbedaan(NamedTuple):
    """The figures of one unit, indikator or program that differ."""

    unit: str
    kode: str
    nama: str
    baris: Sequence[BarisPerubahan]
    sebab: Sequence[Sebab]


def perbedaan(semula: RekapCompleted, menjadi: RekapCompleted) -> list[Perbedaan]:
    changes = compare(semula, menjadi)
    return [
        Perbedaan(*key, lines, _sebab(semula, menjadi, *key[:2]))
        for key, members in groupby(changes, key=lambda one: (one.unit, one.kode, one.nama))
        for lines in [list(members)]
    ]


def _sebab(
    semula: RekapCompleted, menjadi: RekapCompleted, unit: str, kode: str
) -> Sequence[Sebab]:
    if menjadi.sumber:
        return _reissued(semula.sumber, menjadi.sumber)
    was, now = _unit(semula, unit), _unit(menjadi, unit)
    found = [*_submitted(was, now), *_replanned(semula, menjadi, unit, kode)]
    return found or [Sebab("Rencana Aksi yang berlaku berubah")]


def _reissued(was: Sequence[SumberRekap], now: Sequence[SumberRekap]) -> list[Sebab]:
    return [
        Sebab(f"{one.period.title} terbit lagi sebagai edisi {one.edisi}", sumber=one.period)
        for one in now
        if one not in was
    ]


def _submitted(was: RekapUnit | None, now: RekapUnit | None) -> list[Sebab]:
    if now is None:
        return [Sebab("Unit tidak lagi wajib mengirim data")]
    if was is None:
        return [Sebab("Unit menjadi wajib mengirim data")]
    if now.revision != was.revision:
        return [Sebab(f"Kiriman revisi {now.revision}", now.nomor_tanda_terima)]
    if was.masuk and not now.masuk:
        return [Sebab(f"Kiriman revisi {now.revision} dikembalikan")]
    return []


def _replanned(
    semula: RekapCompleted, menjadi: RekapCompleted, unit: str, kode: str
) -> list[Sebab]:
    was, now = _versi(semula, unit, kode), _versi(menjadi, unit, kode)
    is_new = now is not None and was is not None and now != was
    return [Sebab(f"Perjanjian Kinerja versi {now} berlaku")] if is_new else []


def _unit(rekap: RekapCompleted, unit: str) -> RekapUnit | None:
    return next((one for one in rekap.units if one.unit == unit), None)


def _versi(rekap: RekapCompleted, unit: str, kode: str) -> int | None:
    """Of the plan behind a line; of a program, that of the unit."""
    lines = [one for one in rekap.baris if one.unit == unit]
    own = [one for one in lines if one.indikator == kode]
    return max((one.versi for one in own or lines), default=None)
