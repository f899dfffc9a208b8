"""The public page where a recipient says that the report arrived."""

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from support.clock import OfficeClock
from support.facts import deliver
from support.sop_facts import PDF, announced, at, issued, officials
from support.tokens import Signer

from lapkin_contracts.sosialisasi import SosialisasiAcknowledged
from notifier.consumers import consumers
from notifier.sosialisasi import repository
from notifier.sosialisasi.domain import Key
from notifier.sosialisasi.mail import link_url

NOW = at("2026-10-09 10:00")


@pytest.fixture
async def link(app: FastAPI) -> str:
    """Path of Ani's link in her mail."""
    people = officials(("Ani, S.E.", "ani@contoh.go.id"), ("Budi", "budi@contoh.go.id"))
    await deliver(app.state.store, consumers, people, issued("2026-TW3", NOW))
    to = await app.state.store.read(repository.addressee, Key("2026-TW3", 1, 1))
    return link_url(to, app.state.settings).removeprefix("https://lapkin.example/notifier")


async def test_the_page_names_the_report_and_asks_without_a_sign_in(
    client: AsyncClient, link: str
) -> None:
    page = await client.get(link)

    assert page.status_code == 200
    assert "Laporan Kinerja Triwulan III Tahun 2026" in page.text
    assert "Ani, S.E., Inspektur" in page.text
    assert f"https://lapkin.example/reporter/v1/berkas/{PDF}" in page.text
    assert "Laporan telah saya terima" in page.text


async def test_reading_the_page_acknowledges_nothing(
    app: FastAPI, client: AsyncClient, link: str
) -> None:
    await client.get(link)

    assert await app.state.store.read(announced, SosialisasiAcknowledged) == []


async def test_the_second_acknowledgement_shows_when_the_first_was(
    app: FastAPI, client: AsyncClient, link: str, clock: OfficeClock
) -> None:
    first = await client.post(link)
    clock.set_to(at("2026-10-11 09:00"))
    await client.post(link)
    page = await client.get(first.headers["location"])

    (said,) = await app.state.store.read(announced, SosialisasiAcknowledged)
    assert (first.status_code, first.headers["location"]) == (303, link)
    assert "Penerimaan telah dicatat pada 9 Oktober 2026 pukul 10.00 WIB." in page.text
    assert "<button" not in page.text
    assert (said.time, said.causationid, said.subject) == (NOW, None, "inspektorat/2026-TW3")
    assert (said.data.penerima, said.data.nama, said.data.jabatan) == (1, "Ani, S.E.", "Inspektur")


async def test_a_link_that_is_not_ours_acknowledges_nothing(
    app: FastAPI, client: AsyncClient, link: str
) -> None:
    for other in (link.replace(".1.1.", ".1.2."), link.replace(".1.1.", ".1.9."), link[:-1]):
        pages = [await client.get(other), await client.post(other)]
        assert [page.status_code for page in pages] == [404, 404]
        assert "Tautan tidak dikenal" in pages[0].text

    assert await app.state.store.read(announced, SosialisasiAcknowledged) == []


async def test_the_office_sees_who_was_told_with_masked_addresses(
    client: AsyncClient, link: str, signer: Signer
) -> None:
    await client.post(link)

    answer = await client.get("/v1/sosialisasi/2026-TW3", headers=signer.bearer("staf@irban-1"))

    (edition,) = answer.json()
    ani, budi = edition["penerima"]
    assert (edition["edisi"], edition["sent_at"]) == (1, None)
    assert (ani["surel"], ani["status"]) == ("a***@contoh.go.id", "menunggu")
    assert ani["acknowledged_at"] == "2026-10-09T10:00:00+07:00"
    assert budi["acknowledged_at"] is None
    assert "ani@" not in answer.text


async def test_the_list_refuses_strangers_and_reports_not_yet_issued(
    client: AsyncClient, signer: Signer
) -> None:
    stranger = await client.get("/v1/sosialisasi/2026-TW3")
    unknown = await client.get("/v1/sosialisasi/2026-TW1", headers=signer.bearer())

    assert stranger.status_code == 401
    assert (unknown.status_code, unknown.json()["code"]) == (404, "no-sosialisasi")
