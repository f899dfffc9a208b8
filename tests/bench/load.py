"""HTTP load from raw keep-alive sockets on loopback: cheap, so that it measures the other side."""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

HOST = "127.0.0.1"
CONNECTIONS = 64
GIVE_UP_SECONDS = 600.0


class WrongAnswers(Exception):
    """Some requests were refused; the message counts them and shows the last body."""


@dataclass
class Answers:
    """What came back. Times are `time.perf_counter()`, one per request, in request order."""

    sent_at: list[float]
    answered_at: list[float]
    statuses: Counter[int] = field(default_factory=Counter)
    last_body: bytes = b""

    @property
    def seconds(self) -> float:
        return max(self.answered_at) - min(self.sent_at)

    def require(self, *allowed: int) -> None:
        """Raises WrongAnswers unless every status is among `allowed`."""
        if not set(self.statuses) <= set(allowed):
            msg = f"{dict(self.statuses)} {self.last_body[:1000]!r}"
            raise WrongAnswers(msg)


def request(
    method: str, path: str, body: object, headers: Mapping[str, str] | None = None
) -> bytes:
    """The bytes of one JSON request."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    lines = [
        f"{method} {path} HTTP/1.1",
        f"Host: {HOST}",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        *(f"{name}: {value}" for name, value in (headers or {}).items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


async def closed_loop(
    port: int, requests: Sequence[bytes], *, connections: int = CONNECTIONS
) -> Answers:
    """Send all, each connection its next request as soon as the last one is answered."""
    answers = _unanswered(requests)
    waiting = iter(range(len(requests)))

    async def work() -> None:
        connection = await _Connection.open(port)
        try:
            for number in waiting:
                answers.sent_at[number] = time.perf_counter()
                await connection.exchange(requests[number], number, answers)
        finally:
            connection.close()

    async with asyncio.timeout(GIVE_UP_SECONDS), asyncio.TaskGroup() as together:
        for _ in range(min(connections, len(requests))):
            together.create_task(work())
    return answers


async def open_loop(port: int, requests: Sequence[bytes], *, rate: float) -> Answers:
    """Send at a fixed rate whether or not answers keep up; a late one counts from when it was due."""
    answers = _unanswered(requests)
    waiting = iter(range(len(requests)))
    connections = [await _Connection.open(port) for _ in range(CONNECTIONS)]
    begin = time.perf_counter() + 0.05

    async def work(connection: _Connection) -> None:
        for number in waiting:
            answers.sent_at[number] = due = begin + number / rate
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
                answers.sent_at[number] = time.perf_counter()  # our timer's error, not theirs
            await connection.exchange(requests[number], number, answers)

    try:
        async with asyncio.timeout(GIVE_UP_SECONDS), asyncio.TaskGroup() as together:
            for connection in connections:
                together.create_task(work(connection))
    finally:
        for connection in connections:
            connection.close()
    return answers


def _unanswered(requests: Sequence[bytes]) -> Answers:
    return Answers([0.0] * len(requests), [0.0] * len(requests))


class _Connection(asyncio.Protocol):
    """One keep-alive connection with one request under way at most."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._received = b""
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None

    @classmethod
    async def open(cls, port: int) -> "_Connection":
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(cls, HOST, port)
        return connection

    async def exchange(self, content: bytes, number: int, answers: Answers) -> None:
        assert self._transport is not None
        self._answer = asyncio.get_running_loop().create_future()
        self._transport.write(content)
        status, body = await self._answer
        answers.answered_at[number] = time.perf_counter()
        answers.statuses[status] += 1
        answers.last_body = body

    def close(self) -> None:
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: Any) -> None:
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, separator, rest = self._received.partition(b"\r\n\r\n")
        if not separator:
            return
        length = _content_length(head)
        if len(rest) < length or self._answer is None:
            return
        self._received = rest[length:]
        self._answer.set_result((int(head[9:12]), rest[:length]))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(exc or ConnectionResetError("the server hung up"))


def _content_length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line[15:])
    return 0
