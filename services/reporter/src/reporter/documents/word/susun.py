"""Makes `laporan.docx`, the template that reports are filled into where the office has none of its own.

Run `python -m reporter.documents.word.susun` after changing it; the file is kept in the package.
"""

from datetime import datetime
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from reporter.documents.word.tabel import (
    ANGGARAN,
    ASAL,
    BANDING,
    CAKUPAN,
    CAPAIAN,
    EFISIENSI,
    JANJI,
    KOREKSI,
    RTL,
    Grid,
)

FILE: Final = Path(__file__).with_name("laporan.docx")
SAMPLE: Final = "{% if contoh %}DATA CONTOH. {{ sumber }}{% endif %}"
REPEAT: Final = "w:tblHeader"


def compose() -> Document:
    document = docx.Document()
    _set_up(document)
    _cover(document)
    _kata_pengantar(document)
    _chapters(document)
    _appendices(document)
    return document


def _set_up(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    normal.element.get_or_add_rPr().append(language)
    section.header.paragraphs[0].text = SAMPLE
    footer = section.footer.paragraphs[0]
    footer.add_run("{{ judul }}, halaman ")
    _field(footer, "PAGE")
    footer.add_run(" dari ")
    _field(footer, "NUMPAGES")


def _cover(document: Document) -> None:
    for text, size in (
        ("{{ kop.pemerintah }}", 13),
        ("{{ kop.nama }}", 16),
        ("{{ kop.alamat }}", 9),
        ("{{ kop.kontak }}", 9),
    ):
        _centred(document, text, size)
    for _ in range(8):
        document.add_paragraph()
    _centred(document, "{{ judul | upper }}", 22)
    _centred(document, "{{ instansi }}", 14)
    _centred(document, "Nomor: {{ nomor }}", 11)
    ralat = (
        "{% if menggantikan %}Ralat, menggantikan edisi {{ menggantikan }}. {{ sebab }}{% endif %}"
    )
    _centred(document, ralat, 11)


def _kata_pengantar(document: Document) -> None:
    _chapter(document, "Kata Pengantar")
    _section(document, "kata-pengantar")
    for text in (
        "{{ tempat_tanggal }}",
        "{{ penanda_tangan.sebutan }},",
        "{{ penanda_tangan.dasar }}",
        "",
        "{{ penanda_tangan.nama }}",
        "{{ penanda_tangan.pangkat }}",
        "{% if penanda_tangan.nip %}NIP {{ penanda_tangan.nip }}{% endif %}",
    ):
        document.add_paragraph(text).paragraph_format.left_indent = Cm(8.5)
    _chapter(document, "Daftar Isi")
    contents = document.add_paragraph()
    _field(contents, 'TOC \\o "1-2" \\h', "Klik kanan, lalu Perbarui Bidang.")


def _chapters(document: Document) -> None:
    _chapter(document, "BAB I Pendahuluan")
    for title, key in (
        ("A. Latar belakang", "pendahuluan"),
        ("B. Gambaran organisasi dan permasalahan utama", "gambaran"),
        ("C. Cakupan data", "cakupan"),
    ):
        document.add_heading(title, 2)
        _section(document, key)
    _chapter(document, "BAB II Perencanaan Kinerja")
    _section(document, "perencanaan")
    _grouped(document, "janji", JANJI)
    _chapter(document, "BAB III Akuntabilitas Kinerja")
    document.add_heading("A. Capaian kinerja organisasi", 2)
    _section(document, "capaian")
    _section(document, "perbandingan")
    _grouped(document, "capaian", CAPAIAN)
    _per_indikator(document)
    document.add_heading("C. Realisasi anggaran", 2)
    _section(document, "anggaran")
    _grouped(document, "anggaran", ANGGARAN)
    document.add_paragraph(
        "Jumlah: pagu Rp{{ jumlah.pagu }}, realisasi Rp{{ jumlah.realisasi }},"
        " serapan {{ jumlah.serapan }}%, sisa Rp{{ jumlah.sisa }}."
    )
    document.add_heading("D. Efisiensi", 2)
    _section(document, "efisiensi")
    _table(document, EFISIENSI)
    document.add_heading("E. Kendala, solusi, dan tindak lanjut", 2)
    _section(document, "kendala")
    _optional(document, "rtl", RTL)
    _chapter(document, "BAB IV Penutup")
    _section(document, "penutup")


def _per_indikator(document: Document) -> None:
    document.add_heading("B. Analisis capaian per indikator", 2)
    document.add_paragraph("{%p for satu in indikator %}")
    document.add_heading("{{ satu.nomor }}. {{ satu.nama }}", 3)
    document.add_paragraph("{{ satu.unit }}. Sasaran: {{ satu.sasaran }}")
    _table(document, BANDING)
    document.add_paragraph("{%p for teks in satu.teks %}")
    document.add_paragraph("{{ teks }}")
    document.add_paragraph("{%p endfor %}")
    for title, name in (
        ("Kendala", "kendala"),
        ("Solusi", "solusi"),
        ("Rencana tindak lanjut", "tindak_lanjut"),
        ("Penanggung jawab", "penanggung_jawab"),
        ("Batas waktu", "batas_waktu"),
    ):
        document.add_paragraph(f"{{%p if satu.{name} %}}")
        document.add_paragraph(f"{title}: {{{{ satu.{name} }}}}")
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p for berkas in satu.bukti %}")
    document.add_paragraph("Bukti: {{ berkas }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endfor %}")


def _appendices(document: Document) -> None:
    _chapter(document, "Lampiran")
    document.add_heading("Unit yang terlambat, nihil, atau belum menyampaikan data", 2)
    _optional(document, "cakupan", CAKUPAN)
    document.add_heading("Hasil koreksi", 2)
    _optional(document, "koreksi", KOREKSI)
    document.add_heading("Asal angka", 2)
    document.add_paragraph("{{ rekap }}")
    _optional(document, "asal", ASAL)
    document.add_paragraph(
        "{% if url %}Keaslian laporan ini dapat diperiksa di {{ url }} dengan kode {{ kode }}.{% endif %}"
    )


def _chapter(document: Document, title: str) -> None:
    document.add_heading(title, 1).paragraph_format.page_break_before = True


def _centred(document: Document, text: str, size: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run(text).font.size = Pt(size)


def _section(document: Document, key: str) -> None:
    document.add_paragraph(f'{{%p for teks in narasi["{key}"] %}}')
    document.add_paragraph("{{ teks }}")
    document.add_paragraph("{%p endfor %}")


def _grouped(document: Document, name: str, grid: Grid) -> None:
    document.add_paragraph(f"{{%p for kelompok in {name} %}}")
    document.add_paragraph("{{ kelompok.unit }}").runs[0].bold = True
    _table(document, grid)
    document.add_paragraph("{%p endfor %}")


def _optional(document: Document, name: str, grid: Grid) -> None:
    document.add_paragraph(f"{{%p if {name} %}}")
    _table(document, grid)
    document.add_paragraph("{%p else %}")
    document.add_paragraph("Tidak ada.")
    document.add_paragraph("{%p endif %}")


def _table(document: Document, grid: Grid) -> None:
    """A head that repeats on every page, and one row for each that `grid` names."""
    table = document.add_table(rows=4, cols=len(grid.head), style="Table Grid")
    for cell, title in zip(table.rows[0].cells, grid.head, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement(REPEAT))
    table.rows[1].cells[0].text = f"{{%tr for {grid.rows} %}}"
    for cell, text in zip(table.rows[2].cells, grid.cells, strict=True):
        cell.text = text
    table.rows[3].cells[0].text = "{%tr endfor %}"
    for paragraph in (one for row in table.rows for cell in row.cells for one in cell.paragraphs):
        for run in paragraph.runs:
            run.font.size = Pt(8.5)
    document.add_paragraph()


def _field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("", shown),
        ("end", ""),
    ):
        run = paragraph.add_run("" if kind or text == instruction else text)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif text == instruction:
            code = OxmlElement("w:instrText")
            code.text = instruction
            run._r.append(code)


if __name__ == "__main__":
    made = compose()
    made.core_properties.created = made.core_properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    made.save(str(FILE))
