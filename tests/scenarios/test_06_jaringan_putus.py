"""Scenario 6. The network breaks while figures are sent: nothing is lost, nothing is doubled."""

import asyncio

from support.processes import Processes
from support.promises import UNITS, figures, issue, opened, set_up
from support.world import World


async def test_whoever_lost_the_answer_asks_again_with_the_same_key(world: World) -> None:
    await set_up(world)
    period, dinkes = await opened(world, 1), world.unit("dinkes")
    body = {"unit": "dinkes", "period": period, **figures(1)}
    request = world.client.build_request("POST", "/collector/v1/submissions", json=body)

    await send_and_hang_up(world, request.content, "kunci-1")
    await world.settled()
    retried = await dinkes.try_submit(period, figures(1), "kunci-1")

    assert (retried.status_code, retried.headers["Idempotent-Replayed"]) == (200, "true")
    receipt = retried.json()["receipt"]
    assert await dinkes.get(f"/collector/v1/receipts/{receipt['seq']}") == receipt
    verified = await world.client.post("/collector/v1/receipts:verify", json=receipt)
    assert verified.json() == {"match": True}
    assert len(await dinkes.revisions(period)) == 1


async def send_and_hang_up(world: World, body: bytes, key: str) -> None:
    """A request whose sender is gone once the server has stored it."""
    dinkes = world.unit("dinkes")
    head = [
        "POST /v1/submissions HTTP/1.1",
        "Host: lapkin.test",
        f"Content-Length: {len(body)}",
        f"Idempotency-Key: {key}",
        *(f"{name}: {value}" for name, value in dinkes.headers.items()),
    ]
    _, writer = await asyncio.open_connection("127.0.0.1", world.ports["collector"])
    writer.write("\r\n".join([*head, "", ""]).encode() + body)
    await writer.drain()
    await world.event("data.submitted", "2026-TW1", "dinkes")
    writer.transport.abort()


async def test_figures_can_be_checked_before_they_are_sent(world: World) -> None:
    await set_up(world)
    period, dinkes = await opened(world, 1), world.unit("dinkes")
    body = {"unit": "dinkes", "period": period, **figures(1, IKU_09="1")}

    checked = await dinkes.refused("POST", "/collector/v1/submissions?dry_run=true", body)

    assert [fault["code"] for fault in checked["errors"]] == ["unknown-indikator"]
    await world.settled()
    assert await world.events("data.submitted", period) == []


async def test_a_service_and_the_broker_are_killed_and_the_outbox_drains(
    processes: Processes,
) -> None:
    world = processes
    await set_up(world)
    period = await opened(world, 1)
    world.broker.kill()
    receipts = [await world.unit(code).submit(period, figures(1), "kunci-1") for code in UNITS]
    await world.kill("collector")
    await world.kill("aggregator")
    world.broker.start()
    for name in ("collector", "aggregator"):
        await world.begin(name)

    again = [await world.unit(code).submit(period, figures(1), "kunci-1") for code in UNITS]
    await issue(world, period)

    assert again == receipts
    assert len(await world.events("data.submitted", period)) == len(UNITS)
    assert len(await world.events("rekap.completed", period)) == 1
    assert len(await world.events("laporan.issued", period)) == 1
