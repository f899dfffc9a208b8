"""A request to reopen may be declined, with a reason. Runs that failed are noted."""

import sqlalchemy as sa
from alembic import op

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
