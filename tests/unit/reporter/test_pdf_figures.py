"""What was reported is what the pages say, figure for figure."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.printing import NAMES, sample, sample_pages

from lapkin_contracts.perencanaan import JenisIndikator
from lapkin_contracts.rules.numbers import format_indonesian
from reporter.documents.printed import printed

FURNITURE = re.compile(
    r"(DRAFT · )?DATA CONTOH |Laporan Kinerja [^.]{1,60}? Halaman \d+ dari \d+ ?"
)
"""What stands around the text of a page: watermark and foot."""
NOT_TEXT = {"judul", "kop", "charts", "tren", "anggaran_charts", "qr"}
"""Pictures, and what is set in capitals."""
NOT_PRINTED = {"capaian", "pembilang", "penyebut", "progres"}
"""Exact quotients, what they are made of, and what was reported within the quarter."""


@pytest.mark.parametrize("name", NAMES)
def test_the_text_of_the_pages_holds_every_figure_of_the_snapshot(name: str) -> None:
    rekap, text = sample(name)[0].rekap, " ".join(sample_pages(name))
    words = {word.strip(".,;:%()").removeprefix("Rp") for word in re.split(r"[\s–]+", text)}

    for baris in rekap.baris:
        assert baris.nama in text
        earlier = [one.model_dump() for one in baris.riwayat if one.period != rekap.period]
        for figure in _decimals({**baris.model_dump(), "riwayat": earlier}):
            assert _ways_to_print(figure) & words, figure
    for part in (*rekap.anggaran, *rekap.units, rekap.ringkasan):
        for figure in _decimals(part.model_dump()):
            assert _ways_to_print(figure) & words, figure


@pytest.mark.parametrize("name", ["usual", "hard"])
def test_everything_that_was_laid_out_stands_on_a_page(name: str) -> None:
    sheet = printed(sample(name)[0])

    text = " ".join(FURNITURE.sub("", page).strip() for page in sample_pages(name))

    assert sheet.judul.upper() in text
    for words in _leaves(sheet.model_dump(exclude=NOT_TEXT)):
        assert words in text


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler is not installed here")
@pytest.mark.parametrize("name", NAMES)
def test_another_program_reads_every_figure_where_it_stands(name: str, tmp_path: Path) -> None:
    snapshot, pdf = sample(name)
    file = tmp_path / "laporan.pdf"
    file.write_bytes(pdf)
    run = ["pdftotext", "-layout", str(file), "-"]
    words = set(subprocess.run(run, capture_output=True, check=True, text=True).stdout.split())

    for baris in snapshot.rekap.baris:
        if baris.capaian_persen is not None and baris.jenis is not JenisIndikator.PREDIKAT:
            assert format_indonesian(baris.capaian_persen, 2) in words
            assert format_indonesian(baris.realisasi or Decimal(0)) in words
    for line in snapshot.rekap.anggaran:
        assert format_indonesian(line.pagu) in words
        assert line.realisasi is None or format_indonesian(line.realisasi) in words


def _leaves(value: Any) -> Iterator[str]:
    """Every text of a sheet, with single blanks."""
    if isinstance(value, dict):
        yield from (text for key, one in value.items() if key != "chart" for text in _leaves(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _leaves(one))
    elif isinstance(value, str):
        yield " ".join(value.split())


def _decimals(value: Any) -> Iterator[Decimal]:
    if isinstance(value, dict):
        kept = value.keys() - NOT_PRINTED
        yield from (figure for key in kept for figure in _decimals(value[key]))
    elif isinstance(value, list | tuple):
        yield from (figure for one in value for figure in _decimals(one))
    elif isinstance(value, Decimal):
        yield value


def _ways_to_print(figure: Decimal) -> set[str]:
    """As it was reported, or with two decimals under the others of its column."""
    return {format_indonesian(figure), format_indonesian(figure, 2)}
