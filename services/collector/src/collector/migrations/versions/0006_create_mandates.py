"""Roles that are held for a time."""

import sqlalchemy as sa
from alembic import op

from lapkin_chassis.tables import Instant

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "mandat",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("username", sa.String(40), nullable=False),
        sa.Column("role", sa.String(20), nullable=False),
        sa.Column("unit", sa.String(31), nullable=False),
        sa.Column("jenis", sa.String(3), nullable=False),
        sa.Column("sebutan", sa.String(120), nullable=False),
        sa.Column("dasar", sa.String(120), nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("until", Instant, nullable=False),
        sa.Column("menggantikan", sa.String(40), nullable=True),
        sa.Column("given_by", sa.String(60), nullable=False),
        sa.Column("given_at", Instant, nullable=False),
        sa.Column("ended_by", sa.String(60), nullable=True),
        sa.Column("ended_at", Instant, nullable=True),
        sa.ForeignKeyConstraint(["username"], ["account.username"], name="fk_mandat_username"),
        sa.ForeignKeyConstraint(
            ["menggantikan"], ["account.username"], name="fk_mandat_menggantikan"
        ),
    )
    op.create_index("ix_mandat_username", "mandat", ["username"])
    op.create_index("ix_mandat_menggantikan", "mandat", ["menggantikan"])
