"""A request to reopen may be declined, with a reason. Runs that failed are noted; orders initialed."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.migrations import forbid_changes
from lapkin_chassis.tables import Instant
from lapkin_chassis.triggers import TRIGGERS

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    TRIGGERS.create_all(op.get_bind())
    op.add_column(
        "permintaan_buka",
        sa.Column("alasan_tolak", sa.String(500), nullable=False, server_default=""),
    )
    op.add_column("permintaan_buka", sa.Column("ditolak_oleh", sa.String(120)))
    op.add_column("permintaan_buka", sa.Column("ditolak_pada", Instant))
    op.create_table(
        "paraf",
        sa.Column("tahun", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("nomor", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("urutan", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("jabatan", sa.String(120), nullable=False),
        sa.Column("catatan", sa.String(300), nullable=False),
        sa.Column("pada", Instant, nullable=False),
        sa.PrimaryKeyConstraint("tahun", "nomor", "urutan", name="pk_paraf"),
    )
    forbid_changes("paraf")
