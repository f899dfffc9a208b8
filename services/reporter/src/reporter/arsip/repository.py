"""What goes into an archive."""

from collections.abc import Sequence

from sqlalchemy import select as select_columns
from sqlmodel import Session, col, select

from lapkin_chassis.outbox import outbox
from reporter.laporan.models import Berkas, Laporan


def files_of(session: Session, laporan: Laporan) -> dict[str, bytes]:
    """The files of an edition by their names."""
    statement = (
        select(Berkas)
        .where(col(Berkas.period) == laporan.period, col(Berkas.edisi) == laporan.edisi)
        .order_by(col(Berkas.nama))
    )
    return {berkas.nama: berkas.isi for berkas in session.exec(statement)}


def announced_about(session: Session, laporan: Laporan) -> Sequence[bytes]:
    """Every event this service announced about the period, byte for byte as it travelled."""
    scope = f".{laporan.unit}.{laporan.period}"
    statement = (
        select_columns(outbox.c.body)
        .where(outbox.c.aggregate.endswith(scope, autoescape=True))
        .order_by(outbox.c.position)
    )
    return session.connection().scalars(statement).all()
