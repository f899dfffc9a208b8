"""Scenario 2. A figure is corrected while the draft is under review: Kasubag decides what becomes of it."""

from support.papers import line, papers, rekap
from support.promises import collect, figures, issue, set_up
from support.world import World

REPORTS = "/reporter/v1/laporan"


async def corrected(world: World) -> tuple[str, dict[str, object]]:
    """A draft under review, and DISDIK's better figure after it."""
    await set_up(world)
    period = await collect(world, 1)
    await world.event("draft.ready", period)
    draft = await world.person("kasubag").draft(period)
    world.at("2026-04-06 10:00")
    better = figures(1)
    better["nilai"][0] |= {"realisasi": "93", "pembilang": "93"}
    await world.unit("disdik").submit(period, better)
    await world.event("draft.outdated", period)
    await world.settled()
    return period, draft


async def test_the_draft_stays_and_shows_what_changed_since(world: World) -> None:
    period, before = await corrected(world)

    draft = await world.person("kasubag").draft(period)

    assert (draft["sha256"], draft["state"]) == (before["sha256"], "menunggu_reviu")
    changed = {
        (one["unit"], one["kode"], one["kolom"]): (one["semula"], one["menjadi"])
        for one in draft["perubahan"]
    }
    assert changed["disdik", "IKU-01", "realisasi"] == ("90%", "93%")
    refused = await world.person("kasubag").refused_approval(period)
    assert refused["code"] == "perubahan-undecided"


async def test_pakai_makes_a_new_draft_from_the_new_figures(world: World) -> None:
    period, before = await corrected(world)

    await world.person("kasubag").ask("POST", f"{REPORTS}/{period}:pakai")
    draft = await world.person("kasubag").draft(period)
    await issue(world, period)

    assert draft["sha256"] != before["sha256"]
    assert draft["rekap_revision"] == 2
    assert not draft["perubahan"]
    assert (await line(world, period, "disdik", "IKU-01"))["realisasi"] == "93"
    assert (await papers(world, period)).edition["rekap_revision"] == 2


async def test_tunda_leaves_it_to_a_ralat_and_the_semester_says_what_it_used(
    world: World,
) -> None:
    period, before = await corrected(world)
    kasubag = world.person("kasubag")

    await kasubag.ask("POST", f"{REPORTS}/{period}:tunda")
    await issue(world, period)
    second = await collect(world, 2)
    await issue(world, second)
    await world.event("draft.ready", "2026-S1")

    assert (await papers(world, period)).edition["rekap_revision"] == 1
    assert before["rekap_revision"] == 1
    sources = (await rekap(world, "2026-S1"))["sumber"]
    assert [(one["period"], one["rekap_revision"]) for one in sources] == [
        (period, 1),
        (second, 1),
    ]
    semester = await line(world, "2026-S1", "disdik", "IKU-01")
    assert [point["realisasi"] for point in semester["riwayat"]] == ["90", "90"]
