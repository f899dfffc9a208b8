"""Plans that change during the year."""

from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import ANGGARAN, PERJANJIAN, RENCANA, Collecting, an_indikator
from support.plans import ACTION, PLAN, plan_of, publish, revised
from support.tokens import Signer

SIGNED = {"sha256": "a" * 64, "nama": "pk-2024.pdf", "href": "https://arsip.test/pk-2024.pdf"}


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Dinkes and disdik promised IK-1 to IK-3 for 2024, and plan four quarters of each."""
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


def targets(*quarters: str | None, **facts: Any) -> dict[str, Any]:
    line = {"target": list(quarters)} | facts
    return {"target": [{"indikator": one["kode"]} | line for one in PERJANJIAN["indikator"]]}


async def test_a_quarter_keeps_the_plan_in_force_at_its_end(office: Collecting) -> None:
    pagu = [ANGGARAN[0] | {"pagu": "1200000000"}, ANGGARAN[1]]
    lower = [an_indikator("IK-1", target="80"), *PERJANJIAN["indikator"][1:]]
    assert await publish(office, PLAN, revised(indikator=lower, anggaran=pagu)) == "2"
    changed = targets("1", "2", "3", "80") | {"berlaku_sejak": "2024-10-01"}
    assert await publish(office, ACTION, changed) == "2"

    seen = [await plan_of(office, f"2024-TW{n}") for n in (2, 3, 4)]

    assert [str(one.indikator["IK-1"].target_tahun) for one in seen] == ["90", "80", "80"]
    first = RENCANA["target"][0]["target"]
    assert [str(one.indikator["IK-1"].target) for one in seen] == [*first[1:3], "80"]
    assert [str(one.anggaran["P1"]) for one in seen] == ["1000000000"] + ["1200000000"] * 2


async def test_the_version_in_force_on_a_day_is_read_by_the_day(office: Collecting) -> None:
    await publish(office, PLAN, revised(berkas=SIGNED))
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})

    for day, versi in {"2024-01-02": 1, "2024-07-14": 1, "2024-07-15": 2, "2025-01-01": 2}.items():
        for path in (PLAN, ACTION):
            read = (await office.act("staf@disdik", "GET", f"{path}?pada={day}")).json()
            assert read["versi"] == versi, (path, day)
    before = await office.act("staf@disdik", "GET", f"{PLAN}?pada=2024-01-01")
    assert before.json()["code"] == "unknown-perjanjian-kinerja"
    newest = (await office.act("staf@disdik", "GET", PLAN)).json()
    assert newest["berkas"] == SIGNED
    [_, _, event] = await office.announced("perjanjian_kinerja.published")
    assert event["berkas"] == SIGNED


async def test_the_timeline_names_every_version(office: Collecting) -> None:
    await publish(office, PLAN, revised())
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})

    listed = (await office.act("staf@disdik", "GET", f"{PLAN}/versions")).json()
    actions = (await office.act("staf@disdik", "GET", f"{ACTION}/versions")).json()

    facts = ("versi", "nomor", "tanggal", "berlaku_sejak", "alasan", "oleh")
    assert [[one[name] for name in facts] for one in listed] == [
        [1, "PK/1/2024", "2024-01-02", "2024-01-02", None, "admin@*"],
        [2, "PK/8/2024", "2024-07-15", "2024-07-15", "perubahan_prioritas", "kasubag@dinkes"],
    ]
    assert [one["berlaku_sejak"] for one in actions] == [None, "2024-07-15"]


async def test_a_version_takes_effect_within_its_year(office: Collecting) -> None:
    late = revised(nomor="PK/9/2024", berlaku_sejak="2025-01-01")
    action = targets("1", "2", "3", "4") | {"berlaku_sejak": "2025-01-01"}

    assert await publish(office, PLAN, late) == "effect-too-late"
    assert await publish(office, ACTION, action) == "effect-too-late"
    assert await publish(office, PLAN, late | {"berlaku_sejak": "2024-12-31"}) == "2"


async def test_a_version_cannot_take_effect_before_the_one_it_follows(office: Collecting) -> None:
    await publish(office, PLAN, revised())
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})

    early = revised(nomor="PK/9/2024", berlaku_sejak="2024-07-14")
    assert await publish(office, PLAN, early) == "effect-too-early"
    assert await publish(office, ACTION, targets("1", "2", "3", "4")) == "effect-too-early"
    same_day = revised(nomor="PK/9/2024", alasan="pergantian_pejabat")
    assert await publish(office, PLAN, same_day) == "3"


async def test_an_old_version_sent_again_is_no_revision(office: Collecting) -> None:
    """An office that registers its year twice must not stumble over what changed since."""
    await publish(office, PLAN, revised())
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})
    before = await office.rows()

    assert await publish(office, PLAN, PERJANJIAN) == "1"
    assert await publish(office, ACTION, RENCANA) == "1"
    assert await office.rows() == before


async def test_targets_may_be_taken_back(office: Collecting) -> None:
    assert await publish(office, ACTION, targets("5", "6", "7", "8")) == "2"

    assert await publish(office, ACTION, RENCANA) == "3"


async def test_targets_are_planned_for_what_is_promised_on_their_day(office: Collecting) -> None:
    more = [*PERJANJIAN["indikator"], an_indikator("IK-4")]
    await publish(office, PLAN, revised(indikator=more))
    of_three = targets("1", "2", "3", "4")
    added = {"indikator": "IK-4", "target": [None, None, "1", "2"]}
    of_four = {"target": [*of_three["target"], added]}

    assert await publish(office, ACTION, of_three | {"berlaku_sejak": "2024-07-14"}) == "2"
    assert await publish(office, ACTION, of_three | {"berlaku_sejak": "2024-07-15"}) == (
        "invalid-plan"
    )
    assert await publish(office, ACTION, of_four | {"berlaku_sejak": "2024-07-15"}) == "3"
    assert (await plan_of(office, "2024-TW2")).indikator["IK-1"].target is not None
