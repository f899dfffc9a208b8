"""Isi data in a real browser: typed, pasted, cut off, fought over, sent; and without a script."""

import asyncio
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pydantic import SecretStr
from support.broker import free_port
from support.browsing import faults_in_every_window, paste
from support.collecting import Collecting
from support.tokens import Signer, serving

from collector.main import build
from collector.settings import Settings
from lapkin.portal import Portal
from lapkin_chassis.clock import Clock
from lapkin_contracts.rules.periods import ZONE

UNITS = {
    name: name.title() for name in ("isi", "tempel", "putus", "bentrok", "tanpa", "papan", "bukti")
}
PERIOD = "2024-TW1"


class Office:
    """A collector behind the portal, in a thread; it can be stopped and started again."""

    def __init__(self, folder: Path, signer: Signer) -> None:
        self.signer = signer
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        clock = folder / "jam"
        clock.write_text(datetime(2024, 4, 2, 10, 32, tzinfo=ZONE).isoformat())
        self._settings = Settings(
            database_url=SecretStr(f"sqlite:///{folder / 'collector.db'}"),
            nats_url="nats://127.0.0.1:1",
            keys_url=signer.keys_url,
            key_file=signer.write(folder / "key"),
            clock_file=clock,
        )

    def start(self) -> None:
        app = Portal(
            {"collector": build(self._settings, Clock(ZONE, self._settings.clock_file))}, "/"
        )
        config = uvicorn.Config(app, port=self.port, log_level="critical", lifespan="on")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.02)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join()

    async def set_up(self) -> None:
        address = f"{self.address}/collector"
        async with httpx.AsyncClient(base_url=address) as http:
            collecting = Collecting(http, self.signer, None)
            await collecting.register(UNITS, 2024)
            await collecting.open(PERIOD)

    def grid(self, unit: str) -> str:
        return f"{self.address}/collector/isi/{unit}/{PERIOD}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with serving(Signer()) as signer:
        office = Office(tmp_path_factory.mktemp("office"), signer)
        office.start()
        worker = threading.Thread(target=lambda: asyncio.run(office.set_up()))
        worker.start()
        worker.join()
        yield office
        office.stop()


@pytest.fixture
def enter(chromium: Browser, office: Office) -> Iterator[object]:
    """A signed-in person's browser window at a unit's grid."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_window(unit: str, sub: str = "ani", **options: object) -> Page:
        context = chromium.new_context(**options)
        contexts.append(context)
        token = office.signer.token(f"staf@{unit}", sub=sub)
        context.add_cookies([{"name": "lapkin_session", "value": token, "url": office.address}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console", lambda said: "Security Policy" in said.text and complaints.append(said.text)
        )
        page.goto(office.grid(unit))
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert complaints == []


def realisasi(page: Page, kode: str):
    return page.locator(f"[id='nilai.{kode}.realisasi']")


def state(page: Page):
    return page.locator("[data-keadaan]")


def test_a_unit_types_is_corrected_checks_sends_and_gets_a_receipt(enter) -> None:
    page = enter("isi")
    realisasi(page, "IK-1").fill("3.31")
    error = page.get_by_text("Gunakan koma untuk desimal, mis. 3,31.")
    expect(error).to_be_visible()
    realisasi(page, "IK-1").fill("81,25")
    expect(error).to_be_hidden()
    expect(page.locator("[data-baris='nilai.IK-1'] [data-capaian]")).to_have_text("101,56%")
    realisasi(page, "IK-2").fill("740")
    realisasi(page, "IK-3").fill("20")
    page.get_by_role("button", name="Periksa", exact=True).click()
    expect(page.get_by_text("Siap dikirim")).to_be_visible()
    page.get_by_role("button", name="Kirim", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Tanda terima data kinerja nomor")
    expect(page.get_by_text("2 April 2024 pukul 10.32 WIB")).to_be_visible()


def test_the_summary_leads_to_the_field(enter) -> None:
    page = enter("papan")
    realisasi(page, "IK-2").fill("7x")
    page.get_by_role("button", name="Periksa", exact=True).click()
    page.get_by_role("alert").get_by_role("link", name="IK-2").click()

    expect(realisasi(page, "IK-2")).to_be_focused()


def test_enter_and_arrows_go_from_row_to_row(enter) -> None:
    page = enter("papan")
    realisasi(page, "IK-1").focus()
    page.keyboard.press("Enter")
    expect(realisasi(page, "IK-2")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(realisasi(page, "IK-3")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(realisasi(page, "IK-2")).to_be_focused()


def test_a_block_from_excel_is_pasted_and_summed_up(enter) -> None:
    page = enter("tempel")
    realisasi(page, "IK-1").focus()
    paste(page, '81,25\tSesuai rencana\r\n7.40\t\r\n20\t"baris satu\nbaris dua"\r\n99\t\r\n')

    told = page.locator("[data-tempelan]")
    expect(told).to_contain_text("5 isian ditempel.")
    expect(told).to_contain_text('Perlu diperbaiki: IK-2 "7.40"')
    expect(told).to_contain_text('Tidak ditempel: di luar tabel "99"')
    expect(realisasi(page, "IK-3")).to_have_value("20")
    expect(state(page)).to_have_text("Tersimpan 10.32")
    page.reload()
    expect(page.locator("[id='nilai.IK-3.alasan']")).to_have_value("baris satu\nbaris dua")


def test_a_reload_a_second_tab_and_a_restart_keep_what_was_typed(enter, office: Office) -> None:
    page = enter("tempel")
    realisasi(page, "IK-2").fill("712")
    expect(state(page)).to_have_text("Tersimpan 10.32")
    office.stop()
    office.start()
    second = page.context.new_page()
    second.goto(office.grid("tempel"))
    page.reload()

    expect(realisasi(page, "IK-2")).to_have_value("712")
    expect(realisasi(second, "IK-2")).to_have_value("712")


def test_what_is_typed_before_the_script_has_come_is_kept(enter) -> None:
    page = enter("putus")
    held: list[Route] = []
    page.route("**/x-simpan.js*", lambda route: held.append(route))  # noqa: PLW0108  a builtin is refused
    page.reload(wait_until="commit")
    realisasi(page, "IK-3").fill("17")

    held[0].continue_()

    expect(state(page)).to_have_text("Tersimpan 10.32")
    expect(page.locator("[data-baris='nilai.IK-3'] [data-capaian]")).to_contain_text("%")


def test_what_is_typed_while_the_link_is_down_arrives_later(enter, office: Office) -> None:
    page = enter("putus")
    page.context.set_offline(True)
    realisasi(page, "IK-1").fill("77")
    expect(state(page)).to_contain_text("sambungan terputus")
    page.context.set_offline(False)

    expect(state(page)).to_have_text("Tersimpan 10.32")
    page.reload()
    expect(realisasi(page, "IK-1")).to_have_value("77")


def test_a_reload_before_the_server_came_back_keeps_what_was_typed(enter, office: Office) -> None:
    page = enter("putus")
    page.route("**/draf", lambda route: route.abort())
    realisasi(page, "IK-3").fill("19")
    expect(state(page)).to_contain_text("sambungan terputus")
    page.unroute("**/draf")
    page.reload()

    expect(realisasi(page, "IK-3")).to_have_value("19")
    expect(state(page)).to_have_text("Tersimpan 10.32")


def test_two_people_are_asked_whose_figure_stands(enter) -> None:
    ani, budi = enter("bentrok"), enter("bentrok", "budi")
    realisasi(budi, "IK-1").fill("80")
    expect(state(budi)).to_have_text("Tersimpan 10.32")
    realisasi(ani, "IK-1").fill("82")
    expect(ani.get_by_text("IK-1 diubah oleh Budi pukul 10.32.").last).to_be_visible()
    ani.get_by_role("button", name="Pakai isian saya").click()
    expect(state(ani)).to_have_text("Tersimpan 10.32")
    budi.reload()

    expect(realisasi(budi, "IK-1")).to_have_value("82")


def test_the_other_figure_may_be_taken_instead(enter) -> None:
    ani, budi = enter("bentrok"), enter("bentrok", "budi")
    realisasi(budi, "IK-2").fill("701")
    expect(state(budi)).to_have_text("Tersimpan 10.32")
    realisasi(ani, "IK-2").fill("702")
    ani.get_by_role("button", name="Pakai isian Budi").click()

    expect(realisasi(ani, "IK-2")).to_have_value("701")
    expect(state(ani)).to_have_text("Tersimpan 10.32")


def test_a_unit_fills_in_and_sends_without_a_script(enter) -> None:
    page = enter("tanpa", java_script_enabled=False)
    realisasi(page, "IK-1").fill("3.31")
    page.get_by_role("button", name="Kirim", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("Gunakan koma")
    for kode, text in (("IK-1", "81"), ("IK-2", "740"), ("IK-3", "20")):
        realisasi(page, kode).fill(text)
    page.get_by_role("button", name="Kirim", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Tanda terima")


def test_the_digest_of_a_chosen_file_is_computed_here(enter, tmp_path: Path) -> None:
    page = enter("bukti")
    file = tmp_path / "laporan.txt"
    file.write_bytes(b"abc")
    page.locator("[data-baris='nilai.IK-1'] summary").click()
    page.get_by_label("Hitung sidik dari berkas 1").first.set_input_files(file)

    digest = page.locator("[id='nilai.IK-1.bukti1_sha256']")
    expect(digest).to_have_value(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    expect(state(page)).to_have_text("Tersimpan 10.32")


def test_the_pages_fit_every_window_and_axe_finds_nothing(enter, office: Office, axe: str) -> None:
    page = enter("papan")
    realisasi(page, "IK-1").fill("3.31")
    expect(page.locator("[id='nilai.IK-1.realisasi-galat']")).to_be_visible()
    assert faults_in_every_window(page, axe) == []
    sent = enter("isi")
    for address in (f"{office.grid('isi')}/tanda-terima/1", f"{office.address}/collector/isi"):
        sent.goto(address)

        assert faults_in_every_window(sent, axe) == []
