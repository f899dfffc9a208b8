"""Use cases of the ladder: what is shipped, what the office set instead, which of them holds."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import NamedTuple

from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_chassis.store import lock
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengingat import AnakTangga, TanggaChanged
from notifier.pengingat import repository
from notifier.pengingat.ladder import RUNGS, Tangga
from notifier.pengingat.models import TanggaKantor
from notifier.settings import Settings
from notifier.tindakan.service import office_of


class Wish(NamedTuple):
    """What somebody wants the ladder to be; without rungs, as shipped."""

    anak_tangga: tuple[AnakTangga, ...] = ()
    jam: time | None = None


class Versi(NamedTuple):
    """One version of what the office set."""

    versi: int
    anak_tangga: Sequence[AnakTangga]
    jam: str
    alasan: str
    oleh: str
    berlaku_sejak: datetime


def shipped(settings: Settings) -> Tangga:
    """What holds while the office said nothing."""
    return Tangga(settings.reminder_ladder, settings.reminder_hour)


def in_force(session: Session, bawaan: Tangga) -> Tangga:
    row = repository.newest_tangga(session)
    if row is None:
        return bawaan
    wish = _wish(row)
    if wish.jam is None:
        return bawaan._replace(sejak=row.berlaku_sejak)
    return Tangga(wish.anak_tangga, wish.jam, row.berlaku_sejak)


def history(session: Session) -> list[Versi]:
    """Newest first."""
    return [
        Versi(row.versi, _wish(row).anak_tangga, row.jam, row.alasan, row.oleh, row.berlaku_sejak)
        for row in repository.tangga_versions(session)
    ]


def put(session: Session, wish: Wish, alasan: str, *, oleh: str, now: datetime) -> None:
    """Set the ladder for all that is due from now on; saying it again is nothing."""
    lock(session, "tangga")
    newest = repository.newest_tangga(session)
    if wish == (_wish(newest) if newest else Wish()):
        return
    event = TanggaChanged(
        unit=office_of(session),
        versi=(newest.versi if newest else 0) + 1,
        anak_tangga=wish.anak_tangga,
        jam=wish.jam,
        alasan=alasan,
        oleh=oleh,
        berlaku_sejak=now,
    )
    repository.add_tangga(session, event, emit(session, event, at=now))


def keep(session: Session, fact: Envelope[TanggaChanged]) -> None:
    """News only to a store that is being rebuilt."""
    if session.get(TanggaKantor, fact.data.versi) is None:
        repository.add_tangga(session, fact.data, fact.id)


def _wish(row: TanggaKantor) -> Wish:
    jam = time.fromisoformat(row.jam) if row.jam else None
    return Wish(RUNGS.validate_json(row.anak_tangga), jam)
