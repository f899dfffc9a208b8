"""What was typed and not yet sent."""

from datetime import datetime

from sqlalchemy import Text
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


class DrafIsian(Table, table=True):
    """One row of a unit's entry grid, as it was typed last. All who fill it in share it."""

    __tablename__ = "draf_isian"

    unit: str = Field(primary_key=True, max_length=31)
    period: str = Field(primary_key=True, max_length=8)
    bagian: str = Field(primary_key=True, max_length=8)
    """`nilai`, `anggaran` or `rtl`."""
    kode: str = Field(primary_key=True, max_length=40)
    versi: int
    """Grows with every change; a page that shows an older one may not overwrite it."""
    isi: str | None = Field(sa_type=Text)
    """Texts by field, as JSON; none once they were sent."""
    oleh: str = Field(max_length=120)
    nama: str = Field(max_length=120)
    pada: datetime = Field(sa_type=Instant)
