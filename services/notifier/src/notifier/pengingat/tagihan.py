"""Who owes figures for a triwulan, how each obligation was met, and who was reminded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Final

from sqlmodel import Session

from lapkin_contracts.pengumpulan import (
    DataSubmitted,
    PeriodeOpened,
    PeriodeRescheduled,
    StatusNilai,
)
from lapkin_contracts.rules.periods import Periode
from notifier.event_log import repository as event_log
from notifier.kalender.repository import waktu_kerja
from notifier.pengingat import repository
from notifier.pengingat.models import Kewajiban
from notifier.pengingat.schemas import PengingatOut


class Keadaan(StrEnum):
    """How an obligation stands, in the order of the bar."""

    TEPAT_WAKTU = "tepat_waktu"
    NIHIL = "nihil"
    TERLAMBAT = "terlambat"
    DIKEMBALIKAN = "dikembalikan"
    BELUM = "belum"
    LEWAT = "lewat"


MET: Final = frozenset({Keadaan.TEPAT_WAKTU, Keadaan.NIHIL, Keadaan.TERLAMBAT})


@dataclass(frozen=True)
class Tagihan:
    """One obligation with what was done about it."""

    kewajiban: Kewajiban
    nama: str
    """Of the unit."""
    keadaan: Keadaan
    hari: int
    """Working days late: of what came in, or so far of what has not."""
    masuk: DataSubmitted | None
    """The newest figures that came."""
    pengingat: Sequence[PengingatOut]
    """The newest first."""

    @property
    def is_met(self) -> bool:
        return self.keadaan in MET


@dataclass(frozen=True)
class Daftar:
    """All obligations of one triwulan."""

    period: Periode
    batas: datetime
    """Due date of everyone."""
    tagihan: Sequence[Tagihan]
    """What is owed first, the latest on top."""

    @cached_property
    def jumlah(self) -> Mapping[Keadaan, int]:
        """How many of each state there are, those that occur."""
        counted = {one: sum(each.keadaan is one for each in self.tagihan) for one in Keadaan}
        return {one: number for one, number in counted.items() if number}

    @property
    def masuk(self) -> int:
        return sum(one.is_met for one in self.tagihan)


def daftar_of(session: Session, period: Periode, now: datetime) -> Daftar | None:
    """None for a period that was not opened."""
    opened = event_log.newest_by_unit(session, PeriodeOpened, period)
    if not opened:
        return None
    moved = event_log.newest_by_unit(session, PeriodeRescheduled, period)
    ((office, opening),) = opened.items()
    batas = moved[office].batas if office in moved else opening.batas
    figures = event_log.newest_by_unit(session, DataSubmitted, period)
    told: dict[str, list[PengingatOut]] = {}
    for row in repository.ledger(session, period, None):
        told.setdefault(row[0].unit, []).append(PengingatOut.of(*row))
    names, waktu = event_log.unit_names(session), waktu_kerja(session)
    tagihan = []
    for one in repository.obligations(session, period):
        masuk = figures.get(one.unit)
        keadaan, hari = keadaan_of(one, masuk, waktu.days_late(batas, now))
        nama = names.get(one.unit, one.unit)
        tagihan.append(Tagihan(one, nama, keadaan, hari, masuk, told.get(one.unit, [])))
    tagihan.sort(key=lambda one: (one.is_met, -one.hari, one.nama))
    return Daftar(period, batas, tagihan)


def keadaan_of(one: Kewajiban, masuk: DataSubmitted | None, days_late: int) -> tuple[Keadaan, int]:
    """The state, and the working days late: of what came in, or so far of what has not."""
    if masuk is not None and one.revision and one.revision <= one.dikembalikan:
        return Keadaan.DIKEMBALIKAN, days_late
    if masuk is None or not one.lengkap:
        return (Keadaan.LEWAT if days_late else Keadaan.BELUM), days_late
    if masuk.terlambat_hari:
        return Keadaan.TERLAMBAT, masuk.terlambat_hari
    is_nihil = all(nilai.status is not StatusNilai.TERISI for nilai in masuk.nilai)
    return (Keadaan.NIHIL if is_nihil else Keadaan.TEPAT_WAKTU), 0
