"""A request to reopen may be declined, with a reason."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Instant

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column(
        "permintaan_buka",
        sa.Column("alasan_tolak", sa.String(500), nullable=False, server_default=""),
    )
    op.add_column("permintaan_buka", sa.Column("ditolak_oleh", sa.String(120)))
    op.add_column("permintaan_buka", sa.Column("ditolak_pada", Instant))
