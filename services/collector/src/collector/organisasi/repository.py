"""What the office is asked about itself."""

from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from collector.organisasi.models import Instansi, Pejabat, Unit


def instansi(session: Session) -> Instansi | None:
    """The reporting office, once it is set up."""
    return session.exec(select(Instansi)).first()


def units(session: Session) -> Sequence[Unit]:
    """In order of code."""
    return session.exec(select(Unit).order_by(col(Unit.code))).all()


def unit_codes(session: Session) -> tuple[str, ...]:
    """In order."""
    return tuple(session.exec(select(Unit.code).order_by(col(Unit.code))))


def unit_named(session: Session, code: str) -> Unit | None:
    return session.get(Unit, code)


def pejabat_of(session: Session, unit: str) -> Sequence[Pejabat]:
    """In the order they were listed."""
    statement = select(Pejabat).where(col(Pejabat.unit) == unit).order_by(col(Pejabat.urutan))
    return session.exec(statement).all()


def forget_pejabat(session: Session, unit: str) -> None:
    session.exec(delete(Pejabat).where(col(Pejabat.unit) == unit))
