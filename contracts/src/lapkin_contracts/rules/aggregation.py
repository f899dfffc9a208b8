"""Semester and year from their quarters, each indikator by the mode chosen when it was planned.

No regulation fixes this; the modes are those found in use. A blank quarter is never a zero: it
is left out and named. Semester and year are computed from quarters, not from each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from lapkin_contracts.rules.capaian import ratio_percent
from lapkin_contracts.rules.periods import Periode


class Mode(StrEnum):
    JUMLAH = "jumlah"  # each quarter its own share; shares add up
    KUMULATIF = "kumulatif"  # each quarter the total since 1 January
    AKHIR = "akhir"  # state at the end of the quarter
    RATA_RATA = "rata_rata"  # mean of the quarters
    TAHUNAN = "tahunan"  # known in TW IV only


@dataclass(frozen=True, slots=True)
class TitikTriwulan:
    """What is known of one indikator in one quarter.

    `realisasi` is filled where only pembilang and penyebut came in.
    """

    period: Periode
    target: Decimal | None
    realisasi: Decimal | None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    diukur: bool = True
    target_atas: Decimal | None = None
    """Upper bound of a target that is a range."""

    @property
    def is_filled(self) -> bool:
        return self.diukur and self.realisasi is not None


@dataclass(frozen=True, slots=True)
class Agregat:
    """Inputs of `compute_capaian` for a longer period, unrounded."""

    target: Decimal | None
    realisasi: Decimal | None
    pembilang: Decimal | None = None
    penyebut: Decimal | None = None
    diukur: bool = True
    belum: tuple[Periode, ...] = ()
    """Quarters that should have a figure and have none."""
    target_atas: Decimal | None = None


def aggregate(mode: Mode, titik: Iterable[TitikTriwulan], *, satuan_persen: bool) -> Agregat:
    """One indikator over the quarters of a semester or year, in any order.

    Target and realisasi come from the same filled quarters, so that a late quarter does not look
    like a missed target. If none is filled, the target is the planned one.

    A percentage that adds up or is averaged is the sum of pembilang over the sum of penyebut if
    every filled quarter brings both; its target is the mean of the quarters' targets, for a rate
    has no sum.
    """
    due = _due(mode, titik)
    filled = [one for one in due if one.is_filled]
    belum = tuple(one.period for one in due if one.diukur and one.realisasi is None)
    if not filled:
        diukur = not due or any(one.diukur for one in due)
        upper = _target_of(mode, _upper(due))
        target = _target_of(mode, due)
        return Agregat(target, None, diukur=diukur, belum=belum, target_atas=upper)
    if mode in (Mode.JUMLAH, Mode.RATA_RATA):
        return replace(_combine(mode, filled, satuan_persen=satuan_persen), belum=belum)
    last = filled[-1]
    parts = (last.pembilang, last.penyebut)
    return Agregat(last.target, last.realisasi, *parts, belum=belum, target_atas=last.target_atas)


def _combine(mode: Mode, filled: Sequence[TitikTriwulan], *, satuan_persen: bool) -> Agregat:
    pooled = _pool(filled) if satuan_persen else None
    if pooled is None:
        combine = _total if mode is Mode.JUMLAH else _mean
        return Agregat(
            _target_of(mode, filled),
            combine(one.realisasi for one in filled),
            target_atas=_target_of(mode, _upper(filled)),
        )
    return Agregat(
        _target_of(Mode.RATA_RATA, filled),
        ratio_percent(*pooled),
        *pooled,
        target_atas=_target_of(Mode.RATA_RATA, _upper(filled)),
    )


def _upper(titik: Sequence[TitikTriwulan]) -> Sequence[TitikTriwulan]:
    """The upper bounds as targets; nothing if no target is a range."""
    if all(one.target_atas is None for one in titik):
        return ()
    return [
        one if one.target_atas is None else replace(one, target=one.target_atas) for one in titik
    ]


def target_of(mode: Mode, titik: Iterable[TitikTriwulan]) -> Decimal | None:
    """The planned target of a semester or year from its quarters, filled or not."""
    return _target_of(mode, _due(mode, titik))


def _target_of(mode: Mode, due: Sequence[TitikTriwulan]) -> Decimal | None:
    targets = [one.target for one in due]
    if mode is Mode.JUMLAH:
        return _total(targets)
    if mode is Mode.RATA_RATA:
        return _mean(targets)
    return next((target for target in reversed(targets) if target is not None), None)


def _due(mode: Mode, titik: Iterable[TitikTriwulan]) -> list[TitikTriwulan]:
    in_order = sorted(titik, key=lambda one: one.period)
    if mode is Mode.TAHUNAN:
        return [one for one in in_order if one.period.nomor == 4]
    return in_order


def _pool(filled: Iterable[TitikTriwulan]) -> tuple[Decimal, Decimal] | None:
    pembilang = penyebut = Decimal(0)
    for one in filled:
        if one.pembilang is None or one.penyebut is None:
            return None
        pembilang += one.pembilang
        penyebut += one.penyebut
    return (pembilang, penyebut) if penyebut else None


def _total(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) if known else None


def _mean(values: Iterable[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, Decimal(0)) / len(known) if known else None
