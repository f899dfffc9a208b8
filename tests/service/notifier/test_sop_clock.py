"""The SOP clock, fed with the facts of whole cases."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from support.clock import OfficeClock
from support.facts import deliver
from support.sop_facts import (
    Facts,
    at,
    drafted,
    issued,
    opened,
    ordered,
    recapped,
    recorded,
    sent,
    sent_back,
    submitted,
)
from support.tokens import Signer

from lapkin_chassis.inbox import NotYet
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode
from notifier.consumers import consumers
from notifier.sop_clock import service
from notifier.sop_clock.domain import Position, State

NOW = at("2027-03-01 08:00")


def a_triwulan(period: str = "2026-TW3") -> Facts:
    """The draft is sent back once; the next one is issued."""
    data = submitted(period, at("2026-10-06 14:00"))
    rekap = recapped(period, at("2026-10-06 14:05"), data)
    return [
        opened(period, at("2026-10-05 07:30")),
        ordered(period, at("2026-10-05 07:40")),
        data,
        rekap,
        drafted(period, at("2026-10-06 14:06"), rekap),
        sent_back(period, at("2026-10-06 14:20")),
        drafted(period, at("2026-10-06 14:30"), version=2),
        issued(period, at("2026-10-06 14:50")),
        sent(period, at("2026-10-06 14:55")),
    ]


def a_semester(period: str, cause: int = -2) -> Facts:
    """Begun by the issue of its second quarter."""
    quarter = a_triwulan()
    rekap = recapped(period, at("2026-10-09 08:00"), quarter[cause])
    return [
        *quarter,
        rekap,
        drafted(period, at("2026-10-09 08:10"), rekap),
        issued(period, at("2027-01-20 09:00")),
        sent(period, at("2027-01-20 09:45")),
    ]


async def steps(store: Store, period: str) -> dict[int, Position]:
    case = await store.read(service.case_of, Periode(period), NOW)
    return {one.step.nomor: one for one in case.steps}


async def lengths(store: Store, period: str) -> dict[int, int | None]:
    """In the unit each step is timed in."""
    return {nomor: one.taken for nomor, one in (await steps(store, period)).items()}


async def test_the_five_steps_of_a_quarter_are_timed_by_its_facts(store: Store) -> None:
    await deliver(store, consumers, *a_triwulan())

    case = await steps(store, "2026-TW3")

    assert await lengths(store, "2026-TW3") == {
        1: 10,
        2: 5,
        3: 0,
        4: 44,
        5: 5,
    }
    assert case[3].minutes == 1
    assert case[2].started_at == at("2026-10-06 14:00")
    assert [one.state for one in case.values()] == [State.SELESAI] * 5
    assert [nomor for nomor, one in case.items() if one.is_late] == [4]


async def test_a_draft_that_is_sent_back_lengthens_composing_and_nothing_before_it(
    store: Store,
) -> None:
    await deliver(store, consumers, *a_triwulan()[:7])

    case = await steps(store, "2026-TW3")

    assert case[3].ended_at == at("2026-10-06 14:06")
    assert (case[4].started_at, case[4].ended_at) == (at("2026-10-06 14:06"), None)


async def test_the_steps_of_a_semester_are_timed_by_its_facts(store: Store) -> None:
    await deliver(store, consumers, *a_semester("2026-S2"))

    case = await steps(store, "2026-S2")

    assert await lengths(store, "2026-S2") == {
        6: 2,
        7: 103,
        8: 45,
    }
    assert (case[6].minutes, case[6].late_minutes) == (1120, 100)
    assert [nomor for nomor, one in case.items() if one.is_late] == [6]


async def test_the_ninth_step_is_timed_by_the_facts_of_the_year(store: Store) -> None:
    semester = a_semester("2026-S2")
    rekap = recapped("2026", at("2027-02-01 08:00"), semester[-2])
    year: Facts = [rekap, drafted("2026", at("2027-02-01 08:01"), rekap)]
    await deliver(store, consumers, *semester, *year, issued("2026", at("2027-02-01 08:14")))

    assert await lengths(store, "2026") == {9: 14}


async def test_the_machine_counts_a_recap_from_when_the_last_figures_were_recorded(
    store: Store,
) -> None:
    data = recorded(submitted("2026-TW3", at("2026-10-06 14:00")), at("2026-11-22 10:00"))
    rekap = recapped("2026-TW3", at("2026-10-06 14:05"), data)
    done = at("2026-11-22 10:00") + timedelta(milliseconds=80)
    await deliver(store, consumers, data, recorded(rekap, done))

    assert (await steps(store, "2026-TW3"))[2].machine == timedelta(milliseconds=80)


async def test_a_recap_that_comes_before_its_cause_waits_for_it(store: Store) -> None:
    data = submitted("2026-TW3", at("2026-10-06 14:00"))

    with pytest.raises(NotYet):
        await deliver(store, consumers, recapped("2026-TW3", at("2026-10-06 14:05"), data))

    assert await lengths(store, "2026-TW3") == dict.fromkeys(range(1, 6))


async def test_a_second_edition_does_not_move_the_clock_of_the_first(store: Store) -> None:
    await deliver(store, consumers, *a_triwulan())
    before = await lengths(store, "2026-TW3")

    again: Facts = [issued("2026-TW3", at("2026-12-01 08:00"), edisi=2)]
    await deliver(store, consumers, *again, sent("2026-TW3", at("2026-12-02 08:00"), edisi=2))

    assert await lengths(store, "2026-TW3") == before


async def test_a_case_over_http_shows_each_step_in_the_offices_time(
    app: FastAPI, client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    await deliver(app.state.store, consumers, *a_triwulan()[:2])
    clock.set_to(at("2026-10-05 08:00"))

    case = (await client.get("/v1/sop/kasus/2026-TW3", headers=signer.bearer())).json()

    assert (case["title"], case["state"]) == ("Triwulan III Tahun 2026", "berjalan")
    first = case["langkah"][0]
    assert first["started_at"] == "2026-10-05T07:30:00+07:00"
    assert first["batas"] == "2026-10-05T07:45:00+07:00"
    assert (first["tercetak"], first["waktu"]["teks"]) == ("15 Menit", "15 menit kerja")
    assert (first["menit_kerja"], first["machine_seconds"]) == (10, 600.0)
    assert (first["state"], first["late"], first["late_minutes"]) == ("selesai", False, 0)
    assert case["langkah"][2]["waktu"]["sumber"] == "override"
    assert {one["state"] for one in case["langkah"][1:]} == {"belum"}


async def test_every_case_of_a_year_is_listed_newest_year_first(
    app: FastAPI, client: AsyncClient, signer: Signer
) -> None:
    facts: Facts = [
        opened("2026-TW4", at("2027-01-02 08:00")),
        opened("2025-TW4", at("2026-01-02 08:00")),
    ]
    await deliver(app.state.store, consumers, *facts)

    cases = (await client.get("/v1/sop/kasus", headers=signer.bearer())).json()

    assert [case["period"] for case in cases][:8] == [
        *("2026-TW1", "2026-TW2", "2026-S1", "2026-TW3", "2026-TW4", "2026-S2", "2026"),
        "2025-TW1",
    ]
    assert len(cases) == 14


async def test_the_clock_refuses_strangers_and_labels_of_no_period(
    client: AsyncClient, signer: Signer
) -> None:
    stranger = await client.get("/v1/sop")
    wrong = await client.get("/v1/sop/kasus/2026-TW5", headers=signer.bearer())

    assert stranger.status_code == 401
    assert (wrong.status_code, wrong.json()["code"]) == (422, "invalid-body")
