"""What is announced when a unit's due date passes unmet."""

from sqlmodel import Session

from collector.jadwal import domain as jadwal
from collector.periode import repository
from collector.periode.domain import StatusKewajiban, Turn, tanggal
from collector.periode.models import Kewajiban
from collector.periode.obligations import sent_for
from lapkin_chassis import triggers
from lapkin_chassis.outbox import emit
from lapkin_contracts.pengumpulan import DataOverdue
from lapkin_contracts.rules.periods import Periode


def announce(session: Session, triwulan: Periode, unit: str, turn: Turn) -> None:
    """Once per due date: the run carries it in its name."""
    row = repository.obligation(session, unit, triwulan)
    assert row is not None
    belum = _still_owed(session, row, triwulan)
    emit(session, DataOverdue(unit=unit, period=triwulan, batas=row.due, belum=belum), at=turn.at)
    outcome = f"Lewat batas {tanggal(row.due)}; {len(belum)} indikator belum ada."
    due = jadwal.overdue(triwulan, unit, row.due)
    triggers.record(session, due, at=turn.at, by=turn.by, outcome=outcome)


def _still_owed(session: Session, row: Kewajiban, triwulan: Periode) -> tuple[str, ...]:
    """Every indikator of a unit whose figures went back to it."""
    promised = repository.promised(session, row.unit, triwulan)
    if row.state == StatusKewajiban.DIKEMBALIKAN:
        return tuple(promised)
    sent = sent_for(session, row).nilai
    return tuple(kode for kode in promised if kode not in sent)
