"""Outbox and inbox; the event log; the SOP clock; officials, sosialisasi and its recipients."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import create_plumbing, forbid_changes
from lapkin_chassis.tables import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_plumbing()
    create_event()
    create_langkah()
    create_sosialisasi()


def create_event() -> None:
    op.create_table(
        "event",
        sa.Column("position", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("type", sa.String(80), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("time", Instant, nullable=False),
        sa.Column("recordedtime", Instant, nullable=False),
        sa.Column("causationid", sa.String(36)),
        sa.Column("source", sa.String(60), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("position", name="pk_event"),
        sa.UniqueConstraint("event_id", name="uq_event_event_id"),
    )
    op.create_index("ix_event_period", "event", ["period"])
    forbid_changes("event")


def create_langkah() -> None:
    op.create_table(
        "langkah",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("edge", sa.String(8), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("recorded", Instant, nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("period", "nomor", "edge", name="pk_langkah"),
    )
    forbid_changes("langkah")


def create_sosialisasi() -> None:
    op.create_table(
        "pejabat",
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("nama", sa.String(200), nullable=False),
        sa.Column("jabatan", sa.String(200), nullable=False),
        sa.Column("surel", sa.String(254), nullable=False),
        sa.PrimaryKeyConstraint("unit", "nomor", name="pk_pejabat"),
    )
    op.create_table(
        "sosialisasi",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("judul", sa.String(300), nullable=False),
        sa.Column("nomor", sa.String(120), nullable=False),
        sa.Column("pdf_sha256", sa.String(64)),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.Column("sent_at", Instant),
        sa.PrimaryKeyConstraint("period", "edisi", name="pk_sosialisasi"),
    )
    op.create_table(
        "penerima",
        sa.Column("period", sa.String(10), nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("nama", sa.String(200), nullable=False),
        sa.Column("jabatan", sa.String(200), nullable=False),
        sa.Column("surel", sa.String(254), nullable=False),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("next_attempt_at", Instant),
        sa.Column("reason", sa.String(500), nullable=False),
        sa.Column("decided_at", Instant),
        sa.Column("acknowledged_at", Instant),
        sa.PrimaryKeyConstraint("period", "edisi", "nomor", name="pk_penerima"),
    )
    op.create_index("ix_penerima_next_attempt_at", "penerima", ["next_attempt_at"])
