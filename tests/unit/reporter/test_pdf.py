import hashlib
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from support.hard_snapshot import a_hard_snapshot
from support.rekap import Figure, a_rekap
from support.snapshots import UNITS, a_snapshot, the_longest_snapshot, the_shortest_snapshot

from lapkin_contracts.laporan import ButirKoreksi, Snapshot
from lapkin_contracts.rules.numbers import format_indonesian, format_percent
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
SAMPLES = [a_snapshot(), the_shortest_snapshot(), the_longest_snapshot(), a_hard_snapshot()]
NAMES = ["usual", "shortest", "longest", "hard"]


def pages_of(snapshot: Snapshot) -> list[str]:
    reader = PdfReader(BytesIO(render_pdf(snapshot)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@pytest.mark.parametrize("snapshot", SAMPLES, ids=NAMES)
def test_the_text_of_the_pages_holds_every_figure_of_the_snapshot(snapshot: Snapshot) -> None:
    text = " ".join(pages_of(snapshot))

    for baris in snapshot.rekap.baris:
        assert baris.nama in text
        for figure in (baris.target, baris.realisasi, baris.capaian_persen):
            assert figure is None or format_indonesian(figure) in text
    for line in snapshot.rekap.anggaran:
        for figure in (line.pagu, line.realisasi, line.serapan_persen, line.sisa):
            assert figure is None or format_indonesian(figure) in text
    mean = snapshot.rekap.ringkasan.rata_rata_capaian
    assert mean is None or format_percent(mean) in text


@pytest.mark.parametrize("snapshot", SAMPLES, ids=NAMES)
def test_every_page_says_which_of_how_many_it_is(snapshot: Snapshot) -> None:
    pages = pages_of(snapshot)

    for number, text in enumerate(pages, 1):
        assert f"Halaman {number} dari {len(pages)}" in text


def test_sections_stand_in_the_order_of_the_office() -> None:
    koreksi = (ButirKoreksi(nomor=1, bagian="capaian", uraian="Periksa", jawaban="Sudah"),)

    text = " ".join(pages_of(a_snapshot(koreksi=koreksi)))

    headings = [
        "A. Pendahuluan",
        "B. Capaian kinerja",
        "Tabel 1. ",
        "C. Realisasi anggaran",
        "D. Kendala, solusi, dan rencana tindak lanjut",
        "E. Cakupan data",
        "F. Hasil koreksi",
        "G. Penutup",
        "Bantul, 9 Oktober 2026",
        "NIP 19700101 199001 1 001",
    ]
    places = [text.index(heading) for heading in headings]
    assert places == sorted(places)


def test_the_document_is_tagged_pdf_a_in_indonesian_with_alt_text() -> None:
    pdf = render_pdf(a_snapshot())

    root: dict[str, Any] = PdfReader(BytesIO(pdf)).root_object
    assert root["/Lang"] == "id"
    assert root["/MarkInfo"]["/Marked"]
    assert b"pdfaid:part>2<" in pdf
    assert b"pdfaid:conformance>A<" in pdf
    (alt,) = _alt_texts(root["/StructTreeRoot"])
    assert alt.startswith("Diagram batang. Capaian indikator terhadap target")
    assert "8. Jumlah pelanggaran disiplin: belum ada angka (target nol)" in alt


def _alt_texts(node: Any) -> list[str]:
    node = node.get_object()
    if isinstance(node, list):
        return [alt for child in node for alt in _alt_texts(child)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (_alt_texts(node["/K"]) if "/K" in node else [])


def test_sample_data_is_marked_on_every_page_and_names_its_source() -> None:
    pages = pages_of(a_snapshot())

    assert all("DATA CONTOH" in text for text in pages)
    assert "Angka contoh untuk pengujian, bukan angka resmi." in pages[0]
    assert not any("DATA CONTOH" in text for text in pages_of(a_snapshot(contoh=False)))


def test_a_later_edition_says_so() -> None:
    words = pages_of(a_snapshot(edisi=2, menggantikan=1))[0]

    assert "Ralat ke-1, menggantikan edisi 1" in words


def test_a_hard_year_is_told_in_full() -> None:
    text = " ".join(pages_of(a_hard_snapshot()))

    for words in (
        "Sebab ralat: Angka tertukar pada saat pengisian.",
        "Dampak: Capaian Semester II Tahun 2026 berubah dari 108,75% menjadi 97,5%.",
        "1 Opini BPK atas laporan keuangan predikat WTP WTP 100,00 Sangat Tinggi",
        "2 Waktu penyelesaian reviu hari 7–8 9 87,50 Tinggi",
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

    text = " ".join(pages_of(a_snapshot(a_rekap([figure], UNITS))))

    assert "Indikator [U+65E5]" in text
    assert "Sudah beres [U+1F44D]" in text


def test_a_remark_longer_than_a_page_runs_on() -> None:
    remark = " ".join(f"kendala-ke-{i}" for i in range(150))
    remarks = {"kendala": remark, "solusi": remark, "rencana_tindak_lanjut": remark}
    figure = Figure("Indikator", "90", "80", remarks=remarks)

    text = " ".join(pages_of(a_snapshot(a_rekap([figure], UNITS))))

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
    assert runs[0].split()[0] == hashlib.sha256(render_pdf(a_snapshot())).hexdigest()
