"""What many tests begin from: made once through the product, then put back row for row."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import MetaData, Table, func, select
from sqlmodel import Session

from lapkin_chassis.tables import insert_rows

Kept = Mapping[Table, Sequence[dict[str, Any]]]


def keep(session: Session, *metadata: MetaData) -> Kept:
    """Every row of a store, in an order in which they can be put back."""
    connection = session.connection()
    tables = [table for each in metadata for table in each.sorted_tables]
    found = {
        table: [
            dict(row)
            for row in connection.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        for table in tables
    }
    return {table: rows for table, rows in found.items() if rows}


def put_back(session: Session, kept: Kept) -> None:
    """Into an empty store; what is added later gets the numbers it would have got."""
    connection = session.connection()
    for table, rows in kept.items():
        insert_rows(session, table, rows)
        counted = table.autoincrement_column
        if connection.dialect.name == "postgresql" and counted is not None:
            sequence = func.pg_get_serial_sequence(table.name, counted.name)
            connection.execute(select(func.setval(sequence, max(r[counted.name] for r in rows))))
