"""Scenario 5. The system of an OPD sends twice: exactly one revision, receipt and notice."""

import asyncio

from support.promises import figures, opened, set_up
from support.world import World


async def test_however_often_a_body_is_sent_it_counts_once(world: World) -> None:
    await set_up(world)
    period, dinkes = await opened(world, 1), world.unit("dinkes")

    first = await dinkes.try_submit(period, figures(1), "kunci-1")
    retried = await dinkes.try_submit(period, figures(1), "kunci-1")
    new_key = await dinkes.try_submit(period, figures(1), "kunci-2")
    other_body = await dinkes.try_submit(period, figures(1, IKU_02="2"), "kunci-1")

    assert (first.status_code, retried.status_code, new_key.status_code) == (201, 200, 200)
    assert retried.headers["Idempotent-Replayed"] == "true"
    assert retried.json() == first.json()
    assert {item["outcome"] for item in new_key.json()["items"]} == {"unchanged"}
    assert new_key.json()["receipt"] == first.json()["receipt"]
    assert (other_body.status_code, other_body.json()["code"]) == (422, "idempotency-key-reused")
    await world.settled()
    assert len(await world.events("data.submitted", period)) == 1
    assert len(await dinkes.revisions(period)) == 1


async def test_two_copies_at_once_are_taken_one_after_the_other(world: World) -> None:
    await set_up(world)
    period, disdik = await opened(world, 1), world.unit("disdik")

    copies = await asyncio.gather(
        *(disdik.try_submit(period, figures(1), "kunci-1") for _ in range(2))
    )

    assert sorted(copy.status_code for copy in copies) == [200, 201]
    assert copies[0].json() == copies[1].json()
    [replayed] = [copy for copy in copies if copy.status_code == 200]
    assert replayed.headers["Idempotent-Replayed"] == "true"
    await world.settled()
    [notice] = await world.events("data.submitted", period)
    assert notice["data"]["nomor_tanda_terima"] == copies[0].json()["receipt"]["seq"]
    assert len(await disdik.revisions(period)) == 1
