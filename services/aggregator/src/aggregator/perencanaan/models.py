"""What was promised. Every version is kept: lines say which one they were computed with."""

from datetime import date
from decimal import Decimal

from sqlalchemy import Text
from sqlmodel import Field

from aggregator.tables import KODE, Table
from lapkin_chassis.tables import Figure


class PerjanjianKinerja(Table, table=True):
    __tablename__ = "perjanjian_kinerja"

    unit: str = Field(primary_key=True, max_length=KODE)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    nomor: str = Field(max_length=120)
    berlaku_sejak: date
    tanggal: date | None = None
    """None of a version that came in before it was kept."""
    alasan: str = Field(default="", max_length=40)
    """Which of the three legal reasons there was for a revision."""
    berkas: str = Field(default="", sa_type=Text)
    """The signed document, as JSON of `Bukti`; empty where there is none."""


class Indikator(Table, table=True):
    unit: str = Field(primary_key=True, max_length=KODE)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    """Of the Perjanjian Kinerja."""
    kode: str = Field(primary_key=True, max_length=KODE)
    urutan: int
    sasaran: str = Field(max_length=300)
    nama: str = Field(max_length=300)
    satuan: str = Field(max_length=40)
    polaritas: str = Field(max_length=8)
    mode: str = Field(max_length=12)
    target_tahun: Decimal | None = Field(sa_type=Figure)
    target_tahun_atas: Decimal | None = Field(sa_type=Figure)
    """Upper bound, where it is a range."""
    jenis: str = Field(max_length=12)
    tingkat: str = Field(sa_type=Text)
    """JSON object: label of a predikat by skor."""
    pendahulu: str = Field(max_length=80)
    """`<unit>/<indikator>` whose series this one goes on; empty if it begins one."""


class AnggaranPagu(Table, table=True):
    __tablename__ = "anggaran_pagu"

    unit: str = Field(primary_key=True, max_length=KODE)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    """Of the Perjanjian Kinerja."""
    kode: str = Field(primary_key=True, max_length=KODE)
    urutan: int
    uraian: str = Field(max_length=300)
    pagu: Decimal = Field(sa_type=Figure)
    """Rupiah."""


class RencanaAksi(Table, table=True):
    __tablename__ = "rencana_aksi"

    unit: str = Field(primary_key=True, max_length=KODE)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    berlaku_sejak: date | None
    """From 1 January if none."""


class TargetTriwulan(Table, table=True):
    __tablename__ = "target_triwulan"

    unit: str = Field(primary_key=True, max_length=KODE)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    """Of the Rencana Aksi."""
    triwulan: int = Field(primary_key=True)
    """1 to 4"""
    indikator: str = Field(primary_key=True, max_length=KODE)
    target: Decimal | None = Field(sa_type=Figure)
    target_atas: Decimal | None = Field(sa_type=Figure)
