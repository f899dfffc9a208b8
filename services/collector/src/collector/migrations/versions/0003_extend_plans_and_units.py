"""Kinds of indikator, dated plans, reorganised units, mandates of pejabat."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Figure

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    extend_perencanaan()
    extend_organisasi()


def extend_perencanaan() -> None:
    """What is stored already holds what the first release had: plain figures, undated plans."""
    add_columns("perjanjian_kinerja", sa.Column("berkas", sa.Text))
    add_columns(
        "perjanjian_indikator",
        sa.Column("jenis", sa.String(12), nullable=False, server_default="angka"),
        sa.Column("target_atas", Figure),
        sa.Column("tingkat", sa.Text, nullable=False, server_default="[]"),
        sa.Column("pendahulu", sa.String(72), nullable=False, server_default=""),
    )
    add_columns("rencana_aksi", sa.Column("berlaku_sejak", sa.Date))
    add_columns(
        "rencana_target",
        sa.Column("tw1_atas", Figure),
        sa.Column("tw2_atas", Figure),
        sa.Column("tw3_atas", Figure),
        sa.Column("tw4_atas", Figure),
    )


def extend_organisasi() -> None:
    add_columns(
        "unit",
        sa.Column("berlaku_sampai", sa.Date),
        sa.Column("asal", sa.Text, nullable=False, server_default=""),
        sa.Column("dasar", sa.String(200), nullable=False, server_default=""),
    )
    add_columns(
        "pejabat",
        sa.Column("akun", sa.String(40), nullable=False, server_default=""),
        sa.Column("status", sa.String(10), nullable=False, server_default="definitif"),
        sa.Column("dasar", sa.String(200), nullable=False, server_default=""),
        sa.Column("berlaku_sejak", sa.Date),
        sa.Column("berlaku_sampai", sa.Date),
    )


def add_columns(table: str, *columns: sa.Column) -> None:
    for column in columns:
        op.add_column(table, column)
