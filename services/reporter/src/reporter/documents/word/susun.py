"""Makes `laporan.docx`, the template that reports are filled into where the office has none of its own.

Run `python -m reporter.documents.word.susun` after changing it; the file is kept in the package.
"""

from datetime import datetime
from pathlib import Path
from typing import Final

import docx
from docx.document import Document
from docx.shared import Cm, Pt

from reporter.documents.word.tabel import (
    ANGGARAN,
    ASAL,
    BANDING,
    BUKTI,
    CAKUPAN,
    CAPAIAN,
    EFISIENSI,
    JANJI,
    KOREKSI,
    PERUBAHAN,
    RTL,
    UNIT,
    Grid,
)
from reporter.documents.word.unsur import (
    centred,
    chapter,
    facts_table,
    field,
    looped,
    set_up,
    table,
    turn_page,
    underline,
)

FILE: Final = Path(__file__).with_name("laporan.docx")
SAMPLE: Final = "{% if contoh %}DATA CONTOH. {{ sumber }}{% endif %}"
CONTENTS: Final = "Klik kanan di sini, lalu pilih Perbarui Bidang."


def compose() -> Document:
    document = docx.Document()
    set_up(document)
    _margins(document)
    _cover(document)
    _kata_pengantar(document)
    _chapters(document)
    _appendices(document)
    return document


def _margins(document: Document) -> None:
    """Header and footer of every page."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.add_run(SAMPLE).font.size = Pt(8)
    footer = section.footer.paragraphs[0]
    footer.add_run("{{ judul }}, halaman ")
    field(footer, "PAGE")
    footer.add_run(" dari ")
    field(footer, "NUMPAGES")
    for run in footer.runs:
        run.font.size = Pt(9)


def _cover(document: Document) -> None:
    for text, size, is_bold in (
        ("{{ kop.pemerintah }}", 13, False),
        ("{{ kop.nama }}", 16, True),
        ("{{ kop.alamat }}", 9, False),
        ("{{ kop.kontak }}", 9, False),
    ):
        last = centred(document, text, size, is_bold=is_bold)
        last.paragraph_format.space_after = Pt(2)
    underline(last)
    title = centred(document, "{{ judul | upper }}", 22, is_bold=True)
    title.paragraph_format.space_before = Cm(6)
    centred(document, "{{ instansi }}", 14)
    centred(document, "Nomor: {{ nomor }}", 11)
    ralat = (
        "{% if menggantikan %}Ralat, menggantikan edisi {{ menggantikan }}. {{ sebab }}{% endif %}"
    )
    centred(document, ralat, 11)
    centred(document, "{{ tahun }}", 14, is_bold=True).paragraph_format.space_before = Cm(6)


def _kata_pengantar(document: Document) -> None:
    chapter(document, "Kata Pengantar")
    _section(document, "kata-pengantar")
    first = len(document.paragraphs)
    document.add_paragraph("{{ penanda_tangan.tempat_tanggal }}")
    document.add_paragraph("{{ penanda_tangan.sebutan }},")
    looped(document, "if penanda_tangan.dasar", "{{ penanda_tangan.dasar }}")
    name = document.add_paragraph()
    name.paragraph_format.space_before = Cm(2)
    signed = name.add_run("{{ penanda_tangan.nama }}")
    signed.bold = signed.underline = True
    looped(document, "if penanda_tangan.pangkat", "{{ penanda_tangan.pangkat }}")
    looped(document, "if penanda_tangan.nip", "NIP {{ penanda_tangan.nip }}")
    for paragraph in document.paragraphs[first:]:
        paragraph.paragraph_format.left_indent = Cm(8.5)
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.keep_with_next = True
    looped(document, "if persetujuan", "Disetujui oleh: {{ persetujuan | join(', ') }}")
    keaslian = "Keaslian laporan ini dapat diperiksa di {{ url }} dengan kode {{ kode }}."
    looped(document, "if url", keaslian)
    document.add_paragraph("{%p if perubahan %}")
    chapter(document, "Ralat")
    document.add_paragraph("Laporan ini menggantikan edisi {{ menggantikan }}. Sebab: {{ sebab }}")
    document.add_paragraph("{%p for kelompok in perubahan %}")
    document.add_paragraph("{{ kelompok.nama }} {{ kelompok.unit }}").runs[0].bold = True
    table(document, PERUBAHAN)
    looped(document, "for dampak in kelompok.dampak", "{{ dampak }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p endif %}")
    chapter(document, "Daftar Isi")
    field(document.add_paragraph(), 'TOC \\o "1-2" \\h', CONTENTS)


def _chapters(document: Document) -> None:
    chapter(document, "Pendahuluan", "BAB I")
    for title, key in (
        ("A. Latar belakang", "pendahuluan"),
        ("B. Gambaran organisasi dan permasalahan utama", "gambaran"),
        ("C. Cakupan data", "cakupan"),
    ):
        document.add_heading(title, 2)
        _section(document, key)
    chapter(document, "Perencanaan Kinerja", "BAB II")
    document.add_heading("A. Perjanjian Kinerja", 2)
    _section(document, "perencanaan")
    _grouped(document, "janji", JANJI)
    chapter(document, "Akuntabilitas Kinerja", "BAB III")
    document.add_heading("A. Capaian kinerja organisasi", 2)
    _section(document, "capaian")
    _section(document, "perbandingan")
    turn_page(document, lies=True)
    _grouped(document, "capaian", CAPAIAN)
    looped(document, "for catatan in catatan_kaki", "{{ loop.index }}. {{ catatan }}")
    turn_page(document, lies=False)
    _per_indikator(document)
    document.add_heading("C. Realisasi anggaran", 2)
    _section(document, "anggaran")
    _grouped(document, "anggaran", ANGGARAN)
    jumlah = (
        "Jumlah: pagu Rp{{ jumlah.pagu }}, realisasi Rp{{ jumlah.realisasi }},"
        " serapan {{ jumlah.serapan }}%, sisa Rp{{ jumlah.sisa }}."
    )
    looped(document, "if anggaran", jumlah)
    document.add_heading("D. Efisiensi", 2)
    _section(document, "efisiensi")
    table(document, EFISIENSI)
    document.add_heading("E. Kendala, solusi, dan tindak lanjut", 2)
    _section(document, "kendala")
    _optional(document, "rtl", RTL)
    chapter(document, "Penutup", "BAB IV")
    _section(document, "penutup")


def _per_indikator(document: Document) -> None:
    document.add_heading("B. Analisis capaian per indikator", 2)
    document.add_paragraph("{%p for satu in indikator %}")
    document.add_heading("{{ satu.nomor }}. {{ satu.nama }}", 3)
    unit = document.add_paragraph("{{ satu.unit }}. Sasaran: {{ satu.sasaran }}")
    unit.paragraph_format.keep_with_next = True
    table(document, BANDING, is_short=True)
    looped(document, "for teks in satu.teks", "{{ teks }}")
    known = "satu.kendala or satu.solusi or satu.tindak_lanjut or satu.bukti"
    document.add_paragraph(f"{{%p if {known} %}}")
    facts_table(
        document,
        (
            ("Kendala", "satu.kendala"),
            ("Solusi", "satu.solusi"),
            ("Rencana tindak lanjut", "satu.tindak_lanjut"),
            ("Penanggung jawab", "satu.penanggung_jawab"),
            ("Batas waktu", "satu.batas_waktu"),
            ("Bukti", "satu.bukti | join('; ')"),
        ),
    )
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")


def _appendices(document: Document) -> None:
    chapter(document, "Lampiran")
    for title, name, grid in (
        ("1. Rekap per unit", "unit", UNIT),
        ("2. Unit yang terlambat, nihil, atau belum menyampaikan data", "cakupan", CAKUPAN),
        ("3. Hasil koreksi", "koreksi", KOREKSI),
        ("4. Daftar bukti", "bukti", BUKTI),
        ("5. Asal angka", "asal", ASAL),
    ):
        document.add_heading(title, 2)
        if grid is ASAL:
            document.add_paragraph("{{ rekap }}")
        _optional(document, name, grid)


def _section(document: Document, key: str) -> None:
    looped(document, f'for teks in narasi["{key}"]', "{{ teks }}")


def _grouped(document: Document, name: str, grid: Grid) -> None:
    document.add_paragraph(f"{{%p for kelompok in {name} %}}")
    unit = document.add_paragraph()
    unit.paragraph_format.keep_with_next = True
    unit.add_run("{{ kelompok.unit }}").bold = True
    table(document, grid)
    document.add_paragraph("{%p endfor %}")


def _optional(document: Document, name: str, grid: Grid) -> None:
    document.add_paragraph(f"{{%p if {name} %}}")
    table(document, grid)
    document.add_paragraph("{%p else %}")
    document.add_paragraph("Tidak ada.")
    document.add_paragraph("{%p endif %}")


if __name__ == "__main__":
    made = compose()
    made.core_properties.created = made.core_properties.modified = datetime(2026, 1, 1)  # noqa: DTZ001
    made.save(str(FILE))
