"""Scenario 1. One of ten units is silent: it alone is reminded, left out by name, and late by days."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest_asyncio
from support.papers import line, papers, rekap
from support.promises import figures, issue, opened, set_up
from support.world import World

from lapkin_contracts.rules.working_time import WaktuKerja

UNITS = {"dinkes": "Dinas Kesehatan"} | {
    f"bidang-{number}": f"Bidang {number}" for number in range(1, 10)
}
PERIOD = "2026-TW3"
RUNGS = ("h-3", "h", "h+1", "h+3", "kepala-unit", "sekretaris")
DAYS = {"h-3": -3, "h": 0, "h+1": 1, "h+3": 3, "kepala-unit": 4, "sekretaris": 5}


@pytest_asyncio.fixture
async def due(world: World) -> date:
    """Units there are since July; all but DINKES have sent the figures. The day they are due."""
    await set_up(world, UNITS, sejak="2026-07-01")
    await opened(world, 3)
    world.at("2026-10-05 10:00")
    for code in UNITS:
        if code != "dinkes":
            await world.unit(code).submit(PERIOD, figures(3))
    periode = await world.person("sekretaris").get(f"/collector/v1/periode/{PERIOD}")
    return datetime.fromisoformat(periode["batas"]).date()


def morning(world: World, due: date, working_days: int, hour: str = "08:00") -> None:
    world.at(f"{WaktuKerja.of().shift(due, working_days)} {hour}")


async def climb(world: World, due: date) -> None:
    """Past every rung; the notifier is down on the due date until the afternoon."""
    for rung in RUNGS:
        if rung == "h":
            await world.end("notifier")
        morning(world, due, DAYS[rung])
        await operate(world)
        if rung == "h":
            morning(world, due, 0, "15:00")
            await world.begin("notifier")
        await world.event("pengingat.sent", PERIOD, "dinkes", anak_tangga=rung)


async def operate(world: World) -> None:
    await world.person("operator").ask("POST", "/collector/v1/schedule:run")


async def test_only_the_silent_unit_is_reminded_each_rung_once(world: World, due: date) -> None:
    await climb(world, due)
    await world.settled()

    told = [one["data"] for one in await world.events("pengingat.sent", PERIOD)]

    assert [(one["unit"], one["anak_tangga"]) for one in told] == [
        ("dinkes", rung) for rung in RUNGS
    ]
    assert sorted(world.mailbox.addresses) == sorted(
        ["staf.dinkes@bantul.test"] * 4 + ["kepala.dinkes@bantul.test", "sekretaris@bantul.test"]
    )
    assert len(await world.events("data.overdue", PERIOD, "dinkes")) == 1


async def test_the_report_names_who_is_missing_and_colours_nothing_green(
    world: World, due: date
) -> None:
    morning(world, due, 5)
    await world.run_schedules()
    await issue(world, PERIOD)

    whole, missing = await rekap(world, PERIOD), await line(world, PERIOD, "dinkes", "IKU-01")

    assert whole["cakupan"] == {"wajib": 10, "masuk": 9, "belum": ["Dinas Kesehatan"]}
    assert (missing["state"], missing["capaian_persen"]) == ("BELUM_DIISI", None)
    assert missing["predikat"] is None
    text = (await papers(world, PERIOD)).text
    assert "tanpa Dinas Kesehatan" in text


async def test_late_figures_count_their_days_and_show_in_the_draft(
    world: World, due: date
) -> None:
    morning(world, due, 5)
    await world.run_schedules()
    await world.event("draft.ready", PERIOD)
    morning(world, due, 6)
    closed = await world.unit("dinkes").try_submit(PERIOD, figures(3))
    await reopen(world, WaktuKerja.of().shift(due, 8))

    await world.unit("dinkes").submit(PERIOD, figures(3))
    await world.event("draft.outdated", PERIOD)

    assert closed.json()["code"] == "period-closed"
    sent = await world.event("data.submitted", PERIOD, "dinkes")
    assert sent["data"]["terlambat_hari"] == 6
    [unit] = [one for one in (await rekap(world, PERIOD))["units"] if one["unit"] == "dinkes"]
    assert (unit["keadaan"], unit["terlambat_hari"]) == ("terlambat", 6)
    assert len(await world.events("rekap.superseded", PERIOD)) == 1
    draft = await world.person("kasubag").draft(PERIOD)
    changed = {(one["unit"], one["kolom"]) for one in draft["perubahan"]}
    assert ("dinkes", "masuk") in changed


async def test_a_reopening_locks_itself_again(world: World, due: date) -> None:
    morning(world, due, 5)
    await world.run_schedules()
    await reopen(world, WaktuKerja.of().shift(due, 6))
    morning(world, due, 7)

    late = await world.unit("dinkes").try_submit(PERIOD, figures(3))

    assert (late.status_code, late.json()["code"]) == (409, "period-closed")


async def reopen(world: World, until: date) -> Any:
    """Asked for by the unit, allowed by the Sekretaris."""
    path = f"/collector/v1/kewajiban/dinkes/{PERIOD}"
    staf = world.person("staf.dinkes", "staf@dinkes")
    alasan = {"alasan": "Data survei baru diterima."}
    await staf.ask("POST", f"{path}:request-reopening", alasan)
    body = {**alasan, "sampai": until.isoformat()}
    return await world.person("sekretaris").ask("POST", f"{path}:reopen", body)


async def test_a_unit_that_met_its_obligation_is_left_in_peace(world: World, due: date) -> None:
    morning(world, due - timedelta(days=1), 0)
    await world.unit("dinkes").submit(PERIOD, figures(3))
    await world.settled()
    before = list(world.mailbox.addresses)
    morning(world, due, 1)
    await operate(world)
    await world.settled()

    later = await world.person("sekretaris").get("/notifier/v1/jadwal")

    assert world.mailbox.addresses == before
    assert later["akan_datang"] == []
