"""Pauses and failures of what the clock owes: both are seen, both are caught up."""

from datetime import datetime
from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import text
from sqlmodel import Session
from support.collecting import NILAI, Collecting, figures
from support.tokens import Signer

from collector.submission.models import Submission
from lapkin_contracts.rules.periods import ZONE


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


async def ask(office: Collecting, method: str, path: str, body: Any = None) -> httpx.Response:
    return await office.act("operator@*", method, f"/v1/{path}", body)


async def test_a_paused_kind_runs_when_its_pause_is_over(office: Collecting) -> None:
    office.app.state.clock.moment = datetime(2024, 3, 25, tzinfo=ZONE)
    said = {"jenis": "open-triwulan", "sampai": "2024-04-03", "alasan": "Menunggu arahan."}
    paused = await ask(office, "POST", "jadwal:pause", said)

    assert paused.json()["sampai"].startswith("2024-04-03T23:59:59")
    assert "open/2024-TW1" not in await office.tick(2024, 4, 3, 12, 0)
    [listed] = (await ask(office, "GET", "jadwal/pauses")).json()
    assert (listed["oleh"], listed["alasan"]) == ("operator@*", "Menunggu arahan.")
    coming = (await ask(office, "GET", "jadwal")).json()["coming"]
    assert coming[0]["paused_until"].startswith("2024-04-03T")
    assert await office.tick(2024, 4, 4, 0, 0) == ["open/2024-TW1"]


async def test_the_ledger_keeps_who_paused_what_until_when_and_why(office: Collecting) -> None:
    office.app.state.clock.moment = datetime(2024, 3, 25, 8, 0, tzinfo=ZONE)
    said = {"jenis": "*", "sampai": "2024-04-03T12:00:00Z", "alasan": "Pindah peladen."}
    await ask(office, "POST", "jadwal:pause", said)
    await office.act("kasubag@*", "POST", "/v1/jadwal:resume", {"jenis": "*"})
    await office.act("kasubag@*", "POST", "/v1/jadwal:resume", {"jenis": "*"})

    past = (await ask(office, "GET", "jadwal?from=2024-03-25&to=2024-03-25")).json()["past"]

    acts = [(one["oleh"], one["judul"], one["hasil"]) for one in past if one["kind"] == "jeda"]
    assert acts == [
        ("operator@*", "Jeda semua jadwal", "Dijeda sampai 03-04-2024 19.00: Pindah peladen."),
        ("kasubag@*", "Jeda semua jadwal", "Dilanjutkan."),
    ]


def add_revision(session: Session, isi: str) -> None:
    """As a hand in the database might."""
    columns = [one.name for one in Submission.__table__.columns]  # type: ignore[attr-defined]
    ours = {"seq": "seq + 1", "revision": "revision + 1", "isi": f"'{isi}'"}
    values = ", ".join(ours.get(name, name) for name in columns)
    session.connection().execute(
        text(
            f"INSERT INTO submission ({', '.join(columns)}) SELECT {values} FROM submission "
            "WHERE seq = (SELECT max(seq) FROM submission)"
        )
    )
    session.connection().execute(
        text("UPDATE kewajiban SET revision = revision + 1 WHERE unit = 'dinkes'")
    )


async def test_a_run_that_fails_holds_up_no_other_and_is_tried_again(office: Collecting) -> None:
    store, broken = office.app.state.store, "overdue/2024-TW1/dinkes/2024-04-22"
    await office.tick(2024, 4, 1, 0, 0)
    await office.send(figures(nilai=NILAI[:1]))
    await store.write(add_revision, "damaged")

    ran = await office.tick(2024, 4, 30, 8, 0)
    soon = await office.tick(2024, 4, 30, 8, 0, 59)
    jadwal = (await ask(office, "GET", "jadwal?from=2024-04-01")).json()
    await store.write(add_revision, '{"nilai": [], "anggaran": []}')
    later = await office.tick(2024, 4, 30, 8, 1)

    assert (ran, soon) == (["overdue/2024-TW1/disdik/2024-04-22", "close/2024-TW1"], [])
    [failing] = [one["gagal"] | {"key": one["key"]} for one in jadwal["coming"] if one["gagal"]]
    assert (failing["key"], failing["kali"]) == (broken, 1)
    assert failing["sebab"].startswith("ValidationError")
    assert later == [broken]
    told = await office.announced("data.overdue")
    assert [one["unit"] for one in told] == ["disdik", "dinkes"]


async def test_everything_can_be_paused_and_resumed(office: Collecting) -> None:
    office.app.state.clock.moment = datetime(2024, 3, 25, tzinfo=ZONE)
    everything = {"jenis": "*", "sampai": "2024-12-31T00:00:00+07:00", "alasan": "Pindah peladen."}
    await ask(office, "POST", "jadwal:pause", everything)
    assert await office.tick(2024, 7, 4, 8, 0) == []

    resumed = await ask(office, "POST", "jadwal:resume", {"jenis": "*"})

    assert resumed.status_code == 204
    assert "open/2024-TW2" in await office.tick(2024, 7, 4, 8, 1)
