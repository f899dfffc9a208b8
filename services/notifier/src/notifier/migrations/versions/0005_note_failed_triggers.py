"""Runs of the clock that failed."""

from alembic import op

from lapkin_chassis.triggers import TRIGGERS

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    TRIGGERS.create_all(op.get_bind())
