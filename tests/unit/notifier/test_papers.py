"""The shortest and the longest papers that are realistic."""

from collections import Counter
from pathlib import Path

import pytest
from support.sheets import LONG_NAME, a_sheet, checked, conformance, needs_qpdf, pages_of
from support.sop_facts import at

from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sop import load_sop
from lapkin_papers.pdf import render
from lapkin_papers.sheet import TandaTangan
from notifier.sop_clock import api as sop_clock
from notifier.sop_clock.domain import Position, State, periods_of
from notifier.sop_clock.kepatuhan import Row, Sheet
from notifier.sop_clock.lembar_kepatuhan import printed
from notifier.sop_clock.spans import Pihak
from notifier.sop_clock.waktu import Sumber, WaktuBerlaku, shipped
from notifier.sosialisasi import api as sosialisasi
from notifier.sosialisasi.tanda_terima import BarisPenerima, PrintedTandaTerima

NAME = LONG_NAME[:200].strip()
SAMPLE = a_sheet().model_copy(update={"contoh": True, "sumber": "Angka contoh untuk pengujian."})
SIGNATURE = TandaTangan(
    tempat_tanggal="Bantul, 31 Desember 2026", sebutan="Sekretaris", nama="Ani"
)


def a_list(recipients: int) -> bytes:
    rows = [
        BarisPenerima(
            nomor=nomor,
            nama=f"{NAME} {nomor}",
            jabatan=NAME,
            dikirim="30 September 2026 pukul 10.00 WIB",
            diterima="30 September 2026 pukul 23.59 WIB",
        )
        for nomor in range(1, recipients + 1)
    ]
    sheet = PrintedTandaTerima(
        **SAMPLE.model_dump(),
        laporan="Laporan Kinerja Triwulan III Tahun 2026, edisi 2",
        nomor="700/123/INSP/2026",
        keterangan=["Ralat; menggantikan edisi 1. Sebab: angka tertukar saat pengisian."],
        ringkasan=f"{recipients} penerima.",
        penerima=rows,
        tanda_tangan=SIGNATURE,
    )
    return render(sosialisasi.TEMPLATE, sheet)


def a_row(period: Periode, nomor: int) -> Row:
    step = load_sop().steps[nomor - 1]
    allowed = shipped(step)
    if nomor == 4:
        allowed = WaktuBerlaku(
            3, allowed.satuan, Sumber.OVERRIDE, f"{NAME} {NAME}"[:400], "sekretaris"
        )
    position = Position(
        step,
        State.TERLAMBAT,
        allowed,
        started_at=at("2026-09-30 15:30"),
        batas=at("2026-10-01 07:45"),
        is_late=True,
        minutes=123456,
        late_minutes=123456,
        taken=123456,
        warnings=(f"Batas waktu melewati {NAME}.",),
    )
    return Row(period, position, Counter(dict.fromkeys(Pihak, 123456)), at("2026-10-01 07:45"))


def a_compliance_sheet(*rows: Row) -> bytes:
    found = Sheet(Periode("2026-TW4"), at("2026-12-31 08:00"), rows)
    return render(sop_clock.TEMPLATE, printed(SAMPLE, found, SIGNATURE))


@needs_qpdf
@pytest.mark.parametrize("recipients", [0, 1, 40])
def test_a_list_of_receipts_names_everyone(recipients: int, tmp_path: Path) -> None:
    pdf = checked(a_list(recipients), tmp_path)

    text = " ".join(pages_of(pdf))
    assert conformance(pdf) == ("id", True)
    assert all(f"{NAME} {nomor} {NAME}" in text for nomor in range(1, recipients + 1))
    assert text.count("30 September 2026 pukul 23.59 WIB") == recipients


@needs_qpdf
def test_a_quarter_in_which_nothing_ran_has_a_sheet(tmp_path: Path) -> None:
    text = " ".join(pages_of(checked(a_compliance_sheet(), tmp_path)))

    assert "tidak ada langkah SOP yang berjalan" in text


@needs_qpdf
def test_a_compliance_sheet_holds_every_step_of_every_case(tmp_path: Path) -> None:
    rows = [a_row(period, one.nomor) for period in periods_of(2026) for one in load_sop().steps]

    pdf = checked(a_compliance_sheet(*rows), tmp_path)

    text = " ".join(pages_of(pdf))
    assert conformance(pdf) == ("id", True)
    assert text.count("Berjalan, terlambat 123.456 menit kerja") == len(rows)
    assert all(f"Laporan Kinerja {period.title}" in text for period in periods_of(2026))
    assert text.count("Langkah 4 memakai 3") == 1
