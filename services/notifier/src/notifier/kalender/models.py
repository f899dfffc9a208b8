"""Table of the working calendar."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from notifier.tables import Table


class Kalender(Table, table=True):
    """Days off and office hours of a year, as last announced."""

    tahun: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    versi: int
    libur: str = Field(sa_type=sa.Text)
    """JSON list of `HariLibur`."""
    jam_kerja: str = Field(sa_type=sa.Text)
    """JSON list of `JamKerja`."""
    announced_at: datetime = Field(sa_type=Instant)
