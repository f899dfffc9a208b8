"""Word templates over HTTP: the one in use is checked, and issues what it fills."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import httpx
from support.broker import NatsServer
from support.facts import deliver
from support.reporting import TW3, completed, office
from support.sheets import pages_of
from support.tokens import Signer

from reporter.main import build
from reporter.settings import Settings

DRAFT = f"/v1/laporan/{TW3}"
LINT = "/v1/dokumen/template:lint"


@dataclass
class Site:
    client: httpx.AsyncClient
    headers: dict[str, str]

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(path, headers=self.headers)

    async def approve(self) -> httpx.Response:
        etag = (await self.get(DRAFT)).headers["ETag"]
        headers = self.headers | {"If-Match": etag}
        return await self.client.post(f"{DRAFT}:review", json={"putusan": "ya"}, headers=headers)


@contextlib.asynccontextmanager
async def a_site(
    url: str, broker: NatsServer, signer: Signer, **given: Any
) -> AsyncIterator[Site]:
    settings = Settings(
        database_url=url,
        nats_url=broker.url,
        keys_url=signer.keys_url,
        **given,
    )
    app = build(settings)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://reporter") as client,
    ):
        await deliver(app.state.store, app.state.consumers, *office(), completed())
        yield Site(client, signer.bearer("kasubag@inspektorat", sub="budi"))


def a_template(folder: Path, text: str) -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(folder / "kantor.docx"))
    return folder / "kantor.docx"


async def test_the_template_of_the_package_knows_all_its_fields(
    sqlite_url: str, nats_server: NatsServer, signer: Signer
) -> None:
    async with a_site(sqlite_url, nats_server, signer) as site:
        answer = await site.get(LINT)

    assert answer.json() == {"template": "laporan.docx", "bawaan": True, "tidak_dikenal": []}


async def test_the_offices_template_is_checked_and_then_used(
    tmp_path: Path, sqlite_url: str, nats_server: NatsServer, signer: Signer
) -> None:
    template = a_template(tmp_path, "{{ judul }} {{ juduul }}")

    async with a_site(sqlite_url, nats_server, signer, docx_template=template) as site:
        lint = (await site.get(LINT)).json()
        edition = (await site.approve()).json()["edition"]
        berkas = next(one for one in edition["berkas"] if one["format"] == "docx")
        word = await site.get(f"/v1/berkas/{berkas['sha256']}")

    assert lint == {"template": "kantor.docx", "bawaan": False, "tidak_dikenal": ["juduul"]}
    (paragraph,) = docx.Document(BytesIO(word.content)).paragraphs
    assert paragraph.text.strip() == "Laporan Kinerja Triwulan III Tahun 2026"


async def test_a_template_that_cannot_be_read_issues_nothing(
    tmp_path: Path, sqlite_url: str, nats_server: NatsServer, signer: Signer
) -> None:
    template = a_template(tmp_path, "{{ judul")

    async with a_site(sqlite_url, nats_server, signer, docx_template=template) as site:
        refused = await site.approve()
        editions = (await site.get(f"{DRAFT}/editions")).json()

    assert (refused.status_code, refused.json()["code"]) == (409, "docx-template-faulty")
    assert editions == []


async def test_an_issued_report_says_where_it_is_verified_and_a_preview_that_it_is_a_draft(
    sqlite_url: str, nats_server: NatsServer, signer: Signer
) -> None:
    async with a_site(sqlite_url, nats_server, signer, public_url="https://contoh.go.id") as site:
        preview = await site.get(f"{DRAFT}/preview.pdf")
        edition = (await site.approve()).json()["edition"]
        issued = await site.get(f"/v1/berkas/{edition['berkas'][0]['sha256']}")
        words = pages_of(issued.content)[1]
        kode = words.split("dengan kode ")[1].split()[0].rstrip(".")
        verified = await site.client.get(f"/v1/verifikasi/{kode}")

    assert "DRAFT, belum disahkan" in pages_of(preview.content)[0]
    assert verified.json()["edisi"] == 1
