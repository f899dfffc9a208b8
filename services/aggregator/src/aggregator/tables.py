"""The base of every table of this service."""

import sqlalchemy as sa
from sqlmodel import SQLModel

from lapkin_chassis.tables import own_registry

KODE = 40
"""Longest code of a unit, an indikator or a program."""

PERIODE = 8


class Table(SQLModel, registry=own_registry()):
    """Named by its noun in snake_case; two words need `__tablename__`."""


def columns_of(model: type[Table]) -> sa.Table:
    """The table behind a model, for statements over many rows."""
    table = sa.inspect(model).local_table
    assert isinstance(table, sa.Table)
    return table
