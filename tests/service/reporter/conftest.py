from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path

import httpx
import pytest
from conftest import NewStore
from support.broker import NatsServer
from support.reporter_pages import Site
from support.reporting import Desk, completed, office
from support.signed_site import Open, signed_site
from support.stores import Stores
from support.tokens import Signer

from lapkin_chassis.store import Store
from reporter.consumers import consumers_of
from reporter.main import build
from reporter.settings import Settings

OpenDesk = Callable[[], Desk]


@pytest.fixture
def open_desk(new_store: NewStore) -> Iterator[OpenDesk]:
    """Desks over empty stores, closed after the test."""
    stores: list[Store] = []

    def opened() -> Desk:
        url = new_store("reporter")
        stores.append(Store(url, "/lapkin/reporter"))
        settings = Settings(database_url=url, nats_url="", keys_url="")
        return Desk(stores[-1], consumers_of(settings))

    yield opened
    for store in stores:
        store.close()


@pytest.fixture
def desk(open_desk: OpenDesk) -> Desk:
    return open_desk()


@pytest.fixture
def other_desk(open_desk: OpenDesk) -> Desk:
    """A second, empty reporter on the same engine."""
    return open_desk()


@pytest.fixture
async def site(
    new_store: NewStore, nats_server: NatsServer, signer: Signer, tmp_path: Path
) -> AsyncIterator[Site]:
    """A reporter whose pages are looked at; it has the draft of one triwulan."""
    settings = Settings(
        database_url=new_store("reporter"),
        nats_url=nats_server.url,
        keys_url=signer.keys_url,
        tanda_tangan_contoh=tmp_path / "contoh",
    )
    app = build(settings)
    transport = httpx.ASGITransport(app, root_path="/reporter")
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://kantor/reporter") as client,
    ):
        site = Site(app, client, signer)
        await site.receive(*office(), completed())
        yield site


@pytest.fixture
def sqlite_url(stores: Stores, tmp_path: Path) -> str:
    """A clean store, for what asks nothing of an engine."""
    return stores.sqlite("reporter", tmp_path)


@pytest.fixture
def open_site(tmp_path: Path, sqlite_url: str, nats_server: NatsServer, signer: Signer) -> Open:
    """A site with one issued edition, by the settings that say how it is signed."""
    return partial(signed_site, tmp_path, sqlite_url, nats_server, signer)
