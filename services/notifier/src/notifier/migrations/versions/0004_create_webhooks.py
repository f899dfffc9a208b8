"""Webhook endpoints and their deliveries."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("url", sa.String(2000), nullable=False),
        sa.Column("types", sa.Text, nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("secret_version", sa.Integer, nullable=False),
        sa.Column("rotated_at", Instant),
        sa.Column("created_by", sa.String(120), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("hears_from", Instant, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("failing_since", Instant),
        sa.Column("rests_until", Instant),
        sa.PrimaryKeyConstraint("id", name="pk_webhook"),
    )
    op.create_table(
        "webhook_delivery",
        sa.Column("webhook", sa.String(36), nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("created_at", Instant, nullable=False),
        sa.Column("body", sa.LargeBinary),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", Instant),
        sa.Column("answered", sa.Integer),
        sa.Column("reason", sa.String(300), nullable=False),
        sa.Column("decided_at", Instant),
        sa.Column("note", sa.String(500), nullable=False),
        sa.Column("redriven_by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("webhook", "event_id", name="pk_webhook_delivery"),
    )
    op.create_index("ix_webhook_delivery_next_attempt_at", "webhook_delivery", ["next_attempt_at"])
