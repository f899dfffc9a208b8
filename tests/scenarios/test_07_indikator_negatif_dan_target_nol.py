"""Scenario 7. Fewer is better, and a target of zero: one figure, the same in every place."""

from decimal import Decimal
from typing import Any

import pytest
from support.papers import line, papers
from support.promises import indikator, issue, opened, perjanjian, publish, rencana, set_up
from support.world import World

CASES = {
    "TURUN-3": ("5", "3", "140"),
    "TURUN-12": ("5", "12", "-40"),
    "NOL-0": ("0", "0", "100"),
    "NOL-2": ("0", "2", None),
}
"""Target, realisasi, and the exact capaian."""
PRINTED = {"TURUN-3": "120", "TURUN-12": "0", "NOL-0": "100", "NOL-2": None}
KEBIJAKAN = {
    "versi": "bantul-1",
    "cap": "120",
    "lantai_nol": True,
    "target_nol": "turun_nol_seratus",
}


async def reported(world: World) -> str:
    """One unit with the four cases, reported and issued."""
    await set_up(world, {"disdik": "Dinas Pendidikan"})
    turun = {"satuan": "temuan", "polaritas": "turun"}
    promised = [
        indikator(code, f"Temuan {code}", target=target, **turun)
        for code, (target, _, _) in CASES.items()
    ]
    admin = world.person("admin")
    unit = {"nama": "Dinas Kesehatan", "jenis": "opd", "berlaku_sejak": "2020-01-01"}
    await admin.ask("PUT", "/collector/v1/units/dinkes", unit)
    targets = {code: [target] * 4 for code, (target, _, _) in CASES.items()}
    await publish(world, "dinkes", 2026, perjanjian(indikator=promised), rencana(targets))
    period = await opened(world, 1)
    nilai = [
        {"indikator": code, "realisasi": realisasi, "alasan": "Hasil pemeriksaan triwulan ini."}
        for code, (_, realisasi, _) in CASES.items()
    ]
    spent = [{"kode": "P1", "realisasi": "240000000"}]
    await world.unit("dinkes").submit(period, {"nilai": nilai, "anggaran": spent})
    await world.person("sekretaris").ask("POST", f"/collector/v1/periode/{period}:close")
    await issue(world, period)
    return period


@pytest.mark.parametrize("world", [{"aggregator": {"kebijakan": KEBIJAKAN}}], indirect=True)
async def test_the_same_figure_stands_in_api_draft_pdf_and_workbook(world: World) -> None:
    period = await reported(world)

    paper = await papers(world, period)
    snapshot = (await world.person("kasubag").draft(period))["snapshot"]
    printed = {one["indikator"]: one for one in snapshot["rekap"]["baris"]}
    cells = dict(
        zip(
            paper.column("Capaian", "Indikator"),
            paper.column("Capaian", "Capaian (%)"),
            strict=True,
        )
    )
    for code, (_, _, exact) in CASES.items():
        told = await line(world, period, "dinkes", code)
        persen = PRINTED[code]
        assert decimal(told["capaian"]) == decimal(exact), code
        assert decimal(told["capaian_persen"]) == decimal(persen), code
        assert decimal(printed[code]["capaian_persen"]) == decimal(persen), code
        assert cells[f"Temuan {code}"] == (None if persen is None else float(persen)), code
        if persen is not None:
            assert f"{persen},00" in paper.text, code


@pytest.mark.parametrize("world", [{"aggregator": {"kebijakan": KEBIJAKAN}}], indirect=True)
async def test_a_target_of_zero_that_was_missed_has_a_name_and_no_percentage(
    world: World,
) -> None:
    period = await reported(world)

    missed = await line(world, period, "dinkes", "NOL-2")
    why = await world.person("kasubag").get(f"/aggregator/v1/rekap/{period}/why/dinkes/NOL-2")

    assert (missed["state"], missed["capaian_persen"]) == ("TARGET_NOL", None)
    assert missed["tercapai"] is not True
    assert why["kebijakan"]["versi"] == "bantul-1"
    assert why["rumus"]["kode"]


async def test_without_a_rule_for_it_even_nothing_on_nothing_stays_without_a_percentage(
    world: World,
) -> None:
    period = await reported(world)

    assert (await line(world, period, "dinkes", "NOL-0"))["state"] == "TARGET_NOL"
    assert (await line(world, period, "dinkes", "TURUN-12"))["capaian_persen"] == "-40"


def decimal(text: Any) -> Decimal | None:
    return None if text is None else Decimal(text)
