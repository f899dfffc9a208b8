"""A webhook receiver on the loopback interface: keeps what it is sent, answers as it is told."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Received(NamedTuple):
    path: str
    headers: dict[str, str]
    """By names in lower case."""
    body: bytes

    @property
    def event_id(self) -> str:
        return self.headers["webhook-id"]


class Receiver:
    """Answers 204, unless it was told otherwise."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.port = 0
        self._answers: list[tuple[int, dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/kinerja"

    @property
    def event_ids(self) -> list[str]:
        return [one.event_id for one in self.received]

    def answer(self, *statuses: int, **headers: str) -> None:
        """Give the next requests these answers, one each."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self._answers.extend((status, named) for status in statuses)

    def take(self, one: Received) -> tuple[int, dict[str, str]]:
        self.received.append(one)
        return self._answers.pop(0) if self._answers else (204, {})


@contextmanager
def receiving() -> Iterator[Receiver]:
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            status, answer = receiver.take(Received(self.path, headers, body))
            self.send_response(status)
            for name, value in answer.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        receiver.port = server.server_port
        yield receiver
        server.shutdown()
        thread.join()
