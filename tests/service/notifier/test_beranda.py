"""The front page: the steps for everyone; tasks, completeness and charts for who is signed in."""

import re
from datetime import datetime

import pytest
from fastapi import FastAPI
from httpx import ASGITransport, AsyncClient, Response
from support.clock import OfficeClock
from support.facts import deliver, fact, letter_of
from support.office import Office
from support.reminder_facts import figures, people, period_opened, returned
from support.sop_facts import (
    INSTANSI,
    at,
    drafted,
    issued,
    officials,
    opened,
    ordered,
    recapped,
    sent_back,
    submitted,
)
from support.tokens import Signer
from support.visiting import Visits, text_of

from lapkin_chassis import inbox, triggers
from lapkin_chassis.triggers import Pause
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import DraftOutdated, DraftReady
from lapkin_contracts.rules.periods import Periode
from notifier.consumers import consumers

MORNING = at("2026-10-05 08:00")
PERIOD = "2026-TW3"


async def begin(app: FastAPI, clock: OfficeClock) -> Envelope[DraftReady]:
    """A quarter whose order was given late and whose draft waits too long."""
    data = submitted(PERIOD, at("2026-10-06 08:00"))
    rekap = recapped(PERIOD, at("2026-10-06 08:05"), data)
    draft = drafted(PERIOD, at("2026-10-06 08:06"), rekap)
    order = ordered(PERIOD, at("2026-10-05 08:20"))
    await deliver(app.state.store, consumers, opened(PERIOD, MORNING), order, data, rekap, draft)
    clock.set_to(at("2026-10-06 11:10"))
    return draft


def outdated(when: datetime, perubahan: int) -> Envelope[DraftOutdated]:
    event = DraftOutdated(
        unit=INSTANSI, period=Periode(PERIOD), revision=1, rekap_revision=2, perubahan=perubahan
    )
    return fact(event, at=when)


@pytest.fixture
def visits(client: AsyncClient, signer: Signer) -> Visits:
    return Visits(client, signer)


def tasks_on(page: Response) -> str:
    section = re.search(r'id="tugas".*?</section>', page.text, re.DOTALL)
    assert section
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", section.group()))


async def test_the_page_says_that_no_period_is_open(client: AsyncClient, visits: Visits) -> None:
    page = await client.get("/")
    known = await visits.open("/", "staf@*")

    assert page.status_code == 200
    assert "Belum ada periode yang dibuka." in page.text
    assert "Tidak ada yang menunggu Saudara saat ini." in known.text
    assert "<img" not in known.text


async def test_an_admin_is_led_through_what_comes_before_the_first_triwulan(
    app: FastAPI, visits: Visits
) -> None:
    empty = tasks_on(await visits.open("/", "admin@*"))
    await deliver(app.state.store, consumers, *people())
    begun = tasks_on(await visits.open("/", "admin@*"))
    await deliver(app.state.store, consumers, period_opened())
    opened = tasks_on(await visits.open("/", "admin@*"))

    steps = "Isi kop surat", "Daftarkan unit", "Tetapkan pejabat", "Terbitkan PK", "Buat akun"
    assert [step for step in steps if step in empty] == list(steps)
    assert [step for step in steps if step in begun] == [steps[0], *steps[3:]]
    assert "Tidak ada yang menunggu Saudara" in opened


async def test_each_step_stands_with_who_how_long_and_its_state(
    app: FastAPI, client: AsyncClient, clock: OfficeClock
) -> None:
    await begin(app, clock)

    page = await client.get("/")
    case = page.text.split('id="langkah-2026-TW3"')[1].split("</ol>")[0]
    steps = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", step)) for step in case.split("<li>")[1:]]

    assert "Waktu menurut SOP: 15 menit, dibaca 15 menit kerja." in steps[0]
    assert "Sekretaris: Selesai Terlambat" in steps[0]
    assert "Selama 20 menit kerja; paling lama 15 menit kerja, lewat 5 menit kerja" in steps[0]
    assert "Waktu yang berlaku: 2 hari kerja, pengganti bawaan. Alasan: " in steps[2]
    assert "Mulai 6 Oktober 2026 pukul 08.00 WIB, selesai 6 Oktober 2026 pukul 08.05" in steps[1]
    assert "Kasubag: penanggung jawab Staf: Terlambat Sudah 3 jam 4 menit kerja" in steps[3]
    assert "Menunggu Kasubag" in steps[3]
    assert "Sekretaris: Belum mulai" in steps[4]
    said = text_of(page)
    assert "Triwulan III Tahun 2026 Terlambat 3 dari 5 langkah selesai" in said
    assert "Langkah 4 Triwulan III Tahun 2026 lewat batas sejak" in said


async def test_a_stranger_sees_the_steps_and_no_unit(
    app: FastAPI, client: AsyncClient, visits: Visits, clock: OfficeClock
) -> None:
    await deliver(app.state.store, consumers, *people(), period_opened())
    clock.set_to(at("2026-10-16 09:00"))

    stranger, known = await client.get("/"), await visits.open("/", "kasubag@*")

    assert "Dinas Kesehatan" not in stranger.text
    assert 'id="tugas"' not in stranger.text
    assert "Dinas Kesehatan lewat batas belum ada kiriman" in text_of(known)


async def test_a_unit_is_asked_for_its_own_figures_until_it_is_locked(
    app: FastAPI, visits: Visits, clock: OfficeClock
) -> None:
    await deliver(app.state.store, consumers, *people(), period_opened())
    clock.set_to(at("2026-10-16 09:00"))
    in_time = await visits.open("/", "staf@dinkes")
    clock.set_to(at("2026-10-21 09:00"))
    locked = await visits.open("/", "staf@dinkes")
    other = await visits.open("/", "staf@dishub")

    assert "Kirim data Triwulan III Tahun 2026 Dinas Kesehatan" in tasks_on(in_time)
    assert "terlambat 2 hari kerja" in tasks_on(in_time)
    assert "/collector/isi/dinkes/2026-TW3" in in_time.text
    assert "Minta Triwulan III Tahun 2026 dibuka kembali untuk Dinas Kesehatan" in tasks_on(locked)
    assert "Tidak ada yang menunggu Saudara" in tasks_on(other)


async def test_what_went_back_to_a_unit_is_its_task_again(
    app: FastAPI, visits: Visits, clock: OfficeClock
) -> None:
    clock.set_to(at("2026-10-12 09:00"))
    await deliver(app.state.store, consumers, *people(), period_opened(), figures())
    done = await visits.open("/", "staf@dinkes")
    await deliver(app.state.store, consumers, returned(at("2026-10-12 08:00")))
    again = await visits.open("/", "staf@dinkes")

    assert "Tidak ada yang menunggu Saudara" in tasks_on(done)
    assert "Kirim data Triwulan III" in tasks_on(again)
    assert "dikembalikan" in text_of(again)


async def test_a_draft_waits_for_kasubag_then_its_koreksi_for_staf(
    app: FastAPI, visits: Visits, clock: OfficeClock
) -> None:
    await begin(app, clock)
    asked = tasks_on(await visits.open("/", "kasubag@*"))
    await deliver(app.state.store, consumers, sent_back(PERIOD, at("2026-10-06 11:00")))
    kasubag = tasks_on(await visits.open("/", "kasubag@*"))
    staf = tasks_on(await visits.open("/", "staf@inspektorat"))

    assert "Putuskan draft laporan Triwulan III Tahun 2026: Ya atau Tidak" in asked
    assert "Putuskan" not in kasubag
    assert "Jawab 1 koreksi draft laporan Triwulan III Tahun 2026" in staf


async def test_an_office_without_inspektur_is_told_so_as_soon_as_figures_are_collected(
    app: FastAPI, visits: Visits
) -> None:
    wanted = "Daftarkan Inspektur, Plt., atau Plh."
    await deliver(app.state.store, consumers, *Office().register())
    before = tasks_on(await visits.open("/"))
    await deliver(app.state.store, consumers, period_opened())
    asked = [tasks_on(await visits.open("/", by=one)) for one in ("admin@*", "sekretaris@*")]
    others = tasks_on(await visits.open("/", by="staf@dinkes"))
    await deliver(app.state.store, consumers, officials(("Inspektur", "inspektur@kab.go.id")))
    after = tasks_on(await visits.open("/"))

    assert all(wanted in one for one in asked)
    assert not any(wanted in one for one in (before, others, after))


async def test_changed_figures_wait_for_kasubag_until_they_are_the_same_again(
    app: FastAPI, visits: Visits, clock: OfficeClock
) -> None:
    draft = await begin(app, clock)
    await deliver(app.state.store, consumers, outdated(at("2026-10-06 09:00"), 3))
    changed = tasks_on(await visits.open("/", "kasubag@*"))
    same = recapped(PERIOD, at("2026-10-06 10:00"), draft, version=2)
    same = same.model_copy(update={"data": same.data.model_copy(update={"revision": 3})})
    await deliver(app.state.store, consumers, same)
    unchanged = tasks_on(await visits.open("/", "kasubag@*"))

    assert "Putuskan 3 angka yang berubah sejak draft laporan Triwulan III" in changed
    assert "angka yang berubah" not in unchanged


async def test_an_issued_report_is_signed_told_of_and_drawn(
    app: FastAPI, visits: Visits, clock: OfficeClock
) -> None:
    await begin(app, clock)
    when = at("2026-10-06 11:00")
    people = officials(("Ani", "bukan alamat"))
    await deliver(app.state.store, consumers, people, issued(PERIOD, when))

    inspektur = await visits.open("/", "inspektur@*")
    sekretaris = await visits.open("/", "sekretaris@*")

    assert "Tanda tangani laporan Triwulan III Tahun 2026" in tasks_on(inspektur)
    assert "1 dari 1 surel tidak terkirim" in tasks_on(sekretaris)
    assert "/notifier/sosialisasi/2026-TW3/1" in sekretaris.text
    assert 'src="/reporter/laporan/grafik/2026/peta.svg"' in inspektur.text


async def test_an_operator_hears_of_what_failed_and_everybody_of_what_rests(
    app: FastAPI, visits: Visits, clock: OfficeClock
) -> None:
    letter = letter_of(opened(PERIOD, MORNING))
    await app.state.store.write(inbox.bury, letter, "rusak", MORNING)
    pause = Pause("pengingat", at("2026-10-12 08:00"), "sekretaris", "Peladen pindah.", MORNING)
    await app.state.store.write(triggers.pause, pause)
    clock.set_to(at("2026-10-06 09:00"))

    operator, staf = [await visits.open("/", by) for by in ("operator@*", "staf@dinkes")]

    assert "Periksa 1 peristiwa gagal" in tasks_on(operator)
    assert "peristiwa gagal" not in tasks_on(staf)
    assert "Pengingat sampai 12 Oktober 2026 pukul 08.00 WIB" in text_of(staf)


async def test_an_older_year_is_read_by_its_address(
    app: FastAPI, client: AsyncClient, clock: OfficeClock
) -> None:
    await begin(app, clock)
    done = opened("2025-TW1", at("2025-04-01 08:00")), ordered("2025-TW1", at("2025-04-01 08:05"))
    await deliver(app.state.store, consumers, *done)

    newest, older = await client.get("/"), await client.get("/?tahun=2025")

    assert '<a href="/?tahun=2025">2025</a>' in newest.text
    assert "Triwulan II Tahun 2025" not in newest.text
    assert "Triwulan II Tahun 2025" in older.text
    assert "Langkah 4 Triwulan III Tahun 2026" in text_of(older)


async def test_the_page_obeys_the_strict_policy(
    app: FastAPI, visits: Visits, clock: OfficeClock
) -> None:
    await begin(app, clock)

    page = await visits.open("/")

    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", page.text) == []


async def test_every_asset_of_the_page_is_served_under_the_prefix(
    app: FastAPI, clock: OfficeClock
) -> None:
    transport = ASGITransport(app, root_path="/notifier")
    async with AsyncClient(transport=transport, base_url="http://lapkin") as client:
        page = (await client.get("/notifier/")).text
        assets = re.findall(r'(?:href|src)="(/notifier/[^"]+\?v=[^"]+)"', page)
        answers = [await client.get(path) for path in assets]

    assert [answer.status_code for answer in answers] == [200] * 4
    assert all("immutable" in answer.headers["cache-control"] for answer in answers)
    assert 'sumber="/notifier/langkah/arus"' in page
