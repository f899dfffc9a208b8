"""Scenario 4. A target is lowered in September: old quarters keep the answer they gave."""

from decimal import Decimal

import pytest
from support.papers import line, papers, rekap
from support.promises import (
    IKU_01,
    IKU_02,
    IKU_03,
    TARGETS,
    figures,
    issue,
    opened,
    perjanjian,
    play_triwulan,
    publish,
    rencana,
    set_up,
)
from support.world import World

PERUBAHAN = perjanjian(
    nomor="PK-P/1/2026",
    tanggal="2026-08-31",
    berlaku_sejak="2026-09-01",
    alasan="perubahan_prioritas",
    berkas={"sha256": "a" * 64, "nama": "pk-perubahan.pdf"},
    indikator=[IKU_01, IKU_02, {**IKU_03, "target": "80"}],
)
AKSI = rencana({**TARGETS, "IKU-03": ("25", "50", "60", "80")}, berlaku_sejak="2026-09-01")
TERTIMBANG = {"versi": "bantul-2", "target_berlaku": "tertimbang_waktu"}


async def revised(world: World) -> str:
    """Two quarters issued under the first plan, the third reported under the second."""
    await set_up(world, {"dinkes": "Dinas Kesehatan"})
    for number in (1, 2):
        await play_triwulan(world, number, "dinkes")
    await issue(world, "2026-S1")
    before = [await rekap(world, period) for period in ("2026-TW1", "2026-TW2", "2026-S1")]
    world.at("2026-08-31 10:00")
    await publish(world, "dinkes", 2026, PERUBAHAN, AKSI)
    period = await opened(world, 3)
    await world.unit("dinkes").submit(period, figures(3, IKU_03="66"))
    await world.event("rekap.completed", period)
    await world.settled()
    after = [await rekap(world, period) for period in ("2026-TW1", "2026-TW2", "2026-S1")]
    assert after == before
    return period


async def test_a_quarter_is_measured_against_the_target_in_force_at_its_end(world: World) -> None:
    period = await revised(world)

    third = await line(world, period, "dinkes", "IKU-03")
    assert (third["target"], third["versi"], third["capaian_persen"]) == ("60", 2, "110")
    assert (third["target_semula"], third["capaian_semula_persen"]) == ("75", "88")
    why = await world.person("kasubag").get(f"/aggregator/v1/rekap/{period}/why/dinkes/IKU-03")
    assert why["perjanjian_kinerja"]["nomor"] == "PK-P/1/2026"
    first = await world.person("kasubag").get("/aggregator/v1/rekap/2026-TW1/why/dinkes/IKU-03")
    assert first["perjanjian_kinerja"]["versi"] == 1
    assert first["baris"]["target"] == "25"


async def test_the_annual_report_shows_both_targets(world: World) -> None:
    await issue(world, await revised(world))
    await play_triwulan(world, 4, "dinkes")
    await issue(world, "2026-S2")
    await issue(world, "2026")

    year = await line(world, "2026", "dinkes", "IKU-03")

    assert (year["target"], year["target_semula"]) == ("80", "100")
    assert (year["realisasi"], year["capaian_persen"]) == ("101", "126.25")
    assert "126,25" in (await papers(world, "2026")).text


@pytest.mark.parametrize("world", [{"aggregator": {"kebijakan": TERTIMBANG}}], indirect=True)
async def test_or_each_target_counts_for_the_days_it_was_in_force(world: World) -> None:
    period = await revised(world)

    third = await line(world, period, "dinkes", "IKU-03")

    weighted = (Decimal(75) * 62 + Decimal(60) * 30) / 92
    assert abs(Decimal(third["target"]) - weighted) < Decimal("1e-9")
    assert (await rekap(world, period))["kebijakan"]["target_berlaku"] == "tertimbang_waktu"


async def test_only_one_of_three_reasons_revises_a_plan(world: World) -> None:
    await set_up(world, {"dinkes": "Dinas Kesehatan"})
    path = "/collector/v1/perjanjian-kinerja/dinkes/2026"

    for changes in ({"alasan": None}, {"alasan": "target terlalu tinggi"}):
        await world.person("kasubag").refused("PUT", path, {**PERUBAHAN, **changes})
    unchanged = await world.person("kasubag").get(f"{path}/versions")

    assert [one["versi"] for one in unchanged] == [1]
