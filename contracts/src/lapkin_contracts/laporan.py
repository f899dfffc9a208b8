"""SOP steps 4, 7 and 9: the draft, its review, the issued report."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from lapkin_contracts.envelope import PeriodeEvent
from lapkin_contracts.organisasi import Kop, Pejabat
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.numbers import Angka, AngkaPenuh
from lapkin_contracts.rules.periods import Periode


class Putusan(StrEnum):
    """The diamond in the SOP's Kasubag lane."""

    YA = "ya"
    TIDAK = "tidak"


class StatusKoreksi(StrEnum):
    """Where one koreksi stands."""

    TERBUKA = "terbuka"
    DIJAWAB = "dijawab"
    SELESAI = "selesai"  # a reviewer accepted the answer


class ButirKoreksi(BaseModel):
    """One thing to correct, pinned to a section or an indikator."""

    model_config = ConfigDict(frozen=True)

    nomor: int
    bagian: str = Field(max_length=80)
    uraian: str = Field(max_length=1000)
    jawaban: str = Field(default="", max_length=1000)
    pemilik: str = Field(default="", max_length=120)
    """Who answers it: a unit or a person."""
    batas_waktu: date | None = None
    putaran: int = 1
    """Which Tidak asked for it."""
    status: StatusKoreksi = StatusKoreksi.TERBUKA
    tanggapan: str = Field(default="", max_length=1000)
    """The reviewer's word on an answer that did not settle it."""


class BarisPerubahan(BaseModel):
    """One figure of an earlier edition and what became of it."""

    model_config = ConfigDict(frozen=True)

    unit: str
    kode: str
    """Of the indikator or the program line; empty for the whole unit."""
    nama: str
    kolom: str
    """realisasi, target, capaian_persen, predikat, pagu, masuk"""
    semula: str
    """As printed; `-` where there was none."""
    menjadi: str
    sebab: str
    dampak: tuple[str, ...] = ()
    """What it does to the semester and the year, a sentence each."""


class Persetujuan(BaseModel):
    """Who said Ya, by what right."""

    model_config = ConfigDict(frozen=True)

    nama: str
    jabatan: str
    """As printed: `Plh. Kepala Subbagian Program dan Keuangan`."""
    dasar: str = ""
    """The decree of a Plt or Plh."""
    pada: AwareDatetime


class Paragraf(BaseModel):
    """A piece of narrative, keyed by the section it stands in."""

    model_config = ConfigDict(frozen=True)

    bagian: str
    """kata-pengantar, pendahuluan, gambaran, perencanaan, capaian, perbandingan, anggaran, efisiensi,
    kendala, cakupan, penutup, or `<unit>/<indikator>`"""
    teks: str
    ditinjau_ulang: bool = False
    """The figures under an edit changed and the composed words took its place: read it again."""


class BarisPembanding(BaseModel):
    """An indikator as an earlier report printed it."""

    model_config = ConfigDict(frozen=True)

    unit: str
    indikator: str
    satuan: str
    target: AngkaPenuh | None
    target_atas: AngkaPenuh | None = None
    target_label: str = ""
    realisasi: AngkaPenuh | None
    label: str = ""
    capaian_persen: Angka | None


class Pembanding(BaseModel):
    """An earlier report that this one is compared with, as it stood when this was composed."""

    model_config = ConfigDict(frozen=True)

    period: Periode
    edisi: int
    rata_rata_capaian: Angka | None
    serapan_persen: Angka | None
    baris: tuple[BarisPembanding, ...]


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
    menggantikan: int | None = None
    """The edition that this one replaces (Ralat)."""
    perubahan: tuple[BarisPerubahan, ...] = ()
    """Against the edition it replaces."""
    persetujuan: Persetujuan | None = None
    pembanding: tuple[Pembanding, ...] = ()
    """Oldest first."""


class Berkas(BaseModel):
    """A file of an issued report."""

    model_config = ConfigDict(frozen=True)

    format: str
    """pdf, xlsx, docx, or pdf-signed: the pdf with its electronic signature"""
    sha256: str
    bytes: int
    nama: str


class DraftReady(PeriodeEvent):
    """A draft was composed and waits for review. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.draft.ready.v1"

    revision: int
    rekap_revision: int
    snapshot_sha256: str
    edisi: int = 1


class DraftOutdated(PeriodeEvent):
    """Figures under a draft or an issued report changed. `unit` is the instansi.

    The draft stands until Kasubag takes the changes over or leaves them to a Ralat.
    """

    type: ClassVar[str] = "lapkin.draft.outdated.v1"

    revision: int
    """Of the draft."""
    rekap_revision: int
    """The newest, which the draft does not hold."""
    perubahan: int
    """Figures that differ."""


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
    jabatan: str = ""
    dasar: str = ""
    """The decree, where a Plt or Plh said it."""


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
    menggantikan: int | None = None
    sebab: str = ""
    """Why the edition before was replaced."""


class LaporanSigned(PeriodeEvent):
    """An issued edition was signed electronically. `unit` is the instansi.

    The issued files stay as they are; the signed one is a further file of the edition.
    """

    type: ClassVar[str] = "lapkin.laporan.signed.v1"

    edisi: int
    jabatan: str
    """Of the signer, as printed: `Plt. Inspektur`."""
    signed_at: AwareDatetime
    sertifikat_sha256: str
    """Fingerprint of the signer's certificate."""
    berkas: Berkas
