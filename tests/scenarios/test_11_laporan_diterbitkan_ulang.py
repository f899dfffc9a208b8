"""Scenario 11. An issued report was wrong: edition 2 replaces it, and edition 1 stays what it was."""

import json
import re
from collections import Counter

import pytest_asyncio
from support.papers import editions, line, papers, rekap
from support.promises import (
    PEJABAT,
    UNITS,
    appoint,
    collect,
    figures,
    issue,
    play_triwulan,
    set_up,
)
from support.world import World

FIRST, PERIOD = "2026-TW1", "2026-TW2"
REPORTS = "/reporter/v1/laporan"
HOOKS = ("/satu", "/dua", "/tiga")
OFFICIALS = 14
SEBAB = "Realisasi IKU-02 Dinas Pendidikan salah ketik."
LINK = re.compile(r"http://\S+/notifier/sosialisasi/\S+")
ISSUED = "lapkin.laporan.issued.v1"


@pytest_asyncio.fixture
async def site(world: World) -> World:
    """Edition 1 of TW II has reached 14 officials, one of whom acknowledged it, and 3 webhooks."""
    await set_up(world)
    of_units = 2 * len(UNITS)
    known = PEJABAT["inspektorat"]
    more = [
        (f"Pejabat {number}", "staf", "Pengelola data", f"pejabat.{number}")
        for number in range(OFFICIALS - of_units - len(known))
    ]
    await appoint(world, "inspektorat", *known, *more)
    await play_triwulan(world, 1)
    await world.event("sosialisasi.sent", FIRST)
    world.mailbox.messages.clear()
    for path in HOOKS:
        body = {"url": f"{world.webhooks.url}{path}", "types": [ISSUED]}
        await world.person("admin").ask("POST", "/notifier/v1/webhooks", body)
    await issue(world, await collect(world, 2))
    await told(world, 1)
    return world


async def told(world: World, edisi: int) -> None:
    """Everyone who is to know of an edition knows."""
    await world.event("sosialisasi.sent", PERIOD, edisi=edisi)
    await world.until(lambda: webhooks_told(world, edisi))


async def webhooks_told(world: World, edisi: int) -> bool:
    return all(len(world.webhooks.at(path)) >= edisi for path in HOOKS)


async def ralat(world: World) -> None:
    """DISDIK corrects itself before collection closes; Kasubag orders edition 2, and it is issued."""
    world.at("2026-07-06 10:00")
    await world.unit("disdik").submit(PERIOD, figures(2, IKU_02="6"))
    await world.event("rekap.completed", PERIOD, revision=2)
    await world.settled()
    kasubag = world.person("kasubag")
    await kasubag.ask("POST", f"{REPORTS}/{PERIOD}:ralat", {"sebab": SEBAB})
    await kasubag.approve(PERIOD)
    await world.event("laporan.issued", PERIOD, edisi=2)
    await told(world, 2)


async def test_edition_2_says_what_changed_and_edition_1_stays(site: World) -> None:
    before = await papers(site, PERIOD, 1)
    await ralat(site)

    first, second = await editions(site, PERIOD)
    after, new = await papers(site, PERIOD, 1), await papers(site, PERIOD, 2)

    assert after.files == before.files
    assert first["sha256"] == before.edition["sha256"]
    assert (first["digantikan_oleh"], second["menggantikan"]) == (2, 1)
    assert second["digantikan_oleh"] is None
    assert second["sebab"] == SEBAB
    for said in ("Ralat ke-1", "semula", "menjadi", SEBAB):
        assert said.lower() in new.text.lower()


async def test_everyone_who_was_told_is_told_once_more(site: World) -> None:
    before = Counter(site.mailbox.addresses)
    await ralat(site)

    assert len(before) == OFFICIALS
    assert Counter(site.mailbox.addresses) == before + before
    for path in HOOKS:
        editions_told = [json.loads(one.body)["data"]["edisi"] for one in site.webhooks.at(path)]
        assert editions_told == [1, 2]
        assert all(one.headers["webhook-signature"] for one in site.webhooks.at(path))


async def test_who_acknowledged_the_old_edition_must_acknowledge_anew(site: World) -> None:
    link = LINK.search(site.mailbox.messages[0].get_content())
    assert link is not None
    await site.client.post(link.group())
    await ralat(site)

    new, old = await site.person("kasubag").get(f"/notifier/v1/sosialisasi/{PERIOD}")
    page = await site.client.get(link.group())

    assert (new["edisi"], old["edisi"]) == (2, 1)
    assert sum(one["acknowledged_at"] is not None for one in old["penerima"]) == 1
    assert not any(one["acknowledged_at"] for one in new["penerima"])
    assert "diganti" in page.text.lower()
    assert SEBAB in site.mailbox.messages[-1].get_content()


async def test_semester_and_year_follow_edition_2(site: World) -> None:
    await site.event("draft.ready", "2026-S1")
    await ralat(site)
    await site.event("draft.outdated", "2026-S1")
    await site.person("kasubag").ask("POST", f"{REPORTS}/2026-S1:pakai")
    await issue(site, "2026-S1")

    semester = await line(site, "2026-S1", "disdik", "IKU-02")

    assert semester["realisasi"] == "6"
    sources = (await rekap(site, "2026-S1"))["sumber"]
    assert [(one["period"], one["edisi"]) for one in sources] == [(FIRST, 1), (PERIOD, 2)]


async def test_nothing_is_replaced_where_nothing_changed(site: World) -> None:
    path = f"{REPORTS}/{PERIOD}:ralat"

    refused = await site.person("kasubag").refused("POST", path, {"sebab": SEBAB})

    assert refused["code"] == "nothing-changed"
    assert len(await editions(site, PERIOD)) == 1
