"""The part of a plan that the figures of a triwulan are measured against."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from lapkin_contracts.perencanaan import Indikator, JenisIndikator
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.numbers import canonical
from lapkin_contracts.rules.policy import TargetBerlaku
from lapkin_contracts.rules.target import Target, target_in_force

POLARITAS: Final[Mapping[str, Polaritas]] = MappingProxyType({one.value: one for one in Polaritas})
RANKED: Final = frozenset({JenisIndikator.PREDIKAT, JenisIndikator.TONGGAK})
"""Between two of their levels there is nothing, so they have no mean."""
NO_TARGET: Final = Target(None)


class RencanaIndikator(NamedTuple):
    kode: str
    satuan: str
    polaritas: Polaritas
    target: Decimal | None
    """Of the triwulan."""
    target_atas: Decimal | None = None
    semula: Target | None = None
    """Of the first Rencana Aksi, where that was another one."""


class Rencana(NamedTuple):
    versi: int
    """Of the Perjanjian Kinerja; 0 where there is none."""
    indikator: tuple[RencanaIndikator, ...]
    """In the order of the plan."""
    berlaku: tuple[tuple[int, int], ...] = ()
    """Versions of the Rencana Aksi that were in force in the triwulan, each with its days."""


class TargetVersi(NamedTuple):
    """Targets of one indikator in one triwulan, by version of the Rencana Aksi."""

    by_version: Mapping[int, Target]
    berlaku: Sequence[tuple[int, int]]

    def chosen(self, jenis: str, cara: TargetBerlaku) -> Target:
        if jenis in RANKED:
            cara = TargetBerlaku.AKHIR_PERIODE
        parts = [(self.by_version.get(versi, NO_TARGET), days) for versi, days in self.berlaku]
        return target_in_force(parts, cara)

    def semula(self, chosen: Target) -> Target | None:
        """What was planned first, where that differs."""
        first = self.by_version.get(1, NO_TARGET)
        return None if first.bawah is None or first == chosen else first


def labels_of(indikator: Indikator) -> Mapping[str, str]:
    """The levels of a predikat or tonggak, by skor."""
    if indikator.jenis is JenisIndikator.TONGGAK:
        return {"0": "tidak", "1": "ya"}
    return {canonical(one.skor): one.label for one in indikator.tingkat}


def pack(rencana: Rencana) -> str:
    """One text that a submission is checked against, instead of a row for each indikator."""
    return json.dumps([_packed(one) for one in rencana.indikator], ensure_ascii=False)


@lru_cache(maxsize=1024)
def unpack(text: str) -> tuple[RencanaIndikator, ...]:
    """A unit's plan is asked for with each of its submissions, and seldom changes in a year."""
    return tuple(
        RencanaIndikator(kode, satuan, POLARITAS[polaritas], _figure(target), *_range(rest))
        for kode, satuan, polaritas, target, *rest in json.loads(text)
    )


def pack_berlaku(rencana: Rencana) -> str:
    return json.dumps(rencana.berlaku)


def _packed(one: RencanaIndikator) -> list[str | None]:
    """Most have neither range nor history, and every submission reads this."""
    usual = [one.kode, one.satuan, one.polaritas, _text(one.target)]
    if one.target_atas is None and one.semula is None:
        return usual
    return [*usual, _text(one.target_atas), *map(_text, one.semula or NO_TARGET)]


def _range(rest: Sequence[str | None]) -> tuple[Decimal | None, Target | None] | tuple[()]:
    if not rest:
        return ()
    target_atas, *semula = map(_figure, rest)
    return target_atas, None if semula[0] is None else Target(*semula)


def _text(figure: Decimal | None) -> str | None:
    return None if figure is None else canonical(figure)


def _figure(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
