"""The pages of the sample site, as people meet them: small and large, dark, without a script."""

from playwright.sync_api import Browser, Page, expect


def visit(chromium: Browser, address: str, **options: object) -> tuple[Page, list[str]]:
    """Open a page in a context of its own, and keep whatever the browser complains about."""
    page = chromium.new_context(**options).new_page()
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(address)
    return page, complaints


def test_the_front_page_shows_every_case_of_the_year(chromium: Browser, sample_site) -> None:
    page, complaints = visit(chromium, sample_site.address)

    for case in ("Triwulan I ", "Triwulan II ", "Triwulan III ", "Triwulan IV ", "Semester II "):
        expect(page.get_by_text(f"{case}Tahun 2024").first).to_be_visible()
    assert complaints == []


def test_the_front_page_can_be_read_without_a_script(chromium: Browser, sample_site) -> None:
    page, _ = visit(chromium, sample_site.address, java_script_enabled=False)

    case = page.locator("details").filter(has_text="Triwulan II Tahun 2024")
    case.locator("summary").first.click()

    expect(case.get_by_text("Merekap laporan kinerja triwulan")).to_be_visible()


def test_a_kasubag_signs_in_with_the_keyboard_alone(chromium: Browser, sample_site) -> None:
    page, complaints = visit(chromium, f"{sample_site.address}/collector/masuk")

    page.get_by_label("Nama pengguna").focus()
    page.keyboard.type("kasubag")
    page.keyboard.press("Tab")
    page.keyboard.type(sample_site.passwords["kasubag"])
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "masuk" not in url)

    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    assert cookies["lapkin_session"]["httpOnly"]
    assert complaints == []


def test_a_wrong_password_is_said_beside_the_form(chromium: Browser, sample_site) -> None:
    page, _ = visit(chromium, f"{sample_site.address}/collector/masuk")

    page.get_by_label("Nama pengguna").fill("irban")
    page.get_by_label("Kata sandi").fill("bukan kata sandinya")
    page.get_by_role("button", name="Masuk").click()

    expect(page.get_by_role("alert")).to_be_visible()


def test_an_official_acknowledges_a_report_from_the_mail(
    chromium: Browser, sample_site, axe: str
) -> None:
    page, complaints = visit(chromium, sample_site.link_in_mail(), bypass_csp=True)
    page.evaluate(axe)

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("axe.run().then(found => found.violations.map(v => v.id))") == []
    assert complaints == []
