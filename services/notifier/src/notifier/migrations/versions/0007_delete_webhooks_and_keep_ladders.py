"""Webhooks that were deleted; reminder ladders that the office set itself."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("webhook", sa.Column("deleted_at", Instant))
    op.create_table(
        "tangga",
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("anak_tangga", sa.Text, nullable=False),
        sa.Column("jam", sa.String(5), nullable=False),
        sa.Column("alasan", sa.String(500), nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("berlaku_sejak", Instant, nullable=False),
        sa.PrimaryKeyConstraint("versi", name="pk_tangga"),
    )
    forbid_changes("tangga")
