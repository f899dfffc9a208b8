"""An edition that replaces another: everyone who holds the old one is told, once."""

from collections.abc import Callable
from datetime import date

import pytest
from httpx import AsyncClient
from support.clock import OfficeClock
from support.facts import deliver, fact
from support.mailbox import Mailbox
from support.sop_facts import INSTANSI, announced, at, issued, officials
from support.tokens import Signer

from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.organisasi import Jabatan, Pejabat, PejabatAssigned, StatusPejabat
from lapkin_contracts.sosialisasi import SosialisasiAcknowledged
from notifier.consumers import consumers
from notifier.settings import Settings
from notifier.sosialisasi import repository
from notifier.sosialisasi.domain import Key
from notifier.sosialisasi.mail import link_url
from notifier.sosialisasi.schedule import Post

NOW = at("2026-10-09 10:00")
LATER = at("2026-11-02 10:00")
ANI, BUDI, CICI = (f"{name}@contoh.go.id" for name in ("ani", "budi", "cici"))
PERIOD = "2026-TW3"
SEBAB = "Realisasi IKU-07 salah dikutip."


def ralat() -> Envelope[LaporanIssued]:
    second = issued(PERIOD, LATER, edisi=2)
    changes = {"menggantikan": 1, "sebab": SEBAB}
    return second.model_copy(update={"data": second.data.model_copy(update=changes)})


def a_deputy(surel: str, until: date) -> Envelope[PejabatAssigned]:
    deputy = Pejabat(
        nama="Dedi",
        jabatan=Jabatan.KASUBAG,
        sebutan="Kepala Subbagian",
        surel=surel,
        status=StatusPejabat.PLH,
        dasar="SK 12/2026",
        berlaku_sampai=until,
    )
    assigned = PejabatAssigned(unit="irban-2", pejabat=(deputy,))
    return fact(assigned, at=at("2026-07-01 08:00"))


@pytest.fixture
def post(
    store: Store, clock: OfficeClock, mailbox: Mailbox, settings: Callable[..., Settings]
) -> Post:
    return Post(store, clock, settings(smtp_host="127.0.0.1", smtp_port=mailbox.port))


async def test_those_told_of_the_old_edition_and_new_officials_are_told_once(
    post: Post, mailbox: Mailbox, clock: OfficeClock
) -> None:
    await deliver(post.store, consumers, officials(("Ani", ANI), ("Budi", BUDI)))
    await deliver(post.store, consumers, issued(PERIOD, NOW))
    await post.send_due()
    stayed = officials(("Budi", BUDI), ("Cici", CICI)).model_copy(
        update={"id": "lain", "sequence": 2}
    )

    await deliver(post.store, consumers, stayed, ralat())
    clock.set_to(LATER)
    await post.send_due()

    assert mailbox.addresses == [ANI, BUDI, ANI, BUDI, CICI]


async def test_the_mail_says_which_edition_is_replaced_and_why(
    post: Post, mailbox: Mailbox, clock: OfficeClock
) -> None:
    clock.set_to(LATER)
    await deliver(post.store, consumers, officials(("Ani", ANI)), issued(PERIOD, NOW), ralat())

    await post.send_due()

    first, second = mailbox.messages
    assert first["Subject"] == "Laporan Kinerja Triwulan III Tahun 2026 telah terbit"
    assert second["Subject"] == (
        "Laporan Kinerja Triwulan III Tahun 2026: edisi 2 menggantikan edisi 1"
    )
    lines = second.get_content().splitlines()
    assert "Edisi 2 menggantikan edisi 1, yang tidak berlaku lagi." in lines
    assert f"Sebab: {SEBAB}" in lines
    assert "menggantikan" not in first.get_content()


async def test_a_deputy_whose_term_has_ended_is_not_told(post: Post, mailbox: Mailbox) -> None:
    ended = a_deputy("lama@contoh.go.id", date(2026, 10, 8))
    await deliver(post.store, consumers, officials(("Ani", ANI)), ended, issued(PERIOD, NOW))

    await post.send_due()

    assert mailbox.addresses == [ANI]


async def test_a_deputy_is_told_on_the_last_day_under_the_printed_title(
    post: Post, mailbox: Mailbox
) -> None:
    deputy = a_deputy("dedi@contoh.go.id", date(2026, 10, 9))
    await deliver(post.store, consumers, deputy, issued(PERIOD, NOW))

    await post.send_due()

    assert "Plh. Kepala Subbagian" in mailbox.messages[0].get_content()


async def link_of(post: Post, edisi: int) -> str:
    to = await post.store.read(repository.addressee, Key(PERIOD, edisi, 1))
    assert to is not None
    return link_url(to, post.settings).removeprefix("https://lapkin.example/notifier")


async def test_the_old_link_still_opens_and_points_to_the_edition_that_holds(
    post: Post, client: AsyncClient
) -> None:
    await deliver(post.store, consumers, officials(("Ani", ANI)), issued(PERIOD, NOW))
    old = await link_of(post, 1)
    await client.post(old)
    await deliver(post.store, consumers, ralat())
    new = await link_of(post, 2)

    page = await client.get(old)
    fresh = await client.get(new)

    assert "Edisi ini telah digantikan oleh edisi 2." in page.text
    assert "<button" not in page.text
    assert SEBAB in fresh.text
    assert "<button" in fresh.text


async def test_who_acknowledged_the_old_edition_must_acknowledge_the_new_one(
    post: Post, client: AsyncClient, signer: Signer
) -> None:
    await deliver(post.store, consumers, officials(("Ani", ANI)), issued(PERIOD, NOW))
    await client.post(await link_of(post, 1))
    await deliver(post.store, consumers, ralat())
    before = (await client.get(f"/v1/sosialisasi/{PERIOD}", headers=signer.bearer())).json()

    await client.post(await link_of(post, 2))

    said = await post.store.read(announced, SosialisasiAcknowledged)
    assert [(one.data.edisi, one.data.unit) for one in said] == [(1, INSTANSI), (2, INSTANSI)]
    second, first = before
    assert second["penerima"][0]["acknowledged_at"] is None
    assert (second["menggantikan"], second["sebab"]) == (1, SEBAB)
    assert (first["digantikan_oleh"], second["digantikan_oleh"]) == (2, None)


async def test_an_edition_that_was_replaced_is_not_acknowledged_any_more(
    post: Post, client: AsyncClient
) -> None:
    await deliver(post.store, consumers, officials(("Ani", ANI)), issued(PERIOD, NOW), ralat())

    await client.post(await link_of(post, 1))

    assert await post.store.read(announced, SosialisasiAcknowledged) == []
