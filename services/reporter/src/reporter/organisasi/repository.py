"""What is known of the office."""

from sqlmodel import Session, col, delete

from reporter.organisasi.models import Inspektur, Instansi


def instansi_of(session: Session, code: str) -> Instansi | None:
    return session.get(Instansi, code)


def inspektur_of(session: Session, unit: str) -> Inspektur | None:
    return session.get(Inspektur, unit)


def vacate(session: Session, unit: str) -> None:
    """Nobody signs for `unit` until someone is assigned."""
    session.exec(delete(Inspektur).where(col(Inspektur.unit) == unit))
