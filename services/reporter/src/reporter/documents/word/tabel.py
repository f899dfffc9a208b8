"""The tables of the Word template."""

from collections.abc import Sequence
from typing import Final, NamedTuple


class Kolom(NamedTuple):
    """A column: its head, what of a row stands in it, how wide it is in cm."""

    judul: str
    isi: str
    lebar: float
    is_angka: bool = False
    """Figures stand under each other, at the right."""


class Grid(NamedTuple):
    """A table; 16.5 cm fill an upright page, 25.2 cm one that lies."""

    rows: str
    """`for` clause of a row, such as `row in cakupan`."""
    kolom: Sequence[Kolom]


NOMOR: Final = Kolom("No.", "nomor", 1)
CAPAIAN: Final = Grid(
    "row in kelompok.baris",
    (
        NOMOR,
        Kolom("Sasaran", "sasaran", 5.1),
        Kolom("Indikator", "nama", 5.3),
        Kolom("Satuan", "satuan", 1.9),
        Kolom("Target tahun", "target_tahun", 2, is_angka=True),
        Kolom("Target", "target", 2, is_angka=True),
        Kolom("Realisasi", "realisasi", 2, is_angka=True),
        Kolom("Capaian (%)", "keadaan or row.capaian", 1.9, is_angka=True),
        Kolom("Capaian thd. target tahun (%)", "capaian_tahun", 2, is_angka=True),
        Kolom("Predikat", "predikat", 2),
    ),
)
JANJI: Final = Grid(
    "row in kelompok.baris",
    (
        NOMOR,
        Kolom("Sasaran", "sasaran", 5),
        Kolom("Indikator", "nama", 6),
        Kolom("Satuan", "satuan", 2.2),
        Kolom("Target tahun", "target", 2.3, is_angka=True),
    ),
)
BANDING: Final = Grid(
    "row in satu.banding",
    (
        Kolom("Periode", "period", 4.7),
        Kolom("Target", "target", 3.2, is_angka=True),
        Kolom("Realisasi", "realisasi", 3.2, is_angka=True),
        Kolom("Capaian (%)", "keadaan or row.capaian", 5.4, is_angka=True),
    ),
)
ANGGARAN: Final = Grid(
    "row in kelompok.baris",
    (
        Kolom("Kode", "kode", 1.8),
        Kolom("Uraian", "uraian", 4.7),
        Kolom("Pagu (Rp)", "pagu", 2.8, is_angka=True),
        Kolom("Realisasi (Rp)", "realisasi", 2.8, is_angka=True),
        Kolom("Serapan (%)", "serapan", 1.6, is_angka=True),
        Kolom("Sisa (Rp)", "sisa", 2.8, is_angka=True),
    ),
)
EFISIENSI: Final = Grid(
    "row in efisiensi",
    (
        Kolom("Unit", "unit", 6.9),
        Kolom("Rata-rata capaian (%)", "capaian", 2.5, is_angka=True),
        Kolom("Serapan (%)", "serapan", 2.2, is_angka=True),
        Kolom("Selisih (poin)", "selisih", 2.2, is_angka=True),
        Kolom("Sebutan", "sebutan", 2.7),
    ),
)
RTL: Final = Grid(
    "row in rtl",
    (
        NOMOR,
        Kolom("Indikator", "indikator ~ ' (' ~ row.unit ~ ', ' ~ row.dari ~ ')'", 4.6),
        Kolom("Janji", "janji", 4.6),
        Kolom("Status", "status", 2),
        Kolom("Keterangan", "keterangan", 4.3),
    ),
)
PERUBAHAN: Final = Grid(
    "row in kelompok.baris",
    (
        Kolom("Yang berubah", "kolom", 4.5),
        Kolom("Semula", "semula", 6, is_angka=True),
        Kolom("Menjadi", "menjadi", 6, is_angka=True),
    ),
)
UNIT: Final = Grid(
    "row in unit",
    (
        Kolom("Unit", "unit", 5),
        Kolom("Indikator", "indikator", 1.7, is_angka=True),
        Kolom("Penyampaian", "keterangan", 2.6),
        Kolom("Diterima", "diterima", 3.2),
        Kolom("Rata-rata capaian (%)", "capaian", 2.1, is_angka=True),
        Kolom("Serapan (%)", "serapan", 1.9, is_angka=True),
    ),
)
CAKUPAN: Final = Grid(
    "row in cakupan",
    (NOMOR, Kolom("Unit", "unit", 9.5), Kolom("Keterangan", "keterangan", 6)),
)
KOREKSI: Final = Grid(
    "row in koreksi",
    (
        NOMOR,
        Kolom("Bagian", "bagian", 3.5),
        Kolom("Koreksi", "uraian", 6),
        Kolom("Jawaban", "jawaban", 6),
    ),
)
BUKTI: Final = Grid(
    "row in bukti",
    (
        Kolom("No. ind.", "nomor", 1.2),
        Kolom("Indikator", "indikator", 4.5),
        Kolom("Berkas", "nama", 4),
        Kolom("SHA-256", "sha256", 6.8),
    ),
)
ASAL: Final = Grid(
    "row in asal",
    (
        NOMOR,
        Kolom("Kode", "indikator", 2),
        Kolom("Unit", "unit", 5.1),
        Kolom("Revisi", "revisi", 1.5, is_angka=True),
        Kolom("Tanda terima", "tanda_terima", 1.8, is_angka=True),
        Kolom("Diterima", "diterima", 3.6),
        Kolom("Versi PK", "versi", 1.5, is_angka=True),
    ),
)
