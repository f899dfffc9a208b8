"""What the spreadsheet program itself refuses or colours while people type."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from xlsxwriter.utility import xl_rowcol_to_cell

from collector.lembar_kerja.book import FIRST_ROW, Halaman
from collector.lembar_kerja.columns import ANGGARAN, Isi, Kolom

HUGE: Final = 10**14
FIGURE: Final[Mapping[str, Any]] = {
    "validate": "decimal",
    "criteria": "between",
    "maximum": HUGE,
    "error_title": "Bukan angka",
    "error_message": "Ketik angka saja, tanpa Rp, satuan, atau tanda persen.",
}
GOOD: Final = {"bg_color": "#DFF3E7", "font_color": "#0A6B3D"}
SHORT: Final = {"bg_color": "#FFF0D1", "font_color": "#7A4B00"}
MISSING: Final = {"bg_color": "#FDE3E3"}


def add_validations(page: Halaman, codes: Sequence[str]) -> None:
    """Codes are those of the rows, in order."""
    for kolom in page.bagian.isian:
        place = page.bagian.letak(kolom.nama)
        if kolom.nama == "label":
            _add_levels(page, codes, place)
        else:
            last = FIRST_ROW + len(codes) - 1
            rule = _rule(page, kolom)
            page.sheet.data_validation(FIRST_ROW, place, last, place, rule)


def mark_capaian(page: Halaman, count: int) -> None:
    """Met is green, short is amber; the figure says it too, for those who print in grey."""
    place, last = page.bagian.letak("capaian"), FIRST_ROW + count - 1
    for criteria, colours in ((">=", GOOD), ("<", SHORT)):
        rule = {
            "type": "formula",
            "criteria": f"=AND(ISNUMBER({_first(place)}),{_first(place)}{criteria}100)",
            "format": page.buku.mark(colours),
        }
        page.sheet.conditional_format(FIRST_ROW, place, last, place, rule)


def mark_alasan(page: Halaman, count: int) -> None:
    """Red where a status asks for a reason that is not there yet."""
    place, last = page.bagian.letak("alasan"), FIRST_ROW + count - 1
    status = _first(page.bagian.letak("status"))
    needs = f'OR({status}="Nihil",{status}="Tidak tersedia")'
    rule = {
        "type": "formula",
        "criteria": f'=AND({needs},TRIM({_first(place)})="")',
        "format": page.buku.mark(MISSING),
    }
    page.sheet.conditional_format(FIRST_ROW, place, last, place, rule)


def _add_levels(page: Halaman, codes: Sequence[str], place: int) -> None:
    """Each row offers the levels of its own indikator."""
    for row, kode in enumerate(codes, FIRST_ROW):
        if spans := page.buku.spans.get(f"label:{kode}"):
            page.sheet.data_validation(row, place, row, place, _list(spans[0]))


def _rule(page: Halaman, kolom: Kolom) -> Mapping[str, Any]:
    match kolom.isi:
        case Isi.PILIHAN:
            return _list(page.buku.spans[f"status:{page.bagian.nama}"][0])
        case Isi.ANGKA:
            return {**FIGURE, "minimum": 0 if page.bagian is ANGGARAN else -HUGE}
        case Isi.TANGGAL:
            return {
                "validate": "date",
                "criteria": ">=",
                "value": page.buku.lembar.period.starts_on,
                "error_title": "Bukan tanggal",
                "error_message": "Ketik tanggal, mis. 30-09-2026.",
            }
        case _:
            return {
                "validate": "length",
                "criteria": "<=",
                "value": kolom.panjang,
                "error_title": "Teks terlalu panjang",
                "error_message": f"Paling banyak {kolom.panjang} karakter.",
            }


def _list(span: str) -> Mapping[str, Any]:
    return {
        "validate": "list",
        "source": f"={span}",
        "error_title": "Bukan pilihan",
        "error_message": "Pilih salah satu dari daftar.",
    }


def _first(place: int) -> str:
    return str(xl_rowcol_to_cell(FIRST_ROW, place))
