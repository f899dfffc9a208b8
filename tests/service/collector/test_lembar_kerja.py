"""A unit's workbook: downloaded, filled in, uploaded, and taken in like any other submission."""

import asyncio
import hashlib
from datetime import datetime
from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import INSTANSI, figures
from support.spreadsheet import cell_of, filled, opened
from support.tokens import Signer
from support.workbooks import SHEET, SOUND, Sheets

from lapkin_contracts.rules.periods import ZONE

STATE = "/v1/submissions/dinkes/2024-TW1"


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
