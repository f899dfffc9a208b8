"""Tinjau and Laporan as people meet them: small and large, by keyboard, without a script."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from support.browsing import faults_in_every_window, watched

TW4 = "2024-TW4"
DRAFT = f"/reporter/tinjau/{TW4}"
UNIT, INDIKATOR = "disbudpar", "I0302"


@contextmanager
def client_of(site, user: str) -> Iterator[httpx.Client]:
    headers = {"Origin": site.address}
    with httpx.Client(base_url=site.address, headers=headers, timeout=60) as client:
        form = {"username": user, "password": site.passwords[user]}
        client.post("/collector/masuk", data=form)
        yield client


@pytest.fixture(scope="module")
def ralat(sample_site) -> None:
    """A draft of our own: a figure of the last triwulan is put right after its report is out."""
    with client_of(sample_site, "staf") as staf, client_of(sample_site, "kasubag") as kasubag:
        _put_right(staf, kasubag)


def _put_right(staf: httpx.Client, kasubag: httpx.Client) -> None:
    owed = f"/collector/v1/kewajiban/{UNIT}/{TW4}"
    why = "Lama tinggal salah ketik."
    until = datetime.now(UTC) + timedelta(days=7)
    granted = {"sampai": until.isoformat(), "alasan": why}
    nilai = {"indikator": INDIKATOR, "status": "terisi", "realisasi": "1.9", "alasan": why}
    sent = {"unit": UNIT, "period": TW4, "nilai": [nilai]}
    for client, path, body in (
        (staf, f"{owed}:request-reopening", {"alasan": why}),
        (kasubag, f"{owed}:reopen", granted),
        (staf, "/collector/v1/submissions", sent),
    ):
        client.post(path, json=body, headers={"Idempotency-Key": path}).raise_for_status()
    give_up = time.monotonic() + 60
    while not kasubag.get(f"/reporter/v1/laporan/{TW4}").json()["perubahan_sejak_terbit"]:
        assert time.monotonic() < give_up, "the corrected figure never reached the report"
        time.sleep(0.1)
    kasubag.post(f"/reporter/v1/laporan/{TW4}:ralat", json={"sebab": why}).raise_for_status()


@pytest.fixture(scope="module")
def cookies(chromium: Browser, sample_site) -> dict[str, Any]:
    """Those of each person, who signed in on the page."""
    states = {}
    for user in ("kasubag", "staf"):
        page = chromium.new_page()
        page.goto(f"{sample_site.address}/collector/masuk")
        page.get_by_label("Nama pengguna").fill(user)
        page.get_by_label("Kata sandi").fill(sample_site.passwords[user])
        page.get_by_role("button", name="Masuk").click()
        page.wait_for_url(lambda url: "masuk" not in url)
        states[user] = page.context.storage_state()
        page.context.close()
    return states


def press(page: Page, role: Any, name: str) -> None:
    """By keyboard."""
    page.get_by_role(role, name=name).focus()
    page.keyboard.press("Enter")


@pytest.mark.usefixtures("ralat")
def test_a_draft_that_waits_fits_every_window_and_axe_finds_nothing(
    chromium: Browser, sample_site, axe: str, cookies: dict[str, Any]
) -> None:
    context = chromium.new_context(storage_state=cookies["kasubag"])
    page, complaints = watched(context)
    for path in ("/reporter/tinjau", f"{DRAFT}?bagian=penutup", f"{DRAFT}/sunting?bagian=penutup"):
        page.goto(sample_site.address + path)

        assert faults_in_every_window(page, axe) == []
    assert complaints == []
    context.close()


@pytest.mark.usefixtures("ralat")
def test_a_tidak_is_said_by_keyboard_and_answered_beside_its_section(
    chromium: Browser, sample_site, cookies: dict[str, Any]
) -> None:
    context = chromium.new_context(storage_state=cookies["kasubag"])
    page, complaints = watched(context)
    page.goto(sample_site.address + DRAFT)
    rows = page.get_by_role("group", name="Baris koreksi")
    expect(rows.first).to_be_hidden()

    press(page, "link", "Minta koreksi atas 13. Lama Tinggal Wisatawan")
    expect(page.get_by_role("radio", name="Tidak, kembalikan untuk dikoreksi")).to_be_checked()
    expect(rows.first.get_by_label("Apa yang harus diperbaiki")).to_be_focused()
    page.keyboard.type("Jelaskan mengapa turun.")
    press(page, "button", "Tambah baris koreksi")
    expect(rows).to_have_count(4)
    expect(rows.nth(3).get_by_label("Bagian")).to_be_focused()
    page.keyboard.type("Penutup")
    rows.nth(3).get_by_label("Apa yang harus diperbaiki").focus()
    page.keyboard.type("Sebutkan tindak lanjut.")
    press(page, "button", "Simpan putusan")

    expect(page.get_by_role("status")).to_contain_text("Draft dikembalikan untuk dikoreksi.")
    context.close()
    context = chromium.new_context(storage_state=cookies["staf"])
    page, more = watched(context)
    page.goto(sample_site.address + DRAFT)
    beside = page.locator(f"[id='bagian.{UNIT}/{INDIKATOR}']")
    beside.get_by_label("Jawaban atas koreksi").fill("Kunjungan lebih singkat.")
    beside.get_by_role("button", name="Jawab koreksi").click()
    expect(page.get_by_role("status")).to_contain_text("Jawaban koreksi disimpan.")
    expect(beside).to_contain_text("Kunjungan lebih singkat.")
    assert complaints + more == []
    context.close()


def test_a_report_shows_its_charts_its_ralat_and_leads_to_its_verification(
    chromium: Browser, sample_site, cookies: dict[str, Any]
) -> None:
    context = chromium.new_context(storage_state=cookies["staf"])
    page, complaints = watched(context)
    page.goto(f"{sample_site.address}/reporter/laporan")
    page.get_by_label("Jenis").select_option("Triwulan")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("4 laporan terbit.")).to_be_visible()

    page.get_by_role("link", name="Triwulan II Tahun 2024").click()

    expect(page.get_by_role("heading", name="Yang diralat dari edisi 1")).to_be_visible()
    for picture in page.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    page.locator("section").first.get_by_role("link", name="-").click()
    expect(page.get_by_text("masih berlaku")).to_be_visible()
    assert complaints == []
    context.close()


@pytest.mark.usefixtures("ralat")
def test_a_section_is_edited_without_a_script(
    chromium: Browser, sample_site, cookies: dict[str, Any]
) -> None:
    context = chromium.new_context(storage_state=cookies["staf"], java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{sample_site.address}{DRAFT}/sunting?bagian=kendala")
    page.get_by_label("Kalimat").fill("Kendala sudah diatasi.\n\nTidak ada yang lain.")
    page.get_by_role("button", name="Simpan bagian").click()

    expect(page.get_by_role("status")).to_contain_text("Bagian ini disimpan.")
    expect(page.locator("[id='bagian.kendala']")).to_contain_text("Kendala sudah diatasi.")
    context.close()
