"""Letters that ask units for figures."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant

revision = "0008"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "surat_permintaan",
        sa.Column("tahun", sa.Integer, nullable=False),
        sa.Column("nomor", sa.Integer, nullable=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("period", sa.String(8), nullable=False),
        sa.Column("nama_unit", sa.String(120), nullable=False),
        sa.Column("versi_pk", sa.Integer, nullable=False),
        sa.Column("batas", Instant, nullable=False),
        sa.Column("ditutup_pada", Instant, nullable=False),
        sa.Column("issued_at", Instant, nullable=False),
        sa.Column("tanda_tangan", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("tahun", "nomor", name="pk_surat_permintaan"),
        sa.UniqueConstraint("unit", "period", name="uq_surat_permintaan_unit_period"),
    )
    forbid_changes("surat_permintaan")
