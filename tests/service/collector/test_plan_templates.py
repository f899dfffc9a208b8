"""Templates of plans, filled in and imported."""

from collections.abc import Sequence
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from openpyxl import Workbook
from support.collecting import Collecting
from support.spreadsheet import changed, opened
from support.tokens import Signer

LETTER = {"nomor": "PK/2/2024", "tanggal": "2024-01-03", "berlaku_sejak": "2024-01-03"}
ROWS = [
    ["A-1", "Mutu layanan", "Persentase layanan", "%", "naik", "akhir", 90, None, "rasio"],
    [
        "A-2",
        "Opini",
        "Opini BPK",
        "opini",
        "naik",
        "akhir",
        "WTP",
        None,
        "predikat",
        "WDP=1; WTP=2",
    ],
]


@pytest.fixture
def engine() -> str:
    """Templates ask nothing of an engine."""
    return "sqlite"


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up({"dinkes": "Dinas Kesehatan"})
    return office


async def import_file(office: Collecting, path: str, content: bytes, **form: str) -> Any:
    return await office.http.post(
        f"/v1/{path}:import",
        files={"berkas": ("rencana.xlsx", content)},
        data=form,
        headers=office.signer.bearer("admin@*"),
    )


def with_rows(content: bytes, sheet: str, rows: Sequence[Sequence[Any]]) -> bytes:
    def fill(book: Workbook) -> None:
        for number, row in enumerate(rows, 2):
            for column, value in enumerate(row, 1):
                book[sheet].cell(number, column).value = value

    return changed(content, fill)


async def test_the_templates_of_plans_are_imported_as_they_are(office: Collecting) -> None:
    template = await office.act("kasubag@*", "GET", "/v1/perjanjian-kinerja/template.xlsx")
    content = with_rows(template.content, "Indikator", ROWS)
    content = with_rows(content, "Anggaran", [["P1", "Program pelayanan", 1_000_000]])

    published = await import_file(
        office, "perjanjian-kinerja/dinkes/2024", content, **LETTER, alasan="perubahan_strategi"
    )

    assert published.status_code == 201, published.text
    template = await office.act("kasubag@*", "GET", "/v1/rencana-aksi/dinkes/2024/template.xlsx")
    sheet = opened(template.content)["Rencana Aksi"]
    assert [sheet.cell(row, 1).value for row in (2, 3)] == ["A-1", "A-2"]
    targets = [
        ["A-1", "Persentase layanan", 80, 82.5, 85, 90],
        ["A-2", "Opini BPK", "WDP", "WTP", "WTP", "WTP"],
    ]
    planned = await import_file(
        office, "rencana-aksi/dinkes/2024", with_rows(template.content, "Rencana Aksi", targets)
    )
    assert planned.status_code == 201, planned.text


async def test_a_template_that_nobody_filled_in_publishes_nothing(office: Collecting) -> None:
    template = await office.act("kasubag@*", "GET", "/v1/perjanjian-kinerja/template.xlsx")

    refused = await import_file(
        office, "perjanjian-kinerja/dinkes/2024", template.content, **LETTER
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "unreadable-file")
