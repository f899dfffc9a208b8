"""The shortest and the longest Hasil Koreksi."""

from pathlib import Path

import pytest
from support.sheets import LONG_NAME, a_sheet, checked, conformance, needs_qpdf, pages_of

from reporter.documents.hasil_koreksi import HasilKoreksi, HasilKoreksiLine
from reporter.documents.pdf import render_hasil_koreksi

NAME = LONG_NAME[:200].strip()


def a_line(nomor: int) -> HasilKoreksiLine:
    return HasilKoreksiLine(
        nomor=nomor,
        bagian=NAME,
        uraian=f"Koreksi {nomor}: {NAME}",
        pemilik=NAME,
        batas="30 September 2026",
        putaran=2,
        jawaban=f"{NAME}\nTanggapan: {NAME}",
        status="belum selesai",
    )


@needs_qpdf
@pytest.mark.parametrize("koreksi", [0, 1, 40])
def test_every_koreksi_stands_with_its_answer(koreksi: int, tmp_path: Path) -> None:
    sheet = HasilKoreksi(
        **a_sheet().model_dump(),
        laporan="Laporan Kinerja Triwulan III Tahun 2026, edisi 1",
        nomor="700/123/INSP/2026",
        ringkasan="Tidak ada koreksi terhadap edisi ini." if not koreksi else f"{koreksi} butir.",
        baris=[a_line(nomor) for nomor in range(1, koreksi + 1)],
    )

    pdf = checked(render_hasil_koreksi(sheet), tmp_path)

    text = " ".join(pages_of(pdf))
    assert conformance(pdf) == ("id", True)
    assert sheet.ringkasan in text
    assert all(f"Koreksi {nomor}: {NAME}" in text for nomor in range(1, koreksi + 1))
    assert text.count(f"Tanggapan: {NAME}") == koreksi
