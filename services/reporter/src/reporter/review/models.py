"""The lembar koreksi."""

from datetime import date, datetime

from sqlalchemy import Column, Enum, Text
from sqlmodel import Field

from lapkin_chassis.tables import Instant
from lapkin_contracts.laporan import ButirKoreksi, StatusKoreksi
from reporter.tables import Table

STATUS = Enum(
    StatusKoreksi,
    native_enum=False,
    length=16,
    values_callable=lambda statuses: [one.value for one in statuses],
)


class Koreksi(Table, table=True):
    """One thing a Tidak asked for, and the answer. Numbered through all rounds of a period."""

    period: str = Field(primary_key=True, max_length=8)
    nomor: int = Field(primary_key=True)
    edisi: int = 1
    """Of the draft it was asked about."""
    revision: int
    """Revision of the draft it was asked about."""
    bagian: str = Field(max_length=80)
    uraian: str = Field(sa_type=Text)
    pemilik: str = Field(default="", max_length=120)
    batas_waktu: date | None = None
    putaran: int = 1
    status: StatusKoreksi = Field(
        default=StatusKoreksi.TERBUKA, sa_column=Column(STATUS, nullable=False)
    )
    requested_by: str = Field(max_length=120)
    requested_at: datetime = Field(sa_type=Instant)
    jawaban: str = Field(default="", sa_type=Text)
    """Empty while it is open."""
    answered_by: str = Field(default="", max_length=120)
    answered_at: datetime | None = Field(default=None, sa_type=Instant)
    tanggapan: str = Field(default="", sa_type=Text)
    """The reviewer's word on the last answer that did not settle it."""

    @property
    def as_printed(self) -> ButirKoreksi:
        return ButirKoreksi(
            nomor=self.nomor,
            bagian=self.bagian,
            uraian=self.uraian,
            jawaban=self.jawaban,
            pemilik=self.pemilik,
            batas_waktu=self.batas_waktu,
            putaran=self.putaran,
            status=self.status,
            tanggapan=self.tanggapan,
        )


class Jawaban(Table, table=True):
    """An answer that did not settle its koreksi, and what the reviewer said to it. Never changed."""

    period: str = Field(primary_key=True, max_length=8)
    nomor: int = Field(primary_key=True)
    putaran: int = Field(primary_key=True)
    """Which Tidak found it wanting."""
    jawaban: str = Field(sa_type=Text)
    answered_by: str = Field(max_length=120)
    answered_at: datetime = Field(sa_type=Instant)
    tanggapan: str = Field(sa_type=Text)
    returned_by: str = Field(max_length=120)
    returned_at: datetime = Field(sa_type=Instant)
