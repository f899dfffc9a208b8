"""Scenario 12. The year turns at midnight: nothing is skipped or doubled, and the old one is sealed."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest_asyncio
from support.papers import line
from support.promises import (
    IKU_01,
    TARGETS,
    figures,
    indikator,
    issue,
    perjanjian,
    publish,
    rencana,
    set_up,
)
from support.world import World

from collector.submission.receipt import Receipt, digest

REPORTS = "/reporter/v1/laporan"
IKU_04 = indikator("IKU-04", "Jumlah pelatihan", satuan="kali", mode="jumlah", target="100")
SHARES = ("24", "27", "23", "28")
UNIT = {"disdik": "Dinas Pendidikan"}


@pytest_asyncio.fixture
async def december(world: World) -> World:
    """Three quarters are reported; the third waits with an open koreksi; 2027 is planned."""
    await set_up(world, {})
    await register(world)
    for number in (1, 2):
        await reported(world, number)
    await issue(world, "2026-S1")
    await reported(world, 3, is_issued=False)
    await world.person("kasubag").reject("2026-TW3", "Sebut kendala.")
    world.at("2026-12-14 10:00")
    pk, aksi = plan(2027)
    await publish(world, "disdik", 2027, pk, aksi)
    return world


def plan(tahun: int) -> tuple[dict[str, Any], dict[str, Any]]:
    targets = {"IKU-01": TARGETS["IKU-01"], "IKU-04": ("25", "25", "25", "25")}
    return perjanjian(tahun, indikator=[IKU_01, IKU_04]), rencana(targets)


async def register(world: World) -> None:
    body = {"nama": UNIT["disdik"], "jenis": "opd", "berlaku_sejak": "2020-01-01"}
    await world.person("admin").ask("PUT", "/collector/v1/units/disdik", body)
    pk, aksi = plan(2026)
    await publish(world, "disdik", 2026, pk, aksi)


async def reported(world: World, number: int, *, is_issued: bool = True) -> None:
    """A quarter from its opening to the draft, or to the issued report."""
    months = {1: "2026-04", 2: "2026-07", 3: "2026-10", 4: "2027-01"}
    world.at(f"{months[number]}-01 07:30")
    await world.run_schedules()
    world.at(f"{months[number]}-05 10:00")
    await world.unit("disdik").submit(f"2026-TW{number}", share(number))
    await world.event("draft.ready", f"2026-TW{number}")
    if is_issued:
        await issue(world, f"2026-TW{number}")


def share(number: int) -> dict[str, Any]:
    return figures(number, without=["IKU-02", "IKU-03"], IKU_04=SHARES[number - 1])


async def midnight(world: World) -> None:
    """The schedule runs before and after midnight, twice at once, and across a restart."""
    for moment in ("2026-12-31 23:59", "2027-01-01 00:01"):
        world.at(moment)
        operator = world.person("operator")
        await asyncio.gather(
            *(operator.ask("POST", "/collector/v1/schedule:run") for _ in range(2))
        )
        await world.end("collector")
        await world.begin("collector")
    await world.run_schedules()


async def test_each_period_opens_once_across_midnight(december: World) -> None:
    await midnight(december)

    opened = [one["data"]["period"] for one in await december.events("periode.opened")]
    jadwal = await december.person("operator").get("/collector/v1/jadwal?to=2027-12-31")
    periode = await december.person("operator").get("/collector/v1/periode/2026-TW4")

    assert opened == [f"2026-TW{number}" for number in (1, 2, 3, 4)]
    keys = [run["key"] for run in jadwal["past"]]
    assert len(keys) == len(set(keys))
    assert "open/2027-TW1" in [run["key"] for run in jadwal["coming"]]
    assert (periode["state"], periode["batas"][:7]) == ("terbuka", "2027-01")


async def test_what_was_unsettled_carries_over(december: World) -> None:
    await midnight(december)
    staf = december.person("staf")

    [item] = await staf.get(f"{REPORTS}/2026-TW3/koreksi")
    await staf.answer("2026-TW3", item["nomor"])
    await staf.ask("POST", f"{REPORTS}/2026-TW3:resubmit")
    await issue(december, "2026-TW3")

    assert (await december.person("staf").draft("2026-TW3"))["state"] == "terbit"


async def test_the_year_adds_up_is_issued_and_sealed(december: World) -> None:
    await midnight(december)
    await test_what_was_unsettled_carries_over(december)
    await reported(december, 4)
    await issue(december, "2026-S2")
    await issue(december, "2026")
    sealed = (await december.event("tahun.sealed", "2026"))["data"]

    whole = [await realisasi(december, period) for period in ("2026", "2026-S1", "2026-S2")]
    quarters = [await realisasi(december, f"2026-TW{number}") for number in (1, 2, 3, 4)]
    newest = await december.unit("disdik").get("/collector/v1/receipts/4")

    assert whole[0] == whole[1] + whole[2] == sum(quarters) == Decimal(102)
    assert (sealed["seq"], sealed["kid"]) == (4, newest["kid"])
    assert sealed["sha256"] == digest(Receipt(**newest))


async def realisasi(world: World, period: str) -> Decimal:
    return Decimal((await line(world, period, "disdik", "IKU-04"))["realisasi"])


async def test_the_last_quarter_stays_open_to_its_due_date(december: World) -> None:
    await midnight(december)
    december.at("2027-01-15 15:00")
    await december.run_schedules()

    answer = await december.unit("disdik").submit("2026-TW4", share(4))

    assert answer["obligation"]["state"] in {"tepat_waktu", "terlambat"}
    assert answer["receipt"]["seq"] == 4
    await december.settled()
    assert len(await december.events("data.submitted", "2026-TW4")) == 1
