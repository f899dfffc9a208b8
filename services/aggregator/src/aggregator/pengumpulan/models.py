"""What came in for a triwulan, and what it comes to."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, Text
from sqlmodel import Field

from aggregator.tables import KODE, PERIODE, Table
from lapkin_chassis.tables import Figure, Instant


class Pengumpulan(Table, table=True):
    """The collection of one triwulan."""

    period: str = Field(primary_key=True, max_length=PERIODE)
    instansi: str = Field(max_length=KODE)
    kebijakan: str = Field(sa_type=Text)
    """The policy that was in force when it opened, as JSON; it stays for this triwulan."""
    closed_at: datetime | None = Field(sa_type=Instant)


class Kewajiban(Table, table=True):
    """What a unit owes for a triwulan, and the newest submission that meets it."""

    __table_args__ = (Index("ix_kewajiban_period_masuk", "period", "masuk"),)

    period: str = Field(primary_key=True, max_length=PERIODE)
    unit: str = Field(primary_key=True, max_length=KODE)
    urutan: int
    masuk: bool
    """No indikator is owed any more."""
    revision: int
    """0: nothing came in."""
    submitted_at: datetime | None = Field(sa_type=Instant)
    oleh: str = Field(max_length=120)
    nomor_tanda_terima: int | None
    body_sha256: str = Field(max_length=64)


class Baris(Table, table=True):
    """One indikator of the newest revision, processed. Blank ones have a row too."""

    period: str = Field(primary_key=True, max_length=PERIODE)
    unit: str = Field(primary_key=True, max_length=KODE)
    indikator: str = Field(primary_key=True, max_length=KODE)
    versi: int
    """Of the Perjanjian Kinerja it was computed with."""
    urutan: int
    target: Decimal | None = Field(sa_type=Figure)
    realisasi: Decimal | None = Field(sa_type=Figure)
    pembilang: Decimal | None = Field(sa_type=Figure)
    penyebut: Decimal | None = Field(sa_type=Figure)
    state: str = Field(max_length=12)
    capaian: Decimal | None = Field(sa_type=Figure)
    """Percent, unrounded."""
    capaian_persen: Decimal | None = Field(sa_type=Figure)
    predikat: str | None = Field(max_length=40)
    tercapai: bool | None
    kebijakan: str = Field(max_length=40)
    """Version of the policy."""
    alasan: str = Field(sa_type=Text)
    kendala: str = Field(sa_type=Text)
    solusi: str = Field(sa_type=Text)
    rencana_tindak_lanjut: str = Field(sa_type=Text)
    penanggung_jawab: str = Field(max_length=120)
    batas_waktu: date | None
    bukti: str = Field(sa_type=Text)
    """JSON list of evidence by hash."""


class AnggaranRealisasi(Table, table=True):
    """Rupiah spent on one program line since 1 January, by the newest revision."""

    __tablename__ = "anggaran_realisasi"

    period: str = Field(primary_key=True, max_length=PERIODE)
    unit: str = Field(primary_key=True, max_length=KODE)
    kode: str = Field(primary_key=True, max_length=KODE)
    realisasi: Decimal = Field(sa_type=Figure)


class Progres(Table, table=True):
    """A Laporan Progres Bulanan that came in."""

    unit: str = Field(primary_key=True, max_length=KODE)
    bulan: str = Field(primary_key=True, max_length=7)
    period: str = Field(max_length=PERIODE)
    revision: int
    submitted_at: datetime = Field(sa_type=Instant)
