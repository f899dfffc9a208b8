"""A rekap as a workbook: its lines, its coverage, its budget, and the kebijakan they follow."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Final, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from aggregator.kebijakan.domain import butir_of, skala_of
from aggregator.rekap.sajian import Sajian
from aggregator.rekap.tampilan import KEADAAN_WORDS
from lapkin_contracts.printed import STATE_WORDS, decimals_of
from lapkin_contracts.rekap import RekapCompleted
from lapkin_ui.formats import waktu

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
PLAIN: Final = {"border": 1, "text_wrap": True, "valign": "top"}
HEAD: Final = {**PLAIN, "bold": True, "bg_color": "#E1EEFB"}
FIRST_ROW: Final = 3
A4: Final = 9
Cell = str | int | Decimal | None


class Column(NamedTuple):
    title: str
    width: int
    decimals: int | None = None
    """As the figure has, if not said."""


class Table(NamedTuple):
    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def name_of(sajian: Sajian) -> str:
    version = f"r{sajian.stored.revision}" if sajian.stored else "sementara"
    return f"rekap-{sajian.rekap.period}-{version}.xlsx"


def workbook_of(sajian: Sajian) -> bytes:
    """Text never turns into a formula or a link, whoever wrote it."""
    file = BytesIO()
    with Workbook(file, OPTIONS) as book:
        book.set_properties({"title": f"Rekap {sajian.rekap.period.title}"})
        writer = _Writer(book, _mark(sajian))
        for table in _tables(sajian):
            writer.write(table)
    return file.getvalue()


def _tables(sajian: Sajian) -> Iterator[Table]:
    rekap = sajian.rekap
    nama = {one.unit: one.nama for one in rekap.units}
    yield Table("Rekap", (Column("Hal", 40), Column("Isi", 90)), _about(sajian))
    yield Table("Capaian", _capaian_columns(rekap.kebijakan.desimal), _capaian(rekap, nama))
    yield Table("Cakupan", _cakupan_columns(rekap.kebijakan.desimal), _cakupan(rekap))
    yield Table("Anggaran", _anggaran_columns(rekap.kebijakan.desimal), _anggaran(rekap, nama))


def _about(sajian: Sajian) -> Iterator[Sequence[Cell]]:
    rekap, ringkasan = sajian.rekap, sajian.rekap.ringkasan
    yield "Periode", rekap.period.title
    yield "Keadaan", _standing(sajian)
    yield "Data terakhir diterima", waktu(rekap.collected_at)
    yield "Unit yang masuk", f"{rekap.cakupan.masuk} dari {rekap.cakupan.wajib}"
    yield "Belum masuk", ", ".join(rekap.cakupan.belum) or "tidak ada"
    for one in rekap.sumber:
        said = f"rekap revisi {one.rekap_revision}, laporan edisi {one.edisi}"
        yield f"Dihitung dari {one.period.title}", said
    yield "Indikator terhitung", f"{ringkasan.terhitung} dari {ringkasan.indikator}"
    yield "Indikator tercapai", ringkasan.tercapai
    yield "Rata-rata capaian (%)", ringkasan.rata_rata_capaian
    yield "Predikat", ringkasan.predikat or ""
    yield "Serapan (%)", ringkasan.serapan_persen
    yield "Kebijakan hitung", rekap.kebijakan.versi
    yield from butir_of(rekap.kebijakan)
    for tingkat in skala_of(rekap.kebijakan):
        yield f"Predikat {tingkat.label}", tingkat.rentang


def _standing(sajian: Sajian) -> str:
    if sajian.stored is None:
        return "Sementara: pengumpulan masih berjalan"
    done = waktu(sajian.stored.completed_at)
    word = "berlaku" if sajian.is_newest else f"digantikan revisi {sajian.newest}"
    return f"Revisi {sajian.stored.revision}, selesai {done}, {word}"


def _capaian_columns(decimals: int) -> Sequence[Column]:
    return (
        Column("Unit", 30),
        Column("Kode", 12),
        Column("Sasaran", 40),
        Column("Indikator", 44),
        Column("Satuan", 12),
        Column("Polaritas", 10),
        Column("Target", 14),
        Column("Target atas", 14),
        Column("Realisasi", 14),
        Column("Tingkat target", 16),
        Column("Tingkat realisasi", 16),
        Column("Capaian (%)", 12, decimals),
        Column("Predikat", 16),
        Column("Keadaan", 16),
        Column("Target tahun", 14),
        Column("Capaian terhadap target tahun (%)", 16, decimals),
        Column("Kendala", 40),
        Column("Solusi", 40),
    )


def _capaian(rekap: RekapCompleted, nama: dict[str, str]) -> Iterator[Sequence[Cell]]:
    for one in rekap.baris:
        yield (
            nama.get(one.unit, one.unit),
            one.indikator,
            one.sasaran,
            one.nama,
            one.satuan,
            one.polaritas.value,
            one.target,
            one.target_atas,
            one.realisasi,
            one.target_label,
            one.label,
            one.capaian_persen,
            one.predikat or "",
            STATE_WORDS.get(one.state, "dihitung"),
            one.target_tahun,
            one.capaian_tahun_persen,
            one.kendala,
            one.solusi,
        )


def _cakupan_columns(decimals: int) -> Sequence[Column]:
    return (
        Column("Unit", 40),
        Column("Keadaan", 16),
        Column("Terlambat (hari kerja)", 12),
        Column("Revisi kiriman", 10),
        Column("Tanda terima", 12),
        Column("Diterima", 36),
        Column("Rata-rata capaian (%)", 14, decimals),
        Column("Serapan (%)", 12, decimals),
    )


def _cakupan(rekap: RekapCompleted) -> Iterator[Sequence[Cell]]:
    for one in rekap.units:
        yield (
            one.nama,
            KEADAAN_WORDS[one.keadaan][0],
            one.terlambat_hari,
            one.revision,
            one.nomor_tanda_terima,
            waktu(one.submitted_at) if one.submitted_at else "",
            one.rata_rata_capaian,
            one.serapan_persen,
        )


def _anggaran_columns(decimals: int) -> Sequence[Column]:
    return (
        Column("Unit", 30),
        Column("Kode", 16),
        Column("Program", 50),
        Column("Pagu", 20),
        Column("Realisasi", 20),
        Column("Serapan (%)", 12, decimals),
        Column("Sisa", 20),
    )


def _anggaran(rekap: RekapCompleted, nama: dict[str, str]) -> Iterator[Sequence[Cell]]:
    for one in rekap.anggaran:
        unit = nama.get(one.unit, one.unit)
        yield unit, one.kode, one.uraian, one.pagu, one.realisasi, one.serapan_persen, one.sisa


def _mark(sajian: Sajian) -> str:
    said = f"Rekap {sajian.rekap.period.title}. {_standing(sajian)}."
    return f"DATA CONTOH. {said}" if sajian.contoh else said


@dataclass
class _Writer:
    """Cells of a workbook, each kind of format made once."""

    book: Workbook
    mark: str
    formats: dict[str, Format] = field(default_factory=dict)

    def write(self, table: Table) -> None:
        sheet = self.book.add_worksheet(table.name)
        sheet.write_string(0, 0, self.mark, self.book.add_format({"bold": True}))
        head = self.book.add_format(HEAD)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(FIRST_ROW - 1, place, column.title, head)
        for row, cells in enumerate(table.rows, FIRST_ROW):
            for place, cell in enumerate(cells):
                self._write_cell(sheet, row, place, cell, table.columns[place].decimals)
        sheet.freeze_panes(FIRST_ROW, 0)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)

    def _write_cell(
        self, sheet: Worksheet, row: int, place: int, cell: Cell, decimals: int | None
    ) -> None:
        if cell is None:
            sheet.write_blank(row, place, None, self._format("@"))
        elif isinstance(cell, str):
            sheet.write_string(row, place, cell, self._format("@"))
        else:
            shown = decimals_of(Decimal(cell)) if decimals is None else decimals
            shape = f"#,##0.{'0' * shown}".rstrip(".")
            sheet.write_number(row, place, cell, self._format(shape))

    def _format(self, shape: str) -> Format:
        if shape not in self.formats:
            self.formats[shape] = self.book.add_format({**PLAIN, "num_format": shape})
        return self.formats[shape]
