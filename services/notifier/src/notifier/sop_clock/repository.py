"""What the SOP clock is asked."""

from collections.abc import Mapping

from sqlmodel import Session, select

from lapkin_contracts.rules.periods import Periode
from notifier.sop_clock.domain import Edge, Mark, Marks, Turn
from notifier.sop_clock.models import Langkah


def is_marked(session: Session, period: Periode, turn: Turn) -> bool:
    return session.get(Langkah, (period, turn.nomor, turn.edge)) is not None


def add_mark(session: Session, period: Periode, turn: Turn, mark: Mark) -> None:
    session.add(Langkah(period=period, nomor=turn.nomor, edge=turn.edge, **mark._asdict()))


def marks_of(session: Session, period: Periode) -> Marks:
    """What is known of a case."""
    rows = session.exec(select(Langkah).where(Langkah.period == period))
    return {(row.nomor, Edge(row.edge)): _mark(row) for row in rows}


def marks_by_period(session: Session) -> Mapping[Periode, Marks]:
    """What is known of every case."""
    marks: dict[Periode, dict[tuple[int, Edge], Mark]] = {}
    for row in session.exec(select(Langkah)):
        marks.setdefault(Periode(row.period), {})[row.nomor, Edge(row.edge)] = _mark(row)
    return marks


def _mark(row: Langkah) -> Mark:
    return Mark(row.at, row.recorded, row.event_id)
