"""A fact of no office, for tests of the plumbing."""

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import text
from sqlmodel import Session

from lapkin_chassis.consumer import Consumers
from lapkin_chassis.outbox import emit
from lapkin_contracts.envelope import Envelope, UnitEvent

NOON = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)


class CoinCounted(UnitEvent):
    type: ClassVar[str] = "lapkin.coin.counted.v1"

    amount: int


class TallyChanged(UnitEvent):
    type: ClassVar[str] = "lapkin.tally.changed.v1"

    total: int


def count_coin(session: Session, unit: str, amount: int) -> str:
    return emit(session, CoinCounted(unit=unit, amount=amount), at=NOON)


def total_of(session: Session, unit: str) -> int | None:
    statement = text("SELECT total FROM tally WHERE name = :name")
    return session.connection().scalar(statement, {"name": unit})


def counting() -> Consumers:
    """A consumer that adds coins up, refuses negative ones and knows not every unit."""
    consumers = Consumers()

    @consumers.on(CoinCounted)
    def on_coin_counted(session: Session, fact: Envelope[Any]) -> None:
        unit, amount = fact.data.unit, fact.data.amount
        if amount < 0:
            msg = "a negative coin"
            raise ValueError(msg)
        if unit.startswith("unknown"):
            raise LookupError(unit)
        total = (total_of(session, unit) or 0) + amount
        session.connection().execute(
            text(
                "INSERT INTO tally (name, total) VALUES (:name, :total) "
                "ON CONFLICT (name) DO UPDATE SET total = excluded.total"
            ),
            {"name": unit, "total": total},
        )
        emit(session, TallyChanged(unit=unit, total=total), at=fact.time, cause=fact)

    return consumers
