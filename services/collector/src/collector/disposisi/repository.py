"""What is asked about orders. What one said stands in the outbox, which is never changed."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from collector.disposisi.models import Paraf
from collector.periode.models import Disposisi
from lapkin_chassis.outbox import outbox
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import DisposisiIssued

ANY_UNIT = f"{DisposisiIssued.type}.%."


def all_disposisi(session: Session) -> Sequence[Disposisi]:
    """The newest first."""
    statement = select(Disposisi).order_by(
        col(Disposisi.tahun).desc(), col(Disposisi.nomor).desc()
    )
    return session.exec(statement).all()


def disposisi(session: Session, tahun: int, nomor: int) -> Disposisi | None:
    return session.get(Disposisi, (tahun, nomor))


def paraf(session: Session, tahun: int, nomor: int) -> Sequence[Paraf]:
    """In the order they were put."""
    statement = (
        select(Paraf)
        .where(col(Paraf.tahun) == tahun, col(Paraf.nomor) == nomor)
        .order_by(col(Paraf.urutan))
    )
    return session.exec(statement).all()


def said(session: Session, period: str) -> DisposisiIssued:
    """What the order of a period says; there is one of each."""
    statement = select(outbox.c.body).where(outbox.c.aggregate.like(f"{ANY_UNIT}{period}"))
    body = session.connection().execute(statement).scalar_one()
    return Envelope[DisposisiIssued].model_validate_json(body).data
