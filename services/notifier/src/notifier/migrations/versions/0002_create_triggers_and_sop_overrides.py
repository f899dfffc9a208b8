"""What the clock ran; the working calendar; times of SOP steps that the office set itself."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant
from lapkin_chassis.triggers import TRIGGERS

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    TRIGGERS.create_all(op.get_bind())
    create_kalender()
    create_waktu_langkah()


def create_kalender() -> None:
    op.create_table(
        "kalender",
        sa.Column("tahun", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("libur", sa.Text, nullable=False),
        sa.Column("jam_kerja", sa.Text, nullable=False),
        sa.Column("announced_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("tahun", name="pk_kalender"),
    )


def create_waktu_langkah() -> None:
    op.create_table(
        "waktu_langkah",
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("nilai", sa.Integer),
        sa.Column("satuan", sa.String(14)),
        sa.Column("alasan", sa.String(500), nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("berlaku_sejak", Instant, nullable=False),
        sa.Column("event_id", sa.String(36), nullable=False),
        sa.PrimaryKeyConstraint("nomor", "versi", name="pk_waktu_langkah"),
    )
    forbid_changes("waktu_langkah")
