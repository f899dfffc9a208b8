"""Every kebijakan there was, is and will be, and what each changed of the one before."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from itertools import zip_longest
from typing import NamedTuple

from aggregator.kebijakan.domain import butir_of, skala_of
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import Kebijakan

Used = Iterable[tuple[Periode, Kebijakan]]


class Keadaan(StrEnum):
    BERLAKU = "berlaku"
    MENDATANG = "mendatang"
    SEBELUMNYA = "sebelumnya"
    DIGANTIKAN = "digantikan"  # by another of the same day, before it held


class Beda(NamedTuple):
    """One setting in two kebijakan."""

    nama: str
    semula: str
    menjadi: str


class Versi(NamedTuple):
    """A kebijakan, the triwulan that are computed with it, and how it came to hold."""

    kebijakan: Kebijakan
    triwulan: Sequence[Periode]
    keadaan: Keadaan
    ditetapkan: KebijakanChanged | None = None
    """None of what the site was set up with."""
    perubahan: Sequence[Beda] = ()
    """What it changes of the one before."""


def differences(semula: Kebijakan, menjadi: Kebijakan) -> list[Beda]:
    """The settings that are not the same, the scale as one."""
    pairs = zip(butir_of(semula), butir_of(menjadi), strict=True)
    found = [Beda(was.nama, was.uraian, now.uraian) for was, now in pairs if was != now]
    if semula.skala != menjadi.skala:
        found.append(Beda("Skala", _scale(semula), _scale(menjadi)))
    return found


def _scale(kebijakan: Kebijakan) -> str:
    return "; ".join(f"{one.label}: {one.rentang}" for one in skala_of(kebijakan))


def versions(
    used: Used, ditetapkan: Sequence[KebijakanChanged], bawaan: Kebijakan, today: date
) -> list[Versi]:
    """What holds, then what is to come, then what held before, the newest first.

    `ditetapkan` is in the order in which it takes effect. What the site was set up with is told of
    while it holds or a triwulan uses it.
    """
    triwulan: dict[str, list[Periode]] = {}
    for period, kebijakan in used:
        triwulan.setdefault(kebijakan.model_dump_json(), []).append(period)
    found = list(_of_office(triwulan, ditetapkan, bawaan, today))
    if not any(one.keadaan is Keadaan.BERLAKU for one in found):
        own = triwulan.pop(bawaan.model_dump_json(), [])
        found.insert(0, Versi(bawaan, own, Keadaan.BERLAKU))
    found.reverse()
    return [
        *(one for keadaan in Keadaan for one in found if one.keadaan is keadaan),
        *(_of_environment(text, own) for text, own in triwulan.items()),
    ]


def _of_office(
    triwulan: dict[str, list[Periode]],
    ditetapkan: Sequence[KebijakanChanged],
    bawaan: Kebijakan,
    today: date,
) -> Iterator[Versi]:
    """Takes the triwulan of each version out of `triwulan`."""
    before = bawaan
    for one, after in zip_longest(ditetapkan, ditetapkan[1:]):
        own = triwulan.pop(one.kebijakan.model_dump_json(), [])
        keadaan = Keadaan.SEBELUMNYA if own else Keadaan.DIGANTIKAN
        if after is None or after.berlaku_sejak > one.berlaku_sejak:
            keadaan = _keadaan(one, after, today)
        yield Versi(one.kebijakan, own, keadaan, one, differences(before, one.kebijakan))
        before = one.kebijakan


def _keadaan(one: KebijakanChanged, after: KebijakanChanged | None, today: date) -> Keadaan:
    if one.berlaku_sejak > today:
        return Keadaan.MENDATANG
    is_over = after is not None and after.berlaku_sejak <= today
    return Keadaan.SEBELUMNYA if is_over else Keadaan.BERLAKU


def _of_environment(text: str, triwulan: Sequence[Periode]) -> Versi:
    return Versi(Kebijakan.model_validate_json(text), triwulan, Keadaan.SEBELUMNYA)
