"""The tables of the Word template."""

from collections.abc import Sequence
from typing import Final, NamedTuple


class Grid(NamedTuple):
    """A table: its head, what its rows are taken from, what stands in each cell."""

    head: Sequence[str]
    rows: str
    """`for` clause of a row, such as `row in cakupan`."""
    cells: Sequence[str]


CAPAIAN: Final = Grid(
    (
        "No.",
        "Sasaran",
        "Indikator",
        "Satuan",
        "Target tahun",
        "Target",
        "Realisasi",
        "Capaian (%)",
        "Capaian thd. target tahun (%)",
        "Predikat",
    ),
    "row in kelompok.baris",
    (
        "{{ row.nomor }}",
        "{{ row.sasaran }}",
        "{{ row.nama }}",
        "{{ row.satuan }}",
        "{{ row.target_tahun }}",
        "{{ row.target }}",
        "{{ row.realisasi }}",
        "{{ row.keadaan or row.capaian }}",
        "{{ row.capaian_tahun }}",
        "{{ row.predikat }}",
    ),
)
JANJI: Final = Grid(
    ("No.", "Sasaran", "Indikator", "Satuan", "Target tahun"),
    "row in kelompok.baris",
    tuple(f"{{{{ row.{name} }}}}" for name in ("nomor", "sasaran", "nama", "satuan", "target")),
)
BANDING: Final = Grid(
    ("Periode", "Target", "Realisasi", "Capaian (%)"),
    "row in satu.banding",
    (
        "{{ row.period }}",
        "{{ row.target }}",
        "{{ row.realisasi }}",
        "{{ row.keadaan or row.capaian }}",
    ),
)
ANGGARAN: Final = Grid(
    ("Kode", "Uraian", "Pagu (Rp)", "Realisasi (Rp)", "Serapan (%)", "Sisa (Rp)"),
    "row in kelompok.baris",
    tuple(
        f"{{{{ row.{name} }}}}"
        for name in ("kode", "uraian", "pagu", "realisasi", "serapan", "sisa")
    ),
)
EFISIENSI: Final = Grid(
    ("Unit", "Rata-rata capaian (%)", "Serapan (%)", "Selisih (poin)", "Sebutan"),
    "row in efisiensi",
    tuple(
        f"{{{{ row.{name} }}}}" for name in ("unit", "capaian", "serapan", "selisih", "sebutan")
    ),
)
RTL: Final = Grid(
    ("No.", "Indikator", "Janji", "Status", "Keterangan"),
    "row in rtl",
    tuple(
        f"{{{{ row.{name} }}}}" for name in ("nomor", "indikator", "janji", "status", "keterangan")
    ),
)
CAKUPAN: Final = Grid(
    ("No.", "Unit", "Keterangan"),
    "row in cakupan",
    ("{{ row.nomor }}", "{{ row.unit }}", "{{ row.keterangan }}"),
)
KOREKSI: Final = Grid(
    ("No.", "Bagian", "Koreksi", "Jawaban"),
    "row in koreksi",
    ("{{ row.nomor }}", "{{ row.bagian }}", "{{ row.uraian }}", "{{ row.jawaban }}"),
)
ASAL: Final = Grid(
    ("No.", "Kode", "Unit", "Revisi", "Tanda terima", "Diterima", "Versi PK"),
    "row in asal",
    tuple(
        f"{{{{ row.{name} }}}}"
        for name in ("nomor", "indikator", "unit", "revisi", "tanda_terima", "diterima", "versi")
    ),
)
