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
    label: str = Field(default="", max_length=60)
    """The level reached, of a predikat, or ya/tidak of a tonggak; `realisasi` is its skor."""
    alasan: str = Field(default="", max_length=500)
    """Why it is nihil, could not be measured, or looks unusual."""
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
    alasan: str = Field(default="", max_length=500)
    """Why it looks unusual, such as more than the pagu."""


class StatusRtl(StrEnum):
    """What became of a promised follow-up (rencana tindak lanjut)."""

    SELESAI = "selesai"
    BELUM = "belum"
    BATAL = "batal"


class JawabanRtl(BaseModel):
    """A unit's answer to what it promised for an indikator in the triwulan before."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indikator: str = Field(min_length=1, max_length=40)
    status: StatusRtl
    keterangan: str = Field(default="", max_length=1000)
    bukti: tuple[Bukti, ...] = ()


class Peringatan(BaseModel):
    """Something unusual that was accepted with a written reason."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tempat: str
    """Code of the indikator or of the program line."""
    code: str
    """Stable code of the check, see `rules/checks.py`."""
    alasan: str


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


class PeriodeRescheduled(PeriodeEvent):
    """The calendar changed while collection was open: new last days. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.periode.rescheduled.v1"

    batas: AwareDatetime
    ditutup: AwareDatetime
    sebab: str


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


class DisposisiInitialed(PeriodeEvent):
    """Somebody read an order and put their initials under it. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.disposisi.initialed.v1"

    nomor_agenda: str
    oleh: str
    nama: str
    jabatan: str = ""
    """Of a Plt or Plh, as printed."""
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
    """Indikator still owed; the obligation is met when this and `rtl_belum` are empty."""
    rtl: tuple[JawabanRtl, ...] = ()
    rtl_belum: tuple[str, ...] = ()
    """Indikator whose follow-up promised in the triwulan before has no answer yet."""
    peringatan: tuple[Peringatan, ...] = ()
    terlambat_hari: int = 0
    """Working days after the due date; 0 on time."""


class DataReturned(PeriodeEvent):
    """A unit's figures went back to it; the obligation is open again."""

    type: ClassVar[str] = "lapkin.data.returned.v1"

    revision: int
    """The newest, which was returned."""
    oleh: str
    alasan: str


class DataOverdue(PeriodeEvent):
    """A unit's due date passed without its obligation met. Announced once per due date."""

    type: ClassVar[str] = "lapkin.data.overdue.v1"

    batas: AwareDatetime
    belum: tuple[str, ...]
    """Indikator still owed; every one of the plan if nothing came in."""


class PermintaanBukaSubmitted(PeriodeEvent):
    """A unit asked to send figures after closing."""

    type: ClassVar[str] = "lapkin.permintaan_buka.submitted.v1"

    nomor: int
    """Counted by unit and triwulan."""
    alasan: str
    oleh: str


class PermintaanBukaDeclined(PeriodeEvent):
    """A unit may not send figures after closing; one that may is `kewajiban.reopened`."""

    type: ClassVar[str] = "lapkin.permintaan_buka.declined.v1"

    nomor: int
    alasan: str
    diminta_oleh: str
    ditolak_oleh: str


class KewajibanReopened(PeriodeEvent):
    """A unit may send figures again after closing; it locks itself at the end of `sampai`."""

    type: ClassVar[str] = "lapkin.kewajiban.reopened.v1"

    sampai: AwareDatetime
    alasan: str
    diminta_oleh: str
    disetujui_oleh: str


class TahunSealed(PeriodeEvent):
    """The annual report is out: the head of the receipts' chain, published. `unit` is the instansi.

    `period` is the year.
    """

    type: ClassVar[str] = "lapkin.tahun.sealed.v1"

    seq: int
    """Number of the newest receipt; 0 if there is none."""
    sha256: str
    kid: str


class ProgresIndikator(BaseModel):
    """How far one indikator is at the end of a month."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indikator: str = Field(min_length=1, max_length=40)
    realisasi: Angka | None = None
    kendala: str = Field(default="", max_length=2000)
    solusi: str = Field(default="", max_length=2000)
    faktor_pendorong: str = Field(default="", max_length=2000)


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
    indikator: tuple[ProgresIndikator, ...] = ()
