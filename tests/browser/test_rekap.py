"""The rekap, what stands behind each figure, and Periksa tabel, as people meet them."""

import csv
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsing import sign_in, watched

TW3 = "/aggregator/rekap/2024-TW3"
PUBLISHED = Path(str(files("lapkin").joinpath("sample/published/indicators.csv")))


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, sample_site) -> Any:
    """The cookies of a Staf."""
    return sign_in(chromium, sample_site, "staf")


def test_a_reader_goes_from_the_map_to_the_receipt_with_the_keyboard_alone(
    chromium: Browser, sample_site, signed_in: Any
) -> None:
    context = chromium.new_context(storage_state=signed_in, java_script_enabled=False)
    page, complaints = watched(context)
    page.goto(f"{sample_site.address}/aggregator/rekap")

    page.get_by_label("Periode").focus()
    page.keyboard.type("Triwulan III")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rekap Triwulan III Tahun 2024")
    page.get_by_role("link", name="I0029").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("98 ÷ 95 × 100 = 103,157895…")).to_be_visible()
    page.get_by_role("link", name="tanda terima nomor").focus()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Tanda terima data kinerja")
    assert complaints == []
    context.close()


def test_two_revisions_show_which_submission_changed_what(
    chromium: Browser, sample_site, signed_in: Any
) -> None:
    context = chromium.new_context(storage_state=signed_in)
    page, complaints = watched(context)
    page.goto(sample_site.address + TW3)

    page.get_by_role("link", name="Bandingkan dua revisi").click()

    expect(page.get_by_role("row", name="Realisasi 81,4% 89,3%")).to_contain_text(
        "Kiriman revisi 2, tanda terima nomor"
    )
    assert complaints == []
    context.close()


def test_an_auditor_without_account_or_script_finds_and_keeps_the_wrong_figures(
    chromium: Browser, sample_site, tmp_path: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, complaints = watched(context)
    page.goto(f"{sample_site.address}/aggregator/periksa-tabel")

    page.get_by_label("Berkas tabel").set_input_files(PUBLISHED)
    page.get_by_role("button", name="Periksa").click()

    expect(page.get_by_text("182 baris diperiksa")).to_contain_text("13 berbeda")
    rows = page.locator("tbody tr")
    expect(rows.filter(visible=True)).to_have_count(13)
    page.get_by_label("Hanya yang berbeda atau ditolak").uncheck()
    expect(rows.filter(visible=True)).to_have_count(182)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="CSV").click()
    kept = tmp_path / downloading.value.suggested_filename
    downloading.value.save_as(kept)
    assert kept.name == "temuan-indicators.csv"
    with kept.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file, delimiter=";"))) == 183
    assert complaints == []
    context.close()
