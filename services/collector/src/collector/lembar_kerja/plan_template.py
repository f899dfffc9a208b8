"""Empty tables of a Perjanjian Kinerja and a Rencana Aksi, in the columns their import reads."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from collector.lembar_kerja.workbook import OPTIONS
from lapkin_contracts.perencanaan import Indikator, JenisIndikator
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode

HEAD_ROW: Final = 0
"""Nothing stands above it: the import reads sheet after sheet as one table until a new heading."""
LAST_ROW: Final = 500
WIDTHS: Final = {"sasaran": 40, "indikator": 44, "uraian": 50, "aksi": 44, "tingkat": 24}
USUAL_WIDTH: Final = 14
INDIKATOR: Final = (
    "kode",
    "sasaran",
    "indikator",
    "satuan",
    "polaritas",
    "mode",
    "target",
    "target_atas",
    "jenis",
    "tingkat",
    "pendahulu",
    "frekuensi",
    "penanggung_jawab",
    "mekanisme_perhitungan",
    "media",
    "sumber",
)
ANGGARAN: Final = ("kode", "uraian", "pagu")
RENCANA: Final = (
    "kode",
    "indikator",
    *(f"tw{nomor}" for nomor in range(1, 5)),
    *(f"tw{nomor}_atas" for nomor in range(1, 5)),
    "aksi",
)
CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "polaritas": [one.value for one in Polaritas],
    "mode": [one.value for one in Mode],
    "jenis": [one.value for one in JenisIndikator],
}
GUIDE: Final = (
    "Isi satu baris untuk setiap butir. Tingkat predikat ditulis dari yang terendah,"
    " mis. WDP=1; WTP=2."
)
GUIDE_RENCANA: Final = "Isi target tiap triwulan. Kolom _atas hanya untuk target berupa rentang. Jangan mengubah kode."


def perjanjian_template() -> bytes:
    file = BytesIO()
    with Workbook(file, OPTIONS) as book:
        _table(book, "Indikator", "Perjanjian Kinerja: indikator", GUIDE, INDIKATOR)
        _table(book, "Anggaran", "Perjanjian Kinerja: anggaran", "Pagu dalam rupiah.", ANGGARAN)
    return file.getvalue()


def rencana_template(unit: str, tahun: Periode, promised: Iterable[Indikator]) -> bytes:
    """With the rows that the Perjanjian Kinerja asks for."""
    file = BytesIO()
    with Workbook(file, OPTIONS) as book:
        title = f"Rencana Aksi {unit} {tahun.title}"
        sheet = _table(book, "Rencana Aksi", title, GUIDE_RENCANA, RENCANA)
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for row, one in enumerate(promised, HEAD_ROW + 1):
            sheet.write_string(row, 0, one.kode, wrapped)
            sheet.write_string(row, 1, f"{one.nama} ({one.satuan})", wrapped)
    return file.getvalue()


def _table(book: Workbook, name: str, title: str, guide: str, columns: Sequence[str]) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(name)
    head: Format = book.add_format({"bold": True, "border": 1, "bg_color": "#E1EEFB"})
    for place, column in enumerate(columns):
        sheet.write_string(HEAD_ROW, place, column, head)
        sheet.set_column(place, place, WIDTHS.get(column, USUAL_WIDTH))
        if column in CHOICES:
            rule = {
                "validate": "list",
                "source": CHOICES[column],
                "error_title": "Bukan pilihan",
                "error_message": "Pilih salah satu dari daftar.",
            }
            sheet.data_validation(HEAD_ROW + 1, place, LAST_ROW, place, rule)
    sheet.freeze_panes(HEAD_ROW + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.write_comment(HEAD_ROW, 0, f"{title}. {guide}", {"width": 320, "height": 90})
    sheet.set_header(f"&L{title}")
    sheet.set_footer("&RHalaman &P dari &N")
    return sheet
