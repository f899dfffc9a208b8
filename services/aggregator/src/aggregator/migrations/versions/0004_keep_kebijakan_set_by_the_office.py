"""Kebijakan that the office set, each from a day on."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "penetapan",
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("berlaku_sejak", sa.Date, nullable=False),
        sa.Column("ditetapkan_at", Instant, nullable=False),
        sa.Column("isi", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("nomor", name="pk_penetapan"),
    )
    forbid_changes("penetapan")
