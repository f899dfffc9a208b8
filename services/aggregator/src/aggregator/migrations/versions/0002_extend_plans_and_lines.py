"""Dated plans, kinds of indikator, predecessors, RTL and progres."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Figure

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    extend_organisasi()
    extend_perencanaan()
    extend_pengumpulan()
    add("rekap", sa.Column("event_id", sa.String(36), nullable=False, server_default=""))


def extend_organisasi() -> None:
    add(
        "unit",
        sa.Column("berlaku_sampai", sa.Date),
        text("asal", "[]"),
        text("dasar", ""),
    )


def extend_perencanaan() -> None:
    add(
        "indikator",
        sa.Column("target_tahun_atas", Figure),
        sa.Column("jenis", sa.String(12), nullable=False, server_default="angka"),
        text("tingkat", "{}"),
        sa.Column("pendahulu", sa.String(80), nullable=False, server_default=""),
    )
    add("rencana_aksi", sa.Column("berlaku_sejak", sa.Date))
    add("target_triwulan", sa.Column("target_atas", Figure))


def extend_pengumpulan() -> None:
    add(
        "kewajiban",
        text("target_berlaku", "[]"),
        sa.Column("is_nihil", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("terlambat_hari", sa.Integer, nullable=False, server_default="0"),
        sa.Column("event_id", sa.String(36), nullable=False, server_default=""),
        text("alasan_anggaran", "{}"),
        text("rtl", "[]"),
    )
    add("progres", text("indikator", "[]"))


def text(name: str, default: str) -> sa.Column:
    return sa.Column(name, sa.Text, nullable=False, server_default=default)


def add(table: str, *columns: sa.Column) -> None:
    for column in columns:
        op.add_column(table, column)
