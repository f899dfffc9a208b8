"""A triwulan opens and closes by a person or by the clock, once, and never early."""

import asyncio
import json
from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import NILAI, PERJANJIAN, Collecting, figures
from support.tokens import Signer
from support.waiting import until

from collector.jadwal.service import run_due
from collector.periode.domain import Jendela
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import ZONE

JENDELA = Jendela(submission_days=10, closing_days=14)


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


async def tick(office: Collecting, *moment: int) -> tuple[list[str], list[str]]:
    """What the clock opens and closes at a local time."""
    store: Store = office.app.state.store
    done = await store.write(run_due, JENDELA, now=datetime(*moment, tzinfo=ZONE))  # type: ignore[arg-type, misc]
    return [str(one) for one in done.opened], [str(one) for one in done.closed]


async def act(office: Collecting, what: str, by: str = "sekretaris@*") -> httpx.Response:
    return await office.act(by, "POST", f"/v1/periode/{what}")


async def test_opening_notes_obligations_and_issues_the_disposisi(office: Collecting) -> None:
    answer = await act(office, "2024-TW1:open")

    assert answer.json()["state"] == "terbuka"
    assert [owed["unit"] for owed in answer.json()["kewajiban"]] == ["dinkes", "disdik"]
    [opened] = await office.announced("periode.opened")
    assert (opened["unit"], opened["wajib"]) == ("inspektorat", ["dinkes", "disdik"])
    assert opened["batas"] == "2024-04-23T23:59:59+07:00"
    assert opened["ditutup"] == "2024-04-29T23:59:59+07:00"
    [order] = await office.announced("disposisi.issued")
    assert order["nomor_agenda"] == "001/2024"
    assert order["perihal"] == "Permintaan data kinerja Triwulan I Tahun 2024"
    assert order["diteruskan_kepada"] == ["Dinas Kesehatan", "Dinas Pendidikan"]
    assert order["instruksi"][-1].endswith("23 April 2024.")


QUARTERS = ("TW1", "TW2", "S1")
"""Of the first half year, in the order they open."""

REFUSED = [
    ("2024-TW2:open", 409, "period-not-ended"),
    ("2023-TW4:open", 409, "no-perjanjian-kinerja"),
    ("2024-S1:open", 422, "not-a-triwulan"),
    ("2024:close", 422, "not-a-triwulan"),
    ("2024-TW1:close", 409, "period-not-open"),
    ("2024-TW9:open", 422, "invalid-body"),
]


async def test_what_cannot_open_or_close_changes_nothing(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    before = await office.rows()

    for what, status, code in REFUSED:
        with subtests.test(code, what=what):
            answer = await act(office, what)

            assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await office.rows() == before


async def test_a_period_opens_once_and_closes_once(office: Collecting) -> None:
    await act(office, "2024-TW1:open")
    again = await act(office, "2024-TW1:open")
    closed = await act(office, "2024-TW1:close", by="kasubag@*")
    twice = await act(office, "2024-TW1:close")
    reopened = await act(office, "2024-TW1:open")

    assert [again.json()["code"], reopened.json()["code"]] == ["period-already-open"] * 2
    assert (closed.status_code, closed.json()["state"]) == (200, "tertutup")
    assert twice.json()["code"] == "period-closed"
    [event] = await office.announced("periode.closed")
    assert event["oleh"] == "kasubag@*"


async def test_only_the_sekretaris_opens(office: Collecting) -> None:
    for grants in ("staf@*", "sekretaris@dinkes", "submit@*", "irban@*"):
        answers = [
            await act(office, "2024-TW1:open", by=grants),
            await act(office, "2024-TW1:close", by=grants),
            await office.act(grants, "POST", "/v1/schedule:run"),
        ]
        assert [answer.status_code for answer in answers] == [403] * 3


async def test_the_clock_opens_each_quarter_after_its_last_second(office: Collecting) -> None:
    assert await tick(office, 2024, 3, 31, 23, 59, 59) == ([], [])
    assert await tick(office, 2024, 4, 1, 0, 0, 0) == (["2024-TW1"], [])
    assert await tick(office, 2024, 4, 1, 0, 0, 1) == ([], [])
    assert await tick(office, 2024, 4, 26, 23, 59, 59) == ([], [])
    assert await tick(office, 2024, 4, 27, 0, 0, 0) == ([], ["2024-TW1"])

    [opened] = await office.announced("periode.opened")
    assert (opened["oleh"], opened["batas"]) == ("jam", "2024-04-22T23:59:59+07:00")


async def test_the_clock_crosses_new_year(office: Collecting) -> None:
    """Scenario 12: nothing skipped, nothing doubled, each year's plan for its own quarters."""
    await tick(office, 2024, 10, 1, 0, 0)
    await tick(office, 2024, 11, 1, 0, 0)
    await office.plan("dinkes", 2025)

    assert await tick(office, 2024, 12, 31, 23, 59, 59) == ([], [])
    assert await tick(office, 2025, 1, 1, 0, 0, 0) == (["2024-TW4"], [])
    assert await tick(office, 2025, 1, 1, 0, 0, 0) == ([], [])
    assert await tick(office, 2025, 4, 1, 0, 0, 0) == (["2025-TW1"], ["2024-TW4"])

    orders = await office.announced("disposisi.issued")
    numbers = [(order["period"], order["nomor_agenda"]) for order in orders]
    assert numbers[-4:] == [
        ("2024-TW4", "001/2025"),
        ("2024-S2", "002/2025"),
        ("2024", "003/2025"),
        ("2025-TW1", "004/2025"),
    ]


async def test_a_clock_that_stood_still_makes_up_for_it(office: Collecting) -> None:
    opened, closed = await tick(office, 2024, 10, 3, 8, 0)

    assert (opened, closed) == (["2024-TW1", "2024-TW2", "2024-TW3"], [])
    windows = {event["batas"] for event in await office.announced("periode.opened")}
    assert windows == {"2024-10-16T23:59:59+07:00"}


async def test_two_schedulers_at_once_fire_once(office: Collecting, settings: Any) -> None:
    other = Store(settings.database_url.get_secret_value(), "/lapkin/collector")
    now = datetime(2024, 4, 1, tzinfo=ZONE)
    try:
        stores = [office.app.state.store, other] * 4
        done = await asyncio.gather(*(store.write(run_due, JENDELA, now=now) for store in stores))
    finally:
        other.close()

    assert sorted(len(one.opened) for one in done) == [0] * 7 + [1]
    assert len(await office.announced("periode.opened")) == 1
    assert len(await office.announced("disposisi.issued")) == 1
    assert len(await office.announced("kalender.published")) == 2


async def test_an_operator_runs_the_schedule_by_hand(office: Collecting, clock: Any) -> None:
    clock.moment = datetime(2024, 7, 1, 7, 30, tzinfo=ZONE)

    first = await office.act("operator@*", "POST", "/v1/schedule:run")
    again = await office.act("operator@*", "POST", "/v1/schedule:run")

    assert first.json() == {
        "opened": ["2024-TW1", "2024-TW2"],
        "closed": [],
        "ran": ["kalender/2024/1", "kalender/2025/1", *[f"open/2024-{one}" for one in QUARTERS]],
        "failed": [],
    }
    assert again.json() == {"opened": [], "closed": [], "ran": [], "failed": []}
    listed = (await office.act("staf@dinkes", "GET", "/v1/periode")).json()
    assert [(one["period"], one["state"]) for one in listed] == [
        ("2024-TW1", "terbuka"),
        ("2024-TW2", "terbuka"),
        ("2024-TW3", "terjadwal"),
        ("2024-TW4", "terjadwal"),
    ]


async def test_starting_does_what_is_due(office: Collecting, settings: Any, clock: Any) -> None:
    from collector.main import build

    restarted = build(settings, clock)
    async with restarted.router.lifespan_context(restarted):

        async def opened() -> bool:
            return bool(await office.announced("periode.opened"))

        await until(opened)


async def test_a_plan_of_the_second_half_owes_nothing_before(office: Collecting) -> None:
    """Scenario 3: a unit split off on 1 July owes figures from the third quarter on."""
    unit = {"nama": "RSUD", "jenis": "opd", "berlaku_sejak": "2024-07-01"}
    await office.act("admin@*", "PUT", "/v1/units/rsud", unit)
    since_july = PERJANJIAN | {"berlaku_sejak": "2024-07-01"}
    await office.act("admin@*", "PUT", "/v1/perjanjian-kinerja/rsud/2024", since_july)

    await tick(office, 2024, 10, 3, 8, 0)

    owed = {event["period"]: event["wajib"] for event in await office.announced("periode.opened")}
    assert "rsud" not in owed["2024-TW2"]
    assert "rsud" in owed["2024-TW3"]


async def test_a_revised_plan_counts_from_the_quarter_it_takes_effect_in(
    office: Collecting,
) -> None:
    """Scenario 4: figures are checked against the version in force at the quarter's end."""
    only_one = {"indikator": PERJANJIAN["indikator"][:1], "alasan": "perubahan_prioritas"}
    revised = PERJANJIAN | only_one | {"berlaku_sejak": "2024-09-01"}
    await office.act("admin@*", "PUT", "/v1/perjanjian-kinerja/dinkes/2024", revised)
    await tick(office, 2024, 10, 3, 8, 0)
    office.app.state.clock.moment = datetime(2024, 10, 4, tzinfo=ZONE)

    second = await office.send(figures(period="2024-TW2"), "k2")
    better = NILAI[0] | {"realisasi": "87.5", "pembilang": "14"}
    third = await office.send(figures(period="2024-TW3", nilai=[better, *NILAI[1:]]), "k3")

    assert second.status_code == 201
    assert [fault["code"] for fault in third.json()["errors"]] == ["unknown-indikator"] * 2


async def test_no_figure_slips_in_behind_a_closing(office: Collecting) -> None:
    await act(office, "2024-TW1:open")
    sending = (
        office.send(figures(nilai=[{"indikator": "IK-2", "realisasi": str(i)}]), f"k{i}")
        for i in range(6)
    )

    await asyncio.gather(*sending, act(office, "2024-TW1:close"))

    events = await office.announced("")
    kinds = [json.dumps(event) for event in events if event.get("period") == "2024-TW1"]
    assert '"oleh": "sekretaris@*"' in kinds[-1]
    assert "nilai" not in json.loads(kinds[-1])
