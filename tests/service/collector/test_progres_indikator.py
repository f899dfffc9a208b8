"""Monthly progress by indikator: what is below its target is explained, and so is what reached it."""

from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import PERJANJIAN, RENCANA, Collecting, an_indikator
from support.tokens import Signer

PATH = "/v1/progres/dinkes/2024-03"
PLAN = [
    an_indikator("NAIK", "orang"),
    an_indikator("TURUN", "temuan", polaritas="turun"),
    an_indikator("TETAP", "hari", polaritas="tetap", jenis="hari", target_atas="100"),
]
TARGETS = [
    {"indikator": "NAIK", "target": ["80", "85", "85", "90"]},
    {"indikator": "TURUN", "target": ["5", "5", "5", "5"]},
    {
        "indikator": "TETAP",
        "target": ["10", "10", "10", "10"],
        "target_atas": ["12", "12", "12", "12"],
    },
]
EXPLAINED = {"kendala": "Hujan.", "solusi": "Jadwal ulang."}
HELPED = {"faktor_pendorong": "Kader aktif."}


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up()
    body = PERJANJIAN | {"indikator": PLAN, "nomor": "PK-P/1", "alasan": "perubahan_strategi"}
    path = "/v1/perjanjian-kinerja/dinkes/2024"
    assert (await office.act("admin@*", "PUT", path, body)).is_success
    body = RENCANA | {"target": TARGETS}
    assert (await office.act("admin@*", "PUT", "/v1/rencana-aksi/dinkes/2024", body)).is_success
    return office


def a_report(*lines: dict[str, Any]) -> dict[str, Any]:
    return {"uraian": "Imunisasi berjalan.", "indikator": lines}


def a_line(indikator: str, realisasi: str | None, **words: str) -> dict[str, Any]:
    return {"indikator": indikator, "realisasi": realisasi, **words}


CASES: list[tuple[dict[str, Any], list[str]]] = [
    (a_line("NAIK", "79.9"), ["kendala-required", "solusi-required"]),
    (a_line("NAIK", "79.9", kendala="Hujan.", solusi=" "), ["solusi-required"]),
    (a_line("NAIK", "80", **EXPLAINED), ["faktor-pendorong-required"]),
    (a_line("TURUN", "6"), ["kendala-required", "solusi-required"]),
    (a_line("TURUN", "5"), ["faktor-pendorong-required"]),
    (a_line("TETAP", "12"), ["faktor-pendorong-required"]),
    (a_line("TETAP", "12.1"), ["kendala-required", "solusi-required"]),
    (a_line("IK-9", "1"), ["unknown-indikator"]),
]


async def test_a_line_without_its_explanation_is_refused(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    for line, codes in CASES:
        with subtests.test(str(line)):
            answer = await office.act("staf@dinkes", "PUT", PATH, a_report(line))

            assert (answer.status_code, answer.json()["code"]) == (422, "invalid-progres")
            assert [fault["code"] for fault in answer.json()["errors"]] == codes
    assert await office.announced("progres.submitted") == []


async def test_an_indikator_stands_in_a_report_once(office: Collecting) -> None:
    line = a_line("NAIK", "80", **HELPED)

    answer = await office.act("staf@dinkes", "PUT", PATH, a_report(line, line))

    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/indikator/1/indikator"]


async def test_an_explained_report_is_announced_by_indikator(office: Collecting) -> None:
    report = a_report(
        a_line("NAIK", "70", **EXPLAINED), a_line("TURUN", "0", **HELPED), a_line("TETAP", None)
    )

    sent = await office.act("staf@dinkes", "PUT", PATH, report)
    same = await office.act("staf@dinkes", "PUT", PATH, report)

    assert (sent.status_code, same.status_code) == (201, 200)
    assert [one["realisasi"] for one in sent.json()["indikator"]] == ["70", "0", None]
    read = (await office.act("staf@disdik", "GET", PATH)).json()
    assert read["indikator"] == sent.json()["indikator"]
    [event] = await office.announced("progres.submitted")
    assert event["indikator"][0] == {"indikator": "NAIK", "realisasi": "70", **EXPLAINED}


async def test_without_a_plan_only_words_are_taken(office: Collecting) -> None:
    path = "/v1/progres/dinkes/2023-12"

    lines = await office.act("staf@dinkes", "PUT", path, a_report(a_line("NAIK", None)))
    words = await office.act("staf@dinkes", "PUT", path, a_report())

    assert (lines.status_code, lines.json()["code"]) == (409, "no-plan-for-progres")
    assert words.status_code == 201


async def test_no_control_character_reaches_the_store(office: Collecting) -> None:
    answer = await office.act(
        "staf@dinkes", "PUT", PATH, a_report(a_line("NAIK", "70", kendala="a\0b", solusi="c"))
    )

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body")
