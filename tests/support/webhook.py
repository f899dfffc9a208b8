"""A program of another office that is told of events by webhook."""

import asyncio
import contextlib
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True)
class Told:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes


class WebhookReceiver:
    """Listens on loopback, keeps what it is told, and answers what it was told to answer."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.answers: dict[str, list[int]] = {}
        """Status of the next answers by path; 204 when there is none left."""
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    def at(self, path: str) -> list[Told]:
        return [one for one in self.told if one.path == path]

    async def start(self) -> None:
        self._server = await asyncio.start_server(self._answer, "127.0.0.1", 0)

    async def stop(self) -> None:
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            lines = (line.partition(": ") for line in head[1:] if line)
            headers = {name.lower(): value for name, _, value in lines}
            body = await reader.readexactly(int(headers.get("content-length", "0")))
            path = head[0].split(" ")[1]
            self.told.append(Told(path, headers, body))
            waiting = self.answers.get(path)
            status = HTTPStatus(waiting.pop(0) if waiting else 204)
            answer = f"HTTP/1.1 {status.value} {status.phrase}\r\nContent-Length: 0\r\n"
            writer.write(f"{answer}Connection: close\r\n\r\n".encode())
            await writer.drain()
        writer.close()
