from pathlib import Path

import pytest
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
