import asyncio

import httpx


async def test_a_service_whose_broker_is_away_lives_and_says_that_it_is_not_ready(
    http: httpx.AsyncClient,
) -> None:
    live = await http.get("/healthz/live")
    async with asyncio.timeout(15):
        ready = await http.get("/healthz/ready")

    assert live.status_code == 200
    assert ready.status_code == 503
    assert ready.json() == {"store": True, "jetstream": False, "consumer": False}
