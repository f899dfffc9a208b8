"""Plans, periods with their obligations, submissions with receipts, progress reports."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Figure, Instant

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    create_perencanaan()
    create_periode()
    create_submission()
    create_progres()


def document(*columns: sa.Column, name: str) -> None:
    """A table of versions of a unit's document for a year."""
    op.create_table(
        name,
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("unit", "tahun", "versi", name=f"pk_{name}"),
    )
    forbid_changes(name)


def document_lines(*columns: sa.Column, name: str) -> None:
    """A table of the lines of such a document, in order."""
    op.create_table(
        name,
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("urutan", sa.Integer, nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("unit", "tahun", "versi", "urutan", name=f"pk_{name}"),
    )
    forbid_changes(name)


def create_perencanaan() -> None:
    document(
        sa.Column("nomor", sa.String(120), nullable=False),
        sa.Column("tanggal", sa.Date, nullable=False),
        sa.Column("berlaku_sejak", sa.Date, nullable=False),
        sa.Column("alasan", sa.String(40)),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("published_at", Instant, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        name="perjanjian_kinerja",
    )
    document_lines(
        sa.Column("kode", sa.String(40), nullable=False),
        sa.Column("sasaran", sa.String(300), nullable=False),
        sa.Column("nama", sa.String(300), nullable=False),
        sa.Column("satuan", sa.String(40), nullable=False),
        sa.Column("polaritas", sa.String(10), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("target", Figure),
        sa.Column("frekuensi", sa.String(40), nullable=False),
        sa.Column("penanggung_jawab", sa.String(120), nullable=False),
        sa.Column("mekanisme_perhitungan", sa.String(500), nullable=False),
        sa.Column("media", sa.String(120), nullable=False),
        sa.Column("sumber", sa.String(300), nullable=False),
        name="perjanjian_indikator",
    )
    document_lines(
        sa.Column("kode", sa.String(40), nullable=False),
        sa.Column("uraian", sa.String(300), nullable=False),
        sa.Column("pagu", Figure, nullable=False),
        name="perjanjian_anggaran",
    )
    document(
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("published_at", Instant, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        name="rencana_aksi",
    )
    document_lines(
        sa.Column("indikator", sa.String(40), nullable=False),
        sa.Column("tw1", Figure),
        sa.Column("tw2", Figure),
        sa.Column("tw3", Figure),
        sa.Column("tw4", Figure),
        sa.Column("aksi", sa.String(500), nullable=False),
        name="rencana_target",
    )


def create_periode() -> None:
    op.create_table(
        "periode",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("opens_at", Instant, nullable=False),
        sa.Column("batas", Instant, nullable=False),
        sa.Column("ditutup_pada", Instant, nullable=False),
        sa.Column("opened_at", Instant),
        sa.Column("closed_at", Instant),
        sa.PrimaryKeyConstraint("period", name="pk_periode"),
    )
    op.create_table(
        "kewajiban",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("period", "unit", name="pk_kewajiban"),
    )
    op.create_table(
        "disposisi",
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("issued_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("tahun", "nomor", name="pk_disposisi"),
        sa.UniqueConstraint("period", name="uq_disposisi_period"),
    )
    forbid_changes("disposisi")


def create_submission() -> None:
    op.create_table(
        "submission",
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("received_at", Instant, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("source_system", sa.String(120)),
        sa.Column("source_ref", sa.String(120)),
        sa.Column("source_generated_at", Instant),
        sa.Column("body_sha256", sa.String(64), nullable=False),
        sa.Column("prev", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("sig", sa.String(120), nullable=False),
        sa.Column("kid", sa.String(64), nullable=False),
        sa.Column("isi", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_submission"),
        sa.UniqueConstraint(
            "unit", "period", "revision", name="uq_submission_unit_period_revision"
        ),
    )
    op.create_table(
        "idempotency",
        sa.Column("client", sa.String(120), nullable=False),
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("body_sha256", sa.String(64), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("answer", sa.LargeBinary, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("client", "key", name="pk_idempotency"),
    )
    op.create_index("ix_idempotency_at", "idempotency", ["at"])
    forbid_changes("submission")


def create_progres() -> None:
    op.create_table(
        "progres",
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("bulan", sa.String(7), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("submitted_at", Instant, nullable=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("uraian", sa.String(2000), nullable=False),
        sa.Column("kendala", sa.String(2000), nullable=False),
        sa.Column("solusi", sa.String(2000), nullable=False),
        sa.Column("faktor_pendorong", sa.String(2000), nullable=False),
        sa.PrimaryKeyConstraint("unit", "bulan", "revision", name="pk_progres"),
    )
    forbid_changes("progres")
