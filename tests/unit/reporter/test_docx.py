from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from support.hard_snapshot import a_hard_snapshot
from support.rekap import Figure, a_rekap
from support.sheets import pages_of
from support.snapshots import UNITS, a_snapshot, the_longest_snapshot, the_shortest_snapshot
from support.spreadsheet import by_libreoffice, needs_writer

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.numbers import format_indonesian
from reporter.documents.errors import TemplateFaulty
from reporter.documents.printed import printed
from reporter.documents.word.isi import BAWAAN, render_docx, unknown_fields
from reporter.documents.word.susun import compose


def words_of(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([one.text for one in document.paragraphs] + cells)


def a_template(folder: Path, *paragraphs: str) -> Path:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    document.save(str(folder / "kantor.docx"))
    return folder / "kantor.docx"


@pytest.mark.parametrize(
    "snapshot",
    [a_snapshot(), the_shortest_snapshot(), the_longest_snapshot(), a_hard_snapshot()],
    ids=["usual", "shortest", "longest", "hard"],
)
def test_the_word_document_holds_every_figure_and_every_paragraph(snapshot: Snapshot) -> None:
    text = words_of(render_docx(printed(snapshot)))

    assert "{{" not in text
    assert "{%" not in text
    for baris in snapshot.rekap.baris:
        assert baris.nama in text
        for figure in (baris.target, baris.realisasi, baris.capaian_persen):
            assert figure is None or format_indonesian(figure) in text
    for paragraf in snapshot.narasi:
        assert all(teks in text for teks in paragraf.teks.split("\n\n"))


@needs_writer
def test_a_word_processor_prints_every_figure_and_breaks_no_word(tmp_path: Path) -> None:
    snapshot = a_hard_snapshot()
    content = render_docx(printed(snapshot))

    pdf = by_libreoffice(content, tmp_path, kind="pdf", name="laporan.docx")

    text = " ".join(pages_of(pdf))
    for baris in snapshot.rekap.baris:
        assert baris.nama in text
        assert baris.capaian_persen is None or format_indonesian(baris.capaian_persen, 2) in text
    for title in ("Realisasi (Rp)", "Penanggung jawab", "BAB III AKUNTABILITAS KINERJA", "Semula"):
        assert title in text
    assert "Plt. Inspektur, SK Bupati Nomor 821/15/2026" in text


def test_the_same_report_gives_the_same_bytes() -> None:
    first, again = render_docx(printed(a_snapshot())), render_docx(printed(a_snapshot()))

    assert first == again
    assert {entry.date_time[0] for entry in ZipFile(BytesIO(first)).infolist()} == {1980}


def test_sample_data_is_marked_in_the_header_of_every_page() -> None:
    def header_of(snapshot: Snapshot) -> str:
        document = docx.Document(BytesIO(render_docx(printed(snapshot))))
        return "".join(one.text for one in document.sections[0].header.paragraphs)

    assert header_of(a_snapshot()).startswith("DATA CONTOH. Angka contoh")
    assert header_of(a_snapshot(contoh=False)) == ""


def test_text_of_units_cannot_break_the_document() -> None:
    figure = Figure("<w:p> & {{ judul }} \x07", "90", "80", remarks={"kendala": "a < b & c"})

    text = words_of(render_docx(printed(a_snapshot(a_rekap([figure], UNITS)))))

    assert "<w:p> & {{ judul }}" in text
    assert "Kendala\na < b & c" in text


def test_the_template_in_the_package_is_the_one_its_script_makes() -> None:
    made, kept = compose(), docx.Document(str(BAWAAN))

    assert made.element.xml == kept.element.xml
    assert unknown_fields() == []


def test_the_office_may_use_a_template_of_its_own(tmp_path: Path) -> None:
    template = a_template(tmp_path, "Kepada Bupati: {{ judul }}, {{ jumlah.serapan }}%")

    text = words_of(render_docx(printed(a_snapshot()), template))

    assert text == "Kepada Bupati: Laporan Kinerja Triwulan III Tahun 2026, 68,74%"


def test_a_field_that_no_report_fills_is_named(tmp_path: Path) -> None:
    template = a_template(
        tmp_path,
        "{{ juduul }} {{ kop.logo }}",
        "{%p for satu in indikator %}",
        "{{ satu.nama }} {{ satu.kinerja }}",
        "{%p endfor %}",
        '{%p for teks in narasi["simpulan"] %}',
        "{{ teks }}",
        "{%p endfor %}",
    )

    assert unknown_fields(template) == ["juduul", "kinerja", "logo", "simpulan"]


def test_a_template_that_cannot_be_read_is_refused_with_its_name(tmp_path: Path) -> None:
    text_file = tmp_path / "bukan.docx"
    text_file.write_text("bukan dokumen")
    unclosed = a_template(tmp_path, "{%p for satu in indikator %}", "{{ satu.nama }}")

    for template in (text_file, unclosed, tmp_path / "tidak-ada.docx"):
        with pytest.raises(TemplateFaulty) as refused:
            unknown_fields(template)
        assert template.name in str(refused.value)


def test_a_template_cannot_reach_beyond_the_report(tmp_path: Path) -> None:
    template = a_template(tmp_path, "{{ judul.__class__.__mro__ }}")

    with pytest.raises(TemplateFaulty):
        render_docx(printed(a_snapshot()), template)
