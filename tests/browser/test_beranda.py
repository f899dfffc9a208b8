"""Beranda and Sosialisasi as people meet them: small and large, live, by keyboard, without a script."""

import re
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsing import sign_in, watched

EDITION = "/notifier/sosialisasi/2024-TW1/1"
TASK = "Pastikan laporan Triwulan I Tahun 2024 diterima"


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, sample_site) -> Any:
    """The cookies of the Sekretaris."""
    return sign_in(chromium, sample_site, "sekretaris")


def letter_to(folder: Path, surel: str) -> str:
    """The personal link in the mail that went to an address."""
    for path in sorted((folder / "surat").glob("*.eml"), reverse=True):
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        if surel in str(message["To"]):
            found = re.search(r"https?://\S+/notifier/sosialisasi/\S+", message.get_content())
            assert found
            return found.group()
    raise AssertionError(f"no mail to {surel}")


def test_the_front_page_shows_the_lanes_the_units_and_the_charts(
    chromium: Browser, sample_site, signed_in: Any
) -> None:
    page, complaints = watched(chromium.new_context(storage_state=signed_in))
    page.goto(f"{sample_site.address}/notifier/")

    case = page.locator("#kasus-2024-TW3")
    case.locator(":scope > summary").click()
    expect(case.get_by_text("Menyusun laporan kinerja triwulan")).to_be_visible()
    expect(page.get_by_text("9 dari 9 unit lengkap.")).to_be_visible()
    for picture in page.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    assert complaints == []
    page.context.close()


def test_a_further_recipient_is_added_by_keyboard_and_the_front_page_follows_it_live(
    chromium: Browser, sample_site, signed_in: Any
) -> None:
    context = chromium.new_context(storage_state=signed_in)
    front, complaints = watched(context)
    front.goto(f"{sample_site.address}/notifier/")
    expect(front.get_by_text("Halaman ini diperbarui otomatis.")).to_be_visible()
    page, more = watched(context)
    page.goto(sample_site.address + EDITION)

    page.get_by_label("Nama", exact=True).focus()
    page.keyboard.type("Dewi Lestari")
    page.keyboard.press("Tab")
    page.keyboard.type("Camat Kretek")
    page.keyboard.press("Tab")
    page.keyboard.type("dewi@kretek.test")
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Penerima ditambahkan")
    front.bring_to_front()
    task = front.get_by_role("link", name=TASK)
    expect(task).to_be_visible(timeout=15_000)
    page.goto(letter_to(sample_site._folder, "dewi@kretek.test"))
    page.get_by_role("button", name="Laporan telah saya terima").click()
    expect(page.get_by_text("Penerimaan telah dicatat")).to_be_visible()
    front.bring_to_front()
    expect(task).to_be_hidden(timeout=15_000)
    assert complaints + more == []
    context.close()


def test_a_wrong_address_is_said_at_its_field_without_a_script(
    chromium: Browser, sample_site, signed_in: Any
) -> None:
    context = chromium.new_context(storage_state=signed_in, java_script_enabled=False)
    page = context.new_page()
    page.goto(sample_site.address + EDITION)

    page.get_by_label("Nama", exact=True).fill("Dewi")
    page.get_by_label("Jabatan").fill("Camat")
    page.get_by_label("Alamat surel").fill("dewi..lestari@kretek.test")  # no browser minds that
    page.get_by_role("button", name="Tambah dan kirimi surat").click()

    expect(page.get_by_role("alert")).to_contain_text("tidak sah")
    field = page.get_by_label("Alamat surel")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_value("dewi..lestari@kretek.test")
    context.close()
