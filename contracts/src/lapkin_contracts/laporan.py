"""SOP steps 4, 7 and 9: the draft, its review, the issued report."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from lapkin_contracts.envelope import PeriodeEvent
from lapkin_contracts.organisasi import Kop, Pejabat
from lapkin_contracts.rekap import RekapCompleted


class Putusan(StrEnum):
    """The diamond in the SOP's Kasubag lane."""

    YA = "ya"
    TIDAK = "tidak"


class ButirKoreksi(BaseModel):
    """One thing to correct, pinned to a section or an indikator."""

    model_config = ConfigDict(frozen=True)

    nomor: int
    bagian: str = Field(max_length=80)
    uraian: str = Field(max_length=1000)
    jawaban: str = Field(default="", max_length=1000)


class Paragraf(BaseModel):
    """A piece of narrative, keyed by the section it stands in."""

    model_config = ConfigDict(frozen=True)

    bagian: str
    """pendahuluan, capaian, anggaran, kendala, penutup, or `<unit>/<indikator>`"""
    teks: str


class Snapshot(BaseModel):
    """All a report is printed from. Frozen at issue; its hash is the report's identity."""

    model_config = ConfigDict(frozen=True)

    judul: str
    nomor: str
    edisi: int
    tempat: str
    tanggal: date
    kop: Kop
    penanda_tangan: Pejabat
    contoh: bool
    sumber: str
    nama_instansi: str
    rekap: RekapCompleted
    narasi: tuple[Paragraf, ...]
    koreksi: tuple[ButirKoreksi, ...] = ()


class Berkas(BaseModel):
    """A file of an issued report."""

    model_config = ConfigDict(frozen=True)

    format: str
    """pdf or xlsx"""
    sha256: str
    bytes: int
    nama: str


class DraftReady(PeriodeEvent):
    """A draft was composed and waits for review. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.draft.ready.v1"

    revision: int
    rekap_revision: int
    snapshot_sha256: str


class KoreksiRequested(PeriodeEvent):
    """The review said Tidak. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.koreksi.requested.v1"

    revision: int
    oleh: str
    koreksi: tuple[ButirKoreksi, ...]


class LaporanApproved(PeriodeEvent):
    """The review said Ya. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.laporan.approved.v1"

    revision: int
    oleh: str


class LaporanIssued(PeriodeEvent):
    """An edition of a report is out; it never changes. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.laporan.issued.v1"

    edisi: int
    judul: str
    nomor: str
    issued_at: AwareDatetime
    rekap_revision: int
    snapshot_sha256: str
    berkas: tuple[Berkas, ...]
