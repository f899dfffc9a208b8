"""What the sample site consists of, in the words of the contracts."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel, ConfigDict

from lapkin_contracts.organisasi import Kop, Pejabat
from lapkin_contracts.pengumpulan import Nilai, RealisasiAnggaran
from lapkin_contracts.perencanaan import Anggaran, Indikator, TargetTriwulan
from lapkin_contracts.rules.periods import Periode


class Part(BaseModel):
    """A piece of the sample, read once and never changed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Instansi(Part):
    """The office that reports."""

    kode: str
    nama: str
    tempat: str
    kop: Kop
    contoh: bool
    sop: str
    sumber: str


class Unit(Part):
    """An office that owes figures."""

    kode: str
    nama: str
    jenis: str
    berlaku_sejak: date
    sumber: str
    """How the published tables name it; the key to its rows."""


class PerjanjianKinerja(Part):
    """A unit's promise for the year."""

    unit: str
    period: Periode
    nomor: str
    tanggal: date
    berlaku_sejak: date
    indikator: tuple[Indikator, ...]
    anggaran: tuple[Anggaran, ...]


class RencanaAksi(Part):
    """The same promise by quarter."""

    unit: str
    period: Periode
    target: tuple[TargetTriwulan, ...]


class Kiriman(Part):
    """What one unit sends for one quarter."""

    nilai: tuple[Nilai, ...]
    anggaran: tuple[RealisasiAnggaran, ...]
    progres: tuple[str, str, str]
    """Laporan Progres Bulanan, one text for each month of the quarter."""


class SampleSite(Part):
    """One office, its units, one year."""

    tahun: Periode
    instansi: Instansi
    units: tuple[Unit, ...]
    pejabat: Mapping[str, tuple[Pejabat, ...]]
    """By unit; the instansi's own are under its code."""
    perjanjian_kinerja: tuple[PerjanjianKinerja, ...]
    rencana_aksi: tuple[RencanaAksi, ...]
    triwulan: Mapping[Periode, Mapping[str, Kiriman]]
    """What each unit sends, by quarter and unit."""
