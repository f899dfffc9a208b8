"""What a calendar that changes does to collection: last days move while a triwulan is open."""

from datetime import datetime

from sqlmodel import Session

from collector.kalender.repository import waktu_kerja
from collector.periode import domain, repository
from collector.periode.disposisi import office_code
from collector.periode.domain import Keadaan, Turn
from collector.periode.models import Periode as PeriodeRow
from lapkin_chassis.outbox import emit
from lapkin_contracts.pengumpulan import PeriodeRescheduled
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja


def reschedule(session: Session, sebab: str, turn: Turn) -> None:
    """Count the last days anew; what is closed stays as it is."""
    waktu = waktu_kerja(session)
    for row in repository.not_closed(session):
        if _moves(row, waktu, turn) and row.state == Keadaan.TERBUKA:
            _announce(session, row, sebab, turn)
    session.flush()


def last_days(row: PeriodeRow, waktu: WaktuKerja, turn: Turn) -> tuple[datetime, datetime]:
    """When figures of a triwulan become late and when it closes, by a calendar."""
    start, jendela = row.opened_at or row.opens_at, turn.jendela
    batas = domain.last_second(start, jendela.submission_days, waktu)
    ditutup = domain.last_second(start, jendela.closing_days, waktu)
    return (
        domain.moved(row.batas, batas, turn.at, waktu),
        domain.moved(row.ditutup_pada, ditutup, turn.at, waktu),
    )


def _moves(row: PeriodeRow, waktu: WaktuKerja, turn: Turn) -> bool:
    """Whether its last days are others now."""
    before = (row.batas, row.ditutup_pada)
    row.batas, row.ditutup_pada = last_days(row, waktu, turn)
    return (row.batas, row.ditutup_pada) != before


def _announce(session: Session, row: PeriodeRow, sebab: str, turn: Turn) -> None:
    repository.move_kewajiban(session, row.period, row.batas)
    emit(
        session,
        PeriodeRescheduled(
            unit=office_code(session),
            period=Periode(row.period),
            batas=row.batas,
            ditutup=row.ditutup_pada,
            sebab=sebab,
        ),
        at=turn.at,
    )
