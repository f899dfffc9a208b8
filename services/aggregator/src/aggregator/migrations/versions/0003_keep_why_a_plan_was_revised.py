"""Why a Perjanjian Kinerja was revised, when it was signed, and the document itself."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    table = "perjanjian_kinerja"
    op.add_column(table, sa.Column("tanggal", sa.Date))
    op.add_column(table, sa.Column("alasan", sa.String(40), nullable=False, server_default=""))
    op.add_column(table, sa.Column("berkas", sa.Text, nullable=False, server_default=""))
