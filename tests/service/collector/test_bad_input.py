"""Bad input: each gets a clear error with a stable code, and leaves neither row nor event."""

import json
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import NILAI, REALISASI, Collecting, figures
from support.tokens import Signer


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Open for the first triwulan, with one submission stored."""
    office = Collecting(http, signer, app)
    await office.set_up()
    await office.open()
    assert (await office.send(figures(nilai=NILAI[:1]), "first")).status_code == 201
    return office


async def refused(office: Collecting, body: Any, status: int, *codes: str) -> dict[str, Any]:
    """Sends it as admin, and sees that nothing at all was written."""
    before = await office.rows()
    answer = await office.send(body, "bad", by="admin@*")
    problem: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == status, problem
    found = [fault["code"] for fault in problem.get("errors", [])] or [problem["code"]]
    assert found == list(codes)
    assert await office.rows() == before
    return problem


def nilai(**changes: Any) -> dict[str, Any]:
    return {"indikator": "IK-2", "realisasi": "740", **changes}


MALFORMED = [
    (b"{", "json-invalid"),
    (b"", "json-invalid"),
    (b'{"unit": "dinkes", "unit', "json-invalid"),
    (b"[]", "model-type"),
    (b'{"unit": "\xff"}', "json-invalid"),
    (json.dumps(figures(nilai=[nilai(kendala="\0")])).encode(), "control-character"),
]


async def test_a_malformed_body_is_refused(office: Collecting, subtests: pytest.Subtests) -> None:
    for body, code in MALFORMED:
        with subtests.test(code, body=body):
            problem = await refused(office, body, 422, code)

            assert problem["code"] == "invalid-body"


async def test_an_unknown_unit_is_refused(office: Collecting) -> None:
    await refused(office, figures("dinsos"), 404, "unknown-unit")


TELLS_ITSELF = {"extra-forbidden", "greater-than-equal", "wrong-label"}
"""Faults whose detail says what to do."""

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"nilai": [nilai(indikator="IK-9")]}, "unknown-indikator", "/nilai/0/indikator"),
    ({"nilai": [nilai(), nilai()]}, "doubled-indikator", "/nilai/1/indikator"),
    ({"nilai": [nilai(realisasi=None)]}, "realisasi-required", "/nilai/0/realisasi"),
    ({"nilai": [nilai(pembilang="1")]}, "penyebut-required", "/nilai/0/penyebut"),
    ({"nilai": [nilai(penyebut="1")]}, "pembilang-required", "/nilai/0/pembilang"),
    ({"nilai": [nilai(pembilang="1", penyebut="0")]}, "penyebut-zero", "/nilai/0/penyebut"),
    ({"nilai": [nilai(status="nihil", realisasi="0")]}, "alasan-required", "/nilai/0/alasan"),
    ({"anggaran": [{"kode": "P9", "realisasi": "1"}]}, "unknown-anggaran", "/anggaran/0/kode"),
    ({"anggaran": [REALISASI[0]] * 2}, "doubled-anggaran", "/anggaran/1/kode"),
    (
        {"anggaran": [{"kode": "P1", "realisasi": "-1"}]},
        "greater-than-equal",
        "/anggaran/0/realisasi",
    ),
    (
        {"nilai": [nilai(status="tidak_tersedia", alasan="Belum ada")]},
        "realisasi-not-expected",
        "/nilai/0/realisasi",
    ),
    ({"nilai": [nilai(realisasi="1,5")]}, "not-canonical", "/nilai/0/realisasi"),
    ({"nilai": [nilai(realisasi="1.234,5")]}, "not-canonical", "/nilai/0/realisasi"),
    ({"nilai": [nilai(realisasi=1.5)]}, "not-canonical", "/nilai/0/realisasi"),
    ({"nilai": [nilai(realisasi="1e3")]}, "not-canonical", "/nilai/0/realisasi"),
    ({"nilai": [nilai(realisasi="1.1234567")]}, "too-long", "/nilai/0/realisasi"),
    ({"nilai": [nilai(satuan="orang")]}, "extra-forbidden", "/nilai/0/satuan"),
    ({"nilai": [nilai(status="kosong")]}, "enum", "/nilai/0/status"),
    ({"nilai": [], "anggaran": []}, "empty-submission", ""),
    ({"nilai": [nilai()] * 2001}, "too-many-values", "/nilai"),
    ({"period": "2024-TW5"}, "wrong-label", "/period"),
    ({"period": "TW1 2024"}, "wrong-label", "/period"),
]


async def test_a_wrong_item_is_named_by_code_and_place(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    for changes, code, pointer in WRONG:
        with subtests.test(code, changes=str(changes)[:80]):
            body = figures(**({"nilai": [nilai()], "anggaran": []} | changes))

            problem = await refused(office, body, 422, code)

            fault = problem["errors"][0]
            assert fault["pointer"] == pointer
            assert fault["detail"]
            assert fault["hint"] or code in TELLS_ITSELF


async def test_a_percentage_that_its_parts_do_not_give_is_refused(office: Collecting) -> None:
    wrong = {"indikator": "IK-1", "realisasi": "81.3", "pembilang": "13", "penyebut": "17"}

    problem = await refused(office, figures(nilai=[wrong]), 422, "realisasi-inconsistent")

    assert "76.47" in problem["errors"][0]["detail"]


async def test_all_faults_are_told_at_once(office: Collecting) -> None:
    wrong = [nilai(indikator="IK-9"), nilai(realisasi=None), {"indikator": "IK-2"}]

    problem = await refused(
        office,
        figures(nilai=wrong),
        422,
        "unknown-indikator",
        "realisasi-required",
        "doubled-indikator",
        "realisasi-required",
    )

    assert problem["code"] == "invalid-submission"


async def test_a_semester_is_not_collected(office: Collecting) -> None:
    await refused(office, figures(period="2024-S1"), 422, "not-a-triwulan")


async def test_a_period_that_is_not_open_is_refused_with_its_date(office: Collecting) -> None:
    problem = await refused(office, figures(period="2024-TW2"), 409, "period-not-open")

    assert "1 Juli 2024" in problem["detail"]


async def test_a_closed_period_is_refused_with_its_date(office: Collecting) -> None:
    await office.act("kasubag@*", "POST", "/v1/periode/2024-TW1:close")

    problem = await refused(office, figures(), 409, "period-closed")

    assert "2 April 2024" in problem["detail"]


async def test_a_period_past_its_end_is_closed_before_the_clock_comes_round(
    office: Collecting, clock: Any
) -> None:
    clock.moment = clock.moment.replace(month=5, day=2)

    await refused(office, figures(), 409, "period-closed")


async def test_a_unit_without_plan_owes_nothing(office: Collecting) -> None:
    unit = {"nama": "Dinas Sosial", "jenis": "opd", "berlaku_sejak": "2024-01-01"}
    await office.act("admin@*", "PUT", "/v1/units/dinsos", unit)

    await refused(office, figures("dinsos"), 409, "no-obligation")


async def test_a_key_is_required_and_limited(office: Collecting) -> None:
    before = await office.rows()

    for key in ("", "   ", '""', "k" * 201):
        answer = await office.send(figures(), key)
        assert (answer.status_code, answer.json()["code"]) == (400, "idempotency-key-missing")
    assert await office.rows() == before


async def test_ten_megabytes_are_refused_unread(office: Collecting) -> None:
    problem = await refused(office, b" " * 10_000_000, 413, "body-too-large")

    assert problem["title"]


async def test_ten_megabytes_in_pieces_are_refused_too(office: Collecting) -> None:
    async def pieces() -> Any:
        for _ in range(100):
            yield b" " * 100_000

    before = await office.rows()
    headers = {**office.signer.bearer("admin@*"), "Idempotency-Key": "k"}
    answer = await office.http.post("/v1/submissions", content=pieces(), headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (413, "body-too-large")
    assert await office.rows() == before
