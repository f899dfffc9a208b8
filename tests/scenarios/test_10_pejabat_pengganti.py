"""Scenario 10. Kasubag is on leave 1-14 July: Plh. signs in that window, by decree, and only then."""

import pytest_asyncio
from support.actors import Person
from support.papers import papers
from support.promises import collect, issue, play_triwulan, set_up
from support.world import World

PASSWORD = "hujan turun pagi di Bantul"
SEBUTAN = "Kepala Subbagian Program dan Keuangan"
PLH = {
    "grant": "kasubag@*",
    "jenis": "plh",
    "sebutan": SEBUTAN,
    "dasar": "SK 12/2026",
    "sejak": "2026-07-01",
    "sampai": "2026-07-14",
    "menggantikan": "kasubag",
}
REPORTS = "/reporter/v1/laporan"
PERIOD = "2026-TW2"


@pytest_asyncio.fixture
async def plh(world: World) -> Person:
    """Ani, in place of the Kasubag, on the first day of it; a draft waits for review."""
    await set_up(world)
    await play_triwulan(world, 1)
    admin = world.person("admin")
    for username, grant in (("ani", "staf@*"), ("kasubag", "kasubag@*")):
        account = {"username": username, "name": username.title(), "grants": [grant]}
        await admin.ask("POST", "/collector/v1/accounts", {**account, "password": PASSWORD})
    await admin.ask("POST", "/collector/v1/accounts/ani/mandates", PLH)
    await collect(world, 2)
    await world.event("draft.ready", PERIOD)
    return await world.signed_in("ani", PASSWORD)


async def test_plh_signs_in_the_window_and_the_sheet_says_by_what_right(
    world: World, plh: Person
) -> None:
    world.at("2026-07-14 23:50")
    await plh.approve(PERIOD)
    approved = await world.event("laporan.approved", PERIOD)

    assert approved["data"]["oleh"] == "ani"
    assert (approved["data"]["jabatan"], approved["data"]["dasar"]) == (
        f"Plh. {SEBUTAN}",
        "SK 12/2026",
    )
    text = (await papers(world, PERIOD)).text
    assert f"Plh. {SEBUTAN}" in text
    assert "SK 12/2026" in text


async def test_an_act_a_minute_after_the_window_is_refused(world: World, plh: Person) -> None:
    await issue(world, PERIOD)
    await world.event("draft.ready", "2026-S1")
    world.at("2026-07-15 00:01")

    assert (await plh.refused_approval("2026-S1"))["code"] == "not-allowed"
    assert await world.events("laporan.issued", "2026-S1") == []


async def test_the_officer_on_leave_sees_what_was_done_in_his_place(
    world: World, plh: Person
) -> None:
    world.at("2026-07-10 10:00")
    await plh.approve(PERIOD)
    await world.event("laporan.issued", PERIOD)
    kasubag = await world.signed_in("kasubag", PASSWORD)

    [mandate] = await kasubag.get("/collector/v1/mandates/mine")
    approvals = await kasubag.get("/notifier/v1/events?types=lapkin.laporan.approved.v1")

    assert (mandate["username"], mandate["dasar"]) == ("ani", "SK 12/2026")
    in_his_place = [one["data"] for one in approvals["items"] if one["data"].get("dasar")]
    assert [act["period"] for act in in_his_place] == [PERIOD]


async def test_no_delegation_reaches_the_drafter(world: World, plh: Person) -> None:
    world.at("2026-07-02 10:00")
    await world.person("kasubag").reject(PERIOD, "Sebut kendala.")
    await plh.answer(PERIOD, 1)
    await plh.ask("POST", f"{REPORTS}/{PERIOD}:resubmit")

    refused = await plh.refused_approval(PERIOD)
    onwards = {**PLH, "menggantikan": "ani", "sampai": "2026-07-10"}
    account = {"username": "cici", "name": "Cici", "grants": ["staf@*"]}
    admin = world.person("admin")
    await admin.ask("POST", "/collector/v1/accounts", account)
    chained = await admin.refused("POST", "/collector/v1/accounts/cici/mandates", onwards)

    assert refused["code"] == "own-draft"
    assert chained["code"] == "menggantikan-unfit"
