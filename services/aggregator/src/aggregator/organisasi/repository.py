"""Questions about who there is."""

from sqlmodel import Session, col, select

from aggregator.organisasi.models import Instansi, Unit


def instansi(session: Session) -> Instansi | None:
    """The office, once it is set up."""
    return session.exec(select(Instansi).order_by(col(Instansi.kode))).first()


def nama_of(session: Session, unit: str) -> str:
    """Its name, or its code as long as the name is not known."""
    return session.exec(select(Unit.nama).where(Unit.kode == unit)).first() or unit


def unit_of(session: Session, kode: str) -> Unit | None:
    """None as long as it is not registered."""
    return session.get(Unit, kode)
