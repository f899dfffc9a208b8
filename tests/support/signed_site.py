"""A running reporter with one issued edition, to be signed over HTTP."""

import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from support.broker import NatsServer
from support.facts import announced, deliver
from support.reporting import TW3, Desk, completed, office
from support.tokens import Signer

from lapkin_contracts.laporan import LaporanSigned
from reporter.main import build
from reporter.settings import Settings
from reporter.tanda_tangan.schedule import collect

EDITION = f"/v1/laporan/{TW3}/editions/1"
INSPEKTUR = "rahayu inspektur@inspektorat"
READER = "citra irban@irban-1"


@dataclass
class SignedSite:
    """A running reporter with one issued edition."""

    client: httpx.AsyncClient
    signer: Signer
    app: Any

    async def ask(self, who: str, method: str, path: str, body: object = None) -> httpx.Response:
        sub, *grants = who.split()
        headers = self.signer.bearer(*grants, sub=sub)
        return await self.client.request(method, path, json=body, headers=headers)

    async def sign(self, body: object = None, who: str = INSPEKTUR) -> httpx.Response:
        return await self.ask(who, "POST", f"{EDITION}:sign", body)

    async def events(self) -> list[LaporanSigned]:
        found = await self.app.state.store.read(announced, LaporanSigned)
        return [one.data for one in found]

    async def collect(self) -> None:
        """What the schedule does each minute."""
        state = self.app.state
        await collect(state.store, state.meja.penandatangan, state.clock)


Open = Callable[..., AbstractAsyncContextManager[SignedSite]]


@contextlib.asynccontextmanager
async def signed_site(
    folder: Path, url: str, broker: NatsServer, signer: Signer, **told: Any
) -> AsyncIterator[SignedSite]:
    settings = Settings(
        database_url=url,
        nats_url=broker.url,
        keys_url=signer.keys_url,
        tanda_tangan_contoh=folder / "contoh",
        **told,
    )
    app = build(settings)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://reporter") as client,
    ):
        desk = Desk(app.state.store, app.state.consumers)
        await deliver(app.state.store, app.state.consumers, *office(), completed())
        await desk.say_ya()
        yield SignedSite(client, signer, app)


def problem(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]
