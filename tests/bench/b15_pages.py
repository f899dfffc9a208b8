"""B15, pages in a real Chromium: how soon a unit can work, how soon an operator sees, what jams.

"Slow" is what `ui_and_documents.md` calls it: a processor four times slower, 1.6 Mbit/s, 150 ms. The
entry grid counts as ready when a typed value is stored and its capaian is on the screen.
"""

import asyncio
import re
import shutil
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from bench import workload
from bench.baseline import answers
from bench.options import Options
from bench.processes import BIN, Program
from bench.product import INSTANSI, PASSWORD
from bench.score import Score, against, alone, at_most
from lapkin.site import SERVICES, free_port

INDIKATOR = 40
UNIT = "dinas-uji"
PERIOD = workload.TRIWULAN[0]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")
SLOW_LINK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 1.6e6 / 8,
}
SLOW_DOWN = 4
FIRST_ADMIN = re.compile(r"Akun pertama: admin, kata sandi (\S+)")
CONSOLE = "/notifier/pemantauan"
WATCH = """
window.seen = []; window.longest = 0;
new MutationObserver(() => window.seen.push(Date.now()))
  .observe(document.querySelector("[data-baris]"), {childList: true});
new PerformanceObserver(list => list.getEntries().forEach(
  task => { window.longest = Math.max(window.longest, task.duration); }))
  .observe({entryTypes: ["longtask"]});
"""


@dataclass
class Office:
    """A running site with one unit, and a browser."""

    address: str
    browser: Browser
    program: httpx.AsyncClient
    """Sends figures as a unit's system would."""
    sent: int = 0

    async def window(self, user: str) -> BrowserContext:
        """A browser window of somebody who is signed in."""
        context = await self.browser.new_context(viewport={"width": 1280, "height": 900})
        form = {"username": user, "password": PASSWORD}
        headers = {"Origin": self.address}
        url = f"{self.address}/collector/masuk"
        await context.request.post(url, form=form, headers=headers)
        return context

    async def submit(self) -> None:
        self.sent += 1
        nilai = {"indikator": _kode(0), "realisasi": f"100.{self.sent:04d}"}
        body = {"unit": UNIT, "period": PERIOD, "nilai": [nilai]}
        headers = {"Idempotency-Key": f"pages-{self.sent}"}
        answer = await self.program.post("/collector/v1/submissions", json=body, headers=headers)
        answer.raise_for_status()


async def run(options: Options) -> list[Score]:
    if CHROMIUM is None:
        return [alone("B15", "pages: no Chromium here", [], unit="s")]
    async with _office(options) as office:
        rounds = min(options.rounds, options.scaled(5, quick=1))
        typed = [await _typed(office) for _ in range(rounds)]
        read = [await _read(office) for _ in range(rounds)]
        shown = await _shown(office, options.scaled(20, quick=3))
        jam = await _jam(office, options.scaled(5, quick=1))
    median = [statistics.median(shown)]
    return [
        alone("B15", "entry grid, 40 indikator, slow", typed, unit="s", target=at_most(1.3)),
        against(
            "B15",
            "entry grid, against reading it without a script",
            typed,
            read,
            unit="s",
            note="baseline: the same page, slow, JavaScript off",
        ),
        alone("B15", "event to screen, median", median, unit="ms", target=at_most(50)),
        alone("B15", "longest task at 100 events/s", [jam], unit="ms", target=at_most(200)),
    ]


async def _typed(office: Office) -> float:
    """Seconds until a value typed into the grid is stored."""
    context = await office.window("staf")
    page = await _slow_page(context)
    started = time.perf_counter()
    await page.goto(_grid(office), wait_until="commit")
    field = page.locator(f"[id='nilai.{_kode(1)}.realisasi']")
    await field.fill(f"{90 + office.sent},{int(started * 100) % 100:02d}")
    await field.press("Tab")
    row = page.locator("tbody", has=field)
    await row.locator("[data-capaian]", has_text="%").wait_for()
    await page.get_by_text("Tersimpan").wait_for()
    seconds = time.perf_counter() - started
    await field.fill("")  # so that the next round sees its own capaian appear
    await row.locator("[data-capaian]:not(:has-text('%'))").wait_for(state="attached")
    await context.close()
    return seconds


async def _read(office: Office) -> float:
    """Seconds until the same page is there without its script."""
    signed_in = await office.window("staf")
    context = await office.browser.new_context(
        java_script_enabled=False, storage_state=await signed_in.storage_state()
    )
    page = await _slow_page(context)
    started = time.perf_counter()
    await page.goto(_grid(office), wait_until="load")
    seconds = time.perf_counter() - started
    await context.close()
    await signed_in.close()
    return seconds


async def _shown(office: Office, count: int) -> list[float]:
    """Milliseconds from the answer of a submission to its row on the operator's screen."""
    context = await office.window("operator")
    page = await _console(office, context)
    taken = []
    for _ in range(count):
        before = await page.evaluate("window.seen.length")
        await office.submit()
        answered = time.time() * 1000
        await page.wait_for_function("count => window.seen.length > count", arg=before)
        seen = await page.evaluate("count => window.seen[count]", before)
        taken.append(max(0.0, seen - answered))
        await asyncio.sleep(0.6)  # each alone: what comes together is sent together
    await context.close()
    return taken


async def _jam(office: Office, seconds: int) -> float:
    """Longest task of the page, in milliseconds, while a hundred events come every second."""
    context = await office.window("operator")
    page = await _console(office, context)
    async with asyncio.TaskGroup() as sending:
        for _ in range(seconds * 100):
            sending.create_task(office.submit())
            await asyncio.sleep(0.01)
    await page.wait_for_function("window.seen.length > 0")
    rows = await page.locator("[data-baris] > li").count()
    assert rows <= 200, f"the list grew to {rows} rows"
    longest: float = await page.evaluate("window.longest")
    await context.close()
    return longest


async def _console(office: Office, context: BrowserContext) -> Page:
    page = await context.new_page()
    await page.goto(f"{office.address}{CONSOLE}")
    await page.get_by_text("Langsung: peristiwa baru").wait_for()
    await page.evaluate(WATCH)
    return page


async def _slow_page(context: BrowserContext) -> Page:
    page = await context.new_page()
    session = await context.new_cdp_session(page)
    await session.send("Network.enable")
    await session.send("Network.emulateNetworkConditions", SLOW_LINK)
    await session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
    return page


@asynccontextmanager
async def _office(options: Options) -> AsyncIterator[Office]:
    with options.round_folder() as folder:
        port = free_port()
        argv = [str(BIN / "lapkin"), "serve", "--data", str(folder / "data"), "--port", str(port)]
        site = Program("lapkin", argv, folder)
        address = f"http://127.0.0.1:{port}"
        site.start({"PYTHONUNBUFFERED": "1"})
        try:
            for name in SERVICES:
                ready = f"{address}/{name}/healthz/ready"
                await site.until(lambda url=ready: answers(url))  # type: ignore[misc]
            async with (
                httpx.AsyncClient(base_url=address, timeout=30) as program,
                async_playwright() as playwright,
            ):
                await site.until(lambda: _printed(site))
                await _furnish(program, FIRST_ADMIN.findall(site.output())[0])
                browser = await playwright.chromium.launch(
                    executable_path=CHROMIUM, args=list(QUIET)
                )
                yield Office(address, browser, program)
                await browser.close()
        finally:
            site.stop()


async def _printed(site: Program) -> bool:
    return FIRST_ADMIN.search(site.output()) is not None


async def _furnish(program: httpx.AsyncClient, password: str) -> None:
    """One unit with forty indikator, a triwulan that is open, two people and a program."""
    session = {"username": "admin", "password": password}
    answer = await program.post("/collector/v1/sessions", json=session)
    admin = {"Authorization": f"Bearer {answer.cookies['lapkin_session']}"}
    program.cookies.clear()
    await _asked(program, "PUT", "instansi", INSTANSI, admin)
    since = f"{workload.TAHUN}-01-01"
    unit = {"nama": "Dinas Uji", "jenis": "opd", "berlaku_sejak": since}
    await _asked(program, "PUT", f"units/{UNIT}", unit, admin)
    plan = f"{UNIT}/{workload.TAHUN}"
    await _asked(program, "PUT", f"perjanjian-kinerja/{plan}", _promise(), admin)
    targets = [{"indikator": _kode(number), "target": ["100"] * 4} for number in range(INDIKATOR)]
    await _asked(program, "PUT", f"rencana-aksi/{plan}", {"target": targets}, admin)
    for user, grant in (("staf", f"staf@{UNIT}"), ("operator", "operator@*")):
        person = {"username": user, "name": user, "password": PASSWORD, "grants": [grant]}
        await _asked(program, "POST", "accounts", person, admin)
    await _asked(program, "POST", f"periode/{PERIOD}:open", None, admin)
    made = await _asked(program, "POST", "clients", {"name": "Uji", "grants": ["submit@*"]}, admin)
    credentials = {name: made[name] for name in ("client_id", "client_secret")}
    grant_type = {"grant_type": "client_credentials"}
    answer = await program.post("/collector/v1/oauth/token", data=grant_type | credentials)
    program.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"


async def _asked(
    program: httpx.AsyncClient, method: str, path: str, body: object, headers: dict[str, str]
) -> dict[str, str]:
    url = f"/collector/v1/{path}"
    answer = await program.request(method, url, json=body, headers=headers)
    assert answer.is_success, f"{path}: {answer.status_code} {answer.text}"
    made: dict[str, str] = answer.json()
    return made


def _promise() -> dict[str, object]:
    one = workload.perjanjian_kinerja(UNIT)
    indikator = [
        {
            "kode": _kode(number),
            "sasaran": f"Sasaran {number // 5 + 1}",
            "nama": f"Indikator kinerja nomor {number + 1} dengan nama yang lazim panjangnya",
            "satuan": "dokumen",
            "polaritas": "naik",
            "mode": "akhir",
            "target": "100",
        }
        for number in range(INDIKATOR)
    ]
    return {**one, "indikator": indikator}


def _grid(office: Office) -> str:
    return f"{office.address}/collector/isi/{UNIT}/{PERIOD}"


def _kode(number: int) -> str:
    return f"IK-{number + 1:02d}"
