"""The reporter's papers as PDF."""

from pathlib import Path
from typing import Final

from lapkin_contracts.laporan import Snapshot
from lapkin_papers.pdf import render
from reporter.documents.hasil_koreksi import HasilKoreksi
from reporter.documents.head import Mark
from reporter.documents.printed import UNMARKED, PrintedLaporan, printed

FOLDER: Final = Path(__file__).parent


def render_pdf(snapshot: Snapshot, mark: Mark = UNMARKED) -> bytes:
    """Cover to appendices.

    Raises:
        DocumentFaulty: the template met content it cannot lay out without a warning.
    """
    return print_pdf(printed(snapshot, mark))


def print_pdf(sheet: PrintedLaporan) -> bytes:
    """A report that is laid out already.

    Raises:
        DocumentFaulty: as for `render_pdf`.
    """
    return render(FOLDER / "laporan.typ", sheet)


def render_hasil_koreksi(sheet: HasilKoreksi) -> bytes:
    """The whole exchange of koreksi and answers on the office's letterhead.

    Raises:
        DocumentFaulty: as for `render_pdf`.
    """
    return render(FOLDER / "hasil_koreksi.typ", sheet)
