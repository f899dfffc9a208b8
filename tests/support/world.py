"""A whole site for a scenario: four services over real HTTP and NATS, and a clock that tests set.

Each service listens on a port of its own and can be stopped and started again. People and
programs hold tokens signed with the site's own key; who must prove a mandate signs in for real.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import httpx
import nats
import pytest
import uvicorn
from fastapi import FastAPI
from nats.js import JetStreamContext
from nats.js.errors import NotFoundError
from pydantic import SecretStr
from sqlalchemy import Engine, create_engine, func, make_url, select
from support.actors import Person, Unit
from support.broker import NatsServer
from support.clock import OfficeClock
from support.deployment import SERVICES, Gateway
from support.mailbox import Mailbox
from support.tokens import Signer
from support.waiting import until
from support.webhook import WebhookReceiver

from lapkin.serve import Server
from lapkin_chassis.outbox import outbox
from lapkin_contracts.envelope import STREAM
from lapkin_contracts.rules.periods import ZONE

ORIGIN = "http://lapkin.test"
START = datetime(2026, 1, 2, 7, 30, tzinfo=ZONE)
T = TypeVar("T")


@dataclass
class Running:
    """One service that answers now."""

    app: FastAPI
    server: Server
    serving: "asyncio.Task[None]"


@dataclass
class World:
    """The site, its clock, and everyone who acts in it."""

    folder: Path
    broker: NatsServer
    databases: Mapping[str, str]
    settings: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """What a scenario sets otherwise, by service."""

    def __post_init__(self) -> None:
        self.clock = OfficeClock(self.folder / "jam", START)
        self.signer = Signer()
        self.mailbox = Mailbox()
        self.webhooks = WebhookReceiver()
        self.ports: dict[str, int] = {}
        self.client = httpx.AsyncClient(transport=Gateway(self.ports), base_url=ORIGIN, timeout=30)
        self._engines = [_engine(url) for url in self.databases.values()]
        self._apps: dict[str, Running] = {}
        self._running: set[str] = set()

    @classmethod
    @asynccontextmanager
    async def start(
        cls,
        folder: Path,
        broker: NatsServer,
        databases: Mapping[str, str],
        settings: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> AsyncIterator["World"]:
        """Everything runs; it ends with the block."""
        world = cls(folder, broker, databases, settings or {})
        world.signer.write(folder / "key")
        world.mailbox.start()
        await world.webhooks.start()
        try:
            await world.begin_all()
            yield world
        finally:
            await world.client.aclose()
            await asyncio.gather(*map(world.end, world._running.copy()))
            for engine in world._engines:
                engine.dispose()
            await world.webhooks.stop()
            world.mailbox.stop()

    async def begin_all(self) -> None:
        for name in SERVICES:  # one after the other: their migrations share this process
            await self.begin(name)

    async def begin(self, name: str) -> None:
        """Start a service, on the port it had before."""
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self.ports.get(name, 0)))
        self.ports[name] = listener.getsockname()[1]
        app = self._build(name)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            root_path=f"/{name}",
            timeout_keep_alive=60,  # a scenario may pause; its connections stay
        )
        server = Server(config, [app])
        serving = asyncio.create_task(server.serve([listener]))
        while not server.started:
            if serving.done():
                listener.close()
                serving.result()
                pytest.fail(f"{name} did not start")
            await asyncio.sleep(0.005)
        self._apps[name] = Running(app, server, serving)
        self._running.add(name)

    async def end(self, name: str) -> None:
        """Stop a service; what it did not take in waits in the broker."""
        self._running.remove(name)
        running = self._apps.pop(name)
        running.server.should_exit = True
        await running.serving

    def app(self, name: str) -> FastAPI:
        return self._apps[name].app

    def at(self, moment: str) -> None:
        """Set every clock of the site: `2026-10-01 07:30`, in the office's zone."""
        self.clock.set_to(datetime.fromisoformat(moment).replace(tzinfo=ZONE))

    def person(self, username: str, *grants: str) -> Person:
        """Someone with these grants; without any, with the role of their name in every unit."""
        held = grants or (f"{username}@*",)
        return Person(self.client, self.signer.bearer(*held, sub=username), username)

    def unit(self, code: str) -> Unit:
        """The system of a unit."""
        headers = self.signer.bearer(f"submit@{code}", sub=f"client:{code}")
        return Unit(self.client, headers, f"client:{code}", code)

    async def signed_in(self, username: str, password: str) -> Person:
        """Someone with an account, through the door, with the mandates they hold."""
        body = {"username": username, "password": password}
        answer = await self.client.post("/collector/v1/sessions", json=body)
        answer.raise_for_status()
        token = answer.cookies["lapkin_session"]
        self.client.cookies.clear()
        return Person(self.client, {"Authorization": f"Bearer {token}"}, username)

    async def run_schedules(self) -> None:
        """What the clock owes, done now; and what follows from it, taken in everywhere."""
        operator = self.person("operator")
        await operator.ask("POST", "/collector/v1/schedule:run")
        await self.settled()

    async def until(self, condition: Callable[[], Awaitable[T]], seconds: float = 15) -> T:
        return await until(condition, seconds=seconds)

    async def events(
        self, kind: str, period: str = "", unit: str = "", **data: Any
    ) -> list[dict[str, Any]]:
        """All of a type, as the event log holds them: `events("rekap.completed", "2026-TW1")`.

        Only those whose data says what `data` says.
        """
        query = f"types=lapkin.{kind}.v1&unit={unit}&period={period}".replace("&unit=&", "&")
        path = f"/notifier/v1/events?{query.removesuffix('&period=')}"
        page = await self.person("operator").get(path)
        return [one for one in page["items"] if data.items() <= one["data"].items()]

    async def event(self, kind: str, period: str = "", unit: str = "", **data: Any) -> Any:
        """The newest of a type, waited for."""

        async def found() -> list[dict[str, Any]]:
            return await self.events(kind, period, unit, **data)

        return (await self.until(found))[-1]

    async def settled(self) -> None:
        """Every fact is in the stream, and every running service has taken in what concerns it."""
        client = await nats.connect(self.broker.url)
        try:
            await self.until(lambda: self._is_settled(client.jetstream()))
        finally:
            await client.close()

    async def _is_settled(self, js: JetStreamContext) -> bool:
        announced = await self.announced()
        if announced != (await js.stream_info(STREAM)).state.messages:
            return False
        for name in self._running:
            with contextlib.suppress(NotFoundError):  # one that takes nothing in
                consumer = await js.consumer_info(STREAM, name)
                if consumer.num_pending or consumer.num_ack_pending:
                    return False
        return announced == await self.announced()

    async def announced(self) -> int:
        """How many facts all stores together hold, also of a service that is down."""
        return sum([await asyncio.to_thread(_announced, one) for one in self._engines])

    def _build(self, name: str) -> FastAPI:
        settings = import_module(f"{name}.settings").Settings(
            **self._told(),
            **self.settings.get(name, {}),
            database_url=SecretStr(self.databases[name]),
        )
        app: FastAPI = import_module(f"{name}.main").build(settings, self.clock)
        return app

    def _told(self) -> dict[str, Any]:
        """Each service takes what it knows, and leaves the rest."""
        return {
            "nats_url": self.broker.url,
            "keys_url": f"http://127.0.0.1:{self.ports['collector']}/.well-known/jwks.json",
            "key_file": self.folder / "key",
            "link_secret": SecretStr("link-secret-of-the-test"),
            "public_url": ORIGIN,
            "smtp_host": "127.0.0.1",
            "smtp_port": self.mailbox.port,
            "webhook_private": True,
        }


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    is_sqlite = parsed.drivername == "sqlite"
    return create_engine(parsed if is_sqlite else parsed.set(drivername="postgresql+psycopg"))


def _announced(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(outbox)).scalar_one()
