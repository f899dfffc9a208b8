"""Connections to the broker."""

import asyncio

import pytest

from lapkin_chassis.broker import connect


async def test_a_connection_given_up_half_way_leaves_no_socket_open() -> None:
    greeted, hung_up = asyncio.Event(), asyncio.Event()

    async def broker_that_says_nothing(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        greeted.set()
        await reader.read()  # until the other side hangs up
        hung_up.set()
        writer.close()

    server = await asyncio.start_server(broker_that_says_nothing, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server, asyncio.timeout(10):
        connecting = asyncio.create_task(connect("test", f"nats://127.0.0.1:{port}"))
        await greeted.wait()
        connecting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await connecting

        await hung_up.wait()
