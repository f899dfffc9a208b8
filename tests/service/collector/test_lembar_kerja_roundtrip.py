"""Template out, filled in, recalculated and saved by LibreOffice, uploaded: figures are equal."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting, an_indikator
from support.sheets import text_of
from support.spreadsheet import by_libreoffice, cell_of, filled, needs_libreoffice, opened
from support.tokens import Signer

from lapkin_contracts.rules.capaian import Polaritas, compute_capaian
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

pytestmark = needs_libreoffice

SHEET = "/v1/units/rsud/periode/2024-TW{}/lembar-kerja.xlsx"
OPINI = [{"label": "WDP", "skor": "1"}, {"label": "WTP, murni", "skor": "2"}]
LINES: dict[str, dict[str, Any]] = {
    "NAIK": {},
    "TURUN": {"polaritas": "turun", "satuan": "kasus"},
    "TETAP": {"polaritas": "tetap", "satuan": "hari", "jenis": "hari"},
    "MINUS": {"satuan": "poin", "target": "-2"},
    "RENTANG": {"target": "80", "target_atas": "90"},
    "NOL": {"polaritas": "turun", "satuan": "kasus", "target": "0"},
    "RASIO": {"jenis": "rasio"},
    "OPINI": {"jenis": "predikat", "satuan": "opini", "tingkat": OPINI, "target": "2"},
    "ADA": {"jenis": "tonggak", "satuan": "dokumen", "target": "1"},
    "UANG": {"jenis": "uang", "satuan": "rupiah", "target": "1000000000"},
}
TYPED: dict[str, dict[str, Any]] = {
    "NAIK": {"Realisasi": 81.257},
    "TURUN": {"Realisasi": 95},
    "TETAP": {"Realisasi": 88.5},
    "MINUS": {"Realisasi": -1.75},
    "RENTANG": {"Realisasi": 85.5},
    "NOL": {"Realisasi": 0},
    "RASIO": {"Pembilang": 2, "Penyebut": 3},
    "OPINI": {"Tingkat": "WTP, murni"},
    "ADA": {"Tingkat": "Ya"},
    "UANG": {"Realisasi": "=123456789012.34-0.01"},
}
FIGURES = {
    "NAIK": "81.257",
    "TURUN": "95",
    "TETAP": "88.5",
    "MINUS": "-1.75",
    "RENTANG": "85.5",
    "NOL": "0",
    "RASIO": "66.666667",
    "OPINI": "2",
    "ADA": "1",
    "UANG": "123456789012.33",
}


@pytest.fixture
def engine() -> str:
    """LibreOffice asks nothing of an engine."""
    return "sqlite"


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """A unit with every kind of indikator; promises of the year hold for each triwulan."""
    office = Collecting(http, signer, app)
    await office.set_up({"rsud": "RSUD"})
    lines = [an_indikator(kode, **facts) for kode, facts in LINES.items()]
    plan = {
        "nomor": "PK/2/2024",
        "tanggal": "2024-01-03",
        "berlaku_sejak": "2024-01-03",
        "alasan": "perubahan_strategi",
        "indikator": lines,
        "anggaran": [{"kode": "P1", "uraian": "Program pelayanan", "pagu": "987654321.75"}],
    }
    path = "/v1/perjanjian-kinerja/rsud/2024"
    assert (await office.act("admin@*", "PUT", path, plan)).status_code == 201
    target = [{"indikator": one["kode"], "target": [one["target"]] * 4} for one in lines]
    for row, one in zip(target, lines, strict=True):
        if "target_atas" in one:
            row["target_atas"] = [one["target_atas"]] * 4
    plan_path = "/v1/rencana-aksi/rsud/2024"
    assert (await office.act("admin@*", "PUT", plan_path, {"target": target})).is_success
    await office.open()
    return office


async def upload(office: Collecting, content: bytes) -> dict[str, Any]:
    answer = await office.http.post(
        "/v1/lembar-kerja",
        files={"berkas": ("lembar.xlsx", content)},
        headers=office.signer.bearer("staf@rsud"),
    )
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def typed() -> dict[tuple[str, str, str], Any]:
    cells = {
        ("Indikator", kode, judul): value
        for kode, row in TYPED.items()
        for judul, value in row.items()
    }
    spent = ("Anggaran", "P1", "Realisasi sejak 1 Januari (Rp)")
    odd = {("Indikator", "UANG", "Alasan"): "Hibah besar diterima."}
    return {**cells, **odd, spent: 123456789.01}


async def test_figures_arrive_equal_to_the_last_digit(office: Collecting, tmp_path: Path) -> None:
    template = (await office.act("staf@rsud", "GET", SHEET.format(1))).content
    promise = {("Indikator", "NAIK", "Rencana tindak lanjut"): "Menambah tenaga"}

    body = await upload(office, by_libreoffice(filled(template, {**typed(), **promise}), tmp_path))

    assert body["keadaan"] == "diterima"
    stored = (await office.act("staf@rsud", "GET", "/v1/submissions/rsud/2024-TW1")).json()
    assert {one["indikator"]: one["realisasi"] for one in stored["nilai"]} == FIGURES
    assert stored["anggaran"][0]["realisasi"] == "123456789.01"
    assert {one["indikator"]: one["label"] for one in stored["nilai"] if one["label"]} == {
        "OPINI": "WTP, murni",
        "ADA": "ya",
    }


async def test_the_live_capaian_is_that_of_the_rule(office: Collecting, tmp_path: Path) -> None:
    template = (await office.act("staf@rsud", "GET", SHEET.format(1))).content

    saved = by_libreoffice(filled(template, typed()), tmp_path)

    sheet = opened(saved, data_only=True)["Indikator"]
    for kode, figure in FIGURES.items():
        facts = an_indikator(kode, **LINES[kode])
        upper = facts.get("target_atas")
        expected = compute_capaian(
            Decimal(facts["target"]),
            Decimal(figure),
            Polaritas(facts["polaritas"]),
            KEBIJAKAN_BAWAAN,
            target_atas=Decimal(upper) if upper else None,
        ).persen
        shown = cell_of(sheet, kode, "Capaian (%)").value
        assert (Decimal(repr(shown)) if shown else None) == expected, kode


async def test_what_protects_the_workbook_survives_libreoffice(
    office: Collecting, tmp_path: Path
) -> None:
    template = (await office.act("staf@rsud", "GET", SHEET.format(1))).content

    book = opened(by_libreoffice(template, tmp_path))

    sheet = book["Indikator"]
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert book["_meta"].sheet_state != "visible"
    assert not cell_of(sheet, "NAIK", "Realisasi").protection.locked
    assert cell_of(sheet, "NAIK", "Target").protection.locked
    assert len(sheet.data_validations.dataValidation) >= 8
    assert (await upload(office, by_libreoffice(template, tmp_path)))["keadaan"] == "tidak_berubah"


async def test_figures_are_printed_in_indonesian_form(office: Collecting, tmp_path: Path) -> None:
    """Pitfall 9."""
    template = (await office.act("staf@rsud", "GET", SHEET.format(1))).content

    made = by_libreoffice(template, tmp_path, "pdf")

    assert "987.654.321,75" in text_of(made)
