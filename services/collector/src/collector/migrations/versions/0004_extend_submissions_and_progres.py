"""Progres by indikator. What Part 2 adds to submissions stands in their `isi`."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("progres", sa.Column("indikator", sa.Text, nullable=False, server_default="[]"))
