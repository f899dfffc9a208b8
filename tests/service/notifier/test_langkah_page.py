"""The public page of the steps."""

import re

from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient
from support.clock import OfficeClock
from support.facts import deliver
from support.sop_facts import at, drafted, opened, ordered, recapped, submitted

from notifier.consumers import consumers

MORNING = at("2026-10-05 08:00")


async def begin(app: FastAPI, clock: OfficeClock) -> None:
    """A quarter whose order was given late and whose draft waits too long."""
    data = submitted("2026-TW3", at("2026-10-06 08:00"))
    rekap = recapped("2026-TW3", at("2026-10-06 08:05"), data)
    draft = drafted("2026-TW3", at("2026-10-06 08:06"), rekap)
    order = ordered("2026-TW3", at("2026-10-05 08:20"))
    await deliver(app.state.store, consumers, opened("2026-TW3", MORNING), order, data, rekap)
    await deliver(app.state.store, consumers, draft)
    clock.set_to(at("2026-10-06 11:10"))


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


async def test_the_page_says_that_no_period_is_open(client: AsyncClient) -> None:
    page = await client.get("/")

    assert page.status_code == 200
    assert "Belum ada periode yang dibuka." in page.text


async def test_each_step_stands_with_who_how_long_and_its_state(
    app: FastAPI, client: AsyncClient, clock: OfficeClock
) -> None:
    await begin(app, clock)

    html = (await client.get("/")).text
    case = html.split('id="langkah-2026-TW3"')[1].split("</ol>")[0]
    steps = [text_of(step) for step in case.split("<li>")[1:]]

    assert "Pelaksana: Sekretaris. Waktu menurut SOP: 15 menit, dibaca 15 menit kerja." in steps[0]
    assert steps[0].strip().endswith("Selesai Terlambat Selama 20 menit kerja")
    assert "Batas 5 Oktober 2026 pukul 08.15 WIB, lewat 5 menit kerja." in steps[0]
    assert "Waktu yang berlaku: 2 hari kerja, pengganti bawaan. Alasan: " in steps[2]
    assert "Mulai 6 Oktober 2026 pukul 08.00 WIB, selesai 6 Oktober 2026 pukul 08.05" in steps[1]
    assert steps[3].strip().endswith("Terlambat Sudah 3 jam 4 menit kerja")
    assert steps[4].strip().endswith("Belum mulai")
    assert "Triwulan III Tahun 2026 Terlambat 3 dari 5 langkah selesai" in text_of(html)


async def test_the_page_obeys_the_strict_policy(
    app: FastAPI, client: AsyncClient, clock: OfficeClock
) -> None:
    await begin(app, clock)

    page = await client.get("/")

    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", page.text) == []


async def test_every_asset_of_the_page_is_served_under_the_prefix(
    app: FastAPI, clock: OfficeClock
) -> None:
    transport = ASGITransport(app, root_path="/notifier")
    async with AsyncClient(transport=transport, base_url="http://lapkin") as client:
        page = (await client.get("/notifier/")).text
        assets = re.findall(r'(?:href|src)="(/notifier/[^"]+\?v=[^"]+)"', page)
        answers = [await client.get(path) for path in assets]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert all("immutable" in answer.headers["cache-control"] for answer in answers)
    assert 'sumber="/notifier/langkah/arus"' in page
