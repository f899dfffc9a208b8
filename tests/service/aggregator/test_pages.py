"""The pages over HTTP: who may look, what they say, and what they refuse."""

import re
from collections.abc import Awaitable, Callable

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.facts import announced, deliver
from support.office import Office, an_indikator, said
from support.tokens import Signer

from lapkin_chassis.consumer import Consumers
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.rekap import RekapCompleted

TW1, TW2, S1 = "2026-TW1", "2026-TW2", "2026-S1"
LONG = "Persentase tindak lanjut hasil pengawasan yang diselesaikan tepat waktu " * 2

Tell = Callable[..., Awaitable[None]]


def text_of(answer: httpx.Response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text)).replace(" ,", ",")


@pytest.fixture
def tell(app: FastAPI, consumers: Consumers) -> Tell:
    async def told(*facts: Envelope) -> None:
        await deliver(app.state.store, consumers, *facts)

    return told


@pytest_asyncio.fixture
async def reader(
    tell: Tell, http: httpx.AsyncClient, signer: Signer, office: Office
) -> httpx.AsyncClient:
    """Someone signed in, while the first quarter has one of two units' figures."""
    facts = office.register("irban-1", "irban-2")
    for unit in ("irban-1", "irban-2"):
        named = an_indikator("IK-1", nama=LONG[:150])
        facts.append(office.promise(unit, named, pagu={"P-1": "1000"}))
        facts.append(office.plan(unit, {"IK-1": ("50",) * 4}))
    facts.append(office.open(TW1, "irban-1", "irban-2"))
    facts.append(office.submit("irban-1", TW1, said("IK-1", "40"), spent={"P-1": "250"}))
    await tell(*facts)
    http.headers.update(signer.bearer("staf@irban-1"))
    return http


@pytest.mark.parametrize(
    "path", ["/rekap", f"/rekap/{TW1}", f"/rekap/{TW1}/banding", f"/rekap/{TW1}/irban-1/IK-1"]
)
async def test_strangers_are_sent_to_sign_in_and_back(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(path)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/collector/masuk?next=%2Frekap")


async def test_an_office_without_figures_is_told_when_there_will_be_some(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    answer = await http.get("/rekap", headers=signer.bearer("staf@irban-1"))

    assert "Belum ada rekap." in answer.text


async def test_while_figures_come_in_the_page_says_so_and_names_who_is_missing(
    reader: httpx.AsyncClient,
) -> None:
    front = await reader.get("/rekap")
    page = await reader.get(front.headers["location"])

    assert front.headers["location"] == f"/rekap/{TW1}"
    text = text_of(page)
    assert "Sementara" in text
    assert "1 dari 2 unit masuk Belum masuk: Irban-2." in text
    assert "IK-1" in text
    assert "80% Tinggi" in text
    assert "belum diisi" in text
    assert "Rp250 dari Rp2.000" in text
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", page.text) == []


async def test_the_newest_revision_stands_and_older_ones_stay_readable(
    reader: httpx.AsyncClient, tell: Tell, office: Office
) -> None:
    await tell(*(office.submit("irban-2", TW1, said("IK-1", one)) for one in ("30", "45")))

    newest = text_of(await reader.get(f"/rekap/{TW1}"))
    first = text_of(await reader.get(f"/rekap/{TW1}?revisi=1"))
    compared = text_of(await reader.get(f"/rekap/{TW1}/banding"))

    assert "Berlaku Revisi 2" in newest
    assert "Digantikan Revisi 1" in first
    assert "Lihat revisi 2 yang berlaku" in first
    assert "Realisasi 30% 45% Kiriman revisi 2, tanda terima nomor 102 ." in compared


@pytest.mark.parametrize(
    ("path", "status", "title"),
    [
        (f"/rekap/{TW2}", 404, "Pengumpulan belum dibuka"),
        (f"/rekap/{S1}", 404, "Rekap belum ada"),
        (f"/rekap/{TW1}?revisi=9", 404, "Rekap belum ada"),
        (f"/rekap/{TW1}/banding?semula=1&menjadi=9", 404, "Rekap belum ada"),
        (f"/rekap/{TW1}/irban-1/IK-9", 404, "Indikator tidak ditemukan"),
        ("/rekap/kemarin", 422, "Isian tidak sesuai"),
        ("/rekap?periode=kemarin", 422, "Isian tidak sesuai"),
        (f"/rekap/{TW1}?revisi=-1", 422, "Isian tidak sesuai"),
    ],
)
async def test_what_is_not_there_is_said_on_a_page(
    reader: httpx.AsyncClient, path: str, status: int, title: str
) -> None:
    answer = await reader.get(path)

    assert answer.status_code == status
    assert f"<h1>{title}</h1>" in answer.text


async def test_a_figure_leads_back_to_its_submission_its_plan_and_its_events(
    reader: httpx.AsyncClient, tell: Tell, office: Office, app: FastAPI
) -> None:
    sent = office.submit("irban-2", TW1, said("IK-1", "30"))
    await tell(sent)

    page = await reader.get(f"/rekap/{TW1}/irban-2/IK-1")

    text = text_of(page)
    assert "30 ÷ 50 × 100 = 60" in text
    assert "irban-2/2026-TW1/r1, revisi 1, diterima" in text
    assert "PK/irban-2/1 versi 1" in text
    assert 'href="/collector/isi/irban-2/2026-TW1/tanda-terima/101"' in page.text
    [completed] = await app.state.store.read(announced, RekapCompleted)
    for event in (sent.id, completed.id):
        assert f"/notifier/pemantauan/cari?id={event}" in page.text


async def test_a_semester_leads_to_the_triwulan_it_was_made_from(
    reader: httpx.AsyncClient, tell: Tell, office: Office
) -> None:
    await tell(office.submit("irban-2", TW1, said("IK-1", "30")), office.issue(TW1))
    await tell(office.open(TW2, "irban-1", "irban-2"))
    await tell(*(office.submit(unit, TW2, said("IK-1", "49")) for unit in ("irban-1", "irban-2")))
    await tell(office.issue(TW2))

    page = await reader.get(f"/rekap/{S1}")
    why = await reader.get(f"/rekap/{S1}/irban-2/IK-1")

    assert "Dihitung ulang dari Triwulan I Tahun 2026, revisi 1, laporan edisi 1" in text_of(page)
    assert "60% Rendah" in text_of(page)
    assert "dipakai triwulan terakhir yang terisi. " in text_of(why)
    assert f'href="/rekap/{TW1}/irban-2/IK-1"' in why.text


async def test_the_kebijakan_in_force_is_told_with_the_triwulan_that_use_it(
    reader: httpx.AsyncClient,
) -> None:
    text = text_of(await reader.get("/pengaturan/kebijakan"))

    assert "Versi bawaan-1 Berlaku" in text
    assert "Dipakai Triwulan I Tahun 2026 ." in text
    assert "Sangat Rendah di bawah 51%" in text
