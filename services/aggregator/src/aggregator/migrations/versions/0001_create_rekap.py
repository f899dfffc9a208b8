"""Outbox and inbox; plans, collections with their lines, rekap and issued reports."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import create_plumbing, forbid_changes
from lapkin_chassis.tables import Figure, Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_plumbing()
    create_organisasi()
    create_perencanaan()
    create_pengumpulan()
    create_rekap()


def create_organisasi() -> None:
    op.create_table(
        "instansi",
        sa.Column("kode", sa.String(40), nullable=False),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("contoh", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("kode", name="pk_instansi"),
    )
    op.create_table(
        "unit",
        sa.Column("kode", sa.String(40), nullable=False),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("jenis", sa.String(40), nullable=False),
        sa.Column("berlaku_sejak", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("kode", name="pk_unit"),
    )


def create_perencanaan() -> None:
    op.create_table(
        "perjanjian_kinerja",
        *plan_key(),
        sa.Column("nomor", sa.String(120), nullable=False),
        sa.Column("berlaku_sejak", sa.Date, nullable=False),
        sa.PrimaryKeyConstraint("unit", "tahun", "versi", name="pk_perjanjian_kinerja"),
    )
    op.create_table(
        "indikator",
        *plan_key(),
        sa.Column("kode", sa.String(40), nullable=False),
        sa.Column("urutan", sa.Integer, nullable=False),
        sa.Column("sasaran", sa.String(300), nullable=False),
        sa.Column("nama", sa.String(300), nullable=False),
        sa.Column("satuan", sa.String(40), nullable=False),
        sa.Column("polaritas", sa.String(8), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("target_tahun", Figure),
        sa.PrimaryKeyConstraint("unit", "tahun", "versi", "kode", name="pk_indikator"),
    )
    op.create_table(
        "anggaran_pagu",
        *plan_key(),
        sa.Column("kode", sa.String(40), nullable=False),
        sa.Column("urutan", sa.Integer, nullable=False),
        sa.Column("uraian", sa.String(300), nullable=False),
        sa.Column("pagu", Figure, nullable=False),
        sa.PrimaryKeyConstraint("unit", "tahun", "versi", "kode", name="pk_anggaran_pagu"),
    )
    op.create_table(
        "rencana_aksi",
        *plan_key(),
        sa.PrimaryKeyConstraint("unit", "tahun", "versi", name="pk_rencana_aksi"),
    )
    op.create_table(
        "target_triwulan",
        *plan_key(),
        sa.Column("triwulan", sa.Integer, nullable=False),
        sa.Column("indikator", sa.String(40), nullable=False),
        sa.Column("target", Figure),
        sa.PrimaryKeyConstraint(
            "unit", "tahun", "versi", "triwulan", "indikator", name="pk_target_triwulan"
        ),
    )


def plan_key() -> tuple[sa.Column, ...]:
    return (
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
    )


def create_pengumpulan() -> None:
    op.create_table(
        "pengumpulan",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("instansi", sa.String(40), nullable=False),
        sa.Column("kebijakan", sa.Text, nullable=False),
        sa.Column("direkap", sa.Boolean, nullable=False),
        sa.Column("closed_at", Instant),
        sa.PrimaryKeyConstraint("period", name="pk_pengumpulan"),
    )
    op.create_table(
        "kewajiban",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("urutan", sa.Integer, nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("rencana", sa.Text, nullable=False),
        sa.Column("masuk", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("submitted_at", Instant),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("nomor_tanda_terima", sa.Integer),
        sa.Column("body_sha256", sa.String(64), nullable=False),
        sa.Column("baris", sa.Text, nullable=False),
        sa.Column("anggaran", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("period", "unit", name="pk_kewajiban"),
    )
    op.create_index("ix_kewajiban_period_masuk", "kewajiban", ["period", "masuk"])
    op.create_table(
        "progres",
        sa.Column("unit", sa.String(40), nullable=False),
        sa.Column("bulan", sa.String(7), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("submitted_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("unit", "bulan", name="pk_progres"),
    )


def create_rekap() -> None:
    op.create_table(
        "rekap",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("completed_at", Instant, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("period", "revision", name="pk_rekap"),
    )
    op.create_table(
        "laporan_terbit",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("rekap_revision", sa.Integer, nullable=False),
        sa.Column("issued_at", Instant, nullable=False),
        sa.Column("snapshot_sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("period", "edisi", name="pk_laporan_terbit"),
    )
    forbid_changes("rekap")
    forbid_changes("laporan_terbit")
