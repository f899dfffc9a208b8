from io import BytesIO
from pathlib import Path

import pytest
import typst
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject
from support.pdf_a import pdf_a_faults
from support.sheets import a_sheet, a_template, pages_of

from lapkin_papers.pdf import DocumentFaulty, render


def test_a_sheet_bears_its_title_and_page_at_the_foot(tmp_path: Path) -> None:
    template = a_template(tmp_path, "#pagebreak()\nIsi")

    pages = pages_of(render(template, a_sheet()))

    assert "Lembar contoh Halaman 1 dari 2" in pages[0]
    assert "Lembar contoh Halaman 2 dari 2" in pages[1]


def test_a_paper_that_cannot_be_laid_out_cleanly_is_refused(tmp_path: Path) -> None:
    template = a_template(tmp_path, '#text(font: "Huruf Entah", fallback: true)[Isi]')

    with pytest.raises(DocumentFaulty, match="unknown font family"):
        render(template, a_sheet())


def test_a_sheet_keeps_the_rules_of_pdf_a_and_a_plain_pdf_does_not(tmp_path: Path) -> None:
    pdf = render(a_template(tmp_path, "Isi"), a_sheet())

    assert pdf_a_faults(pdf) == []
    plain = pdf_a_faults(typst.compile(b"Isi"))
    assert {"6.6.4 identification", "6.2.3 output intent"} <= set(plain)


def test_what_is_added_to_a_sheet_afterwards_is_noticed(tmp_path: Path) -> None:
    changed = PdfWriter(clone_from=BytesIO(render(a_template(tmp_path, "Isi"), a_sheet())))
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("1"),
    }
    changed.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    changed.add_attachment("angka.csv", b"1")
    file = BytesIO()
    changed.write(file)

    faults = pdf_a_faults(file.getvalue())

    assert {"6.5.1 action /JavaScript", "6.8 embedded files"} <= set(faults)
