"""Workbooks that are not taken in: each fault is named, and the workbook comes back with it."""

import json

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.spreadsheet import cell_of, filled, opened, saved
from support.tokens import Signer
from support.workbooks import SOUND, Sheets


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Sheets:
    office = Sheets(http, signer, app)
    await office.set_up()
    await office.open()
    return office


async def test_every_fault_is_named_by_its_cell_and_nothing_is_stored(office: Sheets) -> None:
    cells = {
        **SOUND,
        ("Indikator", "IK-1", "Realisasi"): "3.31",
        ("Indikator", "IK-3", "Alasan"): None,
        ("Anggaran", "P1", "Realisasi sejak 1 Januari (Rp)"): -5,
    }

    answer = await office.upload(filled(await office.template(), cells))

    found = {one["pointer"]: one["code"] for one in answer.json()["errors"]}
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-sheet")
    assert found == {
        "Sel L7": "decimal-point",
        "Sel N9": "alasan-required",
        "Sel Anggaran!F7": "greater-than-equal",
    }
    assert await office.announced("data.submitted") == []


async def test_the_same_workbook_comes_back_with_red_cells_and_comments(office: Sheets) -> None:
    """Pitfall 13."""
    cells = {**SOUND, ("Indikator", "IK-1", "Realisasi"): "3.31"}
    answer = await office.upload(filled(await office.template(), cells), action=":koreksi")

    book = opened(answer.content)
    cell = cell_of(book["Indikator"], "IK-1", "Realisasi")
    assert answer.headers["Lapkin-Keadaan"] == "perlu_diperbaiki"
    assert (cell.value, cell.fill.fgColor.rgb) == ("3.31", "00F8A5A5")
    assert "Gunakan koma untuk desimal" in cell.comment.text
    assert book["Temuan"]["A2"].value == "Sel L7"
    assert [one.title for one in book.worksheets if one.sheet_view.tabSelected] == ["Temuan"]
    mended = filled(answer.content, {("Indikator", "IK-1", "Realisasi"): 81.25})
    again = await office.upload(mended, action=":koreksi")
    clean = cell_of(opened(again.content)["Indikator"], "IK-1", "Realisasi")
    assert (clean.comment, clean.fill.fgColor.rgb) == (None, "00FFF9C4")
    assert (await office.upload(again.content)).json()["keadaan"] == "diterima"


@pytest.mark.parametrize("asked", [{"unit": "disdik"}, {"period": "2024-TW2"}])
async def test_a_workbook_of_another_unit_or_triwulan_than_asked_is_refused(
    office: Sheets, asked: dict[str, str]
) -> None:
    answer = await office.upload(await office.template(), **asked)

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "sheet-mismatch"


async def test_nobody_sends_the_workbook_of_another_unit(office: Sheets) -> None:
    answer = await office.upload(filled(await office.template(), SOUND), by="staf@disdik")

    assert answer.status_code == 403


async def test_an_altered_stamp_is_refused(office: Sheets) -> None:
    book = opened(await office.template())
    stamp = json.loads(book["_meta"]["A2"].value)
    content = await office.template()
    for change in ({"revision": 7}, {"unit": "disdik"}):
        text = json.dumps({**stamp, **change}, separators=(",", ":"), sort_keys=True)
        altered = opened(content)
        altered["_meta"]["A2"].value = text
        answer = await office.upload(saved(altered), by="staf@*")
        assert answer.json()["errors"][0]["code"] == "stamp-invalid"


async def test_a_file_of_more_than_ten_megabytes_is_refused(office: Sheets) -> None:
    answer = await office.upload(b"PK" + bytes(10_000_001))

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "file-too-large"


async def test_a_template_needs_a_plan_and_a_triwulan(office: Sheets) -> None:
    for unit, period, code in (
        ("dinkes", "2024", "not-a-triwulan"),
        ("hilang", "2024-TW1", "unknown-unit"),
        ("dinkes", "2030-TW1", "no-perjanjian-kinerja"),
    ):
        path = f"/v1/units/{unit}/periode/{period}/lembar-kerja.xlsx"
        answer = await office.act("staf@dinkes", "GET", path)
        assert answer.json()["code"] == code
