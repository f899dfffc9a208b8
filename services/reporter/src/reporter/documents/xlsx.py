"""The report's tables as a workbook: live formulas, each holding the engine's figure."""

from datetime import datetime, time
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from lapkin_contracts.laporan import Snapshot
from reporter.documents.anggaran_sheet import write_anggaran
from reporter.documents.cakupan_sheet import write_cakupan
from reporter.documents.capaian_sheet import write_capaian
from reporter.documents.efisiensi_sheet import write_efisiensi
from reporter.documents.perubahan_sheet import write_perubahan, write_tindak_lanjut
from reporter.documents.ringkasan_sheet import write_ringkasan
from reporter.documents.workbook import Book

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def render_xlsx(snapshot: Snapshot) -> bytes:
    """All tables of a report. The same snapshot gives the same bytes."""
    file = BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        workbook.set_properties(
            {
                "title": snapshot.judul,
                "author": snapshot.nama_instansi,
                "comments": f"DATA CONTOH. {snapshot.sumber}" if snapshot.contoh else "",
                "created": datetime.combine(snapshot.tanggal, time()),
            }
        )
        book = Book(workbook, snapshot)
        write_ringkasan(book)
        write_capaian(book)
        write_anggaran(book)
        write_efisiensi(book)
        write_tindak_lanjut(book)
        write_cakupan(book)
        write_perubahan(book)
    return file.getvalue()
