"""Scenario 3. DINKES splits on 1 July: what was reported stays, what follows is owed by both."""

from typing import Any

from support.papers import line, rekap
from support.promises import (
    IKU_01,
    IKU_02,
    TARGETS,
    figures,
    indikator,
    issue,
    opened,
    perjanjian,
    play_triwulan,
    publish,
    rencana,
    set_up,
)
from support.world import World

SK = "SK 188/2026"
REORGANISASI = {
    "dasar": SK,
    "berlaku_sejak": "2026-07-01",
    "asal": ["dinkes"],
    "menjadi": [
        {"kode": "dinkes", "nama": "Dinas Kesehatan", "jenis": "opd"},
        {"kode": "rsud", "nama": "RSUD Panembahan", "jenis": "opd"},
    ],
}
IKU_07 = indikator(
    "IKU-07",
    "Jumlah warga yang dilayani",
    satuan="orang",
    mode="kumulatif",
    target="100",
    pendahulu="dinkes/IKU-03",
)
BEFORE = ("2026-TW1", "2026-TW2", "2026-S1")


async def split(world: World) -> list[dict[str, Any]]:
    """Half a year is issued; then the decree, and the plans that follow from it."""
    await set_up(world)
    for number in (1, 2):
        await play_triwulan(world, number)
    await issue(world, "2026-S1")
    kept = [await rekap(world, period) for period in BEFORE]
    world.at("2026-07-02 10:00")
    await world.person("admin").ask("POST", "/collector/v1/units:reorganise", REORGANISASI)
    since: dict[str, Any] = {
        "berlaku_sejak": "2026-07-01",
        "tanggal": "2026-07-01",
        "nomor": "PK-P/2/2026",
    }
    rest = perjanjian(indikator=[IKU_01, IKU_02], alasan="perubahan_strategi", **since)
    targets = {code: TARGETS[code] for code in ("IKU-01", "IKU-02")}
    await publish(world, "dinkes", 2026, rest, rencana(targets, berlaku_sejak="2026-07-01"))
    anggaran = [{"kode": "P7", "uraian": "Program rumah sakit", "pagu": "400000000"}]
    begun = perjanjian(indikator=[IKU_07], anggaran=anggaran, **since)
    await publish(world, "rsud", 2026, begun, rencana({"IKU-07": (None, None, "75", "100")}))
    await world.settled()
    return kept


async def second_half(world: World) -> None:
    for number in (3, 4):
        period = await opened(world, number)
        await world.unit("disdik").submit(period, figures(number))
        await world.unit("dinkes").submit(period, figures(number, without=["IKU-03"]))
        nilai = [{"indikator": "IKU-07", "realisasi": ("77", "101")[number - 3]}]
        spent = [{"kode": "P7", "realisasi": str(90_000_000 * number)}]
        await world.unit("rsud").submit(period, {"nilai": nilai, "anggaran": spent})
        await issue(world, period)
    await issue(world, "2026-S2")
    await issue(world, "2026")


async def test_old_quarters_stay_and_both_units_owe_the_next(world: World) -> None:
    kept = await split(world)

    await opened(world, 3)

    assert [await rekap(world, period) for period in BEFORE] == kept
    opening = await world.event("periode.opened", "2026-TW3")
    assert opening["data"]["wajib"] == ["dinkes", "disdik", "rsud"]
    born = await world.event("unit.registered", unit="rsud")
    assert (born["data"]["dasar"], born["data"]["asal"]) == (SK, ["dinkes"])


async def test_the_year_joins_the_series_with_a_footnote_and_counts_nothing_twice(
    world: World,
) -> None:
    await split(world)
    await second_half(world)

    lines = (await rekap(world, "2026"))["baris"]
    joined = await line(world, "2026", "rsud", "IKU-07")

    assert ("dinkes", "IKU-03") not in {(one["unit"], one["indikator"]) for one in lines}
    assert [point["realisasi"] for point in joined["riwayat"]] == ["26", "51", "77", "101"]
    assert (joined["realisasi"], joined["capaian_persen"]) == ("101", "101")
    [note] = joined["catatan_kaki"]
    assert "Dinas Kesehatan" in note
    assert SK in note


async def test_people_of_the_old_unit_still_read_its_figures(world: World) -> None:
    await split(world)
    staf = world.person("staf.dinkes", "staf@dinkes")

    state = await staf.get("/collector/v1/submissions/dinkes/2026-TW1")
    revisions = await staf.get("/collector/v1/submissions/dinkes/2026-TW2/revisions")

    assert {one["indikator"] for one in state["nilai"]} == {"IKU-01", "IKU-02", "IKU-03"}
    assert len(revisions) == 1
