"""The working calendar: national days, what the office changes, and due dates that follow."""

from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting, figures
from support.tokens import Signer

from collector.jadwal.service import run_due
from collector.periode.domain import Jendela
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import ZONE

JENDELA = Jendela(submission_days=10, closing_days=14)
HOLIDAY = {"nama": "Hari Jadi Kabupaten Bantul", "libur": True}
WORKED = {"nama": "Cuti bersama tidak diambil", "libur": False}


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


async def change(office: Collecting, day: str, body: Any, by: str = "admin@*") -> httpx.Response:
    return await office.act(by, "PUT", f"/v1/kalender/{day[:4]}/{day}", body)


async def due_of(office: Collecting, period: str = "2024-TW1") -> tuple[str, str, set[str]]:
    """Last days of a triwulan, and due dates of its obligations."""
    found = (await office.act("staf@dinkes", "GET", f"/v1/periode/{period}")).json()
    due = {owed["batas"][:10] for owed in found["kewajiban"]}
    return found["batas"][:10], found["ditutup_pada"][:10], due


async def test_a_year_lists_who_says_that_a_day_is_off(office: Collecting) -> None:
    await change(office, "2024-07-22", HOLIDAY)
    await change(office, "2024-04-15", WORKED)

    year = (await office.act("staf@dinkes", "GET", "/v1/kalender/2024")).json()

    days = {one["tanggal"]: (one["libur"], one["sumber"]) for one in year["hari"]}
    assert days["2024-08-17"] == (True, "nasional")
    assert days["2024-04-12"] == (True, "cuti_bersama")
    assert days["2024-07-22"] == (True, "kantor")
    assert days["2024-04-15"] == (False, "kantor")
    names = {one["tanggal"]: one["nama"] for one in year["hari"]}
    assert names["2024-08-17"] == "Hari Kemerdekaan Republik Indonesia"
    assert [one["selesai"] for one in year["jam_kerja"]] == ["16:00:00"] * 4 + ["14:30:00"]


async def test_a_calendar_is_announced_once_for_the_planned_year_and_the_next(
    office: Collecting,
) -> None:
    store: Store = office.app.state.store
    for day in (1, 2):
        await store.write(run_due, JENDELA, now=datetime(2024, 2, day, tzinfo=ZONE))

    announced = await office.announced("kalender.published")

    assert [(one["period"], one["versi"]) for one in announced] == [("2024", 1), ("2025", 1)]
    first = announced[0]["libur"][0]
    assert first == {"tanggal": "2024-01-01", "nama": "Tahun Baru Masehi"}
    assert len(announced[0]["jam_kerja"]) == 5


async def test_a_new_holiday_moves_the_last_days_of_what_is_open(office: Collecting) -> None:
    await office.open()
    assert await due_of(office) == ("2024-04-23", "2024-04-29", {"2024-04-23"})

    await change(office, "2024-04-18", HOLIDAY)

    assert await due_of(office) == ("2024-04-24", "2024-04-30", {"2024-04-24"})
    [moved] = await office.announced("periode.rescheduled")
    assert moved["batas"] == "2024-04-24T23:59:59+07:00"
    assert moved["sebab"] == "Kalender kerja 2024 versi 2."
    newest = (await office.announced("kalender.published"))[-1]
    assert (newest["versi"], newest["period"]) == (2, "2024")


async def test_a_holiday_that_is_worked_shortens_and_forgetting_it_restores(
    office: Collecting,
) -> None:
    await office.open()
    await change(office, "2024-04-15", WORKED)
    shorter = await due_of(office)

    forgotten = await office.act("sekretaris@*", "DELETE", "/v1/kalender/2024/2024-04-15")
    again = await office.act("sekretaris@*", "DELETE", "/v1/kalender/2024/2024-04-15")

    assert shorter == ("2024-04-22", "2024-04-26", {"2024-04-22"})
    assert (forgotten.json()["versi"], again.json()["code"]) == (3, "unknown-override")
    assert await due_of(office) == ("2024-04-23", "2024-04-29", {"2024-04-23"})


async def test_what_is_closed_stays_whatever_the_calendar_says(office: Collecting) -> None:
    await office.open()
    await office.act("kasubag@*", "POST", "/v1/periode/2024-TW1:close")

    await change(office, "2024-04-18", HOLIDAY)

    assert await due_of(office) == ("2024-04-23", "2024-04-29", {"2024-04-23"})
    assert await office.announced("periode.rescheduled") == []


async def test_saying_the_same_again_announces_nothing(office: Collecting) -> None:
    await change(office, "2024-07-22", HOLIDAY)
    before = await office.rows()

    again = await change(office, "2024-07-22", HOLIDAY)

    assert again.json()["versi"] == 1
    assert await office.rows() == before


async def test_hours_are_set_for_every_year_that_was_announced(office: Collecting) -> None:
    await office.open()
    six_days = [{"hari": day, "mulai": "07:30", "selesai": "13:30"} for day in range(6)]

    put = await office.act("admin@*", "PUT", "/v1/kalender/jam-kerja", {"jam_kerja": six_days})

    assert put.status_code == 200, put.text
    versions = [
        (one["period"], one["versi"]) for one in await office.announced("kalender.published")
    ]
    assert versions == [("2024", 1), ("2025", 1), ("2024", 2), ("2025", 2)]
    due, *_ = await due_of(office)
    assert due == "2024-04-19"  # Saturdays count: 2 to 6, 13 and 16 to 19 April


REFUSED = [
    ("2025/2024-04-18", HOLIDAY, 422, "day-of-another-year"),
    ("2024/2024-04-18", {"nama": "", "libur": True}, 422, "invalid-body"),
    ("jam-kerja", {"jam_kerja": []}, 422, "invalid-body"),
    (
        "jam-kerja",
        {"jam_kerja": [{"hari": 0, "mulai": "16:00", "selesai": "07:30"}]},
        422,
        "hours-missing",
    ),
]


async def test_what_makes_no_calendar_changes_nothing(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    before = await office.rows()

    for path, body, status, code in REFUSED:
        with subtests.test(code, path=path):
            answer = await office.act("admin@*", "PUT", f"/v1/kalender/{path}", body)

            assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await office.rows() == before


async def test_only_sekretaris_and_admin_change_the_calendar(office: Collecting) -> None:
    for grants in ("staf@*", "kasubag@*", "sekretaris@dinkes", "submit@*"):
        assert (await change(office, "2024-07-22", HOLIDAY, by=grants)).status_code == 403


async def test_lateness_is_counted_in_working_days(office: Collecting, clock: Any) -> None:
    await office.open()
    clock.moment = datetime(2024, 4, 26, 10, 0, tzinfo=ZONE)

    await office.send(figures())

    [sent] = await office.announced("data.submitted")
    assert sent["terlambat_hari"] == 3
    listed = await office.act("staf@*", "GET", "/v1/kewajiban?period=2024-TW1")
    facts = {one["unit"]: (one["keadaan"], one["terlambat_hari"]) for one in listed.json()}
    assert facts == {"dinkes": ("terlambat", 3), "disdik": ("belum", 3)}
