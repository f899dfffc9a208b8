"""How the telling of each edition stands, and of each recipient."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from lapkin_contracts.organisasi import PejabatAssigned
from lapkin_contracts.rules.periods import Periode
from notifier.event_log import repository as event_log
from notifier.sosialisasi import repository
from notifier.sosialisasi.domain import Key
from notifier.sosialisasi.errors import NoSosialisasi
from notifier.sosialisasi.models import Penerima, Sosialisasi
from notifier.sosialisasi.repository import Jumlah


@dataclass(frozen=True)
class Penyampaian:
    """An edition, and how many of its recipients stand how."""

    sosialisasi: Sosialisasi
    jumlah: Jumlah
    digantikan_oleh: int | None
    """The edition that holds instead of it."""

    @property
    def period(self) -> Periode:
        return Periode(self.sosialisasi.period)

    @property
    def penerima(self) -> int:
        return sum(self.jumlah)


class Rincian(NamedTuple):
    """An edition with its recipients."""

    sosialisasi: Sosialisasi
    penerima: Sequence[Penerima]
    dibuka: Mapping[int, datetime]
    """When personal links were first opened, by number of the recipient."""
    digantikan_oleh: int | None


def editions_of(session: Session, period: Periode) -> list[Rincian]:
    """Newest first.

    Raises:
        NoSosialisasi: the report is not issued.
    """
    editions = repository.editions_of(session, period)
    if not editions:
        raise NoSosialisasi(period=period)
    successors = [None, *(one.edisi for one in editions)]
    return [
        Rincian(
            one,
            repository.penerima_of(session, period, one.edisi),
            repository.openings(session, period, one.edisi),
            successor,
        )
        for one, successor in zip(editions, successors, strict=False)
    ]


def edition(session: Session, period: Periode, edisi: int) -> tuple[Rincian, Jumlah]:
    """
    Raises:
        NoSosialisasi: there is no such edition.
    """
    for one in editions_of(session, period):
        if one.sosialisasi.edisi == edisi:
            return one, repository.tally(session).get((period, edisi), Jumlah())
    raise NoSosialisasi(period=period)


def unsaid_by(session: Session, subject: str) -> dict[tuple[str, int], Key]:
    """By edition: where the person behind an account is asked to acknowledge, and has not."""
    assigned = event_log.newest_by_unit(session, PejabatAssigned, "-").values()
    addresses = {
        one.surel.strip().lower()
        for units in assigned
        for one in units.pejabat
        if one.akun == subject and one.surel
    }
    found = repository.unsaid_by(session, addresses) if addresses else []
    return {(key.period, key.edisi): key for key in found}


def every_edition(session: Session) -> list[Penyampaian]:
    """The newest report first, of one report the newest edition."""
    editions, tally = repository.editions(session), repository.tally(session)
    newest: dict[str, int] = {}
    for one in editions:
        newest[one.period] = max(one.edisi, newest.get(one.period, 0))
    found = [
        Penyampaian(
            one,
            tally.get((one.period, one.edisi), Jumlah()),
            newest[one.period] if newest[one.period] > one.edisi else None,
        )
        for one in editions
    ]
    return sorted(found, key=_age, reverse=True)


def _age(one: Penyampaian) -> tuple[object, ...]:
    """Of reports that end on one day the longer came last: semester after triwulan, then the year."""
    period = one.period
    length = period.ends_on - period.starts_on
    return period.ends_on, length, one.sosialisasi.edisi
