"""The annual report is out: the head of the receipts' chain is published with it."""

from sqlmodel import Session, col, select

from collector.submission.models import Submission
from lapkin_chassis.outbox import emit
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.pengumpulan import TahunSealed
from lapkin_contracts.rules.periods import Jenis


def seal(session: Session, fact: Envelope[LaporanIssued]) -> None:
    """Whoever keeps the head can tell later whether a receipt was taken out or changed."""
    issued = fact.data
    if issued.period.jenis is not Jenis.TAHUN:
        return
    columns = (col(Submission.seq), col(Submission.sha256), col(Submission.kid))
    newest = session.exec(select(*columns).order_by(columns[0].desc()).limit(1)).first()
    seq, sha256, kid = newest or (0, "", "")
    sealed = TahunSealed(unit=issued.unit, period=issued.period, seq=seq, sha256=sha256, kid=kid)
    emit(session, sealed, at=fact.time, cause=fact)
