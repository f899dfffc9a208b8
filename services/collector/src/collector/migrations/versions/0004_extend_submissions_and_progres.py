"""Labels, reasons, answers to RTL, progres by indikator."""

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    pass
