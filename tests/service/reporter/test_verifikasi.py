"""The public page and API behind the QR code of a report."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.broker import NatsServer
from support.facts import deliver
from support.reporting import HIGHER, TW3, Desk, completed, office
from support.tokens import Signer

from lapkin_chassis.store import Store
from reporter.laporan.models import Laporan
from reporter.main import build
from reporter.settings import Settings
from reporter.verifikasi.domain import kode_of
from reporter.verifikasi.repository import catatan_of

PUBLIC_URL = "https://kinerja.contoh.go.id"


@dataclass
class Site:
    """A running reporter with one issued edition, seen by somebody who is not signed in."""

    client: httpx.AsyncClient
    signer: Signer
    desk: Desk
    laporan: Laporan

    @property
    def kode(self) -> str:
        return kode_of(self.laporan.sha256)

    async def page(self, kode: str | None = None) -> httpx.Response:
        return await self.client.get(f"/verifikasi/{kode or self.kode}")

    async def told(self) -> Any:
        return (await self.client.get(f"/v1/verifikasi/{self.kode}")).json()

    async def sign(self) -> None:
        headers = self.signer.bearer("inspektur@*")
        answer = await self.client.post(
            f"/v1/laporan/{TW3}/editions/{self.laporan.edisi}:sign", headers=headers
        )
        assert answer.status_code == 200


@pytest.fixture
async def site(
    tmp_path: Path, sqlite_url: str, nats_server: NatsServer, signer: Signer
) -> AsyncIterator[Site]:
    settings = Settings(
        database_url=sqlite_url,
        nats_url=nats_server.url,
        keys_url=signer.keys_url,
        public_url=PUBLIC_URL,
        tanda_tangan_contoh=tmp_path / "contoh",
    )
    app = build(settings)
    async with contextlib.AsyncExitStack() as stack:
        await stack.enter_async_context(app.router.lifespan_context(app))
        transport = httpx.ASGITransport(app, root_path="/reporter")
        client = await stack.enter_async_context(
            httpx.AsyncClient(transport=transport, base_url="http://kantor/reporter")
        )
        await deliver(app.state.store, app.state.consumers, *office(), completed())
        desk = Desk(app.state.store, app.state.consumers)
        yield Site(client, signer, desk, await desk.say_ya())


async def test_the_code_leads_to_number_date_signer_edition_and_hashes(site: Site) -> None:
    told = await site.told()

    assert told["alamat"] == f"{PUBLIC_URL}/reporter/verifikasi/{site.kode}"
    assert (told["nomor"], told["edisi"], told["tanggal"]) == ("700/1/LKJ/2026", 1, "2026-10-08")
    assert told["penanda_tangan"] == "Contoh Nama Pejabat, S.IP., M.H."
    assert told["snapshot_sha256"] == site.laporan.sha256
    assert [one["format"] for one in told["berkas"]][:1] == ["pdf"]
    assert (told["contoh"], told["tanda_tangan"], told["digantikan"]) == (True, None, None)
    assert "19700101" not in str(told)  # the NIP of the signer


async def test_the_page_shows_it_to_whoever_is_not_signed_in(site: Site) -> None:
    page, told = await site.page(), await site.told()

    assert page.status_code == 200
    for text in ("700/1/LKJ/2026", "8 Oktober 2026", "Data contoh", "masih berlaku"):
        assert text in page.text
    for berkas in told["berkas"]:
        assert f'data-sidik="{berkas["sha256"]}"' in page.text
    assert "sha256sum" in page.text  # the way without JavaScript


async def test_the_page_needs_nothing_that_its_policy_forbids(site: Site) -> None:
    page = await site.page()

    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert "style=" not in page.text
    assert "onclick" not in page.text
    assert page.text.count("<script") == page.text.count('<script type="module" src="/reporter/')
    for name in ("verifikasi.js", "verifikasi.css"):
        assert f"/reporter/static/{name}?v=" in page.text
        assert (await site.client.get(f"/static/{name}")).status_code == 200


async def test_a_signature_is_told_with_its_certificate(site: Site) -> None:
    await site.sign()

    told, page = await site.told(), await site.page()

    signature = told["tanda_tangan"]
    assert signature["jabatan"] == "Inspektur"
    assert signature["sertifikat_sha256"] in page.text
    assert "pdf-signed" in [one["format"] for one in told["berkas"]]
    assert "PDF bertanda tangan elektronik" in page.text


async def test_a_replaced_edition_says_so_and_leads_to_the_newer_one(site: Site) -> None:
    await site.desk.receive(completed(revision=2, figures=HIGHER))
    await site.desk.ralat(sebab="Salah ketik.")
    newer = await site.desk.say_ya()

    told, page = await site.told(), await site.page()

    assert told["digantikan"] == {
        "edisi": 2,
        "kode": kode_of(newer.sha256),
        "sebab": "Salah ketik.",
    }
    assert "telah digantikan oleh" in page.text
    assert f"/reporter/verifikasi/{kode_of(newer.sha256)}" in page.text
    assert "masih berlaku" not in page.text
    assert "masih berlaku" in (await site.page(kode_of(newer.sha256))).text


async def test_a_replaced_edition_is_not_signed_any_more(site: Site) -> None:
    await site.desk.receive(completed(revision=2, figures=HIGHER))
    await site.desk.ralat()
    await site.desk.say_ya()

    answer = await site.client.post(
        f"/v1/laporan/{TW3}/editions/1:sign", headers=site.signer.bearer("inspektur@*")
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "edition-replaced")


@pytest.mark.parametrize("kode", ["AAAAAAAAAA", "salah", "%3Cscript%3E", "A" * 500])
async def test_a_wrong_code_is_a_page_with_404_and_a_field_to_try_again(
    site: Site, kode: str
) -> None:
    page = await site.page(kode)
    answer = await site.client.get(f"/v1/verifikasi/{kode}")

    assert (page.status_code, answer.status_code) == (404, 404)
    assert answer.json()["code"] == "kode-unknown"
    assert '<input id="kode"' in page.text
    assert "<script>" not in page.text


async def test_a_code_may_be_typed_as_people_type(site: Site) -> None:
    typed = f"{site.kode[:5].lower()}-{site.kode[5:].lower()} "

    answer = await site.client.get("/verifikasi", params={"kode": typed})

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/reporter/verifikasi/{site.kode}"
    assert (await site.client.get("/verifikasi")).status_code == 200
    assert (await site.client.get("/verifikasi", params={"kode": "x"})).status_code == 404


async def test_a_code_finds_its_edition_on_each_engine(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    issued = await desk.say_ya()
    store: Store = desk.store

    found = await store.read(catatan_of, kode_of(issued.sha256))

    assert found is not None
    assert found.laporan.sha256 == issued.sha256
    assert await store.read(catatan_of, "A" * 10) is None
