"""`lapkin serve`: all four services in one process, or one of them alone."""

import asyncio
import gc
import os
import signal
import socket
from collections.abc import Collection, Coroutine, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp
from uvicorn.loops.auto import auto_loop_factory

from lapkin.broker import EmbeddedBroker
from lapkin.mailbox import Mailbox
from lapkin.portal import Portal
from lapkin.rehearsal_clock import RehearsalClock
from lapkin.site import HOME, SERVICES, SiteProblem, build_services, environment
from lapkin_chassis.telemetry import configure_logs

STOP_SECONDS = 2
GC_THRESHOLD = 50_000
T = TypeVar("T")


@dataclass(frozen=True)
class Listen:
    """Where to answer, and how much to say."""

    host: str
    port: int
    log_level: str

    @property
    def address(self) -> str:
        return f"http://{self.host}:{self.port}"


def bind(listen: Listen) -> socket.socket:
    """Take the port before anything else starts.

    Raises:
        SiteProblem: another program has it.
    """
    taken = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((listen.host, listen.port))
    except OSError as error:
        msg = f"Alamat {listen.host}:{listen.port} tidak dapat dipakai ({error.strerror}); pilih lain dengan --port."
        raise SiteProblem(msg) from error
    return taken


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run on uvloop where there is one, and leave long-lived objects out of garbage collection.

    The collector of cycles would walk through every imported class once per few requests.
    """
    gc.freeze()
    gc.set_threshold(GC_THRESHOLD, 50, 100)
    with asyncio.Runner(loop_factory=auto_loop_factory()) as runner:
        return runner.run(main)


class Server(uvicorn.Server):
    """Leaves signals to us: uvicorn would raise them again before the broker has stopped.

    And tells the services that the end is near: an open stream would hold it up.
    """

    def __init__(self, config: uvicorn.Config, services: Collection[FastAPI]) -> None:
        super().__init__(config)
        self._services = services

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for service in self._services:
            service.state.stopping.set()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@dataclass(frozen=True)
class Rehearsal:
    """The sample year: its own clock, and a mailbox that keeps what is sent."""

    clock: RehearsalClock
    mailbox: Mailbox
    printed_address: str
    """Where papers say they can be verified."""


class Site:
    """A running one-process site."""

    def __init__(self, folder: Path, listen: Listen, rehearsal: Rehearsal | None = None) -> None:
        self.folder = folder
        self.listen = listen
        self._rehearsal = rehearsal
        self._stack = AsyncExitStack()
        self._stop = asyncio.Event()
        self._serving: asyncio.Task[None] | None = None
        self._server: Server | None = None

    async def __aenter__(self) -> "Site":
        port = bind(self.listen)
        configure_logs(self.listen.log_level)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._stop.set)
        try:
            await self._start(port)
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def _start(self, port: socket.socket) -> None:
        if self._rehearsal is None:
            broker_url = os.environ.get("LAPKIN_NATS_URL") or await self._embedded_broker()
            for name, value in environment(self.folder, broker_url, self.listen.address).items():
                os.environ.setdefault(name, value)
        else:  # a rehearsal never touches what the environment names
            broker_url = await self._embedded_broker()
            os.environ.update(environment(self.folder, broker_url, self.listen.address))
            for name in SERVICES:
                os.environ[f"{name.upper()}_CLOCK_FILE"] = str(self._rehearsal.clock.file)
            os.environ["REPORTER_PUBLIC_URL"] = self._rehearsal.printed_address
            os.environ["NOTIFIER_SMTP_HOST"] = "127.0.0.1"
            os.environ["NOTIFIER_SMTP_PORT"] = str(await self._rehearsal.mailbox.start())
            self._stack.push_async_callback(self._rehearsal.mailbox.stop)
        services = build_services(SERVICES)
        self._server = Server(_config(Portal(services, HOME)), services.values())
        self._serving = asyncio.create_task(self._server.serve([port]))
        while not self._server.started:
            if self._serving.done():
                self._serving.result()
                msg = "Layanan tidak dapat dimulai; lihat log di atas."
                raise SiteProblem(msg)
            await asyncio.sleep(0.01)

    async def _embedded_broker(self) -> str:
        broker = EmbeddedBroker(self.folder / "nats")
        await broker.start()
        self._stack.push_async_callback(broker.stop)
        return broker.url

    async def __aexit__(self, *_: object) -> None:
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        await self._stack.aclose()

    async def until_stopped(self) -> None:
        """Wait for the signal that ends the process, or for the server to fail."""
        assert self._serving is not None
        stopping = asyncio.create_task(self._stop.wait())
        await asyncio.wait({stopping, self._serving}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()


def serve_one(name: str, listen: Listen) -> None:
    """One service against the store and broker its environment names."""
    port = bind(listen)
    configure_logs(listen.log_level)
    app = build_services([name])[name]
    run(_until_stopped(Server(_config(app, f"/{name}"), [app]), port))


async def _until_stopped(server: Server, port: socket.socket) -> None:
    def stop() -> None:
        server.should_exit = True

    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop)
    await server.serve([port])


def _config(app: ASGIApp, root_path: str = "") -> uvicorn.Config:
    """Open streams do not keep a stopping server waiting."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        root_path=root_path,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
