"""Dated plans, kinds of indikator, predecessors, RTL and progres."""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    pass
