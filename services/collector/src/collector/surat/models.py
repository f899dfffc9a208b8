"""Table of the letters that ask units for figures."""

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


class SuratPermintaan(Table, table=True):
    """A letter as it went out, numbered through its year. Never changed."""

    __tablename__ = "surat_permintaan"
    __table_args__ = (UniqueConstraint("unit", "period"),)

    tahun: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    nomor: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    unit: str = Field(max_length=31)
    period: str = Field(max_length=8)
    nama_unit: str = Field(max_length=120)
    versi_pk: int
    """The Perjanjian Kinerja whose indikator it asks for."""
    batas: datetime = Field(sa_type=Instant)
    ditutup_pada: datetime = Field(sa_type=Instant)
    issued_at: datetime = Field(sa_type=Instant)
    tanda_tangan: str = Field(sa_type=Text, repr=False)
    """JSON of the `TandaTangan` it bears."""
