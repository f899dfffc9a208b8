"""Kinds of indikator, dated plans, reorganised units, mandates of pejabat."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
