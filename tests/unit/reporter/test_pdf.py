import hashlib
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import segno
from pypdf import PdfReader
from support.pdf_a import pdf_a_faults, verapdf_faults
from support.printing import NAMES, sample, sample_pages
from support.rekap import Figure, a_rekap
from support.sheets import alt_texts, needs_qpdf, pages_of
from support.snapshots import UNITS, a_snapshot

from lapkin_contracts.laporan import ButirKoreksi
from reporter.documents.head import Mark
from reporter.documents.pdf import render_pdf

PRINT = """
import hashlib, pathlib, sys
from lapkin_contracts.laporan import Snapshot
from reporter.documents.pdf import render_pdf
from reporter.documents.xlsx import render_xlsx
snapshot = Snapshot.model_validate_json(pathlib.Path(sys.argv[1]).read_bytes())
for render in (render_pdf, render_xlsx):
    print(hashlib.sha256(render(snapshot)).hexdigest())
"""


@needs_qpdf
@pytest.mark.parametrize("name", NAMES)
def test_another_program_finds_no_fault_in_the_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / "laporan.pdf"
    file.write_bytes(sample(name)[1])

    found = subprocess.run(
        ["qpdf", "--check", str(file)], capture_output=True, check=False, text=True
    )

    assert found.returncode == 0, found.stdout + found.stderr


@pytest.mark.parametrize("name", ["usual", "shortest", "hard"])
def test_a_report_keeps_the_rules_of_pdf_a(name: str, tmp_path: Path) -> None:
    file = tmp_path / "laporan.pdf"
    file.write_bytes(sample(name)[1])

    assert pdf_a_faults(sample(name)[1]) == []
    assert verapdf_faults(file) == ""


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_which_of_how_many_it_is(name: str) -> None:
    pages = sample_pages(name)

    for number, text in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in text


def test_sections_stand_in_the_order_of_the_office() -> None:
    koreksi = (ButirKoreksi(nomor=1, bagian="capaian", uraian="Periksa", jawaban="Sudah"),)

    text = " ".join(pages_of(render_pdf(a_snapshot(koreksi=koreksi)))[3:])

    headings = [
        "BAB I PENDAHULUAN",
        "A. Latar belakang",
        "BAB II PERENCANAAN KINERJA",
        "Tabel 1. Perjanjian Kinerja Tahun 2026",
        "BAB III AKUNTABILITAS KINERJA",
        "Tabel 2. Capaian indikator kinerja",
        "B. Analisis capaian per indikator",
        "C. Realisasi anggaran",
        "D. Efisiensi",
        "BAB IV PENUTUP",
        "LAMPIRAN 1 PERJANJIAN KINERJA",
        "LAMPIRAN 2 RENCANA AKSI",
        "LAMPIRAN 5 HASIL KOREKSI",
        "LAMPIRAN 7 ASAL ANGKA",
    ]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_kata_pengantar_carries_the_signature_and_the_contents_their_pages() -> None:
    _, kata_pengantar, daftar_isi, *_ = sample_pages("usual")

    for words in ("KATA PENGANTAR", "Bantul, 9 Oktober 2026", "NIP 19700101 199001 1 001"):
        assert words in kata_pengantar
    assert re.search(r"BAB III\s*Akuntabilitas Kinerja[ .]+6", daftar_isi)
    assert "Daftar Tabel" in daftar_isi
    assert "Daftar Gambar" in daftar_isi


def test_every_indikator_has_a_section_that_says_what_is_not_known() -> None:
    text = " ".join(sample_pages("usual"))

    assert "Triwulan III 2025 tidak tercatat di dalam sistem" in text
    assert "Triwulan II 2026 82,5 79,1 95,88" in text
    assert "Rencana tindak lanjut Mengusulkan dua auditor mengikuti diklat" in text
    assert "rekap-lhp.pdf (SHA-256 aaaaaaaaaaaa…)" in text


def test_a_mark_in_the_table_leads_to_the_origin_of_the_figure() -> None:
    rekap = a_rekap([Figure("Nilai", "80", "72")], UNITS[:1])
    unit = rekap.units[0].model_copy(update={"nomor_tanda_terima": 417})

    text = " ".join(pages_of(render_pdf(a_snapshot(rekap.model_copy(update={"units": (unit,)})))))

    assert "Nilai #1" in text
    assert "#1 IK-01 Sekretariat 1 417 7 Oktober 2026 pukul 15.30 WIB 1" in text
    assert "diambil dari rekap Triwulan III Tahun 2026 revisi 1" in text


def test_a_preview_is_marked_and_shows_overtaken_edits() -> None:
    narasi = tuple(
        one.model_copy(update={"ditinjau_ulang": one.bagian == "capaian"})
        for one in a_snapshot().narasi
    )

    draft = " ".join(pages_of(render_pdf(a_snapshot(narasi=narasi), Mark(is_draft=True))))
    issued = " ".join(pages_of(render_pdf(a_snapshot(narasi=narasi))))

    assert "DRAFT, belum disahkan" in draft
    assert "Perlu ditinjau ulang." in draft
    assert "DRAFT" not in issued
    assert "ditinjau ulang" not in issued


def test_where_the_report_is_verified_stands_beside_the_signature() -> None:
    qr = segno.make("https://contoh.go.id/v/AB12").svg_inline()
    mark = Mark(url="https://contoh.go.id/v/AB12", kode="AB12", qr=qr)

    kata_pengantar = pages_of(render_pdf(a_snapshot(), mark))[1]

    assert "diperiksa di https://contoh.go.id/v/AB12 dengan kode AB12." in kata_pengantar
    assert "NIP 19700101 199001 1 001" in kata_pengantar


def test_the_document_is_tagged_pdf_a_in_indonesian_with_alt_text() -> None:
    pdf = sample("usual")[1]

    root: dict[str, Any] = PdfReader(BytesIO(pdf)).root_object
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid:part>2<" in pdf
    assert b"pdfaid:conformance>A<" in pdf
    alts = alt_texts(pdf)
    alt = next(one for one in alts if "Capaian indikator" in one)
    assert alt.startswith("Diagram batang. Capaian indikator terhadap target")
    assert "8. Jumlah pelanggaran disiplin: belum ada angka (target nol)" in alt


def test_sample_data_is_marked_on_every_page_and_names_its_source() -> None:
    pages = sample_pages("usual")

    assert all("DATA CONTOH" in text for text in pages)
    assert "Angka contoh untuk pengujian, bukan angka resmi." in pages[0]
    assert not any(
        "DATA CONTOH" in text for text in pages_of(render_pdf(a_snapshot(contoh=False)))
    )


def test_a_later_edition_says_so() -> None:
    words = pages_of(render_pdf(a_snapshot(edisi=2, menggantikan=1)))[0]

    assert "Ralat ke-1, menggantikan edisi 1" in words


def test_a_hard_year_is_told_in_full() -> None:
    text = " ".join(sample_pages("hard"))

    for words in (
        "Sebab ralat: Angka tertukar pada saat pengisian.",
        "Dampak: Capaian Semester II Tahun 2026 berubah dari 108,75% menjadi 97,5%.",
        "#1 predikat WTP WTP WTP 100,00 100,00 Sangat Tinggi",
        "#2 hari 7 7–8 9 87,50 87,50 Tinggi",
        "Target diubah oleh Perjanjian Kinerja versi 2; target semula 100 LHP",
        "digabung sejak 1 Juli 2026 dengan Keputusan Bupati Nomor 100/2026.",
        "Pagu awal (Rp)",
        "16.000.000.000 15.120.000.000",
        "belum dijawab",
        "terlambat 3 hari kerja",
        "Disetujui oleh: Plh. Kepala Subbagian Program dan Keuangan",
        "Plt. Inspektur, SK Bupati Nomor 821/15/2026",
    ):
        assert words in text


def test_a_character_without_a_glyph_does_not_stop_the_report() -> None:
    figure = Figure("Indikator 日", "90", "80", remarks={"kendala": "Sudah beres 👍 \x07"})

    text = " ".join(pages_of(render_pdf(a_snapshot(a_rekap([figure], UNITS)))))

    assert "Indikator [U+65E5]" in text
    assert "Sudah beres [U+1F44D]" in text


def test_a_remark_longer_than_a_page_runs_on() -> None:
    remark = " ".join(f"kendala-ke-{i}" for i in range(150))
    remarks = {"kendala": remark, "solusi": remark, "rencana_tindak_lanjut": remark}
    figure = Figure("Indikator", "90", "80", remarks=remarks)

    text = " ".join(pages_of(render_pdf(a_snapshot(a_rekap([figure], UNITS)))))

    assert "kendala-ke-0" in text
    assert "kendala-ke-149" in text


def test_two_processes_print_the_same_bytes(tmp_path: Path) -> None:
    file = tmp_path / "snapshot.json"
    file.write_text(a_snapshot().model_dump_json())

    runs = [
        subprocess.run(
            [sys.executable, "-c", PRINT, str(file)], capture_output=True, check=True, text=True
        ).stdout
        for _ in range(2)
    ]

    assert runs[0] == runs[1]
    assert runs[0].split()[0] == hashlib.sha256(sample("usual")[1]).hexdigest()
