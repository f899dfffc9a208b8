"""The base of every table of this service."""

from sqlmodel import SQLModel

from lapkin_chassis.tables import own_registry


class Table(SQLModel, registry=own_registry()):
    """Named by its noun in snake_case; two words need `__tablename__`."""
