"""Outbox and inbox; the office; drafts, koreksi, issued reports and their files."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import create_plumbing, forbid_changes
from lapkin_chassis.tables import Instant

revision = "0001"
down_revision = None


def upgrade() -> None:
    create_plumbing()
    create_organisasi()
    create_draft()
    create_koreksi()
    create_laporan()
    for table in ("penomoran", "suntingan", "laporan", "berkas", "perubahan"):
        forbid_changes(table)


def create_organisasi() -> None:
    op.create_table(
        "instansi",
        sa.Column("code", sa.String(31), nullable=False),
        sa.Column("nama", sa.Text, nullable=False),
        sa.Column("tempat", sa.Text, nullable=False),
        sa.Column("kop_pemerintah", sa.String(120), nullable=False),
        sa.Column("kop_nama", sa.String(120), nullable=False),
        sa.Column("kop_aksara", sa.String(120), nullable=False),
        sa.Column("kop_alamat", sa.String(200), nullable=False),
        sa.Column("kop_kontak", sa.String(200), nullable=False),
        sa.Column("contoh", sa.Boolean, nullable=False),
        sa.Column("sumber", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_instansi"),
    )
    op.create_table(
        "inspektur",
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("nama", sa.Text, nullable=False),
        sa.Column("sebutan", sa.Text, nullable=False),
        sa.Column("pangkat", sa.Text, nullable=False),
        sa.Column("nip", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("unit", name="pk_inspektur"),
    )


def create_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("rekap_revision", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("isi", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("composed_at", Instant, nullable=False),
        sa.Column("resubmitted_by", sa.String(120), nullable=False),
        sa.PrimaryKeyConstraint("period", "revision", name="pk_draft"),
    )
    op.create_table(
        "penomoran",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("urut", sa.Integer, nullable=False),
        sa.Column("nomor", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("period", name="pk_penomoran"),
        sa.UniqueConstraint("tahun", "urut", name="uq_penomoran_tahun_urut"),
    )
    op.create_table(
        "suntingan",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("bagian", sa.Text, nullable=False),
        sa.Column("teks_before", sa.Text, nullable=False),
        sa.Column("teks_after", sa.Text, nullable=False),
        sa.Column("edited_by", sa.String(120), nullable=False),
        sa.Column("edited_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_suntingan"),
    )
    op.create_index("ix_suntingan_period", "suntingan", ["period"])


def create_koreksi() -> None:
    op.create_table(
        "koreksi",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("bagian", sa.String(80), nullable=False),
        sa.Column("uraian", sa.Text, nullable=False),
        sa.Column("requested_by", sa.String(120), nullable=False),
        sa.Column("requested_at", Instant, nullable=False),
        sa.Column("jawaban", sa.Text, nullable=False),
        sa.Column("answered_by", sa.String(120), nullable=False),
        sa.Column("answered_at", Instant),
        sa.PrimaryKeyConstraint("period", "nomor", name="pk_koreksi"),
    )


def create_laporan() -> None:
    op.create_table(
        "laporan",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("judul", sa.Text, nullable=False),
        sa.Column("nomor", sa.Text, nullable=False),
        sa.Column("draft_revision", sa.Integer, nullable=False),
        sa.Column("rekap_revision", sa.Integer, nullable=False),
        sa.Column("isi", sa.Text, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("approved_by", sa.String(120), nullable=False),
        sa.Column("issued_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("period", "edisi", name="pk_laporan"),
    )
    op.create_table(
        "berkas",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("format", sa.String(8), nullable=False),
        sa.Column("media_type", sa.String(120), nullable=False),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("size_bytes", sa.Integer, nullable=False),
        sa.Column("isi", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_berkas"),
        sa.ForeignKeyConstraint(
            ["period", "edisi"],
            ["laporan.period", "laporan.edisi"],
            name="fk_berkas_period_edisi",
        ),
    )
    op.create_index("ix_berkas_period", "berkas", ["period"])
    op.create_table(
        "perubahan",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("rekap", sa.Text, nullable=False),
        sa.Column("announced_at", Instant, nullable=False),
        sa.PrimaryKeyConstraint("period", "revision", name="pk_perubahan"),
    )
