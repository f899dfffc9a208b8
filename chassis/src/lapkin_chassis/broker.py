"""Connections to NATS, and the one stream and its durable consumers."""

from collections.abc import Sequence
from typing import Any

import structlog
from faststream.nats import NatsBroker
from nats.aio.client import Client
from nats.js import JetStreamContext
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, DiscardPolicy, StreamConfig
from nats.js.errors import NotFoundError

from lapkin_contracts.envelope import STREAM, SUBJECTS

log = structlog.get_logger()

ANSWER_SECONDS = 2
ACK_WAIT_SECONDS = 10
"""After this a message that a killed consumer held is given out again."""


def connection_options(name: str, url: str) -> dict[str, Any]:
    """For nats-py and FastStream alike.

    Reconnect for ever (the default gives up after two minutes); keep no publishes while
    disconnected (they would surface later, though reported as failed).
    """

    async def lost() -> None:
        log.info("broker.disconnected", connection=name)

    async def error(problem: Exception) -> None:
        log.warning("broker.error", connection=name, error=repr(problem))

    return {
        "servers": url.split(","),
        "name": name,
        "max_reconnect_attempts": -1,
        "reconnect_time_wait": 0.5,
        "ping_interval": 10,
        "pending_size": 0,
        "inbox_prefix": f"_INBOX_{name}".encode(),
        "disconnected_cb": lost,
        "error_cb": error,
    }


async def connect(name: str, url: str) -> Client:
    """For work that goes on: it waits for the broker as long as it takes."""
    return await _connected(connection_options(name, url))


async def connect_now(name: str, url: str) -> Client:
    """For an answer that somebody waits for: tried twice, a few seconds at most."""
    soon = {
        "max_reconnect_attempts": 1,
        "reconnect_time_wait": 0.1,
        "connect_timeout": ANSWER_SECONDS,
    }
    return await _connected(connection_options(name, url) | soon)


async def _connected(options: dict[str, Any]) -> Client:
    client = Client()
    try:
        await client.connect(**options)
    except BaseException:  # a cancellation half way would leave its socket open
        await client.close()
        raise
    return client


class EventBroker(NatsBroker):
    """FastStream's, whose connection is closed too when it is given up half way."""

    async def _connect(self) -> Client:
        connection = await _connected(self._connection_kwargs)
        self.config.connect(connection)
        return connection


async def provision_stream(js: JetStreamContext) -> None:
    """Make the stream if the broker does not have it. It is never deleted from nor purged."""
    try:
        await js.stream_info(STREAM)
    except NotFoundError:
        await js.add_stream(
            StreamConfig(
                name=STREAM,
                subjects=[SUBJECTS],
                discard=DiscardPolicy.NEW,
                deny_delete=True,
                deny_purge=True,
                allow_atomic=True,
                allow_direct=True,
            )
        )


async def provision_consumer(
    js: JetStreamContext, durable: str, types: Sequence[str], *, from_start: bool
) -> None:
    """Make a service's consumer; anew where its store is empty, so that it takes in everything."""
    if from_start and await has_consumer(js, durable):
        await js.delete_consumer(STREAM, durable)
    await js.add_consumer(
        STREAM,
        ConsumerConfig(
            durable_name=durable,
            filter_subjects=[f"{kind}.>" for kind in types],
            deliver_policy=DeliverPolicy.ALL,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=ACK_WAIT_SECONDS,
            max_deliver=-1,
            max_ack_pending=1024,
        ),
    )


async def has_consumer(js: JetStreamContext, durable: str) -> bool:
    try:
        await js.consumer_info(STREAM, durable)
    except NotFoundError:
        return False
    return True
