"""A unit's workbook: downloaded, filled in, uploaded, and taken in like any other submission."""

import asyncio
import hashlib
import json
from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import INSTANSI, Collecting, figures
from support.spreadsheet import cell_of, filled, opened, saved
from support.tokens import Signer

from lapkin_contracts.rules.periods import ZONE

SHEET = "/v1/units/dinkes/periode/2024-TW1/lembar-kerja.xlsx"
STATE = "/v1/submissions/dinkes/2024-TW1"
SOUND = {
    ("Indikator", "IK-1", "Realisasi"): 81.25,
    ("Indikator", "IK-1", "Kendala"): "Tenaga kurang",
    ("Indikator", "IK-2", "Realisasi"): 740,
    ("Indikator", "IK-3", "Status"): "Tidak tersedia",
    ("Indikator", "IK-3", "Alasan"): "Survei belum selesai.",
    ("Anggaran", "P1", "Realisasi sejak 1 Januari (Rp)"): 250_000_000.25,
    ("Anggaran", "P2", "Realisasi sejak 1 Januari (Rp)"): 0,
}


class Sheets(Collecting):
    """The office with its workbooks."""

    async def template(self, path: str = SHEET) -> bytes:
        answer = await self.act("staf@dinkes", "GET", path)
        assert answer.status_code == 200, answer.text
        return answer.content

    async def upload(
        self,
        content: bytes,
        *,
        by: str = "staf@dinkes",
        action: str = "",
        key: str = "",
        **params: Any,
    ) -> httpx.Response:
        headers = self.signer.bearer(by, sub=by) | ({"Idempotency-Key": key} if key else {})
        return await self.http.post(
            f"/v1/lembar-kerja{action}",
            files={"berkas": ("lembar.xlsx", content)},
            params=params,
            headers=headers,
        )


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Sheets:
    office = Sheets(http, signer, app)
    await office.set_up()
    await office.open()
    return office


async def test_a_filled_workbook_is_taken_in_like_a_programs_submission(office: Sheets) -> None:
    file = filled(await office.template(), SOUND)

    answer = await office.upload(file)

    body = answer.json()
    assert answer.status_code == 200, answer.text
    assert (answer.status_code, body["keadaan"]) == (200, "diterima"), answer.text
    assert body["receipt"]["body_sha256"] == hashlib.sha256(file).hexdigest()
    [event] = await office.announced("data.submitted")
    assert [one.get("realisasi") for one in event["nilai"]] == ["81.25", "740", None]
    assert event["nilai"][0]["kendala"] == "Tenaga kurang"
    assert [one["realisasi"] for one in event["anggaran"]] == ["250000000.25", "0"]
    assert event["belum"] == []


async def test_a_dry_run_says_what_would_change_and_stores_nothing(office: Sheets) -> None:
    file = filled(await office.template(), SOUND)
    before = await office.rows()

    body = (await office.upload(file, dry_run=True)).json()

    assert (body["keadaan"], body["revision"]) == ("dapat_diterapkan", 0)
    changes = {(one["kode"], one["isian"]): one["menjadi"] for one in body["perubahan"]}
    assert changes[("IK-1", "realisasi")] == "81,25"
    assert changes[("IK-3", "status")] == "Tidak tersedia"
    assert await office.rows() == before


async def test_the_same_file_twice_is_a_no_op_with_the_first_receipt(office: Sheets) -> None:
    file = filled(await office.template(), SOUND)

    first = (await office.upload(file)).json()
    again = await office.upload(file)
    by_another = await office.upload(file, by="kasubag@dinkes")

    for answer in (again, by_another):
        assert (answer.status_code, answer.json()["keadaan"]) == (200, "tidak_berubah")
        assert answer.json()["receipt"] == first["receipt"]
    assert len(await office.announced("data.submitted")) == 1


async def test_a_key_of_another_file_is_refused(office: Sheets) -> None:
    template = await office.template()
    await office.upload(filled(template, SOUND), key="k1")

    other = {**SOUND, ("Indikator", "IK-2", "Realisasi"): 741}
    answer = await office.upload(filled(template, other), key="k1")

    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency-key-reused")


async def test_a_sheet_nobody_changed_is_no_revision(office: Sheets) -> None:
    await office.send(figures())

    answer = await office.upload(await office.template())

    assert (answer.status_code, answer.json()["keadaan"]) == (200, "tidak_berubah")
    assert answer.json()["temuan"] == []
    assert len(await office.announced("data.submitted")) == 1


async def test_only_changed_cells_are_sent(office: Sheets) -> None:
    evidence = [{"sha256": "a" * 64, "nama": "Rekap.pdf"}]
    nilai = [{"indikator": "IK-2", "realisasi": "740", "bukti": evidence}]
    await office.send(figures(nilai=nilai))
    cells = {("Indikator", "IK-2", "Kendala"): "Hujan"}

    body = (await office.upload(filled(await office.template(), cells))).json()

    assert [one["isian"] for one in body["perubahan"]] == ["kendala"]
    [stored] = (await office.act("staf@dinkes", "GET", STATE)).json()["nilai"]
    assert (stored["kendala"], stored["bukti"][0]["nama"]) == ("Hujan", "Rekap.pdf")


async def test_a_stale_template_applies_only_its_own_changes(office: Sheets) -> None:
    """Pitfall 12."""
    await office.send(figures())
    template = await office.template()
    corrected = [{"indikator": "IK-2", "realisasi": "741"}]
    await office.send(figures(nilai=corrected, anggaran=[]), "k2")

    cells = {("Indikator", "IK-1", "Kendala"): "Tenaga kurang"}
    body = (await office.upload(filled(template, cells))).json()

    assert (body["keadaan"], body["dasar"], body["revision"]) == ("diterima", 1, 3)
    stored = (await office.act("staf@dinkes", "GET", STATE)).json()["nilai"]
    assert [one["realisasi"] for one in stored] == ["81.25", "741", None]
    assert stored[0]["kendala"] == "Tenaga kurang"


async def test_a_cell_that_somebody_else_changed_too_is_a_conflict(office: Sheets) -> None:
    await office.send(figures())
    template = await office.template()
    corrected = [{"indikator": "IK-2", "realisasi": "741"}]
    await office.send(figures(nilai=corrected, anggaran=[]), "k2")

    answer = await office.upload(filled(template, {("Indikator", "IK-2", "Realisasi"): 742}))

    assert answer.status_code == 422
    [fault] = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("Sel L8", "conflict")
    assert "740 menjadi 741" in fault["detail"]
    same = await office.upload(filled(template, {("Indikator", "IK-2", "Realisasi"): 741}))
    assert same.json()["keadaan"] == "tidak_berubah"


async def test_an_unusual_figure_is_taken_in_with_its_reason_only(office: Sheets) -> None:
    """Pitfall 1: 81,25 typed on an English computer is 8125, and no rule of Excel sees it."""
    template = await office.template()
    odd = {**SOUND, ("Indikator", "IK-1", "Realisasi"): 8125}

    dry = (await office.upload(filled(template, odd), dry_run=True)).json()
    refused = await office.upload(filled(template, odd))
    told = {**odd, ("Indikator", "IK-1", "Alasan"): "Cakupan meluas."}
    accepted = await office.upload(filled(template, told))

    [found] = dry["temuan"]
    assert found["teks"].startswith("Sel L7: [peringatan] Realisasi 8.125 terlalu jauh")
    assert dry["keadaan"] == "perlu_diperbaiki"
    assert refused.json()["errors"][0]["code"] == "rasio-di-luar-batas"
    assert accepted.json()["keadaan"] == "diterima"
    [event] = await office.announced("data.submitted")
    assert event["peringatan"][0]["alasan"] == "Cakupan meluas."


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


async def test_promises_of_the_triwulan_before_are_answered(office: Sheets, clock: Any) -> None:
    promise = {"rencana_tindak_lanjut": "Menambah tenaga", "penanggung_jawab": "Kasubag PEP"}
    nilai = [{"indikator": "IK-1", "realisasi": "75", **promise}]
    assert (await office.send(figures(nilai=nilai))).status_code == 201
    clock.moment = datetime(2024, 7, 2, 9, 0, tzinfo=ZONE)
    await office.open("2024-TW2")
    template = await office.template(SHEET.replace("TW1", "TW2"))
    untold = {("Tindak Lanjut", "IK-1", "Keterangan"): "Dua orang ditambah."}
    told = {**untold, ("Tindak Lanjut", "IK-1", "Status tindak lanjut"): "Selesai"}

    refused = await office.upload(filled(template, untold))
    accepted = await office.upload(filled(template, told))

    [fault] = refused.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("Sel Tindak Lanjut!G7", "status-required")
    assert accepted.json()["keadaan"] == "diterima"
    sheet = opened(template)["Tindak Lanjut"]
    assert cell_of(sheet, "IK-1", "Penanggung jawab").value == "Kasubag PEP"
    event = (await office.announced("data.submitted"))[-1]
    assert (event["rtl"][0]["status"], event.get("rtl_belum", [])) == ("selesai", [])


async def test_two_workbooks_at_once_never_overwrite_each_other(office: Sheets) -> None:
    template = await office.template()
    files = [
        filled(template, {("Indikator", "IK-2", "Realisasi"): figure}) for figure in (740, 741)
    ]

    answers = await asyncio.gather(*(office.upload(one) for one in files))

    assert sorted(answer.status_code for answer in answers) == [200, 422]
    [refused] = [answer.json() for answer in answers if answer.status_code == 422]
    assert refused["errors"][0]["code"] == "conflict"


async def test_a_sample_site_marks_its_workbooks(office: Sheets) -> None:
    sample = {**INSTANSI, "contoh": True, "sumber": "LKjIP 2023"}
    assert (await office.act("admin@*", "PUT", "/v1/instansi", sample)).is_success

    book = opened(await office.template())

    assert book["Indikator"]["B3"].value == "DATA CONTOH. LKjIP 2023"
    assert "DATA CONTOH" in str(book["Indikator"].oddHeader.right.text)
    assert book.properties.description == "DATA CONTOH. LKjIP 2023"
