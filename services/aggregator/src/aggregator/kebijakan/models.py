"""What the office set."""

from datetime import date, datetime

from sqlalchemy import Text
from sqlmodel import Field

from aggregator.tables import Table
from lapkin_chassis.tables import Instant


class Penetapan(Table, table=True):
    """A kebijakan that holds from a day on."""

    nomor: int = Field(primary_key=True)
    berlaku_sejak: date
    ditetapkan_at: datetime = Field(sa_type=Instant)
    isi: str = Field(sa_type=Text)
    """As it was announced, as JSON."""
