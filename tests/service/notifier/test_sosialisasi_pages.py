"""The office's pages of the sosialisasi: who was told, telling again, telling more people."""

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from support.clock import OfficeClock
from support.facts import announced, deliver, fact
from support.sop_facts import at, issued, officials
from support.tokens import Signer
from support.visiting import Visits, text_of

from lapkin_contracts.organisasi import Pejabat, PejabatAssigned
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sosialisasi import (
    PenerimaAdded,
    SosialisasiAcknowledged,
    SosialisasiRepeated,
)
from notifier.consumers import consumers
from notifier.mail import Attempt
from notifier.sosialisasi import repository, service
from notifier.sosialisasi.domain import Key
from notifier.sosialisasi.mail import link_url

NOW = at("2026-10-09 10:00")
PERIOD = Periode("2026-TW3")
HERE = "/sosialisasi/2026-TW3/1"
CAMAT = {"nama": "Dewi Lestari", "jabatan": "Camat Kretek", "surel": "dewi@contoh.go.id"}
SEKRETARIS = "sekretaris@*"


@pytest.fixture
def visits(client: AsyncClient, signer: Signer) -> Visits:
    return Visits(client, signer)


@pytest.fixture
async def told(app: FastAPI) -> None:
    """Ani acknowledged, Budi did not, Cici's message failed, Dodi's address is none."""
    people = [(one.title(), f"{one}@contoh.go.id") for one in ("ani", "budi", "cici")]
    store = app.state.store
    await deliver(store, consumers, officials(*people, ("Dodi", "dodi")), issued(PERIOD, NOW))
    refused = Attempt(is_sent=False, reason="550 kotak surat penuh")
    for nomor, attempt in enumerate((Attempt(is_sent=True), Attempt(is_sent=True), refused), 1):
        await store.write(service.record, Key(PERIOD, 1, nomor), attempt, NOW)
    await store.write(service.acknowledge, Key(PERIOD, 1, 1), NOW)


async def waiting(app: FastAPI) -> list[str]:
    rows = await app.state.store.read(repository.penerima_of, PERIOD, 1)
    return [one.nama for one in rows if one.status == "menunggu"]


async def test_every_edition_is_listed_with_its_counts(
    app: FastAPI, visits: Visits, told: None
) -> None:
    await deliver(app.state.store, consumers, issued(PERIOD, NOW, edisi=2))

    page = text_of(await visits.open("/sosialisasi", "staf@dinkes"))

    assert "edisi 2 Sedang dikirim" in page
    assert "edisi 1 Digantikan edisi 2" in page
    assert (
        "4 penerima: 1 sudah menyatakan menerima, 1 terkirim dan belum menyatakan, "
        "2 gagal dikirim ." in page
    )


async def test_nothing_is_listed_before_a_report_is_out_and_nobody_unknown_may_look(
    client: AsyncClient, visits: Visits
) -> None:
    empty = await visits.open("/sosialisasi")
    stranger = await client.get("/sosialisasi")
    unknown = await visits.open(HERE)

    assert "Belum ada laporan yang terbit." in empty.text
    assert stranger.headers["location"] == "/collector/masuk?next=%2Fsosialisasi"
    assert (unknown.status_code, "Belum ada sosialisasi" in unknown.text) == (404, True)


async def test_each_recipient_stands_with_what_came_of_the_message(
    app: FastAPI, client: AsyncClient, visits: Visits, told: None
) -> None:
    budi = await app.state.store.read(repository.addressee, Key(PERIOD, 1, 2))
    path = link_url(budi, app.state.settings).removeprefix("https://lapkin.example/notifier")
    await client.get(path)

    page = await visits.open(HERE, "irban@*")
    rows = page.text.split("<tr id=")[1:]

    assert "a***@contoh.go.id" in rows[0]
    assert "9 Oktober 2026 pukul 10.00 WIB" in rows[0].split("Menyatakan menerima")[1]
    assert "9 Oktober 2026 pukul 10.00 WIB" in rows[1].split("Tautan dibuka")[1]
    assert "550 kotak surat penuh" in rows[2]
    assert "<button" not in page.text
    assert "ani@" not in page.text


async def test_a_sekretaris_tells_one_again_or_all_who_have_not_acknowledged(
    app: FastAPI, visits: Visits, told: None
) -> None:
    before = await visits.open(HERE, SEKRETARIS)
    one = await visits.send(f"{HERE}/kirim-ulang", {"nomor": "3"}, SEKRETARIS)
    page = await visits.open(one.headers["location"], SEKRETARIS)
    first = await waiting(app)
    rest = await visits.send(f"{HERE}/kirim-ulang", {}, SEKRETARIS)

    assert "Kirim ulang kepada 2 penerima" in before.text
    assert (one.status_code, rest.status_code) == (303, 303)
    assert "Surat masuk antrean" in page.text
    assert (first, await waiting(app)) == (["Cici"], ["Budi", "Cici"])
    said = await app.state.store.read(announced, SosialisasiRepeated)
    assert [one.data.penerima for one in said] == [(3,), (2,)]
    assert said[0].data.oleh == SEKRETARIS


@pytest.mark.parametrize("nomor", ["1", "4", "99", "1e3", "９" * 8])
async def test_who_need_not_be_told_again_is_refused_on_the_page(
    app: FastAPI, visits: Visits, told: None, nomor: str
) -> None:
    answer = await visits.send(f"{HERE}/kirim-ulang", {"nomor": nomor}, SEKRETARIS)

    assert answer.status_code == 409
    assert "sudah menyatakan menerima" in answer.text
    assert await waiting(app) == []


async def test_a_further_recipient_is_added_and_told(
    app: FastAPI, visits: Visits, told: None
) -> None:
    answer = await visits.send(f"{HERE}/penerima", CAMAT, "kasubag@*")
    page = await visits.open(answer.headers["location"], "kasubag@*")

    (said,) = await app.state.store.read(announced, PenerimaAdded)
    assert (said.data.penerima, said.data.nama, said.data.oleh) == (5, CAMAT["nama"], "kasubag@*")
    assert "Penerima ditambahkan" in page.text
    assert "Dewi Lestari Camat Kretek" in text_of(page)


@pytest.mark.parametrize(
    ("wrong", "field", "said"),
    [
        ({"nama": " "}, "nama", "Isi nama penerima"),
        ({"jabatan": "a" * 201}, "jabatan", "Isi jabatan penerima"),
        ({"nama": "De\x00wi"}, "nama", "Isi nama penerima"),
        ({"surel": "dewi di kantor"}, "surel", "tidak sah; tulis lengkap"),
        ({"surel": "ANI@contoh.go.id"}, "surel", "atas nama Ani"),
    ],
)
async def test_what_is_wrong_with_a_recipient_is_said_at_its_field(
    app: FastAPI, visits: Visits, told: None, wrong: dict[str, str], field: str, said: str
) -> None:
    answer = await visits.send(f"{HERE}/penerima", CAMAT | wrong, SEKRETARIS)

    assert answer.status_code in {409, 422}
    assert f'<a href="#{field}">' in answer.text
    assert said in answer.text
    assert f'aria-describedby="salah-{field}"' in answer.text
    assert 'value="dewi@contoh.go.id"' in answer.text or field == "surel"
    assert await app.state.store.read(announced, PenerimaAdded) == []


async def test_a_recipient_who_is_signed_in_acknowledges_without_the_mail(
    app: FastAPI, visits: Visits, told: None
) -> None:
    budi = Pejabat(
        nama="Budi", jabatan="irban", sebutan="Irban", surel="BUDI@contoh.go.id", akun="irban@*"
    )
    assigned = PejabatAssigned(unit="irban-1", pejabat=(budi,))
    await deliver(app.state.store, consumers, fact(assigned, at=NOW))
    await app.state.store.write(service.record, Key(PERIOD, 1, 3), Attempt(is_sent=True), NOW)
    asked = await visits.open("/", "irban@*")
    stranger = await visits.send(f"{HERE}/terima", {}, "staf@*")

    answer = await visits.send(f"{HERE}/terima", {}, "irban@*")
    page = await visits.open(answer.headers["location"], "irban@*")

    said = await app.state.store.read(announced, SosialisasiAcknowledged)
    assert "Nyatakan telah menerima laporan Triwulan III Tahun 2026" in asked.text
    assert (stranger.headers["location"][-8:], [one.data.nama for one in said]) == (
        "selesai=",
        ["Ani", "Budi"],
    )
    assert "sudah dicatat" in page.text
    assert "Laporan telah saya terima" not in page.text


async def test_nobody_else_may_tell(
    app: FastAPI, client: AsyncClient, visits: Visits, signer: Signer, told: None
) -> None:
    page = await visits.send(f"{HERE}/kirim-ulang", {}, "staf@*")
    added = await visits.send(f"{HERE}/penerima", CAMAT, "irban@*")
    over_api = await client.post(
        "/v1/sosialisasi/2026-TW3/1:repeat", json={}, headers=signer.bearer("staf@*")
    )
    cookie = {"Cookie": f"lapkin_session={signer.token(SEKRETARIS)}"}
    foreign = await client.post(
        f"{HERE}/kirim-ulang", headers=cookie | {"Sec-Fetch-Site": "cross-site"}
    )

    answers = (page, added, over_api, foreign)
    assert [one.status_code for one in answers] == [403, 403, 403, 403]
    assert await waiting(app) == []


async def test_programs_tell_again_and_add_over_the_api(
    client: AsyncClient, signer: Signer, told: None
) -> None:
    headers = signer.bearer("sekretaris@*")
    again = await client.post(
        "/v1/sosialisasi/2026-TW3/1:repeat", json={"penerima": 2}, headers=headers
    )
    added = await client.post("/v1/sosialisasi/2026-TW3/1/penerima", json=CAMAT, headers=headers)
    twice = await client.post("/v1/sosialisasi/2026-TW3/1/penerima", json=CAMAT, headers=headers)

    assert (again.status_code, again.json()["penerima"][1]["status"]) == (202, "menunggu")
    assert (added.status_code, len(added.json()["penerima"])) == (201, 5)
    assert (twice.status_code, twice.json()["code"]) == (409, "already-listed")


async def test_an_edition_that_was_replaced_offers_no_telling(
    app: FastAPI, visits: Visits, told: None, clock: OfficeClock
) -> None:
    await deliver(app.state.store, consumers, issued(PERIOD, NOW, edisi=2))

    page = await visits.open(HERE, SEKRETARIS)
    answer = await visits.send(f"{HERE}/kirim-ulang", {}, SEKRETARIS)

    assert "<form" not in page.text
    assert (answer.status_code, "digantikan oleh edisi 2" in answer.text) == (409, True)
