"""SOP steps 2, 3 and 6: figures recapped and processed."""

from datetime import date
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict

from lapkin_contracts.envelope import PeriodeEvent
from lapkin_contracts.pengumpulan import Bukti, StatusRtl
from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas, State
from lapkin_contracts.rules.numbers import Angka, AngkaPenuh
from lapkin_contracts.rules.periods import Bulan, Periode
from lapkin_contracts.rules.policy import Kebijakan


class Titik(BaseModel):
    """One triwulan of an indikator's series."""

    model_config = ConfigDict(frozen=True)

    period: Periode
    target: AngkaPenuh | None
    realisasi: AngkaPenuh | None
    state: State
    capaian_persen: Angka | None


class CatatanProgres(BaseModel):
    """What a Laporan Progres Bulanan said about an indikator."""

    model_config = ConfigDict(frozen=True)

    bulan: Bulan
    realisasi: Angka | None = None
    kendala: str = ""
    solusi: str = ""
    faktor_pendorong: str = ""


class BarisRekap(BaseModel):
    """One indikator of one unit in the period, processed."""

    model_config = ConfigDict(frozen=True)

    unit: str
    indikator: str
    sasaran: str
    nama: str
    satuan: str
    polaritas: Polaritas
    mode: Mode
    target: AngkaPenuh | None
    realisasi: AngkaPenuh | None
    pembilang: Angka | None = None
    penyebut: Angka | None = None
    state: State
    capaian: AngkaPenuh | None
    """Percent of the period's target, unrounded (28 digits); none unless TERHITUNG."""
    capaian_persen: Angka | None
    """The same, rounded and capped as the policy says: the figure that is printed."""
    predikat: str | None
    tercapai: bool | None
    """Decided on the unrounded value."""
    target_tahun: Angka | None
    capaian_tahun_persen: Angka | None
    """Against the target of the year."""
    target_tahun_atas: Angka | None = None
    """Upper bound, where the target of the year is a range."""
    versi: int = 1
    """Of the Perjanjian Kinerja it is measured against."""
    jenis: JenisIndikator = JenisIndikator.ANGKA
    target_atas: AngkaPenuh | None = None
    """Upper bound of a target that is a range."""
    label: str = ""
    """The level reached, of a predikat or tonggak."""
    target_label: str = ""
    target_semula: AngkaPenuh | None = None
    """The target before the Perjanjian Kinerja was revised; none where it stayed."""
    target_semula_atas: AngkaPenuh | None = None
    capaian_semula_persen: Angka | None = None
    """Measured against `target_semula`."""
    peringatan: tuple[str, ...] = ()
    """Codes of the checks that found it unusual; `alasan` says why it is right."""
    progres: tuple[CatatanProgres, ...] = ()
    """Of the period's months, in order."""
    catatan_kaki: tuple[str, ...] = ()
    """Such as where a series was joined after a reorganisation."""
    alasan: str = ""
    kendala: str = ""
    solusi: str = ""
    rencana_tindak_lanjut: str = ""
    penanggung_jawab: str = ""
    batas_waktu: date | None = None
    bukti: tuple[Bukti, ...] = ()
    riwayat: tuple[Titik, ...] = ()
    """The triwulan of the same year up to and including this period, in order."""


class BarisAnggaran(BaseModel):
    """One program line of one unit."""

    model_config = ConfigDict(frozen=True)

    unit: str
    kode: str
    uraian: str
    pagu: Angka
    """In force at the end of the period."""
    realisasi: Angka | None
    """Rupiah since 1 January; none if the unit has not reported."""
    serapan_persen: Angka | None
    sisa: Angka | None
    pagu_awal: Angka | None = None
    """Pagu murni, of the year's first Perjanjian Kinerja; none where the program is new."""
    alasan: str = ""


class KeadaanKewajiban(StrEnum):
    """How an obligation was met."""

    TEPAT_WAKTU = "tepat_waktu"
    TERLAMBAT = "terlambat"
    NIHIL = "nihil"  # nothing to report, with reasons
    BELUM = "belum"


class RekapUnit(BaseModel):
    """How one unit stands in the recap."""

    model_config = ConfigDict(frozen=True)

    unit: str
    nama: str
    masuk: bool
    revision: int | None
    """Revision of the submission used; of the last quarter's for semester and year."""
    submitted_at: AwareDatetime | None
    rata_rata_capaian: Angka | None
    serapan_persen: Angka | None
    progres: tuple[Bulan, ...] = ()
    keadaan: KeadaanKewajiban = KeadaanKewajiban.BELUM
    terlambat_hari: int = 0
    """Working days after the due date."""
    nomor_tanda_terima: int | None = None
    """Of the receipt for the revision used."""


class BarisRtl(BaseModel):
    """A follow-up promised in the triwulan before, kept or broken."""

    model_config = ConfigDict(frozen=True)

    unit: str
    indikator: str
    janji: str
    penanggung_jawab: str
    batas_waktu: date | None
    dari: Periode
    """The triwulan in which it was promised."""
    status: StatusRtl | None
    """None while unanswered."""
    keterangan: str = ""
    bukti: tuple[Bukti, ...] = ()


class SumberRekap(BaseModel):
    """A triwulan that a semester or year was recapped from."""

    model_config = ConfigDict(frozen=True)

    period: Periode
    rekap_revision: int
    edisi: int


class Cakupan(BaseModel):
    """Coverage: how many obligations were met, and who is missing."""

    model_config = ConfigDict(frozen=True)

    wajib: int
    masuk: int
    belum: tuple[str, ...]
    """Names of the missing units."""


class Ringkasan(BaseModel):
    """What a reader wants first."""

    model_config = ConfigDict(frozen=True)

    indikator: int
    terhitung: int
    tercapai: int
    rata_rata_capaian: Angka | None
    """Mean percent over TERHITUNG lines, rounded by policy."""
    predikat: str | None
    pagu: Angka
    realisasi_anggaran: Angka
    serapan_persen: Angka | None


class RekapCompleted(PeriodeEvent):
    """A recap of a triwulan, semester or year is complete. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.rekap.completed.v1"

    revision: int
    collected_at: AwareDatetime
    """When the last input was in: the last obligation met, collection closed, or report issued."""
    cakupan: Cakupan
    kebijakan: Kebijakan
    units: tuple[RekapUnit, ...]
    baris: tuple[BarisRekap, ...]
    anggaran: tuple[BarisAnggaran, ...]
    ringkasan: Ringkasan
    rtl: tuple[BarisRtl, ...] = ()
    sumber: tuple[SumberRekap, ...] = ()
    """Empty for a triwulan."""


class RekapSuperseded(PeriodeEvent):
    """Newer figures came in: revision `revision` no longer stands. `unit` is the instansi."""

    type: ClassVar[str] = "lapkin.rekap.superseded.v1"

    revision: int
    sebab: str
    """The unit and revision that came in."""
