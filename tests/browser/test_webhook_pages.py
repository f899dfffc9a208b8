"""Webhooks, the SOP's times, the reminder ladder and the events' description in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from support.browsing import sign_in, visit

SETTINGS = "/notifier/pengaturan"


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, sample_site) -> Any:
    """What a browser keeps once the administrator has signed in."""
    return sign_in(chromium, sample_site, "admin")


def test_a_webhook_is_set_up_and_deleted_with_the_keyboard_alone_and_no_script(
    chromium: Browser, sample_site, signed_in
) -> None:
    context = chromium.new_context(java_script_enabled=False, storage_state=signed_in)
    page, complaints = visit(context, f"{sample_site.address}{SETTINGS}/webhook")

    page.get_by_label("Alamat penerima").focus()
    page.keyboard.type("https://sistem.example/" + "terima/" * 25)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rahasia webhook")).to_be_visible()
    assert page.get_by_label("Salin sekarang").input_value().startswith("whsec_")
    page.locator("summary", has_text="Hapus webhook").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Hapus webhook ini")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_text("Webhook dihapus.")).to_be_visible()
    assert complaints == []
    context.close()
