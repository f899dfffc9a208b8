"""Signatures of issued editions; formats with longer names."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    lengthen_format()
    create_tanda_tangan()


def lengthen_format() -> None:
    """SQLite makes the table anew for it, and its triggers go with the old one."""
    with op.batch_alter_table("berkas") as berkas:
        berkas.alter_column("format", type_=sa.String(16), existing_type=sa.String(8))
    if op.get_bind().dialect.name == "sqlite":
        forbid_changes("berkas")


def create_tanda_tangan() -> None:
    op.create_table(
        "tanda_tangan",
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("edisi", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("cara", sa.String(16), nullable=False),
        sa.Column("tiket", sa.Text, nullable=False),
        sa.Column("requested_by", sa.String(120), nullable=False),
        sa.Column("requested_at", Instant, nullable=False),
        sa.Column("nama", sa.Text, nullable=False),
        sa.Column("jabatan", sa.Text, nullable=False),
        sa.Column("dasar", sa.Text, nullable=False),
        sa.Column("signed_at", Instant),
        sa.Column("sertifikat_sha256", sa.String(64), nullable=False),
        sa.Column("sertifikat_pemilik", sa.Text, nullable=False),
        sa.Column("berkas_sha256", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["period", "edisi"],
            ["laporan.period", "laporan.edisi"],
            name="fk_tanda_tangan_period_edisi",
        ),
        sa.PrimaryKeyConstraint("period", "edisi", name="pk_tanda_tangan"),
    )
