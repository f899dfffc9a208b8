"""Laporan Progres Bulanan: a report per month, corrections as revisions."""

from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting
from support.tokens import Signer

from lapkin_contracts.rules.periods import ZONE

PATH = "/v1/progres/dinkes/2024-03"
REPORT = {"uraian": "Imunisasi berjalan.", "kendala": "Hujan.", "solusi": "Jadwal ulang."}


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


async def test_a_report_is_announced_in_the_triwulan_of_its_month(office: Collecting) -> None:
    answer = await office.act("staf@dinkes", "PUT", PATH, REPORT)

    assert (answer.status_code, answer.json()["revision"]) == (201, 1)
    [event] = await office.announced("progres.submitted")
    assert (event["period"], event["bulan"], event["kendala"]) == ("2024-TW1", "2024-03", "Hujan.")


async def test_a_changed_report_is_a_new_revision_and_the_same_one_is_not(
    office: Collecting,
) -> None:
    await office.act("staf@dinkes", "PUT", PATH, REPORT)
    same = await office.act("submit@dinkes", "PUT", PATH, REPORT)
    changed = await office.act("submit@dinkes", "PUT", PATH, REPORT | {"solusi": ""})

    assert (same.status_code, same.json()["revision"]) == (200, 1)
    assert (changed.status_code, changed.json()["revision"]) == (201, 2)
    read = (await office.act("staf@disdik", "GET", PATH)).json()
    assert (read["revision"], read["solusi"], read["oleh"]) == (2, "", "submit@dinkes")
    assert [e["revision"] for e in await office.announced("progres.submitted")] == [1, 2]


WRONG: list[tuple[str, dict[str, str], int, str]] = [
    ("/v1/progres/dinsos/2024-03", REPORT, 404, "unknown-unit"),
    ("/v1/progres/dinkes/2024-05", REPORT, 409, "month-not-begun"),
    ("/v1/progres/dinkes/2024-13", REPORT, 422, "invalid-body"),
    (PATH, REPORT | {"uraian": "  "}, 422, "invalid-body"),
    (PATH, REPORT | {"uraian": "a\0b"}, 422, "invalid-body"),
    (PATH, REPORT | {"catatan": "x"}, 422, "invalid-body"),
]


async def test_a_wrong_report_leaves_nothing(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    before = await office.rows()

    for path, body, status, code in WRONG:
        with subtests.test(code, path=path):
            answer = await office.act("admin@*", "PUT", path, body)

            assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert await office.rows() == before


async def test_a_closed_quarter_takes_no_new_report_but_knows_the_old(office: Collecting) -> None:
    await office.act("staf@dinkes", "PUT", PATH, REPORT)
    await office.open()
    await office.act("kasubag@*", "POST", "/v1/periode/2024-TW1:close")

    same = await office.act("staf@dinkes", "PUT", PATH, REPORT)
    changed = await office.act("staf@dinkes", "PUT", PATH, REPORT | {"solusi": ""})

    assert same.status_code == 200
    assert (changed.status_code, changed.json()["code"]) == (409, "period-closed")


async def test_a_month_begins_by_the_offices_clock(office: Collecting, clock: Any) -> None:
    clock.moment = datetime(2024, 3, 31, 17, 30, tzinfo=ZONE).astimezone()
    early = await office.act("staf@dinkes", "PUT", "/v1/progres/dinkes/2024-04", REPORT)
    clock.moment = datetime(2024, 4, 1, 0, 30, tzinfo=ZONE)
    right = await office.act("staf@dinkes", "PUT", "/v1/progres/dinkes/2024-04", REPORT)

    assert [early.status_code, right.status_code] == [409, 201]


async def test_only_the_units_own_people_report(office: Collecting) -> None:
    refused = await office.act("staf@disdik", "PUT", PATH, REPORT)
    unknown = await office.act("staf@disdik", "GET", PATH)

    assert refused.status_code == 403
    assert (unknown.status_code, unknown.json()["code"]) == (404, "unknown-progres")
