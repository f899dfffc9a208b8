"""What the pages about a rekap need to know."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session, col, select

from aggregator.organisasi.repository import instansi
from aggregator.pengumpulan.models import Pengumpulan
from aggregator.rekap import repository, service
from aggregator.rekap.domain import triwulan_until
from aggregator.rekap.models import Rekap
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.periods import Jenis, Periode


class Sajian(NamedTuple):
    """A rekap and what stands around it."""

    rekap: RekapCompleted
    stored: Rekap | None
    """None while figures are still coming in for the first time."""
    newest: int
    """Revision that stands."""
    revisions: Sequence[Rekap]
    """Of the same period, the newest first."""
    earlier: Sequence[RekapCompleted]
    """Of the year's triwulan before it ends, in order."""
    contoh: bool
    """The office's figures are sample figures."""

    @property
    def is_newest(self) -> bool:
        return self.stored is None or self.stored.revision == self.newest


def periods(session: Session) -> list[Periode]:
    """Those that are collected or recapped, the newest first; longer ones before their parts."""
    recapped = session.exec(select(Rekap.period).distinct()).all()
    opened = session.exec(select(Pengumpulan.period)).all()
    known = {Periode(one) for one in (*recapped, *opened)}
    return sorted(known, key=lambda one: (-one.ends_on.toordinal(), one.starts_on))


def sajian_of(session: Session, period: Periode, revision: int | None, now: datetime) -> Sajian:
    """A revision of a rekap, or the newest; before there is one, the figures as they stand.

    Raises:
        RekapNotCompleted: there is no such revision, or the semester or year is not recapped yet.
        PeriodNotOpened: the triwulan has not begun.
    """
    revisions = revisions_of(session, period)
    stored = None
    if not revisions and revision is None and period.jenis is Jenis.TRIWULAN:
        rekap = service.composed(session, period, service.opened(session, period), now)
    else:
        stored = service.get_rekap(session, period, revision)
        rekap = repository.content(stored)
    office = instansi(session)
    return Sajian(
        rekap,
        stored,
        revisions[0].revision if revisions else 0,
        revisions,
        _earlier(session, rekap),
        office is not None and office.contoh,
    )


def revisions_of(session: Session, period: Periode) -> Sequence[Rekap]:
    statement = select(Rekap).where(col(Rekap.period) == period)
    return session.exec(statement.order_by(col(Rekap.revision).desc())).all()


def pair(
    session: Session, period: Periode, semula: int, menjadi: int
) -> tuple[RekapCompleted, RekapCompleted]:
    """Raises RekapNotCompleted if either is not there."""
    was, now = (service.get_rekap(session, period, one) for one in (semula, menjadi))
    return repository.content(was), repository.content(now)


def _earlier(session: Session, rekap: RekapCompleted) -> list[RekapCompleted]:
    """For a semester or year those it was made from, for the rest those that stand."""
    used = {one.period: one.rekap_revision for one in rekap.sumber}
    before = [one for one in triwulan_until(rekap.period) if one != rekap.period]
    found = (repository.find(session, one, used.get(one)) for one in before)
    return [repository.content(one) for one in found if one is not None]
