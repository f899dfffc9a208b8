"""Pengaturan of the collector, and the page for developers, in a real browser."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsing import sign_in, visit

HERE = "/collector/pengaturan"
PLAN = f"{HERE}/perencanaan/dishub/2024"


@pytest.fixture(scope="module")
def admin(chromium: Browser, sample_site) -> Any:
    return sign_in(chromium, sample_site, "admin")


def test_a_program_is_let_in_and_out_with_the_keyboard_alone_and_no_script(
    chromium: Browser, sample_site, admin
) -> None:
    context = chromium.new_context(java_script_enabled=False, storage_state=admin)
    page, complaints = visit(context, f"{sample_site.address}{HERE}/klien")
    page.get_by_label("Nama program").focus()
    page.keyboard.type("Program percobaan")
    page.get_by_label("Dinas Perhubungan").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Buat klien").focus()
    page.keyboard.press("Enter")
    secret = page.get_by_label("client_secret")

    expect(secret).to_have_value(re.compile("^lpk_.{40,}"))
    page.get_by_role("button", name="Cabut Program percobaan").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Akses program dicabut")
    expect(page.get_by_label("client_secret")).to_have_count(0)
    assert complaints == []
    context.close()


def test_a_wrong_target_is_led_to_and_the_rest_of_the_form_stays(
    chromium: Browser, sample_site, admin
) -> None:
    context = chromium.new_context(storage_state=admin)
    page, _ = visit(context, f"{sample_site.address}{PLAN}/sunting")
    first = page.get_by_label("Target triwulan II", exact=True).first
    first.fill("1.23")
    page.get_by_label("Nomor dokumen").fill("PK/Percobaan/2024")
    page.get_by_role("button", name="Terbitkan versi berikutnya").click()

    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("Target triwulan II", exact=True).first).to_be_focused()
    expect(first).to_have_value("1.23")
    expect(page.get_by_label("Nomor dokumen")).to_have_value("PK/Percobaan/2024")
    context.close()


def test_the_letterhead_is_seen_before_it_is_kept(chromium: Browser, sample_site, admin) -> None:
    context = chromium.new_context(storage_state=admin)
    page, complaints = visit(context, f"{sample_site.address}{HERE}/kop")
    page.get_by_label("Alamat").fill("Jalan Percobaan 1, Bantul")
    page.get_by_role("button", name="Lihat pratinjau").click()
    picture = page.get_by_role("img", name="Jalan Percobaan 1, Bantul")

    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    expect(page.get_by_text("belum tersimpan")).to_be_visible()
    assert complaints == []
    context.close()
