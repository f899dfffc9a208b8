"""SOP step 1: the period opens, disposisi goes out, figures and progress come in."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, HttpUrl

from lapkin_contracts.envelope import PeriodeEvent
from lapkin_contracts.rules.numbers import Angka
from lapkin_contracts.rules.periods import Bulan


class StatusNilai(StrEnum):
    """What a unit says about one indikator; a blank is never a zero."""

    TERISI = "terisi"
    NIHIL = "nihil"
    TIDAK_TERSEDIA = "tidak_tersedia"


class Bukti(BaseModel):
    """Evidence by content hash; the file itself stays where `href` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    nama: str = Field(min_length=1, max_length=200)
    href: HttpUrl | None = None


class Nilai(BaseModel):
    """What one unit reports for one indikator in one triwulan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indikator: str = Field(min_length=1, max_length=40)
    status: StatusNilai = StatusNilai.TERISI
    realisasi: Angka | None = None
    pembilang: Angka | None = None
    penyebut: Angka | None = None
    alasan: str = Field(default="", max_length=500)
    """Why it is nihil or could not be measured."""
    kendala: str = Field(default="", max_length=2000)
    solusi: str = Field(default="", max_length=2000)
    rencana_tindak_lanjut: str = Field(default="", max_length=2000)
    penanggung_jawab: str = Field(default="", max_length=120)
    batas_waktu: date | None = None
    bukti: tuple[Bukti, ...] = ()


class RealisasiAnggaran(BaseModel):
    """Rupiah spent on one program line since 1 January."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kode: str = Field(min_length=1, max_length=40)
    realisasi: Angka = Field(ge=0)


class PeriodeOpened(PeriodeEvent):
    """Collection of a triwulan has begun. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.periode.opened.v1"

    wajib: tuple[str, ...]
    """Units that owe figures, in order of code."""
    batas: AwareDatetime
    """Figures are on time until here."""
    ditutup: AwareDatetime
    """Collection closes by itself here."""
    oleh: str
    """Subject of the person, or `jam` for the clock."""


class PeriodeClosed(PeriodeEvent):
    """No more figures are taken for this triwulan. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.periode.closed.v1"

    oleh: str


class DisposisiIssued(PeriodeEvent):
    """The order to gather figures, one for all units of the period. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.disposisi.issued.v1"

    nomor_agenda: str
    dari: str
    perihal: str
    sifat: str
    diteruskan_kepada: tuple[str, ...]
    instruksi: tuple[str, ...]
    catatan: str = ""


class DataSubmitted(PeriodeEvent):
    """A unit's figures for a triwulan: the whole state after this revision."""

    type: ClassVar[str] = "lapkin.data.submitted.v1"

    revision: int
    submitted_at: AwareDatetime
    oleh: str
    """Subject of the person or program that sent it."""
    nomor_tanda_terima: int
    body_sha256: str
    nilai: tuple[Nilai, ...]
    anggaran: tuple[RealisasiAnggaran, ...]
    belum: tuple[str, ...]
    """Indikator still owed; the obligation is met when this is empty."""


class ProgresSubmitted(PeriodeEvent):
    """Laporan Progres Bulanan of a unit. `period` is the triwulan the month lies in."""

    type: ClassVar[str] = "lapkin.progres.submitted.v1"

    bulan: Bulan
    revision: int
    submitted_at: AwareDatetime
    uraian: str
    kendala: str = ""
    solusi: str = ""
    faktor_pendorong: str = ""
