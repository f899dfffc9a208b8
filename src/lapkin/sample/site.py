"""What the sample site consists of, in the words of the contracts."""

from collections.abc import Mapping
from datetime import date

from lapkin.sample.kasus import Kasus
from lapkin.sample.part import Part
from lapkin_contracts.organisasi import Kop, Pejabat
from lapkin_contracts.pengumpulan import (
    JawabanRtl,
    Nilai,
    ProgresIndikator,
    RealisasiAnggaran,
)
from lapkin_contracts.perencanaan import Alasan, Anggaran, Indikator, TargetTriwulan
from lapkin_contracts.rules.periods import Periode


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
    alasan: Alasan | None = None
    """Why it is a revision."""
    indikator: tuple[Indikator, ...]
    anggaran: tuple[Anggaran, ...]


class RencanaAksi(Part):
    """The same promise by quarter."""

    unit: str
    period: Periode
    berlaku_sejak: date | None = None
    target: tuple[TargetTriwulan, ...]


class Progres(Part):
    """A Laporan Progres Bulanan."""

    uraian: str
    indikator: tuple[ProgresIndikator, ...] = ()


class Kiriman(Part):
    """What one unit sends for one quarter."""

    nilai: tuple[Nilai, ...]
    anggaran: tuple[RealisasiAnggaran, ...]
    rtl: tuple[JawabanRtl, ...]
    """What became of what it promised in the quarter before."""
    progres: tuple[Progres, Progres, Progres]
    """One for each month of the quarter."""


class SampleSite(Part):
    """One office, its units, one year."""

    tahun: Periode
    instansi: Instansi
    units: tuple[Unit, ...]
    pejabat: Mapping[str, tuple[Pejabat, ...]]
    """By unit; the instansi's own are under its code."""
    perjanjian_kinerja: tuple[PerjanjianKinerja, ...]
    """Revisions after what they revise."""
    rencana_aksi: tuple[RencanaAksi, ...]
    triwulan: Mapping[Periode, Mapping[str, Kiriman]]
    """What each unit sends, by quarter and unit."""
    kasus: Kasus
    """What does not go smoothly."""
