"""Scenario 9. The review says Tidak twice: nothing gets lost, and nobody reviews himself."""

from typing import Any

from support.promises import play_triwulan, set_up
from support.sheets import text_of
from support.world import World

REPORTS = "/reporter/v1/laporan"
S1 = "2026-S1"


async def semester(world: World) -> None:
    """The draft of semester I waits for review."""
    await set_up(world)
    for number in (1, 2):
        await play_triwulan(world, number)
    await world.event("draft.ready", S1)


async def open_items(world: World) -> list[int]:
    items = await world.person("staf").get(f"{REPORTS}/{S1}/koreksi")
    return [item["nomor"] for item in items]


async def test_two_rounds_of_koreksi_block_the_report_until_all_are_settled(world: World) -> None:
    await semester(world)
    staf, kasubag = world.person("staf"), world.person("kasubag")
    world.at("2026-07-02 09:00")
    await kasubag.reject(S1, "Sebut kendala.", "Perbaiki penutup.", "Tambah solusi.")

    world.at("2026-07-06 10:00")
    await staf.answer(S1, 1, 2)
    refused = await staf.refused("POST", f"{REPORTS}/{S1}:resubmit")
    await staf.answer(S1, 3)
    await staf.ask("POST", f"{REPORTS}/{S1}:resubmit")
    world.at("2026-07-07 10:00")
    unsettled = [{"nomor": 2, "tanggapan": "Penutup masih menyebut triwulan I."}]
    await kasubag.reject(S1, "Lengkapi lampiran.", belum_selesai=unsettled)
    still_open = await open_items(world)
    world.at("2026-07-09 10:00")
    await staf.answer(S1, 2, 4)
    await staf.ask("POST", f"{REPORTS}/{S1}:resubmit")
    await kasubag.approve(S1)

    assert refused["code"] == "koreksi-open"
    assert "3" in refused["detail"]
    assert still_open == [2, 4]
    await world.event("laporan.issued", S1)
    assert await open_items(world) == []
    await assert_the_exchange_is_printed(world)
    await assert_the_clock_names_who_was_waited_for(world)


async def assert_the_exchange_is_printed(world: World) -> None:
    answer = await world.person("staf").send("GET", f"{REPORTS}/{S1}/hasil-koreksi.pdf")

    for said in ("Perbaiki penutup.", "Lengkapi lampiran.", "Penutup masih menyebut triwulan I."):
        assert said in text_of(answer.content)


async def assert_the_clock_names_who_was_waited_for(world: World) -> None:
    await world.settled()
    case: dict[str, Any] = await world.person("kasubag").get(f"/notifier/v1/sop/kasus/{S1}")

    assert case["menunggu"]["staf"] > 0
    assert case["menunggu"]["kasubag"] > 0
    review = next(step for step in case["langkah"] if step["nomor"] == 7)
    assert (review["waktu"]["nilai"], review["waktu"]["satuan"]) == (120, "hari_kalender")


async def test_whoever_had_a_hand_in_the_draft_cannot_accept_it(world: World) -> None:
    await semester(world)
    both = world.person("ani", "staf@*", "kasubag@*")
    await world.person("kasubag").reject(S1, "Sebut kendala.")
    await both.answer(S1, 1)
    await both.ask("POST", f"{REPORTS}/{S1}:resubmit")

    refused = await both.refused_approval(S1)

    assert refused["code"] == "own-draft"
    assert await world.events("laporan.issued", S1) == []


async def test_a_tidak_says_what_is_to_be_corrected(world: World) -> None:
    await semester(world)
    kasubag = world.person("kasubag")
    etag = (await kasubag.draft(S1))["etag"]

    await kasubag.refused(
        "POST", f"{REPORTS}/{S1}:review", {"putusan": "tidak"}, **{"If-Match": etag}
    )

    assert (await kasubag.draft(S1))["state"] == "menunggu_reviu"
