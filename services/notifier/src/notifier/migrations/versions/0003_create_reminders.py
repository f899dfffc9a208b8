"""Obligations as the notifier knows them, and who was reminded."""

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    pass
