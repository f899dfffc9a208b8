"""What is asked of the ledger of runs."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session

from lapkin_chassis.triggers import Run, trigger_run


def run(session: Session, key: str) -> Run | None:
    row = session.connection().execute(select(trigger_run).where(trigger_run.c.key == key)).first()
    return None if row is None else Run(*row)


def runs(session: Session, first: datetime, last: datetime) -> Sequence[Run]:
    """What ran from `first` to just before `last`, in order."""
    statement = (
        select(trigger_run)
        .where(trigger_run.c.ran_at >= first, trigger_run.c.ran_at < last)
        .order_by(trigger_run.c.ran_at, trigger_run.c.due_at, trigger_run.c.key)
    )
    return [Run(*row) for row in session.connection().execute(statement)]


def keys(session: Session) -> set[str]:
    """Everything that ran."""
    return set(session.connection().scalars(select(trigger_run.c.key)))
