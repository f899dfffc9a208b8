"""Names, column types and bulk inserts shared by every service's tables."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import DateTime, Dialect, MetaData, Numeric, String, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session, registry
from sqlalchemy.types import TypeDecorator, TypeEngine

from lapkin_contracts.rules.numbers import canonical

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


def own_registry() -> registry:
    """One registry per service: four services share a process, and tables may be named alike."""
    return registry(metadata=MetaData(naming_convention=NAMES))


class Figure(TypeDecorator[Decimal]):
    """An exact decimal: NUMERIC, or canonical text on SQLite, which would round to a float."""

    impl = Numeric
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        kind: TypeEngine[Any] = String(64) if dialect.name == "sqlite" else Numeric()
        return dialect.type_descriptor(kind)

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> object:
        if value is None or dialect.name != "sqlite":
            return value
        return canonical(value)

    def process_result_value(self, value: object, dialect: Dialect) -> Decimal | None:  # noqa: ARG002
        return None if value is None else Decimal(str(value))


class _SqliteText(sqlite.DATETIME):
    """The text SQLAlchemy writes, by the standard library alone: several times as quick."""

    def bind_processor(self, _: Dialect) -> Callable[[datetime | None], str | None]:
        return _written

    def result_processor(self, *_: object) -> Callable[[str | None], datetime | None]:
        return _read


def _written(value: datetime | None) -> str | None:
    return None if value is None else value.replace(tzinfo=None).isoformat(" ", "microseconds")


def _read(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no zone, so it is written and read as UTC there."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "sqlite":
            return super().load_dialect_impl(dialect)
        return dialect.type_descriptor(_SqliteText())  # type: ignore[no-untyped-call]

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


def insert_rows(session: Session, table: Table, rows: Iterable[dict[str, object]]) -> None:
    """Insert children in one round trip; the ORM's unit of work costs several times as much."""
    batch = list(rows)
    if batch:
        session.connection().execute(insert(table), batch)
