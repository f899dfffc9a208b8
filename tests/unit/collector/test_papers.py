"""The shortest and the longest papers that are realistic."""

from datetime import date, datetime
from pathlib import Path

import pytest
from support.sheets import LONG_NAME, a_sheet, checked, conformance, needs_qpdf, pages_of
from support.sheets import size_in_mm as size

from collector.disposisi import api as disposisi
from collector.disposisi.models import Paraf
from collector.disposisi.printed import printed as printed_disposisi
from collector.surat import api as surat
from collector.surat.models import SuratPermintaan
from collector.surat.printed import printed as printed_surat
from lapkin_contracts.pengumpulan import DisposisiIssued
from lapkin_contracts.perencanaan import Indikator, JenisIndikator, TingkatPredikat
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import ZONE, Periode
from lapkin_papers.pdf import render
from lapkin_papers.sheet import TandaTangan

NAME = LONG_NAME[:120].strip()
TRIWULAN = Periode("2026-TW3")
OPENED = datetime(2026, 10, 1, 8, tzinfo=ZONE)
PARAF = [
    Paraf(oleh="sri", nama="Sri Sekretaris", jabatan="", catatan="Dahulukan RSUD.", pada=OPENED),
    Paraf(oleh="budi", nama="Budi", jabatan="Plh. Kepala Subbagian", catatan="", pada=OPENED),
]
SAMPLE = a_sheet().model_copy(update={"contoh": True, "sumber": "Angka contoh untuk pengujian."})


def an_order(units: int) -> bytes:
    said = DisposisiIssued(
        unit="inspektorat",
        period=TRIWULAN,
        nomor_agenda="012/2026",
        dari="Sekretaris",
        perihal=f"Permintaan data kinerja {TRIWULAN.title}",
        sifat="Segera",
        diteruskan_kepada=tuple(f"{NAME} {nomor}" for nomor in range(1, units + 1)),
        instruksi=tuple(f"Sampaikan butir {nomor}." for nomor in range(1, 5)),
    )
    sheet = SAMPLE if units > 1 else a_sheet()
    return render(disposisi.TEMPLATE, printed_disposisi(sheet, said, date(2026, 10, 1), PARAF))


def an_indikator(nomor: int) -> Indikator:
    return Indikator(
        kode=f"IK-{nomor:02d}",
        sasaran="Meningkatnya akuntabilitas kinerja",
        nama=f"{LONG_NAME[:195].strip()} {nomor}",
        satuan="persen dari seluruh perangkat daerah",
        polaritas=Polaritas.NAIK,
        mode=Mode.AKHIR,
        target="1234567.89",
        penanggung_jawab=NAME,
    )


def a_letter(indikator: tuple[Indikator, ...]) -> bytes:
    letter = SuratPermintaan(
        tahun=2026,
        nomor=7,
        unit="irban-1",
        period=TRIWULAN,
        nama_unit=NAME if len(indikator) > 1 else "Irban I",
        versi_pk=1,
        batas=datetime(2026, 10, 14, 23, 59, 59, tzinfo=ZONE),
        ditutup_pada=datetime(2026, 10, 20, 23, 59, 59, tzinfo=ZONE),
        issued_at=OPENED,
        tanda_tangan="",
    )
    signature = TandaTangan(tempat_tanggal="Bantul, 1 Oktober 2026", sebutan="Inspektur")
    sheet = SAMPLE if len(indikator) > 1 else a_sheet()
    return render(surat.TEMPLATE, printed_surat(sheet, letter, signature, indikator, programs=0))


@needs_qpdf
@pytest.mark.parametrize("units", [1, 40])
def test_an_order_holds_every_unit_on_a5(units: int, tmp_path: Path) -> None:
    pdf = checked(an_order(units), tmp_path)

    assert (size(pdf), conformance(pdf)) == ((148, 210), ("id", True))
    pages = pages_of(pdf)
    assert all(f"Halaman {page} dari {len(pages)}" in text for page, text in enumerate(pages, 1))
    assert all(f"{NAME} {nomor}" in " ".join(pages) for nomor in (1, units))
    assert all("DATA CONTOH" in text for text in pages) is (units > 1)


@needs_qpdf
@pytest.mark.parametrize("count", [1, 60])
def test_a_letter_lists_every_indikator(count: int, tmp_path: Path) -> None:
    indikator = tuple(an_indikator(nomor) for nomor in range(1, count + 1))

    pdf = checked(a_letter(indikator), tmp_path)

    assert (size(pdf), conformance(pdf)) == ((210, 297), ("id", True))
    text = " ".join(pages_of(pdf))
    assert f"realisasi {count} indikator" in text
    assert all(one.nama in text for one in indikator)
    assert text.count("1.234.567,89") == count


def test_a_target_is_printed_as_the_plan_words_it() -> None:
    levels = (TingkatPredikat(label="WDP", skor="3"), TingkatPredikat(label="WTP", skor="4"))
    plain = an_indikator(1)
    opini = {"jenis": JenisIndikator.PREDIKAT, "tingkat": levels, "target": "4"}
    rentang = {"target": "80", "target_atas": "90"}
    changed = [plain.model_dump() | facts for facts in (opini, rentang, {"target": None})]

    text = " ".join(pages_of(a_letter(tuple(Indikator(**one) for one in changed))))

    assert all(words in text for words in (" WTP ", " 80–90 ", " – "))
