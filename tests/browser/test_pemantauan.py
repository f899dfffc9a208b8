"""The operators' console in a real browser: live, paused, filtered, and without a script."""

import httpx
from playwright.sync_api import Browser, BrowserContext, expect
from support.browsing import visit

HERE = "/notifier/pemantauan"


def sign_in(chromium: Browser, site, user: str = "operator", **options: object) -> BrowserContext:
    context = chromium.new_context(**options)
    page = context.new_page()
    page.goto(f"{site.address}{HERE}")
    page.get_by_label("Nama pengguna").fill(user)
    page.get_by_label("Kata sandi").fill(site.passwords[user])
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url(f"{site.address}{HERE}")  # a page that is closed on its way may never end
    page.close()
    return context


CHANGED = "lapkin.waktu_langkah.changed.v1"


def change_a_time(site, minutes: int) -> None:
    """Set the allowed time of step 1, and wait until the event of it is in the log."""
    with httpx.Client(base_url=site.address, headers={"Origin": site.address}) as http:
        form = {"username": "sekretaris", "password": site.passwords["sekretaris"]}
        http.post("/collector/masuk", data=form)
        before = http.get("/notifier/v1/events", params={"types": CHANGED}).json()
        time = {"nilai": minutes, "satuan": "menit_kerja", "alasan": "uji pemantauan"}
        http.put("/notifier/v1/sop/langkah/1/waktu", json=time).raise_for_status()
        news = {"types": CHANGED, "after": before["next"], "wait": 20}
        assert http.get("/notifier/v1/events", params=news, timeout=25).json()["items"]


def test_an_event_comes_by_itself_and_waits_while_the_list_is_paused(
    chromium: Browser, sample_site
) -> None:
    page, complaints = visit(sign_in(chromium, sample_site), f"{sample_site.address}{HERE}")
    rows = page.locator("[data-baris] > li")
    changed = rows.filter(has_text="Waktu langkah diubah")
    expect(page.get_by_text("Langsung: peristiwa baru muncul di atas.")).to_be_visible()

    change_a_time(sample_site, 20)
    expect(changed).to_have_count(1)
    page.get_by_role("button", name="Jeda").click()
    change_a_time(sample_site, 25)
    expect(changed).to_have_count(1)
    page.get_by_role("button", name="Lanjutkan").click()

    expect(changed).to_have_count(2)
    expect(rows).to_have_count(200)
    assert complaints == []


def test_a_link_carries_its_filter_and_leads_to_the_case(chromium: Browser, sample_site) -> None:
    context = sign_in(chromium, sample_site, "inspektur")
    page, _ = visit(context, f"{sample_site.address}{HERE}?subjek=draft.*&periode=2024-TW2")

    expect(page.get_by_label("Subjek")).to_have_value("draft.*")
    rows = page.locator("[data-baris] > li")
    assert all("lapkin.draft." in text for text in rows.all_inner_texts())
    rows.first.get_by_role("link", name="2024-TW2").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kasus Triwulan II Tahun 2024")
    below = page.locator(".rantai .rantai .rantai").filter(has_text="Draft tersusun")
    expect(below.first).to_be_visible()


def test_the_newest_events_can_be_read_without_a_script(chromium: Browser, sample_site) -> None:
    context = sign_in(chromium, sample_site, java_script_enabled=False)
    page, _ = visit(context, f"{sample_site.address}{HERE}?jenis=lapkin.laporan.issued.v1")

    expect(page.locator("[data-baris] > li").first).to_contain_text("Laporan terbit")
    expect(page.get_by_role("button", name="Jeda")).to_be_hidden()


def test_staf_are_told_that_the_console_is_not_theirs(chromium: Browser, sample_site) -> None:
    page, _ = visit(sign_in(chromium, sample_site, "staf"), f"{sample_site.address}{HERE}")

    expect(page.get_by_role("heading", level=1)).to_have_text("Tidak berwenang")
