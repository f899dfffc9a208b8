"""A rekap as a workbook: its figures as numbers, its words as words, its kebijakan beside them."""

import io
from decimal import Decimal

import httpx
import pytest_asyncio
from fastapi import FastAPI
from openpyxl import Workbook, load_workbook
from support.facts import deliver
from support.office import Office, an_indikator, said
from support.tokens import Signer

from lapkin_chassis.consumer import Consumers
from lapkin_sheets.published_table import Verdict, check
from lapkin_sheets.table_file import read_table

TW1 = "2026-TW1"
HERE = f"/rekap/{TW1}/unduh.xlsx"
FORMULA = '=HYPERLINK("http://contoh.id";"klik")'


@pytest_asyncio.fixture
async def reader(
    app: FastAPI,
    consumers: Consumers,
    http: httpx.AsyncClient,
    signer: Signer,
    office: Office,
) -> httpx.AsyncClient:
    """Someone signed in; one of two units sent figures, whose names look like formulas."""
    facts = office.register("irban-1", "irban-2")
    for unit in ("irban-1", "irban-2"):
        facts.append(
            office.promise(unit, an_indikator("IK-1", nama=FORMULA), pagu={"P-1": "1000"})
        )
        facts.append(office.plan(unit, {"IK-1": ("75",) * 4}))
    facts.append(office.open(TW1, "irban-1", "irban-2"))
    facts.append(office.submit("irban-1", TW1, said("IK-1", "50"), spent={"P-1": "250"}))
    await deliver(app.state.store, consumers, *facts)
    http.headers.update(signer.bearer("staf@irban-1"))
    return http


def opened(answer: httpx.Response) -> Workbook:
    return load_workbook(io.BytesIO(answer.content))


def table(book: Workbook, sheet: str) -> list[dict[str, object]]:
    _, _, heading, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


async def test_lines_coverage_budget_and_kebijakan_are_in_it(reader: httpx.AsyncClient) -> None:
    page = await reader.get(f"/rekap/{TW1}")
    answer = await reader.get(HERE)

    book = opened(answer)
    first, second = table(book, "Capaian")
    assert f'href="{HERE}"' in page.text
    assert 'filename="rekap-2026-TW1-sementara.xlsx"' in answer.headers["content-disposition"]
    assert book["Capaian"]["A1"].value.startswith("DATA CONTOH. Rekap Triwulan I Tahun 2026.")
    assert (first["Target"], first["Realisasi"], first["Capaian (%)"]) == (75, 50, 66.67)
    assert (second["Realisasi"], second["Keadaan"]) == (None, "belum diisi")
    assert [one["Keadaan"] for one in table(book, "Cakupan")] == ["Tepat waktu", "Belum masuk"]
    assert [one["Sisa"] for one in table(book, "Anggaran")] == [750, None]
    about = {one["Hal"]: one["Isi"] for one in table(book, "Rekap")}
    assert about["Kebijakan hitung"] == "bawaan-1"
    assert about["Belum masuk"] == "Irban-2"
    assert about["Predikat Sangat Rendah"] == "di bawah 51%"


async def test_words_of_people_never_become_formulas(reader: httpx.AsyncClient) -> None:
    book = opened(await reader.get(HERE))

    assert table(book, "Capaian")[0]["Indikator"] == FORMULA
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [one.coordinate for one in cells if one.data_type == "f" or one.hyperlink]


async def test_an_older_revision_is_downloaded_as_it_was(
    reader: httpx.AsyncClient, app: FastAPI, consumers: Consumers, office: Office
) -> None:
    sent = [office.submit("irban-2", TW1, said("IK-1", one)) for one in ("30", "45")]
    await deliver(app.state.store, consumers, *sent)

    older = await reader.get(f"{HERE}?revisi=1")
    page = await reader.get(f"/rekap/{TW1}?revisi=1")

    assert [one["Realisasi"] for one in table(opened(older), "Capaian")] == [50, 30]
    assert f'href="{HERE}?revisi=1"' in page.text
    assert (await reader.get(f"{HERE}?revisi=9")).status_code == 404


async def test_what_is_downloaded_can_be_checked_like_any_table(
    reader: httpx.AsyncClient,
) -> None:
    content = (await reader.get(HERE)).content

    found = list(check(read_table(content, "rekap.xlsx")))

    assert [one.verdict for one in found] == [Verdict.SESUAI, Verdict.TANPA_ANGKA]
    assert found[0].capaian is not None
    assert found[0].capaian.persen == Decimal("66.67")


async def test_a_stranger_signs_in_first(http: httpx.AsyncClient) -> None:
    assert (await http.get(HERE)).status_code == 303
