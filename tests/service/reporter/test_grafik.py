"""Charts of a year's issued reports, for the pages of every service."""

import contextlib
from collections.abc import AsyncIterator
from xml.etree import ElementTree as ET

import httpx
import pytest
from support.broker import NatsServer
from support.reporting import HIGHER, TW3, Desk, completed, office
from support.tokens import Signer

from lapkin_contracts.rules.periods import Periode
from reporter.grafik.domain import charts_of
from reporter.laporan import repository
from reporter.main import build
from reporter.settings import Settings

TW4 = Periode("2026-TW4")


async def test_the_newest_edition_of_each_report_of_the_year_counts(desk: Desk) -> None:
    await desk.receive(*office(), completed(), completed(TW4))
    await desk.say_ya()
    await desk.say_ya(period=TW4)
    await desk.receive(completed(revision=2, figures=HIGHER))
    await desk.ralat()
    await desk.say_ya()

    found = await desk.store.read(repository.newest_of_year, 2026)

    assert [(one.rekap.period, one.edisi) for one in found] == [(TW3, 2), (TW4, 1)]
    assert await desk.store.read(repository.newest_of_year, 2025) == []
    (tren,) = charts_of("tren", found)
    assert "Triwulan III Tahun 2026" in tren.alt
    assert "Triwulan IV Tahun 2026" in tren.alt
    assert "Triwulan IV" in charts_of("capaian", found)[0].judul
    assert charts_of("tren", found[:1]) == ()  # a trend takes two


@pytest.fixture
async def client(
    sqlite_url: str, nats_server: NatsServer, signer: Signer
) -> AsyncIterator[httpx.AsyncClient]:
    app = build(
        Settings(database_url=sqlite_url, nats_url=nats_server.url, keys_url=signer.keys_url)
    )
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        desk = Desk(app.state.store, app.state.consumers)
        await desk.receive(*office(), completed())
        await desk.say_ya()
        transport = httpx.ASGITransport(app)
        headers = signer.bearer("irban@irban-1")
        yield await stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://kantor", headers=headers)
        )


async def test_whoever_is_signed_in_sees_a_chart_and_the_browser_keeps_it_for_a_while(
    client: httpx.AsyncClient,
) -> None:
    chart = await client.get("/laporan/grafik/2026/capaian.svg")

    assert (chart.status_code, chart.headers["content-type"]) == (200, "image/svg+xml")
    assert "Nilai SAKIP" in str(ET.fromstring(chart.content).get("aria-label"))
    assert chart.headers["cache-control"] == "private, max-age=300"
    again = {"If-None-Match": chart.headers["etag"]}
    assert (await client.get("/laporan/grafik/2026/capaian.svg", headers=again)).status_code == 304
    assert (
        await client.get("/laporan/grafik/2026/capaian.svg", headers={"Authorization": ""})
    ).status_code == 401


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("2025/capaian.svg", "grafik-unavailable"),
        ("2026/tren.svg", "grafik-unavailable"),
        ("2026/capaian.svg?lembar=2", "grafik-unavailable"),
        ("2026/kue.svg", "grafik-unknown"),
    ],
)
async def test_a_chart_that_cannot_be_drawn_says_what_is_missing(
    client: httpx.AsyncClient, path: str, code: str
) -> None:
    answer = await client.get(f"/laporan/grafik/{path}")

    assert (answer.status_code, answer.json()["code"]) == (404, code)
    assert "{" not in answer.json()["detail"]


async def test_labels_have_room_on_a_screen(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.say_ya()

    (chart,) = charts_of("capaian", await desk.store.read(repository.newest_of_year, 2026))

    left, _, width, _ = map(float, str(ET.fromstring(chart.svg).get("viewBox")).split())
    assert left < 0
    assert left + width > 640
    assert "Arial" in chart.svg
