"""Perjanjian Kinerja and Rencana Aksi: versions, reasons, and files with every fault at its cell."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from openpyxl import Workbook
from support.collecting import ANGGARAN, INDIKATOR, PERJANJIAN, RENCANA, Collecting, an_indikator
from support.tokens import Signer

PLAN = "/v1/perjanjian-kinerja/dinkes/2024"
ACTION = "/v1/rencana-aksi/dinkes/2024"
SURAT = {"nomor": "PK/7/2024", "tanggal": "2024-02-01", "berlaku_sejak": "2024-02-01"}

PLAN_CSV = """\
Perjanjian Kinerja Dinas Kesehatan;;;;;;
kode;sasaran;indikator;satuan;polaritas;mode;target
IK-1;Mutu layanan;Cakupan imunisasi;%;naik;akhir;92,5
IK-2;Mutu layanan;Kunjungan;orang;Naik;jumlah;1.234
IK-3;Mutu layanan;Temuan berulang;temuan;turun;akhir;

kode;uraian;pagu;;;;
P1;Program pelayanan;1.500.000.000,50;;;;
"""
ACTION_CSV = """\
kode,tw1,tw2,tw3,tw4,aksi
IK-1,"22,5",50,75,"92,5",Melayani
IK-2,300,600,900,1.234,Berkunjung
IK-3,,,,5,Memeriksa
"""


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Dinkes has no plan yet."""
    office = Collecting(http, signer, app)
    await office.set_up({"disdik": "Dinas Pendidikan"})
    unit = {"nama": "Dinas Kesehatan", "jenis": "opd", "berlaku_sejak": "2024-01-01"}
    assert (await office.act("admin@*", "PUT", "/v1/units/dinkes", unit)).is_success
    return office


async def upload(
    office: Collecting, path: str, content: bytes, query: str = "", **fields: str
) -> httpx.Response:
    answer: httpx.Response = await office.http.post(
        f"{path}:import{query}",
        files={"berkas": ("rencana.xlsx", content)},
        data=fields,
        headers=office.signer.bearer("kasubag@*"),
    )
    return answer


def a_workbook(change: Callable[[Any], None] = lambda sheet: None) -> bytes:
    """The plan as a workbook of two sheets, after a change to the first."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(["kode", "sasaran", "indikator", "satuan", "polaritas", "mode", "target"])
    sheet.append(["IK-1", "Mutu layanan", "Cakupan", "%", "naik", "akhir", 92.5])
    sheet.append(["IK-2", "Mutu layanan", "Kunjungan", "orang", "naik", "jumlah", "1.234"])
    change(sheet)
    budget = workbook.create_sheet("anggaran")
    budget.append(["kode", "uraian", "pagu"])
    budget.append(["P1", "Program pelayanan", 1500000000.5])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


async def test_a_plan_is_published_once_however_often_it_is_sent(office: Collecting) -> None:
    first = await office.act("kasubag@dinkes", "PUT", PLAN, PERJANJIAN)
    padded = [{**INDIKATOR[0], "target": "90.00"}, *INDIKATOR[1:]]
    again = await office.act("kasubag@dinkes", "PUT", PLAN, PERJANJIAN | {"indikator": padded})

    assert (first.status_code, first.json()["versi"]) == (201, 1)
    assert (again.status_code, again.json()["is_new"]) == (200, False)
    events = await office.announced("perjanjian_kinerja.published")
    assert [(event["unit"], event["versi"]) for event in events] == [("disdik", 1), ("dinkes", 1)]


async def test_a_revision_needs_one_of_three_reasons_and_keeps_the_old(office: Collecting) -> None:
    await office.act("admin@*", "PUT", PLAN, PERJANJIAN)
    changed = PERJANJIAN | {"indikator": [an_indikator("IK-1", target="80")]}

    without = await office.act("admin@*", "PUT", PLAN, changed)
    other = await office.act("admin@*", "PUT", PLAN, changed | {"alasan": "kurang_anggaran"})
    right = await office.act("admin@*", "PUT", PLAN, changed | {"alasan": "perubahan_prioritas"})

    assert (without.status_code, without.json()["code"]) == (422, "alasan-required")
    assert (other.status_code, other.json()["code"]) == (422, "invalid-body")
    assert (right.status_code, right.json()["versi"]) == (201, 2)
    newest = (await office.act("staf@disdik", "GET", PLAN)).json()
    first = (await office.act("staf@disdik", "GET", f"{PLAN}?versi=1")).json()
    assert [one["target"] for one in newest["indikator"]] == ["80"]
    assert first["indikator"][0]["target"] == "90"
    assert first["anggaran"] == ANGGARAN


WRONG_PLANS: list[tuple[str, dict[str, Any], int, str]] = [
    (PLAN, {"indikator": [INDIKATOR[0]] * 2}, 422, "doubled-code"),
    (PLAN, {"anggaran": [ANGGARAN[0]] * 2}, 422, "doubled-code"),
    (PLAN, {"nomor": "\0"}, 422, "string-pattern-mismatch"),
    (PLAN, {"indikator": [an_indikator("IK-1", sumber="\0")]}, 422, "control-character"),
    (PLAN.replace("dinkes", "dinsos"), {}, 404, "unknown-unit"),
    (PLAN + "-TW1", {}, 422, "not-a-tahun"),
]


async def test_a_wrong_plan_leaves_nothing(office: Collecting, subtests: pytest.Subtests) -> None:
    before = await office.rows()

    for path, change, status, code in WRONG_PLANS:
        with subtests.test(code, path=path):
            answer = await office.act("admin@*", "PUT", path, PERJANJIAN | change)

            problem = answer.json()
            codes = [fault["code"] for fault in problem.get("errors", [])] or [problem["code"]]
            assert (answer.status_code, codes) == (status, [code])
    assert await office.rows() == before


async def test_rencana_aksi_holds_every_indikator_and_no_other(office: Collecting) -> None:
    early = await office.act("admin@*", "PUT", ACTION, RENCANA)
    await office.act("admin@*", "PUT", PLAN, PERJANJIAN)
    stranger = {"indikator": "IK-9", "target": ["1", "2", "3", "4"]}
    wrong = await office.act(
        "admin@*", "PUT", ACTION, {"target": [*RENCANA["target"][:2], stranger]}
    )
    right = await office.act("admin@*", "PUT", ACTION, RENCANA)
    again = await office.act("admin@*", "PUT", ACTION, RENCANA)

    assert (early.status_code, early.json()["code"]) == (409, "no-perjanjian-kinerja")
    codes = [fault["code"] for fault in wrong.json()["errors"]]
    assert codes == ["unknown-indikator", "missing-indikator"]
    assert [right.status_code, again.status_code] == [201, 200]
    read = (await office.act("staf@disdik", "GET", ACTION)).json()
    assert read["target"][0] == RENCANA["target"][0] | {"target_atas": None}


async def test_who_does_not_plan_cannot_publish(office: Collecting) -> None:
    refused = await office.act("staf@dinkes kasubag@disdik", "PUT", PLAN, PERJANJIAN)
    rehearsed = await office.http.post(
        f"{PLAN}:import?dry_run=true",
        files={"berkas": ("x.csv", PLAN_CSV.encode())},
        data=SURAT,
        headers=office.signer.bearer("staf@dinkes"),
    )

    assert [refused.status_code, rehearsed.status_code] == [403, 403]


async def test_a_csv_becomes_a_plan_and_its_targets(office: Collecting) -> None:
    before = await office.rows()
    rehearsed = await upload(office, PLAN, PLAN_CSV.encode(), "?dry_run=true", **SURAT)
    assert (rehearsed.status_code, await office.rows()) == (200, before)

    plan = await upload(office, PLAN, PLAN_CSV.encode("utf-8-sig"), **SURAT)
    action = await upload(office, ACTION, ACTION_CSV.encode())

    assert [plan.status_code, action.status_code] == [201, 201], plan.text + action.text
    read = (await office.act("staf@dinkes", "GET", PLAN)).json()
    assert [one["target"] for one in read["indikator"]] == ["92.5", "1234", None]
    assert [one["polaritas"] for one in read["indikator"]] == ["naik", "naik", "turun"]
    assert [line["pagu"] for line in read["anggaran"]] == ["1500000000.5"]
    targets = (await office.act("staf@dinkes", "GET", ACTION)).json()["target"]
    assert targets[0]["target"] == ["22.5", "50", "75", "92.5"]
    assert targets[2]["target"] == [None, None, None, "5"]


async def test_a_workbook_becomes_a_plan(office: Collecting) -> None:
    answer = await upload(office, PLAN, a_workbook(), **SURAT)

    assert answer.status_code == 201, answer.text
    read = (await office.act("staf@dinkes", "GET", PLAN)).json()
    assert [one["target"] for one in read["indikator"]] == ["92.5", "1234"]
    assert [line["pagu"] for line in read["anggaran"]] == ["1500000000.5"]


WRONG_CELLS = [
    ("G3", "3.31", "decimal-point"),
    ("G3", "89,3405,300", "wrong-marks"),
    ("G3", "sembilan", "not-a-number"),
    ("G3", "=1+1", "formula-uncached"),
    ("G3", date(2024, 5, 3), "date-cell"),
    ("G3", True, "unknown-cell"),
    ("B3", "@SUM(A1)", "formula-text"),
    ("E3", "atas", "enum"),
    ("A3", "IK-1", "doubled-code"),
    ("A3", None, "missing"),
    ("C3", None, "string-too-short"),
]


async def test_each_fault_of_a_workbook_names_its_cell(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    before = await office.rows()

    for cell, value, code in WRONG_CELLS:
        with subtests.test(code, cell=cell):
            spoilt = a_workbook(lambda sheet: sheet.__setitem__(cell, value))  # noqa: B023
            answer = await upload(office, PLAN, spoilt, **SURAT)

            faults = [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]
            assert (answer.status_code, faults) == (422, [(f"Sel {cell}", code)])
    assert await office.rows() == before


async def test_a_percent_cell_and_an_error_cell_are_refused(office: Collecting) -> None:
    def spoil(sheet: Any) -> None:
        sheet["G2"], sheet["G2"].number_format = 0.925, "0.0%"
        sheet["G3"], sheet["G3"].data_type = "#DIV/0!", "e"

    faults = (await upload(office, PLAN, a_workbook(spoil), **SURAT)).json()["errors"]

    assert [(fault["pointer"], fault["code"]) for fault in faults] == [
        ("Sel G2", "percent-cell"),
        ("Sel G3", "error-cell"),
    ]


async def test_faults_of_a_csv_name_row_and_column(office: Collecting) -> None:
    spoilt = PLAN_CSV.replace("92,5", "92.5").replace("1.500.000.000,50", "-5")

    faults = (await upload(office, PLAN, spoilt.encode(), **SURAT)).json()["errors"]

    assert [fault["pointer"] for fault in faults] == [
        "Baris 3 kolom target",
        "Baris 8 kolom pagu",
    ]


def an_archive(*names: str, content: bytes = b"x") -> bytes:
    """A workbook with these members besides its own."""
    packed = io.BytesIO(a_workbook())
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content)
    return packed.getvalue()


UNUSABLE = {
    "half": a_workbook()[:3000],
    "stub": a_workbook()[:200],
    "no zip": b"PK\x03\x04 not a workbook",
    "old or locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "bomb": an_archive("xl/media/image.png", content=b" " * 31_000_000),
    "many members": an_archive(*(f"x/{number}" for number in range(501))),
    "macros": an_archive("xl/vbaProject.bin"),
    "other columns": b"kode;uraian\nP1;Program\n",
    "no text": b"\xff\xfe\x00kode",
    "open quote": b'kode;"uraian\n',
    "nothing": b"",
}


async def test_an_unusable_file_is_refused_with_the_remedy(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    before = await office.rows()

    for name, content in UNUSABLE.items():
        with subtests.test(name):
            answer = await upload(office, PLAN, content, **SURAT)

            assert (answer.status_code, answer.json()["code"]) == (422, "unreadable-file")
            assert len(answer.json()["detail"]) > 20
    assert await office.rows() == before
