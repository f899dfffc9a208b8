"""Tables of what was promised. Every version stays as it was published."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Text
from sqlmodel import Field

from collector.tables import Table
from lapkin_chassis.tables import Figure, Instant


class PerjanjianKinerja(Table, table=True):
    """A version of a unit's Perjanjian Kinerja for a year."""

    __tablename__ = "perjanjian_kinerja"

    unit: str = Field(primary_key=True, max_length=31)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    nomor: str = Field(max_length=120)
    tanggal: date
    berlaku_sejak: date
    alasan: str | None = Field(max_length=40)
    berkas: str | None = Field(default=None, sa_type=Text)
    """The signed document, as JSON of `Bukti`."""
    sha256: str = Field(max_length=64)
    """Of its content: the same content again makes no new version."""
    published_at: datetime = Field(sa_type=Instant)
    oleh: str = Field(max_length=120)

    @property
    def effective_on(self) -> date:
        return self.berlaku_sejak


class PerjanjianIndikator(Table, table=True):
    """One indikator of a version, in the order of the document."""

    __tablename__ = "perjanjian_indikator"

    unit: str = Field(primary_key=True, max_length=31)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    urutan: int = Field(primary_key=True)
    kode: str = Field(max_length=40)
    sasaran: str = Field(max_length=300)
    nama: str = Field(max_length=300)
    satuan: str = Field(max_length=40)
    polaritas: str = Field(max_length=10)
    mode: str = Field(max_length=12)
    target: Decimal | None = Field(sa_type=Figure)
    jenis: str = Field(max_length=12)
    target_atas: Decimal | None = Field(sa_type=Figure)
    tingkat: str = Field(sa_type=Text)
    """JSON list of `TingkatPredikat`."""
    pendahulu: str = Field(max_length=72)
    frekuensi: str = Field(max_length=40)
    penanggung_jawab: str = Field(max_length=120)
    mekanisme_perhitungan: str = Field(max_length=500)
    media: str = Field(max_length=120)
    sumber: str = Field(max_length=300)


class PerjanjianAnggaran(Table, table=True):
    """One program line of a version, with its ceiling in rupiah."""

    __tablename__ = "perjanjian_anggaran"

    unit: str = Field(primary_key=True, max_length=31)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    urutan: int = Field(primary_key=True)
    kode: str = Field(max_length=40)
    uraian: str = Field(max_length=300)
    pagu: Decimal = Field(sa_type=Figure)


class RencanaAksi(Table, table=True):
    """A version of a unit's plan for the four quarters of a year."""

    __tablename__ = "rencana_aksi"

    unit: str = Field(primary_key=True, max_length=31)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    berlaku_sejak: date | None = None
    """From 1 January if none."""
    sha256: str = Field(max_length=64)
    published_at: datetime = Field(sa_type=Instant)
    oleh: str = Field(max_length=120)

    @property
    def effective_on(self) -> date:
        return self.berlaku_sejak or date(self.tahun, 1, 1)


class RencanaTarget(Table, table=True):
    """Targets of one indikator for TW I to IV."""

    __tablename__ = "rencana_target"

    unit: str = Field(primary_key=True, max_length=31)
    tahun: int = Field(primary_key=True)
    versi: int = Field(primary_key=True)
    urutan: int = Field(primary_key=True)
    indikator: str = Field(max_length=40)
    tw1: Decimal | None = Field(sa_type=Figure)
    tw2: Decimal | None = Field(sa_type=Figure)
    tw3: Decimal | None = Field(sa_type=Figure)
    tw4: Decimal | None = Field(sa_type=Figure)
    tw1_atas: Decimal | None = Field(sa_type=Figure)
    tw2_atas: Decimal | None = Field(sa_type=Figure)
    tw3_atas: Decimal | None = Field(sa_type=Figure)
    tw4_atas: Decimal | None = Field(sa_type=Figure)
    aksi: str = Field(max_length=500)
