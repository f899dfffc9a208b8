"""Who owes what by when, and how it was met."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from collector.kalender.repository import waktu_kerja
from collector.periode import domain, repository
from collector.periode.domain import StatusKewajiban
from collector.periode.models import Kewajiban
from collector.periode.schemas import KewajibanOut, WhichObligations
from collector.submission.domain import State
from collector.submission.models import Submission
from collector.submission.repository import state_in
from lapkin_contracts.pengumpulan import StatusNilai
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.working_time import WaktuKerja


def listed(session: Session, which: WhichObligations, now: datetime) -> list[KewajibanOut]:
    """In order of time and unit."""
    rows = repository.kewajiban(session, which.period, which.unit)
    return [
        one
        for one in described(session, rows, now)
        if which.keadaan is None or one.keadaan == which.keadaan
    ]


def described(session: Session, rows: Iterable[Kewajiban], now: datetime) -> list[KewajibanOut]:
    waktu = waktu_kerja(session)
    return [_described(session, row, waktu, now) for row in rows]


def sent_for(session: Session, row: Kewajiban) -> State:
    """What the newest submission says; nothing at all before the first."""
    statement = select(Submission.isi).where(
        col(Submission.unit) == row.unit,
        col(Submission.period) == row.period,
        col(Submission.revision) == row.revision,
    )
    return state_in(row.unit, row.period, session.exec(statement).first())


def _described(session: Session, row: Kewajiban, waktu: WaktuKerja, now: datetime) -> KewajibanOut:
    is_met = row.state == StatusKewajiban.MASUK
    late = row.terlambat_hari if is_met else waktu.days_late(row.due, now)
    keadaan = domain.pemenuhan(
        row.state, is_nihil=is_met and _is_nihil(session, row), terlambat_hari=late
    )
    return KewajibanOut(
        unit=row.unit,
        period=Periode(row.period),
        state=StatusKewajiban(row.state),
        revision=row.revision,
        batas=row.due,
        keadaan=keadaan,
        terlambat_hari=late,
        dibuka_sampai=row.dibuka_sampai,
    )


def _is_nihil(session: Session, row: Kewajiban) -> bool:
    """Nothing to report, or nothing that could be measured, each with its reason."""
    sent = sent_for(session, row).nilai.values()
    return all(one.status is not StatusNilai.TERISI for one in sent)
