"""Kewajiban and Pembukaan kembali in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsing import sign_in, visit

OBLIGATIONS = "/notifier/kewajiban"
REOPENING = "/collector/kewajiban"
REASON = "Rekap percobaan baru selesai disusun."


@pytest.fixture(scope="module")
def staf(chromium: Browser, sample_site) -> Any:
    return sign_in(chromium, sample_site, "staf")


@pytest.fixture(scope="module")
def sekretaris(chromium: Browser, sample_site) -> Any:
    return sign_in(chromium, sample_site, "sekretaris")


def test_the_quarter_says_who_was_late_and_when_they_were_reminded(
    chromium: Browser, sample_site, staf
) -> None:
    context = chromium.new_context(storage_state=staf)
    page, _ = visit(context, f"{sample_site.address}{OBLIGATIONS}?periode=2024-TW1")
    late = page.get_by_role("row").filter(has_text="Kecamatan Muncar")

    expect(late).to_contain_text("terlambat")
    late.get_by_text("kali, terakhir").click()
    expect(late.get_by_text("1 hari kerja sesudah jatuh tempo")).to_be_visible()
    expect(page.get_by_role("button", name="Ingatkan")).to_have_count(0)
    context.close()


def test_a_unit_asks_with_the_keyboard_alone_and_is_told_no_without_a_script(
    chromium: Browser, sample_site, staf, sekretaris
) -> None:
    asking = chromium.new_context(storage_state=staf)
    there = f"{sample_site.address}{REOPENING}"
    page, complaints = visit(asking, f"{there}?unit=dishub&periode=2024-TW1")
    expect(page.get_by_label("Kewajiban", exact=True)).to_have_value("dishub/2024-TW1")
    page.get_by_label("Alasan").focus()
    page.keyboard.type(REASON)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("menunggu keputusan")

    deciding = chromium.new_context(storage_state=sekretaris, java_script_enabled=False)
    other, _ = visit(deciding, there)
    request = other.get_by_role("listitem").filter(has_text=REASON).first
    request.get_by_text("Putuskan").click()
    request.get_by_label("Alasan keputusan").fill("Laporan sudah terbit.")
    request.get_by_role("button", name="Tolak").click()
    decided = other.get_by_role("listitem").filter(has_text=REASON).first

    expect(decided).to_contain_text("Ditolak")
    expect(decided).to_contain_text("Alasan penolakan: Laporan sudah terbit.")
    assert complaints == []
    asking.close()
    deciding.close()
