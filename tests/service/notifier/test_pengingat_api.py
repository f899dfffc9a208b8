"""Reminders over HTTP: the ladder, the ledger, coming runs, pauses, and one on request."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from support.clock import OfficeClock
from support.facts import deliver
from support.mailbox import Mailbox
from support.reminder_facts import PERIOD, STAF, UNIT, figures, people, period_opened
from support.sop_facts import at
from support.tokens import Signer

from notifier.consumers import consumers
from notifier.pengingat.schedule import Reminders
from notifier.settings import Settings

SEND = f"/v1/pengingat/{UNIT}/{PERIOD}:send"


@pytest.fixture
def reminders(
    app: FastAPI, clock: OfficeClock, mailbox: Mailbox, settings: Callable[..., Settings]
) -> Reminders:
    given = settings(smtp_host="127.0.0.1", smtp_port=mailbox.port)
    return Reminders(app.state.store, clock, given)


@pytest.fixture
async def owing(reminders: Reminders) -> Reminders:
    await deliver(reminders.store, consumers, *people(), period_opened())
    return reminders


async def test_the_ledger_says_who_was_told_when_with_masked_addresses(
    client: AsyncClient, owing: Reminders, signer: Signer
) -> None:
    await owing.climb()
    await owing.send_due()

    answer = await client.get(
        "/v1/pengingat", params={"period": PERIOD, "unit": UNIT}, headers=signer.bearer()
    )

    (row,) = answer.json()
    (person,) = row["kepada"]
    assert (row["anak_tangga"], row["oleh"]) == ("h-3", "jam")
    assert row["sent_at"] == "2026-10-09T10:00:00+07:00"
    assert (person["surel"], person["status"]) == ("s***@contoh.go.id", "terkirim")
    assert STAF not in answer.text


async def test_the_ladder_can_be_read(client: AsyncClient, signer: Signer) -> None:
    rungs = (await client.get("/v1/pengingat/ladder", headers=signer.bearer())).json()

    assert [(one["kode"], one["hari"]) for one in rungs] == [
        *(("h-3", -3), ("h", 0), ("h+1", 1), ("h+3", 3)),
        *(("kepala-unit", 4), ("sekretaris", 5)),
    ]


async def test_a_site_may_climb_a_ladder_of_its_own(settings: Callable[..., Settings]) -> None:
    given = settings(reminder_ladder=[{"kode": "h-1", "hari": -1, "kepada": "unit"}])

    assert [one.kode for one in given.reminder_ladder] == ["h-1"]


async def test_the_calendar_shows_what_comes_and_what_was(
    client: AsyncClient, owing: Reminders, signer: Signer
) -> None:
    await owing.climb()

    jadwal = (await client.get("/v1/jadwal", headers=signer.bearer())).json()

    coming = [(one["anak_tangga"], one["due_at"]) for one in jadwal["akan_datang"]]
    assert coming[0] == ("h", "2026-10-14T08:00:00+07:00")
    assert coming[-1] == ("sekretaris", "2026-10-21T08:00:00+07:00")
    (run,) = jadwal["riwayat"]
    assert run["kunci"] == f"reminder/{PERIOD}/{UNIT}/2026-10-14/h-3"


async def test_nothing_comes_for_a_unit_that_owes_nothing(
    client: AsyncClient, owing: Reminders, signer: Signer
) -> None:
    await deliver(owing.store, consumers, figures())

    jadwal = (await client.get("/v1/jadwal", headers=signer.bearer())).json()

    assert jadwal["akan_datang"] == []


async def test_a_pause_is_shown_and_can_be_ended(
    client: AsyncClient, owing: Reminders, signer: Signer
) -> None:
    may = signer.bearer("sekretaris@*")
    body = {"kind": "pengingat", "sampai": "2026-10-12T08:00:00+07:00", "alasan": "Cuti"}

    paused = await client.post("/v1/jadwal:pause", json=body, headers=may)
    await owing.climb()
    during = (await client.get("/v1/jadwal", headers=may)).json()
    resumed = await client.post("/v1/jadwal:resume", json={"kind": "pengingat"}, headers=may)
    after = (await client.get("/v1/jadwal", headers=may)).json()

    assert (paused.status_code, resumed.status_code) == (200, 204)
    assert [one["alasan"] for one in during["jeda"]] == ["Cuti"]
    assert after["jeda"] == []
    assert {(one["kind"], one["oleh"], one["outcome"]) for one in after["riwayat"]} == {
        ("jeda", "ani", "Dijeda sampai 12-10-2026 08.00: Cuti"),
        ("jeda", "ani", "Dilanjutkan."),
    }


async def test_a_pause_needs_the_right_role_and_an_end_ahead(
    client: AsyncClient, signer: Signer
) -> None:
    body = {"sampai": "2026-10-12T08:00:00+07:00", "alasan": "Cuti"}

    stranger = await client.post("/v1/jadwal:pause", json=body, headers=signer.bearer("staf@*"))
    over = await client.post(
        "/v1/jadwal:pause",
        json={**body, "sampai": "2026-10-09T09:00:00+07:00"},
        headers=signer.bearer("operator@*"),
    )

    far = [
        await client.post(
            "/v1/jadwal:pause", json={**body, "sampai": one}, headers=signer.bearer("operator@*")
        )
        for one in ("2027-10-12T08:00:00+07:00", "9999-12-31T23:59:59-12:00")
    ]

    assert stranger.status_code == 403
    assert [one.json()["code"] for one in far] == ["pause-too-long", "invalid-body"]
    assert (over.status_code, over.json()["code"]) == (422, "pause-over")


async def test_a_person_can_remind_a_unit_once_a_day(
    client: AsyncClient,
    owing: Reminders,
    signer: Signer,
    mailbox: Mailbox,
    clock: OfficeClock,
) -> None:
    clock.set_to(at("2026-10-08 10:00"))
    may = signer.bearer("kasubag@*", sub="budi")

    first = await client.post(SEND, headers=may)
    second = await client.post(SEND, headers=may)
    await owing.send_due()
    clock.set_to(at("2026-10-09 07:00"))
    next_day = await client.post(SEND, headers=may)

    assert [one.status_code for one in (first, second, next_day)] == [202, 409, 202]
    assert second.json()["code"] == "reminded-today"
    assert (first.json()["anak_tangga"], first.json()["oleh"]) == ("manual", "budi")
    assert mailbox.addresses == [STAF]


async def test_nobody_is_reminded_of_what_is_not_owed(
    client: AsyncClient, owing: Reminders, signer: Signer
) -> None:
    await deliver(owing.store, consumers, figures())
    may: dict[str, Any] = {"headers": signer.bearer("operator@*")}

    met = await client.post(SEND, **may)
    unknown = await client.post(f"/v1/pengingat/dispora/{PERIOD}:send", **may)
    stranger = await client.post(SEND, headers=signer.bearer("staf@dinkes"))

    assert [one.status_code for one in (met, unknown, stranger)] == [409, 409, 403]
    assert met.json()["code"] == "nothing-owed"
