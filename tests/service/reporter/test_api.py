"""The reporter over HTTP: who may do what, and what a refusal says."""

import contextlib
import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from support.broker import NatsServer
from support.facts import deliver
from support.reporting import TW3, completed, office
from support.tokens import Signer

from reporter.main import build
from reporter.settings import Settings

DRAFT = f"/v1/laporan/{TW3}"
TIDAK = {"putusan": "tidak", "koreksi": [{"bagian": "penutup", "uraian": "Perjelas."}]}


@dataclass
class Site:
    """A running reporter with one draft, and people who sign in."""

    client: httpx.AsyncClient
    signer: Signer

    async def ask(
        self, who: str, method: str, path: str, body: object = None, etag: str = ""
    ) -> httpx.Response:
        """`who` is a subject with its grants, such as `ani staf@inspektorat`."""
        sub, *grants = who.split()
        headers = self.signer.bearer(*grants, sub=sub)
        if etag:
            headers["If-Match"] = etag
        return await self.client.request(method, path, json=body, headers=headers)

    async def etag(self) -> str:
        return (await self.ask(STAF, "GET", DRAFT)).headers["ETag"]


STAF = "ani staf@inspektorat"
KASUBAG = "budi kasubag@inspektorat"
READER = "citra irban@irban-1"


@contextlib.asynccontextmanager
async def running(settings: Settings, signer: Signer) -> AsyncIterator[Site]:
    app = build(settings)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://reporter") as client,
    ):
        await deliver(app.state.store, app.state.consumers, *office(), completed())
        yield Site(client, signer)


@pytest.fixture
async def site(sqlite_url: str, nats_server: NatsServer, signer: Signer) -> AsyncIterator[Site]:
    settings = Settings(
        database_url=sqlite_url, nats_url=nats_server.url, keys_url=signer.keys_url
    )
    async with running(settings, signer) as site:
        yield site


def problem(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


async def test_a_reader_sees_the_draft_and_what_they_may_do(site: Site) -> None:
    answer = await site.ask(READER, "GET", DRAFT)

    body = answer.json()
    assert (body["state"], body["revision"], body["edisi"]) == ("menunggu_reviu", 1, None)
    assert body["snapshot"]["rekap"]["baris"][0]["capaian_persen"] == "97.88"
    assert body["etag"] == answer.headers["ETag"]
    assert not any(body["allowed"].values())
    (line,) = (await site.ask(READER, "GET", "/v1/laporan")).json()
    assert (line["period"], line["nomor"]) == ("2026-TW3", "700/1/LKJ/2026")


async def test_the_flags_follow_the_draft(site: Site) -> None:
    assert await flags(site, KASUBAG) == {"may_edit", "may_review", "may_approve"}
    assert await flags(site, STAF) == {"may_edit"}
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", TIDAK, await site.etag())
    assert await flags(site, STAF) == {"may_edit", "may_answer"}

    await site.ask(STAF, "POST", f"{DRAFT}/koreksi/1:answer", {"jawaban": "Sudah."})

    assert await flags(site, STAF) == {"may_edit", "may_answer", "may_resubmit"}


async def flags(site: Site, who: str) -> set[str]:
    allowed = (await site.ask(who, "GET", DRAFT)).json()["allowed"]
    return {name for name, may in allowed.items() if may}


async def test_a_ya_over_http_issues_files_that_anyone_with_the_hash_can_fetch(
    site: Site,
) -> None:
    answer = await site.ask(
        KASUBAG, "POST", f"{DRAFT}:review", {"putusan": "ya"}, await site.etag()
    )

    assert answer.status_code == 200
    assert answer.json()["state"] == "terbit"
    (edition,) = (await site.ask(READER, "GET", f"{DRAFT}/editions")).json()
    assert edition == answer.json()["edition"]
    pdf = edition["berkas"][0]
    file = await site.client.get(f"/v1/berkas/{pdf['sha256']}")
    assert hashlib.sha256(file.content).hexdigest() == pdf["sha256"]
    assert file.headers["content-type"] == "application/pdf"
    assert file.headers["content-disposition"] == f'inline; filename="{pdf["nama"]}"'
    assert "immutable" in file.headers["cache-control"]


async def test_what_does_not_change_is_not_sent_twice(site: Site) -> None:
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", {"putusan": "ya"}, await site.etag())
    (edition,) = (await site.ask(READER, "GET", f"{DRAFT}/editions")).json()
    headers = site.signer.bearer("irban@irban-1")
    for path in (f"/v1/berkas/{edition['berkas'][1]['sha256']}", f"{DRAFT}/snapshot"):
        first = await site.client.get(path, headers=headers)

        again = await site.client.get(
            path, headers={**headers, "If-None-Match": first.headers["ETag"]}
        )

        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


async def test_the_frozen_snapshot_hashes_to_its_etag(site: Site) -> None:
    refused = await site.ask(READER, "GET", f"{DRAFT}/snapshot")
    assert problem(refused) == (404, "laporan-not-issued")
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", {"putusan": "ya"}, await site.etag())

    answer = await site.ask(READER, "GET", f"{DRAFT}/snapshot")

    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.content).hexdigest()}"'


async def test_the_preview_is_a_pdf_of_the_draft(site: Site) -> None:
    answer = await site.ask(READER, "GET", f"{DRAFT}/preview.pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


async def test_rewording_changes_the_version_and_is_listed(site: Site) -> None:
    before = await site.etag()

    answer = await site.ask(
        STAF, "PUT", f"{DRAFT}/narasi/sekretariat/IK-01", {"teks": "Baik.\r\n\r\nSekali."}, before
    )

    assert answer.status_code == 200
    assert answer.headers["ETag"] == await site.etag() != before
    (edit,) = (await site.ask(READER, "GET", f"{DRAFT}/narasi")).json()
    assert (edit["bagian"], edit["teks_after"]) == ("sekretariat/IK-01", "Baik.\n\nSekali.")


REFUSED: dict[str, tuple[str, str, str, Any, tuple[int, str]]] = {
    "no draft": (READER, "GET", "/v1/laporan/2026-TW1", None, (404, "laporan-unknown")),
    "no period": (READER, "GET", "/v1/laporan/2026-TW5", None, (422, "invalid-body")),
    "not staf": (READER, "POST", f"{DRAFT}:resubmit", None, (403, "not-allowed")),
    "staf elsewhere": (
        "dewi staf@dinkes",
        "PUT",
        f"{DRAFT}/narasi/penutup",
        {"teks": "A"},
        (403, "not-allowed"),
    ),
    "staf reviews": (STAF, "POST", f"{DRAFT}:review", TIDAK, (403, "not-allowed")),
    "not returned": (STAF, "POST", f"{DRAFT}:resubmit", None, (409, "not-returned")),
    "no koreksi": (
        KASUBAG,
        "POST",
        f"{DRAFT}:review",
        {"putusan": "tidak"},
        (422, "koreksi-required"),
    ),
    "ya with koreksi": (
        KASUBAG,
        "POST",
        f"{DRAFT}:review",
        {**TIDAK, "putusan": "ya"},
        (422, "koreksi-with-ya"),
    ),
    "no such putusan": (
        KASUBAG,
        "POST",
        f"{DRAFT}:review",
        {"putusan": "mungkin"},
        (422, "invalid-body"),
    ),
    "no such section": (
        STAF,
        "PUT",
        f"{DRAFT}/narasi/lampiran",
        {"teks": "A"},
        (404, "bagian-unknown"),
    ),
    "blank words": (
        STAF,
        "PUT",
        f"{DRAFT}/narasi/penutup",
        {"teks": "  "},
        (422, "invalid-body"),
    ),
    "control characters": (
        STAF,
        "PUT",
        f"{DRAFT}/narasi/penutup",
        {"teks": "a\x00b"},
        (422, "invalid-body"),
    ),
    "no such file": (READER, "GET", f"/v1/berkas/{'0' * 64}", None, (404, "berkas-unknown")),
    "no hash": (READER, "GET", "/v1/berkas/laporan.pdf", None, (422, "invalid-body")),
}


async def test_refusals_are_problems_with_a_stable_code(site: Site) -> None:
    etag = await site.etag()

    for case, (who, method, path, body, expected) in REFUSED.items():
        answer = await site.ask(who, method, path, body, etag)

        assert problem(answer) == expected, case


async def test_nothing_is_told_to_or_done_for_strangers(site: Site) -> None:
    for method, path in (
        ("GET", "/v1/laporan"),
        ("GET", DRAFT),
        ("GET", f"{DRAFT}/preview.pdf"),
        ("GET", f"{DRAFT}/editions"),
        ("GET", f"{DRAFT}/snapshot"),
        ("GET", f"{DRAFT}/narasi"),
        ("POST", f"{DRAFT}:resubmit"),
    ):
        assert problem(await site.client.request(method, path)) == (401, "not-signed-in")


async def test_a_review_says_which_draft_it_is_about(site: Site) -> None:
    stale = await site.etag()
    await site.ask(STAF, "PUT", f"{DRAFT}/narasi/penutup", {"teks": "Lain."}, stale)

    blind = await site.ask(KASUBAG, "POST", f"{DRAFT}:review", {"putusan": "ya"})
    late = await site.ask(KASUBAG, "POST", f"{DRAFT}:review", {"putusan": "ya"}, stale)

    assert problem(blind) == (428, "if-match-required")
    assert problem(late) == (412, "stale-draft")
    assert (await site.ask(STAF, "GET", DRAFT)).json()["state"] == "menunggu_reviu"


async def test_a_resubmission_with_open_koreksi_names_the_open_one(site: Site) -> None:
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", TIDAK, await site.etag())

    answer = await site.ask(STAF, "POST", f"{DRAFT}:resubmit")

    assert problem(answer) == (409, "koreksi-open")
    assert answer.json()["detail"] == "Jawab dahulu koreksi nomor 1."


async def test_one_person_with_both_roles_cannot_pass_their_own_draft(site: Site) -> None:
    both = "eka staf@* kasubag@*"
    await site.ask(both, "PUT", f"{DRAFT}/narasi/penutup", {"teks": "Lain."}, await site.etag())

    answer = await site.ask(both, "POST", f"{DRAFT}:review", {"putusan": "ya"}, await site.etag())

    assert problem(answer) == (403, "own-draft")
