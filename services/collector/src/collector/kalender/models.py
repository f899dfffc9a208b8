"""Tables of the days and hours the office works."""

from datetime import date, datetime, time

from sqlalchemy import Text
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Instant


class Kalender(Table, table=True):
    """A version of a year's calendar, as it was announced."""

    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    sha256: str = Field(max_length=64)
    """Of its content: the same content again makes no new version."""
    isi: str = Field(sa_type=Text)
    """Days off and hours, as JSON."""
    published_at: datetime = Field(sa_type=Instant)
    oleh: str = Field(max_length=120)


class KalenderUbahan(Table, table=True):
    """What the office says of a day, over what the national calendar says."""

    __tablename__ = "kalender_ubahan"

    tanggal: date = Field(primary_key=True)
    nama: str = Field(max_length=200)
    libur: bool
    """Off, or a working day in spite of the national calendar."""
    cuti_bersama: bool
    oleh: str = Field(max_length=120)
    at: datetime = Field(sa_type=Instant)


class JamKerjaRow(Table, table=True):
    """Hours of one day of the week; without any row those of Perpres 21/2023 hold."""

    __tablename__ = "jam_kerja"

    hari: int = Field(primary_key=True)
    mulai: time
    selesai: time
