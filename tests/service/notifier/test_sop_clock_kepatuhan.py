"""Waiting by party, and the compliance sheet of a quarter."""

from typing import Any

from fastapi import FastAPI
from httpx import AsyncClient
from support.clock import OfficeClock
from support.facts import deliver
from support.sop_facts import (
    Facts,
    approved,
    at,
    drafted,
    issued,
    opened,
    ordered,
    recapped,
    sent,
    sent_back,
    submitted,
)
from support.tokens import Signer

from notifier.consumers import consumers
from notifier.sop_clock import breach


def a_quarter() -> Facts:
    """The second draft waits over the turn of the quarter."""
    data = submitted("2026-TW3", at("2026-12-30 09:00"))
    rekap = recapped("2026-TW3", at("2026-12-30 09:10"), data)
    return [
        opened("2026-TW3", at("2026-12-28 08:00")),
        ordered("2026-TW3", at("2026-12-28 08:30")),
        data,
        rekap,
        drafted("2026-TW3", at("2026-12-30 09:12"), rekap),
        sent_back("2026-TW3", at("2026-12-30 10:00")),
        drafted("2026-TW3", at("2026-12-31 15:00"), version=2),
        approved("2026-TW3", at("2027-01-04 08:30"), revision=2),
        issued("2026-TW3", at("2027-01-04 08:30")),
        sent("2026-TW3", at("2027-01-04 08:40")),
    ]


async def ask(client: AsyncClient, signer: Signer, path: str) -> Any:
    answer = await client.get(f"/v1/sop/{path}", headers=signer.bearer())
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_case_tells_for_whom_it_waited(
    app: FastAPI, client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    await deliver(app.state.store, consumers, *a_quarter())
    clock.set_to(at("2027-01-05 08:00"))

    case = await ask(client, signer, "kasus/2026-TW3")

    composing = case["langkah"][3]["spans"]
    assert [(one["pihak"], one["menit_kerja"]) for one in composing] == [
        ("kasubag", 48),
        ("staf", 810),
        ("kasubag", 60 + 420 + 60),
        ("mesin", 0),
    ]
    assert case["menunggu"] == {
        "sekretaris": 30,
        "unit": 450 + 510 + 90,
        "mesin": 10 + 2 + 10,
        "kasubag": 48 + 540,
        "staf": 810,
    }
    assert sum(one["menit_kerja"] for one in composing) == case["langkah"][3]["menit_kerja"]


async def test_the_sheet_of_a_quarter_that_is_over_knows_nothing_of_what_came_later(
    app: FastAPI, client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    clock.set_to(at("2027-01-01 00:00"))
    await deliver(app.state.store, consumers, *a_quarter()[:7])
    then = await ask(client, signer, "kepatuhan/2026-TW4")

    await deliver(app.state.store, consumers, *a_quarter()[7:])
    clock.set_to(at("2027-02-01 08:00"))

    assert await ask(client, signer, "kepatuhan/2026-TW4") == then
    assert [(one["period"], one["nomor"], one["state"]) for one in then["baris"]] == [
        ("2026-TW3", 1, "selesai"),
        ("2026-TW3", 2, "selesai"),
        ("2026-TW3", 3, "selesai"),
        ("2026-TW3", 4, "terlambat"),
    ]
    counts = {
        key: then["total"][key] for key in ("langkah", "tepat_waktu", "terlambat", "berjalan")
    }
    assert counts == {"langkah": 4, "tepat_waktu": 2, "terlambat": 2, "berjalan": 1}


async def test_the_next_sheet_goes_on_with_what_was_still_running(
    app: FastAPI, client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    await deliver(app.state.store, consumers, *a_quarter())
    clock.set_to(at("2027-02-01 08:00"))
    await app.state.store.write(breach.announce, clock.now())

    sheet = await ask(client, signer, "kepatuhan/2027-TW1")

    composing, telling = sheet["baris"]
    assert (composing["nomor"], telling["nomor"]) == (4, 5)
    assert composing["breached_at"] == "2026-12-30T09:42:00+07:00"
    assert composing["late_minutes"] == composing["menit_kerja"] - 30
    assert sheet["total"]["menunggu"] == {"kasubag": 588, "staf": 810, "mesin": 10}
    assert (sheet["total"]["pelanggaran"], sheet["total"]["tepat_waktu"]) == (1, 1)


async def test_a_quarter_in_which_nothing_ran_has_an_empty_sheet(
    client: AsyncClient, signer: Signer
) -> None:
    sheet = await ask(client, signer, "kepatuhan/2025-TW1")

    assert (sheet["baris"], sheet["total"]["langkah"]) == ([], 0)


async def test_a_sheet_is_made_by_quarter(client: AsyncClient, signer: Signer) -> None:
    refused = await client.get("/v1/sop/kepatuhan/2026-S1", headers=signer.bearer())

    assert (refused.status_code, refused.json()["code"]) == (422, "not-a-triwulan")
