"""The workbook a unit fills in: locked but for its yellow cells, with the stamp inside."""

from datetime import datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook

from collector.akun.signing import SigningKey
from collector.lembar_kerja.book import Buku, Halaman
from collector.lembar_kerja.columns import ANGGARAN, NILAI, RTL
from collector.lembar_kerja.domain import Lembar
from collector.lembar_kerja.pages import write_anggaran, write_nilai, write_rtl

OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
PAGES: Final = ((NILAI, write_nilai), (ANGGARAN, write_anggaran), (RTL, write_rtl))


def render(lembar: Lembar, key: SigningKey, now: datetime) -> bytes:
    """The workbook of a unit and a triwulan; the same facts and time give the same bytes."""
    file = BytesIO()
    with Workbook(file, OPTIONS) as workbook:
        buku = Buku(workbook, lembar)
        for bagian, write_rows in PAGES:
            if lembar.codes(bagian):
                halaman = Halaman(buku, bagian)
                halaman.write_head()
                write_rows(halaman, lembar)
                halaman.set_up()
        buku.write_stamp(key)
        buku.set_properties(now)
    return file.getvalue()
