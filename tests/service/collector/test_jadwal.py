"""What the clock owes: run once, caught up, paused, looked at, and what it announces."""

import asyncio
from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from sqlalchemy import text
from support.collecting import JENDELA, NILAI, Collecting, figures
from support.tokens import Signer

import collector
from collector.jadwal.service import is_anything_due, run_due
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import ZONE


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


async def ask(office: Collecting, method: str, path: str, body: Any = None) -> httpx.Response:
    return await office.act("operator@*", method, f"/v1/{path}", body)


async def test_the_ledger_says_what_ran_when_and_by_whom(office: Collecting) -> None:
    await office.tick(2024, 4, 3, 8, 0)

    listed = (await ask(office, "GET", "jadwal?from=2024-04-01&to=2024-05-31")).json()

    [opened] = [one for one in listed["past"] if one["key"] == "open/2024-TW1"]
    assert opened["judul"] == "Pembukaan Triwulan I Tahun 2024"
    assert opened["due_at"].startswith("2024-03-31T17:00:00")
    assert opened["ran_at"].startswith("2024-04-03T01:00:00")
    assert (opened["oleh"], opened["hasil"]) == (
        "jam",
        "Dibuka untuk 2 unit sampai 24 April 2024.",
    )
    coming = {one["key"]: one["judul"] for one in listed["coming"]}
    assert coming == {
        "overdue/2024-TW1/dinkes/2024-04-24": "Data Triwulan I Tahun 2024 dari dinkes lewat batas",
        "overdue/2024-TW1/disdik/2024-04-24": "Data Triwulan I Tahun 2024 dari disdik lewat batas",
        "close/2024-TW1": "Penutupan Triwulan I Tahun 2024",
    }


async def test_coming_runs_reach_into_the_next_quarter(office: Collecting) -> None:
    await office.tick(2024, 4, 3, 8, 0)

    coming = (await ask(office, "GET", "jadwal")).json()["coming"]

    keys = [one["key"] for one in coming]
    assert keys[-2:] == ["open/2024-TW2", "open/2024-S1"]
    assert coming[-1]["judul"] == "Disposisi penyusunan Laporan Kinerja Semester I Tahun 2024"


async def test_the_end_of_a_semester_and_of_a_year_order_their_reports(office: Collecting) -> None:
    await office.tick(2025, 1, 1, 0, 0)
    await office.tick(2025, 1, 1, 0, 1)

    orders = {one["period"]: one for one in await office.announced("disposisi.issued")}

    assert orders["2024-S1"]["perihal"] == "Penyusunan Laporan Kinerja Semester I Tahun 2024"
    assert orders["2024"]["perihal"] == "Penyusunan Laporan Kinerja Tahun 2024"
    assert orders["2024"]["diteruskan_kepada"] == ["Kepala Subbagian Program dan Keuangan"]
    assert orders["2024"]["instruksi"][0] == (
        "Gabungkan capaian Semester I Tahun 2024 dan Semester II Tahun 2024."
    )
    numbers = [one["nomor_agenda"] for one in orders.values()]
    assert numbers == [f"{nomor:03d}/2025" for nomor in range(1, 8)]


async def test_a_due_date_that_passes_is_announced_once_for_each_unit(office: Collecting) -> None:
    await office.tick(2024, 4, 1, 0, 0)
    await office.send(figures())
    await office.send(figures("disdik", nilai=NILAI[:1]), "k2", by="submit@disdik")

    assert await office.tick(2024, 4, 22, 23, 59, 59) == []
    assert await office.tick(2024, 4, 23, 0, 0) == ["overdue/2024-TW1/disdik/2024-04-22"]
    assert await office.tick(2024, 4, 24, 0, 0) == []

    [late] = await office.announced("data.overdue")
    assert (late["unit"], late["belum"]) == ("disdik", ["IK-2", "IK-3"])
    assert late["batas"] == "2024-04-22T23:59:59+07:00"


async def test_a_due_date_that_moves_may_be_missed_once_more(office: Collecting) -> None:
    await office.tick(2024, 4, 1, 0, 0)
    await office.tick(2024, 4, 23, 0, 0)
    off = {"nama": "Hari libur daerah", "libur": True}
    await office.act("admin@*", "PUT", "/v1/kalender/2024/2024-04-16", off)

    await office.tick(2024, 4, 23, 1, 0)
    assert len(await office.announced("data.overdue")) == 2
    await office.send(figures())
    await office.tick(2024, 4, 24, 0, 0)

    missed = [(one["unit"], one["batas"][:10]) for one in await office.announced("data.overdue")]
    assert missed[2:] == [("disdik", "2024-04-23")]


async def test_downtime_is_made_up_for_in_the_order_things_were_due(office: Collecting) -> None:
    await office.tick(2024, 4, 1, 0, 0)

    ran = await office.tick(2024, 7, 4, 8, 0)

    assert ran == [
        "overdue/2024-TW1/dinkes/2024-04-22",
        "overdue/2024-TW1/disdik/2024-04-22",
        "close/2024-TW1",
        "open/2024-TW2",
        "open/2024-S1",
    ]


async def test_running_now_does_what_is_due_once_even_if_paused(office: Collecting) -> None:
    office.app.state.clock.moment = datetime(2024, 4, 2, 9, 0, tzinfo=ZONE)
    said = {"jenis": "*", "sampai": "2024-06-30", "alasan": "Pemeliharaan."}
    await ask(office, "POST", "jadwal:pause", said)

    first = await ask(office, "POST", "jadwal/open/2024-TW1:run")
    again = await office.act("kasubag@*", "POST", "/v1/jadwal/open/2024-TW1:run")

    assert first.json()["oleh"] == "operator@*"
    assert again.json() == first.json()
    assert len(await office.announced("periode.opened")) == 1


async def test_what_a_person_opened_and_closed_is_in_the_ledger_too(office: Collecting) -> None:
    await office.open()
    await office.act("kasubag@*", "POST", "/v1/periode/2024-TW1:close")

    past = (await ask(office, "GET", "jadwal")).json()["past"]

    who = {one["key"]: (one["oleh"], one["hasil"]) for one in past}
    assert who["open/2024-TW1"][0] == "sekretaris@*"
    assert who["close/2024-TW1"] == ("kasubag@*", "Ditutup; 2 unit belum memenuhi kewajiban.")
    assert await office.tick(2024, 4, 3, 8, 0) == []


REFUSED = [
    ("jadwal/open/2024-TW2:run", None, 409, "not-due-yet"),
    ("jadwal/open/2031-TW2:run", None, 404, "unknown-run"),
    (
        "jadwal:pause",
        {"jenis": "*", "sampai": "2024-04-01", "alasan": "Terlambat."},
        422,
        "pause-past",
    ),
    *(
        ("jadwal:pause", {"jenis": "*", "sampai": sampai, "alasan": "Uji."}, 422, code)
        for sampai, code in (
            ("2025-05-01", "pause-too-long"),
            ("9999-12-31T23:59:59-12:00", "invalid-body"),
            ("0001-01-01", "invalid-body"),
        )
    ),
    (
        "jadwal:pause",
        {"jenis": "semua", "sampai": "2024-05-01", "alasan": "Salah."},
        422,
        "invalid-body",
    ),
]


async def test_what_cannot_run_or_pause_is_refused(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    for path, body, status, code in REFUSED:
        with subtests.test(code, path=path):
            answer = await ask(office, "POST", path, body)

            assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_a_calendar_of_runs_beyond_reach_is_refused(office: Collecting) -> None:
    for days in ("from=9999-12-31&to=9999-12-31", "from=0001-01-01"):
        answer = await ask(office, "GET", f"jadwal?{days}")

        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body")


async def test_only_operator_admin_and_kasubag_run_and_pause(office: Collecting) -> None:
    said = {"jenis": "*", "sampai": "2024-05-01", "alasan": "Mencoba."}
    for grants in ("staf@*", "irban@*", "kasubag@dinkes", "submit@*"):
        answers = [
            await office.act(grants, "POST", "/v1/jadwal:pause", said),
            await office.act(grants, "POST", "/v1/jadwal:resume", {"jenis": "*"}),
            await office.act(grants, "POST", "/v1/jadwal/open/2024-TW1:run"),
        ]
        assert [answer.status_code for answer in answers] == [403] * 3


async def test_hands_and_clocks_at_once_do_everything_once(office: Collecting) -> None:
    office.app.state.clock.moment = now = datetime(2024, 4, 2, 9, 0, tzinfo=ZONE)
    store: Store = office.app.state.store

    await asyncio.gather(
        *(store.write(run_due, JENDELA, now=now) for _ in range(3)),
        *(ask(office, "POST", "jadwal/open/2024-TW1:run") for _ in range(3)),
        office.act("sekretaris@*", "POST", "/v1/periode/2024-TW1:open"),
    )

    assert len(await office.announced("periode.opened")) == 1
    assert len(await office.announced("disposisi.issued")) == 1


async def test_a_look_at_a_clock_that_owes_nothing_says_so(office: Collecting) -> None:
    store: Store = office.app.state.store
    noon = datetime(2024, 4, 2, 12, 0, tzinfo=ZONE)
    assert await store.read(is_anything_due, noon)

    await office.tick(2024, 4, 2, 12, 0)

    assert not await store.read(is_anything_due, noon)


def test_a_site_of_before_orders_no_report_that_is_over(database_url: str) -> None:
    store = Store(database_url, "/lapkin/collector")
    config = Config()
    config.set_main_option("script_location", f"{collector.__path__[0]}/migrations")
    moment = (
        "'2024-07-01 00:00:00+00:00'" if "postgres" in database_url else "'2024-07-01 00:00:00'"
    )
    with store.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "0004")
        for period, state in (("2024-TW2", "tertutup"), ("2024-TW4", "terjadwal")):
            connection.execute(
                text(
                    "INSERT INTO periode (period, state, opens_at, batas, ditutup_pada) "
                    f"VALUES ('{period}', '{state}', {moment}, {moment}, {moment})"
                )
            )
        owed = "'2024-TW2', 'dinkes', 'belum', 0"
        connection.execute(
            text(f"INSERT INTO kewajiban (period, unit, state, revision) VALUES ({owed})")
        )
        command.upgrade(config, "head")
        ran = list(connection.scalars(text("SELECT key FROM trigger_run")))
        kept = connection.scalar(text("SELECT count(*) FROM kewajiban WHERE batas IS NOT NULL"))
    store.close()

    assert (ran, kept) == (["open/2024-S1"], 1)
