"""What was announced, and what was issued from it. Rows are added, never changed."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from aggregator.tables import PERIODE, Table
from lapkin_chassis.tables import Instant


class Rekap(Table, table=True):
    """A revision of a recap. The highest of a period stands, the others are superseded."""

    period: str = Field(primary_key=True, max_length=PERIODE)
    revision: int = Field(primary_key=True)
    completed_at: datetime = Field(sa_type=Instant)
    body: str = Field(sa_type=Text)
    """The announced data as JSON."""
    event_id: str = Field(max_length=36)
    """Of the announcement; empty for those from before it was kept."""


class LaporanTerbit(Table, table=True):
    """An edition of a report, and the rekap it was built on."""

    __tablename__ = "laporan_terbit"

    period: str = Field(primary_key=True, max_length=PERIODE)
    edisi: int = Field(primary_key=True)
    rekap_revision: int
    issued_at: datetime = Field(sa_type=Instant)
    snapshot_sha256: str = Field(max_length=64)
