"""What is planned: past due, due, and coming, as the stored state has it."""

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from collector.jadwal import domain
from collector.kalender.service import unpublished
from collector.perencanaan.repository import units_with_plan, years_with_plan
from collector.periode import repository
from collector.periode.domain import Keadaan, StatusKewajiban, is_past
from collector.periode.models import Periode as PeriodeRow
from lapkin_chassis import triggers
from lapkin_chassis.triggers import Planned
from lapkin_contracts.rules.periods import Jenis, Periode


def planned(session: Session, now: datetime) -> list[Planned]:
    """Each run the clock owes or will owe; what was done by a person is not among them.

    Where two are due at the same moment, the first here goes first.
    """
    return [
        *(domain.publishing(tahun, versi) for tahun, versi in unpublished(session)),
        *_of_collection(session, now),
        *_failed_before_closing(session, now),
        *_of_reports(session),
    ]


def _of_collection(session: Session, now: datetime) -> Iterator[Planned]:
    for row in repository.not_closed(session):
        if row.state == Keadaan.TERBUKA:
            yield from _of_open(session, row)
        elif units_with_plan(session, Periode(row.period)):
            yield domain.opening(Periode(row.period))
            if not is_past(row.ditutup_pada, now):  # otherwise it opens late, and closes later
                yield domain.closing(Periode(row.period), row.ditutup_pada)


def _of_open(session: Session, row: PeriodeRow) -> Iterator[Planned]:
    triwulan = Periode(row.period)
    for one in repository.unmet(session, triwulan):
        yield domain.overdue(triwulan, one.unit, one.due)
    yield domain.closing(triwulan, row.ditutup_pada)


def _failed_before_closing(session: Session, now: datetime) -> Iterator[Planned]:
    """Closing did not wait for an announcement that fails; it is owed all the same."""
    for key in triggers.failing(session, now):
        kind, subject, *unit = key.split("/")
        if kind != domain.Kind.OVERDUE or repository.is_open(session, subject):
            continue
        owed = repository.obligation(session, unit[0], subject)
        if owed is not None and owed.state != StatusKewajiban.MASUK:
            yield domain.overdue(Periode(subject), owed.unit, owed.due)


def _of_reports(session: Session) -> Iterator[Planned]:
    """A semester or a year that has units with a plan, once it is over."""
    ordered = repository.with_disposisi(session)
    for tahun in years_with_plan(session):
        for period in (
            *(Periode.of(Jenis.SEMESTER, tahun, nomor) for nomor in (1, 2)),
            Periode(str(tahun)),
        ):
            if period not in ordered and units_with_plan(session, period):
                yield domain.opening(period)
