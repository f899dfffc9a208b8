"""What is asked about letters."""

from sqlmodel import Session, col, func, select

from collector.surat.models import SuratPermintaan


def last_nomor(session: Session, tahun: int) -> int:
    """Highest number of the year, 0 before the first."""
    statement = select(func.max(col(SuratPermintaan.nomor))).where(
        col(SuratPermintaan.tahun) == tahun
    )
    return session.exec(statement).one() or 0


def letter_to(session: Session, unit: str, period: str) -> SuratPermintaan | None:
    statement = select(SuratPermintaan).where(
        col(SuratPermintaan.unit) == unit, col(SuratPermintaan.period) == period
    )
    return session.exec(statement).first()
