"""Late figures, reopened obligations, and figures that went back to their unit."""

from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import update
from sqlmodel import Session
from support.collecting import NILAI, Collecting, figures
from support.tokens import Signer

from collector.tables import Table

RETURN = "/v1/submissions/dinkes/2024-TW1:return"
ALASAN = {"alasan": "Bukti IK-1 tidak terbaca."}
KEWAJIBAN = Table.metadata.tables["kewajiban"]


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Open for the first triwulan."""
    office = Collecting(http, signer, app)
    await office.set_up()
    await office.open()
    return office


async def due(office: Collecting) -> datetime:
    period = (await office.act("staf@disdik", "GET", "/v1/periode/2024-TW1")).json()
    return datetime.fromisoformat(period["batas"])


async def owed(office: Collecting) -> dict[str, Any]:
    period = (await office.act("staf@disdik", "GET", "/v1/periode/2024-TW1")).json()
    found: dict[str, Any] = period["kewajiban"][0]
    return found


async def reopen(office: Collecting, sampai: datetime) -> None:
    def reopened(session: Session) -> None:
        statement = update(KEWAJIBAN).where(KEWAJIBAN.c.unit == "dinkes")
        session.connection().execute(statement.values(dibuka_sampai=sampai))

    await office.app.state.store.write(reopened)


async def test_late_figures_are_taken_and_called_late(office: Collecting, clock: Any) -> None:
    batas = await due(office)
    clock.moment = batas
    on_time = await office.send(figures("disdik"), by="submit@disdik")
    clock.moment = batas + timedelta(seconds=1)
    late = await office.send(figures())

    for answer, state, days in ((on_time, "tepat_waktu", 0), (late, "terlambat", 1)):
        obligation = answer.json()["obligation"]
        assert (answer.status_code, obligation["state"]) == (201, state)
        assert obligation["terlambat_hari"] == days
    events = await office.announced("data.submitted")
    assert [event.get("terlambat_hari", 0) for event in events] == [0, 1]
    assert (await owed(office))["terlambat_hari"] == 1


async def test_a_correction_does_not_make_late_what_was_met_on_time(
    office: Collecting, clock: Any
) -> None:
    await office.send(figures())
    clock.moment = await due(office) + timedelta(days=1)

    answer = await office.send(figures(nilai=[NILAI[1] | {"realisasi": "741"}]), "k2")

    assert (answer.status_code, answer.json()["obligation"]["state"]) == (201, "tepat_waktu")


async def test_what_was_sent_in_part_is_late_when_the_rest_is(
    office: Collecting, clock: Any
) -> None:
    await office.send(figures(nilai=NILAI[:1]))
    clock.moment = await due(office) + timedelta(days=1)

    answer = await office.send(figures(), "k2")

    assert answer.json()["obligation"]["terlambat_hari"] == 1


async def test_a_reopened_unit_sends_until_its_time_is_over(
    office: Collecting, clock: Any
) -> None:
    await office.act("kasubag@*", "POST", "/v1/periode/2024-TW1:close")
    clock.moment = await due(office) + timedelta(days=30)
    until = clock.moment + timedelta(days=2)
    await reopen(office, until)

    taken = await office.send(figures())
    stranger = await office.send(figures("disdik"), by="submit@disdik")
    clock.moment = until
    last = await office.send(figures(nilai=[NILAI[1] | {"realisasi": "741"}]), "k2")
    clock.moment = until + timedelta(seconds=1)
    over = await office.send(figures(nilai=[NILAI[1] | {"realisasi": "742"}]), "k3")

    assert (taken.status_code, last.status_code) == (201, 201)
    assert taken.json()["obligation"]["terlambat_hari"] > 1
    for refused in (stranger, over):
        assert (refused.status_code, refused.json()["code"]) == (409, "period-closed")


async def test_returned_figures_are_owed_again_and_may_come_back_as_they_were(
    office: Collecting,
) -> None:
    await office.send(figures())

    returned = await office.act("kasubag@*", "POST", RETURN, ALASAN)
    assert (returned.status_code, (await owed(office))["state"]) == (204, "dikembalikan")
    again = await office.send(figures(), "k2")

    assert (again.status_code, again.json()["version"]) == (201, 2)
    assert again.json()["counts"]["unchanged"] == 5
    assert (await owed(office))["state"] == "masuk"
    [event] = await office.announced("data.returned")
    assert (event["revision"], event["alasan"]) == (1, ALASAN["alasan"])
    assert [one["revision"] for one in await office.announced("data.submitted")] == [1, 2]


WRONG_RETURNS: list[tuple[str, dict[str, str], int, str]] = [
    ("kasubag@dinkes", ALASAN, 403, "not-allowed"),
    ("staf@*", ALASAN, 403, "not-allowed"),
    ("kasubag@*", {"alasan": "  "}, 422, "invalid-body"),
    ("kasubag@*", {}, 422, "invalid-body"),
]


async def test_only_the_office_returns_figures_and_says_why(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    await office.send(figures())

    for grants, body, status, code in WRONG_RETURNS:
        with subtests.test(code, grants=grants):
            answer = await office.act(grants, "POST", RETURN, body)

            assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await office.announced("data.returned") == []


async def test_figures_are_returned_once_and_while_the_unit_can_answer(
    office: Collecting,
) -> None:
    async def refusal() -> str:
        answer = await office.act("sekretaris@*", "POST", RETURN, ALASAN)
        return str(answer.json()["code"])

    assert await refusal() == "nothing-to-return"
    await office.send(figures())
    assert (await office.act("sekretaris@*", "POST", RETURN, ALASAN)).is_success
    assert await refusal() == "already-returned"
    await office.act("kasubag@*", "POST", "/v1/periode/2024-TW1:close")
    assert await refusal() == "period-closed"
