"""What the clock ran; days off; due dates of each obligation; reopenings."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant
from lapkin_chassis.triggers import TRIGGERS

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    TRIGGERS.create_all(op.get_bind())
    forbid_changes("trigger_run")
    create_kalender()
    extend_kewajiban()
    create_permintaan_buka()
    close_past_cases()


def create_kalender() -> None:
    op.create_table(
        "kalender",
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("isi", sa.Text, nullable=False),
        sa.Column("published_at", Instant, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("tahun", "versi", name="pk_kalender"),
    )
    forbid_changes("kalender")
    op.create_table(
        "kalender_ubahan",
        sa.Column("tanggal", sa.Date, nullable=False),
        sa.Column("nama", sa.String(200), nullable=False),
        sa.Column("libur", sa.Boolean, nullable=False),
        sa.Column("cuti_bersama", sa.Boolean, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("tanggal", name="pk_kalender_ubahan"),
    )
    op.create_table(
        "jam_kerja",
        sa.Column("hari", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("mulai", sa.Time, nullable=False),
        sa.Column("selesai", sa.Time, nullable=False),
        sa.PrimaryKeyConstraint("hari", name="pk_jam_kerja"),
    )


def extend_kewajiban() -> None:
    op.add_column("kewajiban", sa.Column("batas", Instant))
    op.add_column("kewajiban", sa.Column("dibuka_sampai", Instant))
    op.add_column(
        "kewajiban", sa.Column("terlambat_hari", sa.Integer, nullable=False, server_default="0")
    )
    op.execute(
        "UPDATE kewajiban SET batas = "
        "(SELECT periode.batas FROM periode WHERE periode.period = kewajiban.period)"
    )


def create_permintaan_buka() -> None:
    op.create_table(
        "permintaan_buka",
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("alasan", sa.String(500), nullable=False),
        sa.Column("diminta_oleh", sa.String(120), nullable=False),
        sa.Column("diminta_pada", Instant, nullable=False),
        sa.Column("alasan_setuju", sa.String(500), nullable=False),
        sa.Column("disetujui_oleh", sa.String(120)),
        sa.Column("disetujui_pada", Instant),
        sa.Column("sampai", Instant),
        sa.PrimaryKeyConstraint("unit", "period", "nomor", name="pk_permintaan_buka"),
    )


def close_past_cases() -> None:
    """Semesters and years that ended before there were orders for them need none now."""
    for period, last in (("-S1", "-TW2"), ("-S2", "-TW4"), ("", "-TW4")):
        kind = "open-semester" if period else "open-tahun"
        op.execute(
            "INSERT INTO trigger_run (key, kind, due_at, ran_at, by, outcome) "
            f"SELECT 'open/' || substr(period, 1, 4) || '{period}', '{kind}', opens_at, opens_at, "
            "'jam', 'Sebelum disposisi semester dan tahun diterbitkan.' "
            f"FROM periode WHERE period LIKE '%{last}' AND state <> 'terjadwal'"
        )
