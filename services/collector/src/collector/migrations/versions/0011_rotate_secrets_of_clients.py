"""A program's secret may be rotated; when it was made and last used is kept."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Instant

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("client", sa.Column("created_at", Instant))
    op.add_column("client", sa.Column("last_used_at", Instant))
    op.add_column(
        "client", sa.Column("previous_sha256", sa.String(64), nullable=False, server_default="")
    )
    op.add_column("client", sa.Column("previous_until", Instant))
