"""Scenario 8. The budget is cut in September: serapan is of what was in force, to the cent."""

from decimal import Decimal
from typing import Any

from support.papers import papers, rekap
from support.promises import figures as figures_of
from support.promises import issue, opened, perjanjian, play_triwulan, publish, set_up
from support.world import World

MURNI, PERUBAHAN = "1000000000.00", "850000000.00"
PK_P = perjanjian(
    nomor="PK-P/1/2026",
    tanggal="2026-09-15",
    berlaku_sejak="2026-09-15",
    alasan="perubahan_prioritas",
    anggaran=[{"kode": "P1", "uraian": "Program pelayanan", "pagu": PERUBAHAN}],
)


async def spent(world: World, period: str) -> dict[str, Any]:
    [budget] = (await rekap(world, period))["anggaran"]
    return dict(budget)


async def test_serapan_is_of_the_pagu_in_force_and_the_report_prints_both(world: World) -> None:
    await set_up(world, {"dinkes": "Dinas Kesehatan"})
    for number in (1, 2):
        await play_triwulan(world, number, "dinkes")
    before = await spent(world, "2026-TW2")
    world.at("2026-09-15 09:00")
    await world.person("kasubag").ask("PUT", "/collector/v1/perjanjian-kinerja/dinkes/2026", PK_P)
    period = await opened(world, 3)
    await world.unit("dinkes").submit(period, figures_of(3, P1="720000000.25"))
    await issue(world, period)

    third, paper = await spent(world, period), await papers(world, period)

    assert await spent(world, "2026-TW2") == before
    assert (Decimal(before["pagu"]), before["serapan_persen"]) == (Decimal(MURNI), "48")
    assert Decimal(third["pagu"]) == Decimal(PERUBAHAN)
    assert Decimal(third["pagu_awal"]) == Decimal(MURNI)
    assert (third["realisasi"], third["serapan_persen"]) == ("720000000.25", "84.71")
    assert third["sisa"] == "129999999.75"
    for figure in ("1.000.000.000", "850.000.000", "720.000.000,25"):
        assert figure in paper.text


async def test_spending_over_the_pagu_needs_a_reason(world: World) -> None:
    await set_up(world, {"dinkes": "Dinas Kesehatan"})
    await publish(world, "dinkes")
    period, dinkes = await opened(world, 1), world.unit("dinkes")
    over = figures_of(1, P1="1000000000.01")

    refused = await dinkes.try_submit(period, over)
    over["anggaran"][0]["alasan"] = "Belanja mendahului perubahan, SK 4/2026."
    accepted = await dinkes.submit(period, over)

    [fault] = refused.json()["errors"]
    assert (refused.status_code, fault["code"]) == (422, "melebihi-pagu")
    assert fault["pointer"] == "/anggaran/0/alasan"
    assert [one["code"] for one in accepted["warnings"]] == ["melebihi-pagu"]
