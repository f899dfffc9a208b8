"""What the clock ran; SOP times that the office set itself; breaches."""

from alembic import op

from lapkin_chassis.triggers import TRIGGERS

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    TRIGGERS.create_all(op.get_bind())
