"""Scenario 11. An issued report was wrong: edition 2 replaces it, and edition 1 stays what it was."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
import pytest_asyncio
from support.papers import Papers, editions, line, papers, rekap
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
RALAT = f"{REPORTS}/{PERIOD}:ralat"
HOOKS = ("/satu", "/dua", "/tiga")
OFFICIALS = 14
SEBAB = "Realisasi IKU-02 Dinas Pendidikan salah ketik."
LINK = re.compile(r"http://\S+/notifier/sosialisasi/\S+")
ISSUED = "lapkin.laporan.issued.v1"


@dataclass(frozen=True)
class Before:
    """How edition 1 stood before it was replaced."""

    papers: Papers
    addresses: Counter[str]
    link: str
    """By which one official acknowledged it."""
    refused: dict[str, Any]
    """The answer to a ralat while nothing had changed."""


@pytest_asyncio.fixture
async def before(world: World) -> Before:
    """Edition 1 of TW II had reached 14 officials and 3 webhooks; now edition 2 has, too."""
    await reach_everyone(world)
    link = LINK.search(world.mailbox.messages[0].get_content())
    assert link is not None
    await world.client.post(link.group())
    await world.event("draft.ready", "2026-S1")
    before = Before(
        await papers(world, PERIOD, 1),
        Counter(world.mailbox.addresses),
        link.group(),
        await world.person("kasubag").refused("POST", RALAT, {"sebab": SEBAB}),
    )
    assert len(await editions(world, PERIOD)) == 1
    await ralat(world)
    return before


async def reach_everyone(world: World) -> None:
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
    await kasubag.ask("POST", RALAT, {"sebab": SEBAB})
    await kasubag.approve(PERIOD)
    await world.event("laporan.issued", PERIOD, edisi=2)
    await told(world, 2)


async def test_a_ralat_replaces_what_changed_and_only_then(
    world: World, before: Before, subtests: pytest.Subtests
) -> None:
    with subtests.test("nothing is replaced where nothing changed"):
        assert before.refused["code"] == "nothing-changed"
    with subtests.test("edition 2 says what changed and edition 1 stays"):
        await assert_both_editions_stand(world, before)
    with subtests.test("everyone who was told is told once more"):
        assert_everyone_is_told_once_more(world, before)
    with subtests.test("who acknowledged the old edition must acknowledge anew"):
        await assert_acknowledgement_is_asked_anew(world, before)
    with subtests.test("semester and year follow edition 2"):
        await assert_the_semester_follows(world)


async def assert_both_editions_stand(world: World, before: Before) -> None:
    first, second = await editions(world, PERIOD)
    after, new = await papers(world, PERIOD, 1), await papers(world, PERIOD, 2)

    assert after.files == before.papers.files
    assert first["sha256"] == before.papers.edition["sha256"]
    assert (first["digantikan_oleh"], second["menggantikan"]) == (2, 1)
    assert second["digantikan_oleh"] is None
    assert second["sebab"] == SEBAB
    for said in ("Ralat ke-1", "semula", "menjadi", SEBAB):
        assert said.lower() in new.text.lower()


def assert_everyone_is_told_once_more(world: World, before: Before) -> None:
    assert len(before.addresses) == OFFICIALS
    assert Counter(world.mailbox.addresses) == before.addresses + before.addresses
    for path in HOOKS:
        editions_told = [json.loads(one.body)["data"]["edisi"] for one in world.webhooks.at(path)]
        assert editions_told == [1, 2]
        assert all(one.headers["webhook-signature"] for one in world.webhooks.at(path))


async def assert_acknowledgement_is_asked_anew(world: World, before: Before) -> None:
    new, old = await world.person("kasubag").get(f"/notifier/v1/sosialisasi/{PERIOD}")
    page = await world.client.get(before.link)

    assert (new["edisi"], old["edisi"]) == (2, 1)
    assert sum(one["acknowledged_at"] is not None for one in old["penerima"]) == 1
    assert not any(one["acknowledged_at"] for one in new["penerima"])
    assert "diganti" in page.text.lower()
    assert SEBAB in world.mailbox.messages[-1].get_content()


async def assert_the_semester_follows(world: World) -> None:
    await world.event("draft.outdated", "2026-S1")
    await world.person("kasubag").ask("POST", f"{REPORTS}/2026-S1:pakai")
    await issue(world, "2026-S1")

    semester = await line(world, "2026-S1", "disdik", "IKU-02")

    assert semester["realisasi"] == "6"
    sources = (await rekap(world, "2026-S1"))["sumber"]
    assert [(one["period"], one["edisi"]) for one in sources] == [(FIRST, 1), (PERIOD, 2)]
