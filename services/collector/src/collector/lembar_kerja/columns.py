"""Columns of the workbook: found by their titles, so that moved ones still mean the same."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from lapkin_contracts.pengumpulan import StatusNilai, StatusRtl


class Isi(StrEnum):
    """What a cell takes."""

    ANGKA = "angka"
    TEKS = "teks"
    PILIHAN = "pilihan"
    TANGGAL = "tanggal"


@dataclass(frozen=True, slots=True)
class Kolom:
    nama: str
    """Field of the API, if it is filled in by the unit."""
    judul: str
    lebar: float
    isi: Isi | None = None
    """None in a column that only shows something."""
    panjang: int = 0
    """Most characters of a text."""


@dataclass(frozen=True, slots=True)
class Bagian:
    """One sheet: a part of a submission."""

    nama: str
    """`nilai`, `anggaran` or `rtl`, as in the API."""
    judul: str
    kolom: tuple[Kolom, ...]

    @property
    def isian(self) -> tuple[Kolom, ...]:
        """Columns that the unit fills in."""
        return tuple(kolom for kolom in self.kolom if kolom.isi is not None)

    def letak(self, nama: str) -> int:
        """Place of a column in the template, from 0."""
        return [kolom.nama for kolom in self.kolom].index(nama)


KODE: Final = Kolom("kode", "Kode", 12)

NILAI: Final = Bagian(
    "nilai",
    "Indikator",
    (
        KODE,
        Kolom("nomor", "No.", 5),
        Kolom("nama", "Indikator", 44),
        Kolom("satuan", "Satuan", 11),
        Kolom("target", "Target", 13),
        Kolom("target_atas", "Target atas", 13),
        Kolom("sebelumnya", "Triwulan lalu", 13),
        Kolom("status", "Status", 15, Isi.PILIHAN),
        Kolom("pembilang", "Pembilang", 13, Isi.ANGKA),
        Kolom("penyebut", "Penyebut", 13, Isi.ANGKA),
        Kolom("label", "Tingkat", 16, Isi.PILIHAN),
        Kolom("realisasi", "Realisasi", 15, Isi.ANGKA),
        Kolom("capaian", "Capaian (%)", 12),
        Kolom("alasan", "Alasan", 28, Isi.TEKS, 500),
        Kolom("kendala", "Kendala", 34, Isi.TEKS, 2000),
        Kolom("solusi", "Solusi", 34, Isi.TEKS, 2000),
        Kolom("rencana_tindak_lanjut", "Rencana tindak lanjut", 34, Isi.TEKS, 2000),
        Kolom("penanggung_jawab", "Penanggung jawab", 22, Isi.TEKS, 120),
        Kolom("batas_waktu", "Batas waktu", 18, Isi.TANGGAL),
    ),
)
ANGGARAN: Final = Bagian(
    "anggaran",
    "Anggaran",
    (
        KODE,
        Kolom("nomor", "No.", 5),
        Kolom("uraian", "Program", 50),
        Kolom("pagu", "Pagu (Rp)", 22),
        Kolom("sebelumnya", "Realisasi triwulan lalu (Rp)", 22),
        Kolom("realisasi", "Realisasi sejak 1 Januari (Rp)", 24, Isi.ANGKA),
        Kolom("serapan", "Serapan (%)", 12),
        Kolom("alasan", "Alasan", 34, Isi.TEKS, 500),
    ),
)
RTL: Final = Bagian(
    "rtl",
    "Tindak Lanjut",
    (
        KODE,
        Kolom("nomor", "No.", 5),
        Kolom("nama", "Indikator", 44),
        Kolom("rencana", "Rencana tindak lanjut triwulan lalu", 50),
        Kolom("penanggung_jawab", "Penanggung jawab", 22),
        Kolom("batas_waktu", "Batas waktu", 18),
        Kolom("status", "Status tindak lanjut", 18, Isi.PILIHAN),
        Kolom("keterangan", "Keterangan", 50, Isi.TEKS, 1000),
    ),
)
BAGIAN: Final = (NILAI, ANGGARAN, RTL)

STATUS_NILAI: Final = {
    "Terisi": StatusNilai.TERISI,
    "Nihil": StatusNilai.NIHIL,
    "Tidak tersedia": StatusNilai.TIDAK_TERSEDIA,
}
"""By the word of the dropdown."""
STATUS_RTL: Final = {
    "Selesai": StatusRtl.SELESAI,
    "Belum": StatusRtl.BELUM,
    "Batal": StatusRtl.BATAL,
}
