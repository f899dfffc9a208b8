"""What was promised: Perjanjian Kinerja and Rencana Aksi."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from lapkin_contracts.envelope import PeriodeEvent
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.numbers import Angka


class Alasan(StrEnum):
    """The only three reasons to revise a Perjanjian Kinerja. Permenpan RB 53/2014, Lampiran I."""

    PERGANTIAN_PEJABAT = "pergantian_pejabat"
    PERUBAHAN_STRATEGI = "perubahan_strategi"
    PERUBAHAN_PRIORITAS = "perubahan_prioritas"


class JenisIndikator(StrEnum):
    """What kind of figure an indikator has; it decides which checks its realisasi passes."""

    ANGKA = "angka"
    RASIO = "rasio"  # pembilang and penyebut come with it
    PREDIKAT = "predikat"  # one of `tingkat`, compared by skor
    TONGGAK = "tonggak"  # "ya" or "tidak", 1 or 0
    UANG = "uang"
    HARI = "hari"


class TingkatPredikat(BaseModel):
    """A level such as WTP or Level 3 Plus; a higher skor is a higher level."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str = Field(min_length=1, max_length=60)
    skor: Angka


class Indikator(BaseModel):
    """An indikator as agreed, with the five facts Permenpan RB 53/2014 II.H asks for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kode: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
    sasaran: str = Field(min_length=1, max_length=300)
    nama: str = Field(min_length=1, max_length=300)
    satuan: str = Field(min_length=1, max_length=40)
    polaritas: Polaritas
    mode: Mode
    target: Angka | None
    """Target of the year; none if the plan gives no number. The lower bound of a range."""
    jenis: JenisIndikator = JenisIndikator.ANGKA
    target_atas: Angka | None = None
    """Upper bound, where the target is a range such as 80 to 90."""
    tingkat: tuple[TingkatPredikat, ...] = ()
    """Levels of a predikat, from the lowest; their skor are its figures."""
    pendahulu: str = Field(default="", pattern=r"^$|^[a-z0-9-]{1,31}/[A-Za-z0-9_-]{1,40}$")
    """`<unit>/<indikator>` whose earlier triwulan belong to this series, after a reorganisation."""
    frekuensi: str = Field(default="triwulan", max_length=40)
    penanggung_jawab: str = Field(default="", max_length=120)
    mekanisme_perhitungan: str = Field(default="", max_length=500)
    media: str = Field(default="", max_length=120)
    sumber: str = Field(default="", max_length=300)


class Anggaran(BaseModel):
    """A program line with its ceiling."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kode: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
    uraian: str = Field(min_length=1, max_length=300)
    pagu: Angka = Field(ge=0)
    """Rupiah."""


class PerjanjianKinerjaPublished(PeriodeEvent):
    """A version of a unit's Perjanjian Kinerja for a year is in force from `berlaku_sejak`."""

    type: ClassVar[str] = "lapkin.perjanjian_kinerja.published.v1"

    nomor: str
    tanggal: date
    versi: int
    berlaku_sejak: date
    alasan: Alasan | None
    berkas: Bukti | None = None
    """The signed document."""
    indikator: tuple[Indikator, ...]
    anggaran: tuple[Anggaran, ...]


class TargetTriwulan(BaseModel):
    """Targets of one indikator for TW I to IV, in the indikator's satuan."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    indikator: str
    target: tuple[Angka | None, Angka | None, Angka | None, Angka | None]
    target_atas: tuple[Angka | None, Angka | None, Angka | None, Angka | None] | None = None
    """Upper bounds, where the targets are ranges."""
    aksi: str = Field(default="", max_length=500)
    """What will be done."""


class RencanaAksiPublished(PeriodeEvent):
    """The unit's plan for the four quarters of a year."""

    type: ClassVar[str] = "lapkin.rencana_aksi.published.v1"

    versi: int
    berlaku_sejak: date | None = None
    """Its targets hold from this day; from 1 January if none."""
    target: tuple[TargetTriwulan, ...]
