"""Text and dates in workbooks: read however they are written, never run as a formula."""

from datetime import date

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import an_indikator, figures
from support.spreadsheet import cell_of, filled, opened, put_into
from support.tokens import Signer
from support.workbooks import SHEET, Upload

REALISASI = ("Indikator", "IK-2", "Realisasi")


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Upload:
    office = Upload(http, signer, app)
    await office.set_up()
    await office.open()
    office.template = (await office.act("staf@dinkes", "GET", SHEET)).content
    return office


@pytest.fixture
def engine() -> str:
    """Reading files asks nothing of an engine; the other tests of workbooks run on both."""
    return "sqlite"


@pytest.mark.parametrize("typed", ["=1+1", "@SUM(A1)", "+62812"])
async def test_pitfall_10_text_that_a_spreadsheet_would_run_is_refused(
    office: Upload, typed: str
) -> None:
    cells = {("Indikator", "IK-2", "Kendala"): typed, REALISASI: 740}
    content = put_into(
        filled(office.template, cells), "Indikator", "IK-2", "Kendala", data_type="s"
    )

    [line] = await office.lines(content)

    assert line.startswith(f"Sel O8: [galat] Teks tidak boleh diawali {typed[0]}.")


async def test_pitfall_10_a_formula_where_text_belongs_is_refused(office: Upload) -> None:
    cells = {("Indikator", "IK-2", "Kendala"): '=HYPERLINK("http://contoh.test")'}

    codes = await office.codes(filled(office.template, cells))

    assert codes == {"O8": "formula-cell"}


async def test_pitfall_10_stored_text_never_becomes_a_formula(office: Upload) -> None:
    nilai = [{"indikator": "IK-2", "realisasi": "740", "kendala": "=1+1"}]
    assert (await office.send(figures(nilai=nilai))).status_code == 201

    template = (await office.act("staf@dinkes", "GET", SHEET)).content

    kendala = cell_of(opened(template)["Indikator"], "IK-2", "Kendala")
    assert (kendala.value, kendala.data_type) == ("=1+1", "s")
    assert (await office.found(template))["keadaan"] == "tidak_berubah"
    answer = await office.http.post(
        "/v1/lembar-kerja:koreksi",
        files={"berkas": ("lembar.xlsx", template)},
        headers=office.signer.bearer("staf@dinkes"),
    )
    assert cell_of(opened(answer.content)["Indikator"], "IK-2", "Kendala").data_type == "s"


async def test_a_word_that_is_no_choice_gets_the_nearest(office: Upload) -> None:
    lines = await office.lines(
        filled(office.template, {("Indikator", "IK-2", "Status"): "Nihill"})
    )

    assert lines == ["Sel H8: [galat] 'Nihill' bukan pilihan. Maksudnya 'Nihil'?"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (date(2024, 9, 30), "2024-09-30"),
        ("30-09-2024", "2024-09-30"),
        ("30 September 2024", "2024-09-30"),
        ("2024-09-30", "2024-09-30"),
    ],
)
async def test_a_date_is_read_however_it_is_written(
    office: Upload, typed: object, read: str
) -> None:
    cells = {("Indikator", "IK-2", "Batas waktu"): typed, REALISASI: 740}

    values = await office.new_values(filled(office.template, cells))

    assert values[("IK-2", "batas_waktu")] == read


@pytest.mark.parametrize("typed", ["akhir tahun", "31-02-2024", 45000])
async def test_what_is_no_date_is_refused(office: Upload, typed: object) -> None:
    cells = {("Indikator", "IK-2", "Batas waktu"): typed, REALISASI: 740}
    content = put_into(
        filled(office.template, cells), "Indikator", "IK-2", "Batas waktu", number_format="General"
    )

    assert await office.codes(content) == {"S8": "not-a-date"}


async def test_a_formula_that_was_typed_over_is_not_lost_silently(office: Upload) -> None:
    plan = {
        "nomor": "PK/1/2024",
        "tanggal": "2024-01-02",
        "berlaku_sejak": "2024-01-02",
        "alasan": "perubahan_strategi",
        "indikator": [an_indikator("IK-1", jenis="rasio")],
    }
    path = "/v1/perjanjian-kinerja/dinkes/2024"
    assert (await office.act("admin@*", "PUT", path, plan)).status_code == 201
    template = (await office.act("staf@dinkes", "GET", SHEET)).content

    lines = await office.lines(filled(template, {("Indikator", "IK-1", "Realisasi"): 81.25}))

    assert lines[0].startswith("Sel L7: [galat] Sel ini terkunci")
