"""Bodies of the plans."""

from datetime import date, datetime

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field

from collector.text import Line
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.perencanaan import Alasan, Anggaran, Indikator, TargetTriwulan
from lapkin_contracts.rules.periods import Periode, Tanggal


class SuratPerjanjian(BaseModel):
    """What a Perjanjian Kinerja says beside its tables."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    nomor: Line = Field(min_length=1, max_length=120)
    tanggal: Tanggal
    berlaku_sejak: Tanggal
    alasan: Alasan | None = None
    """Why it was revised; required from version 2 on."""
    berkas: Bukti | None = None
    """The signed document."""


class PerjanjianImport(BaseModel):
    """A Perjanjian Kinerja as a file, with what the file does not say."""

    model_config = ConfigDict(extra="forbid")

    nomor: Line = Field(min_length=1, max_length=120)
    tanggal: Tanggal
    berlaku_sejak: Tanggal
    alasan: Alasan | None = None
    berkas: UploadFile

    @property
    def surat(self) -> SuratPerjanjian:
        return SuratPerjanjian(**self.model_dump(exclude={"berkas"}))


class PerjanjianKinerjaIn(SuratPerjanjian):
    """A Perjanjian Kinerja as it is to be published."""

    indikator: tuple[Indikator, ...] = Field(min_length=1, max_length=2000)
    anggaran: tuple[Anggaran, ...] = Field(default=(), max_length=2000)


class PerjanjianKinerjaOut(PerjanjianKinerjaIn):
    """A published version."""

    unit: str
    period: Periode
    versi: int
    published_at: datetime
    oleh: str


class RencanaAksiIn(BaseModel):
    """Targets per triwulan of every indikator of the Perjanjian Kinerja."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    berlaku_sejak: Tanggal | None = None
    """Its targets hold from this day; from 1 January if none."""
    target: tuple[TargetTriwulan, ...] = Field(min_length=1, max_length=2000)


class RencanaAksiOut(RencanaAksiIn):
    """A published version."""

    unit: str
    period: Periode
    versi: int
    published_at: datetime
    oleh: str


class PerjanjianVersionOut(BaseModel):
    """One entry of the timeline of a unit's Perjanjian Kinerja."""

    versi: int
    nomor: str
    tanggal: date
    berlaku_sejak: date
    alasan: Alasan | None
    published_at: datetime
    oleh: str


class RencanaVersionOut(BaseModel):
    """One entry of the timeline of a unit's Rencana Aksi."""

    versi: int
    berlaku_sejak: date | None
    published_at: datetime
    oleh: str


class RencanaImport(BaseModel):
    """A Rencana Aksi as a file, with what the file does not say."""

    model_config = ConfigDict(extra="forbid")

    berlaku_sejak: Tanggal | None = None
    berkas: UploadFile


class PublishedOut(BaseModel):
    """What came of publishing a plan."""

    unit: str
    period: Periode
    versi: int
    is_new: bool
    """False if this very content was published before."""
