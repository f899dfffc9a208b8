"""What people typed into the entry grid and have not sent yet."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Instant

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "draf_isian",
        sa.Column("unit", sa.String(31), primary_key=True),
        sa.Column("period", sa.String(8), primary_key=True),
        sa.Column("bagian", sa.String(8), primary_key=True),
        sa.Column("kode", sa.String(40), primary_key=True),
        sa.Column("versi", sa.Integer, nullable=False),
        sa.Column("isi", sa.Text, nullable=True),
        sa.Column("oleh", sa.String(120), nullable=False),
        sa.Column("nama", sa.String(120), nullable=False),
        sa.Column("pada", Instant, nullable=False),
    )
