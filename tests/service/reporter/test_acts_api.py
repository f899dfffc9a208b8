"""Over HTTP: choices about newer figures, Ralat, rounds of koreksi, acts by mandate."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from support.broker import NatsServer
from support.clock import OfficeClock
from support.facts import deliver
from support.reporting import HIGHER, TW3, completed, office, superseded
from support.sheets import text_of
from support.tokens import Signer

from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rules.periods import ZONE
from reporter.main import build
from reporter.settings import Settings

DRAFT = f"/v1/laporan/{TW3}"
NEWER = (superseded(), completed(revision=2, figures=HIGHER))
PLH = {
    "grant": "kasubag@inspektorat",
    "since": "2026-07-01T00:00:00+07:00",
    "until": "2026-07-14T23:59:59+07:00",
    "title": "Plh. Kepala Subbagian Program dan Keuangan",
    "basis": "SK 12/2026",
}


class Site:
    """A running reporter with one draft, a clock that is set, and people who sign in."""

    def __init__(
        self, app: FastAPI, client: httpx.AsyncClient, signer: Signer, clock: OfficeClock
    ):
        self.app, self.clock = app, clock
        self._client, self._signer = client, signer

    async def ask(self, who: str, method: str, path: str, body: object = None) -> httpx.Response:
        """With the draft's newest `ETag`; `who` is a subject, its grants, or `plh`."""
        sub, *grants = who.split()
        mandates = [PLH] if sub == "plh" else []
        token = self._signer.token(*grants, sub=sub, mandates=mandates)
        headers = {"Authorization": f"Bearer {token}"}
        read = await self._client.get(DRAFT, headers=headers)
        headers["If-Match"] = read.headers["ETag"]
        return await self._client.request(method, path, json=body, headers=headers)

    async def receive(self, *facts: Envelope[Any]) -> None:
        state = self.app.state
        await deliver(state.store, state.consumers, *facts)


STAF, KASUBAG = "ani staf@inspektorat", "budi kasubag@inspektorat"
READER, PERSON = "citra irban@irban-1", "plh irban@irban-1"
YA = {"putusan": "ya"}


@pytest.fixture
async def site(
    tmp_path: Path, sqlite_url: str, nats_server: NatsServer, signer: Signer
) -> AsyncIterator[Site]:
    settings = Settings(
        database_url=sqlite_url, nats_url=nats_server.url, keys_url=signer.keys_url
    )
    clock = OfficeClock(tmp_path / "clock", datetime(2026, 7, 14, 9, 0, tzinfo=ZONE))
    app = build(settings, clock)
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://reporter") as client,
    ):
        site = Site(app, client, signer, clock)
        await site.receive(*office(), completed())
        yield site


def tidak(*uraian: str, **more: object) -> dict[str, object]:
    koreksi = [{"bagian": "penutup", "uraian": one} for one in uraian]
    return {"putusan": "tidak", "koreksi": koreksi, **more}


async def test_a_draft_out_of_date_shows_its_changes_and_offers_the_choice(site: Site) -> None:
    await site.receive(*NEWER)

    body = (await site.ask(KASUBAG, "GET", DRAFT)).json()

    assert (body["rekap_revision"], body["rekap_terbaru"]) == (1, 2)
    assert body["perubahan_sejak_draft"] == 2
    assert [(one["semula"], one["menjadi"]) for one in body["perubahan"]] == [
        ("80,75%", "82%"),
        ("97,88%", "99,39%"),
    ]
    assert (body["allowed"]["may_decide"], body["allowed"]["may_approve"]) == (True, False)
    refused = await site.ask(KASUBAG, "POST", f"{DRAFT}:review", YA)
    assert (refused.status_code, refused.json()["code"]) == (409, "perubahan-undecided")
    (line,) = (await site.ask(READER, "GET", "/v1/laporan")).json()
    assert (line["perubahan_sejak_draft"], line["perubahan_sejak_terbit"]) == (2, 0)


async def test_pakai_and_tunda_are_kasubags_and_clear_the_way(site: Site) -> None:
    await site.receive(*NEWER)
    assert (await site.ask(STAF, "POST", f"{DRAFT}:tunda")).status_code == 403

    deferred = await site.ask(KASUBAG, "POST", f"{DRAFT}:tunda")
    body = (await site.ask(KASUBAG, "GET", DRAFT)).json()
    taken = await site.ask(KASUBAG, "POST", f"{DRAFT}:pakai")

    assert (deferred.status_code, deferred.json()["revision"]) == (200, 1)
    assert (body["ditunda"], body["allowed"]["may_approve"]) == (True, True)
    assert (taken.status_code, taken.json()["revision"]) == (200, 2)


async def test_editions_stay_and_name_what_replaced_them(site: Site) -> None:
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", YA)
    await site.receive(*NEWER)
    assert (await site.ask(KASUBAG, "GET", DRAFT)).json()["allowed"]["may_ralat"]
    first = await site.ask(READER, "GET", f"{DRAFT}/snapshot")

    opened = await site.ask(KASUBAG, "POST", f"{DRAFT}:ralat", {"sebab": "Salah kutip."})
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", YA)

    assert opened.status_code == 200
    editions = (await site.ask(READER, "GET", f"{DRAFT}/editions")).json()
    assert [
        (one["edisi"], one["menggantikan"], one["digantikan_oleh"], one["sebab"])
        for one in editions
    ] == [(2, 1, None, "Salah kutip."), (1, None, 2, "")]
    old = await site.ask(READER, "GET", f"{DRAFT}/snapshot?edisi=1")
    assert old.content == first.content
    assert (await site.ask(READER, "GET", f"{DRAFT}/snapshot")).json()["edisi"] == 2
    missing = await site.ask(READER, "GET", f"{DRAFT}/snapshot?edisi=3")
    assert missing.json()["code"] == "laporan-not-issued"


async def test_the_list_of_koreksi_shows_what_is_open_unless_asked_for_all(site: Site) -> None:
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", tidak("Satu.", "Dua."))
    for nomor in (1, 2):
        path = f"{DRAFT}/koreksi/{nomor}:answer"
        await site.ask(STAF, "POST", path, {"jawaban": f"Jawaban {nomor}."})
    await site.ask(STAF, "POST", f"{DRAFT}:resubmit")
    again = tidak("Tiga.", belum_selesai=[{"nomor": 2, "tanggapan": "Belum tampak."}])

    returned = await site.ask(KASUBAG, "POST", f"{DRAFT}:review", again)

    assert returned.json()["state"] == "perlu_koreksi"
    open_ones = (await site.ask(STAF, "GET", f"{DRAFT}/koreksi")).json()
    assert [(one["nomor"], one["tanggapan"]) for one in open_ones] == [
        (2, "Belum tampak."),
        (3, ""),
    ]
    assert open_ones[0]["riwayat"][0]["jawaban"] == "Jawaban 2."
    every = (await site.ask(STAF, "GET", f"{DRAFT}/koreksi?status=semua")).json()
    assert [one["status"] for one in every] == ["selesai", "terbuka", "terbuka"]


async def test_staf_of_a_unit_answer_what_is_about_their_indikator_and_nothing_else(
    site: Site,
) -> None:
    about_them = {"bagian": "sekretariat/IK-01", "uraian": "Periksa."}
    body = {"putusan": "tidak", "koreksi": [about_them, {"bagian": "penutup", "uraian": "Ubah."}]}
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", body)
    owner = "dina staf@sekretariat"

    answers = [
        await site.ask(who, "POST", f"{DRAFT}/koreksi/{nomor}:answer", {"jawaban": "Sudah."})
        for who, nomor in ((owner, 1), (owner, 2), ("eka staf@irban-2", 1))
    ]

    assert [one.status_code for one in answers] == [200, 403, 403]
    allowed = (await site.ask(owner, "GET", DRAFT)).json()["allowed"]
    assert (allowed["may_answer"], allowed["may_resubmit"]) == (True, False)


async def test_hasil_koreksi_is_printed_with_all_rounds(site: Site) -> None:
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", tidak("Satu."))
    await site.ask(STAF, "POST", f"{DRAFT}/koreksi/1:answer", {"jawaban": "Jawaban awal."})
    await site.ask(STAF, "POST", f"{DRAFT}:resubmit")
    again = {"putusan": "tidak", "belum_selesai": [{"nomor": 1, "tanggapan": "Belum."}]}
    await site.ask(KASUBAG, "POST", f"{DRAFT}:review", again)
    await site.ask(STAF, "POST", f"{DRAFT}/koreksi/1:answer", {"jawaban": "Jawaban akhir."})

    answer = await site.ask(READER, "GET", f"{DRAFT}/hasil-koreksi.pdf")

    assert answer.headers["content-type"] == "application/pdf"
    words = text_of(answer.content)
    for part in ("HASIL KOREKSI", "Jawaban awal. Tanggapan: Belum.", "Jawaban akhir."):
        assert part in words
    assert "Staf penyusun laporan" in words


async def test_without_koreksi_the_sheet_says_so(site: Site) -> None:
    answer = await site.ask(READER, "GET", f"{DRAFT}/hasil-koreksi.pdf")

    assert "Tidak ada koreksi terhadap edisi ini." in text_of(answer.content)


async def test_a_plh_acts_within_the_window_and_not_a_minute_later(site: Site) -> None:
    assert (await site.ask(PERSON, "GET", DRAFT)).json()["allowed"]["may_approve"]
    site.clock.set_to(datetime(2026, 7, 15, 0, 1, tzinfo=ZONE))
    refused = await site.ask(PERSON, "POST", f"{DRAFT}:review", YA)
    site.clock.set_to(datetime(2026, 7, 14, 23, 59, tzinfo=ZONE))

    answer = await site.ask(PERSON, "POST", f"{DRAFT}:review", YA)

    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    edition = answer.json()["edition"]
    assert (edition["jabatan"], edition["dasar"]) == (PLH["title"], "SK 12/2026")
    draft = (await site.ask(READER, "GET", DRAFT)).json()
    assert draft["snapshot"]["persetujuan"]["nama"] == "Plh"
