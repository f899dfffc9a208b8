"""Connections to the broker."""

import asyncio
import gc
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from lapkin_chassis.broker import EventBroker, connect, connection_options

Connect = Callable[[str, str], Coroutine[Any, Any, object]]


@pytest.fixture(autouse=True)
def uncollected() -> Iterator[None]:
    """No collector of garbage closes what we left open."""
    gc.disable()
    yield
    gc.enable()


async def begun(name: str, url: str) -> None:
    """As the consumer connects."""
    await EventBroker(logger=None, **connection_options(name, url)).connect()


@pytest.mark.parametrize("connect", [connect, begun])
async def test_a_connection_given_up_half_way_leaves_no_socket_open(connect: Connect) -> None:
    greeted, hung_up = asyncio.Event(), asyncio.Event()

    async def broker_that_does_not_go_on(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(b'INFO {"server_id":"test","max_payload":1048576}\r\n')
        await reader.readline()  # CONNECT
        greeted.set()
        await reader.read()  # until the other side hangs up
        hung_up.set()
        writer.close()

    server = await asyncio.start_server(broker_that_does_not_go_on, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, asyncio.timeout(10):
        connecting = asyncio.create_task(connect("test", f"nats://127.0.0.1:{port}"))
        await greeted.wait()
        connecting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await connecting

        await hung_up.wait()
