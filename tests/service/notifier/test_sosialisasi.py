"""Mails to the officials over a real mail server, and their acknowledgement."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from support.clock import OfficeClock
from support.facts import deliver
from support.mailbox import Mailbox
from support.sop_facts import PDF, announced, at, issued, officials

from lapkin_chassis.store import Store
from lapkin_contracts.sosialisasi import SosialisasiSent
from notifier.consumers import consumers
from notifier.settings import Settings
from notifier.sosialisasi import repository, service
from notifier.sosialisasi.schedule import Post

NOW = at("2026-10-09 10:00")
ANI, BUDI, CICI = (f"{name}@contoh.go.id" for name in ("ani", "budi", "cici"))
PEOPLE = officials(("Ani, S.E.", ANI), ("Budi", BUDI), ("Cici", CICI))
LINK = re.compile(r"https://lapkin\.example/notifier(/sosialisasi/\S+)")


@pytest.fixture
def post(
    store: Store, clock: OfficeClock, mailbox: Mailbox, settings: Callable[..., Settings]
) -> Post:
    return Post(store, clock, settings(smtp_host="127.0.0.1", smtp_port=mailbox.port))


async def statuses(store: Store, period: str = "2026-TW3") -> list[tuple[str, str, int]]:
    penerima = await store.read(repository.penerima_of, period, 1)
    return [(one.surel, one.status, one.attempts) for one in penerima]


async def test_every_official_gets_one_mail_over_one_connection(
    post: Post, mailbox: Mailbox
) -> None:
    twice = officials(("Ani", "ANI@contoh.go.id"), ("Dedi", ""), unit="irban-1")
    await deliver(post.store, consumers, PEOPLE, twice, issued("2026-TW3", NOW))

    await post.send_due()
    await post.send_due()

    assert mailbox.addresses == [ANI, BUDI, CICI]
    assert mailbox.connections == 1


async def test_the_mail_names_the_report_and_the_links_and_no_figure(
    post: Post, mailbox: Mailbox
) -> None:
    fact = issued("2026-TW3", NOW)
    await deliver(post.store, consumers, PEOPLE, fact)

    await post.send_due()

    message = mailbox.messages[0]
    text = message.get_content()
    assert message["Subject"] == "Laporan Kinerja Triwulan III Tahun 2026 telah terbit"
    assert message["To"].addresses[0].display_name == "Ani, S.E."
    assert message["Message-ID"] == f"<{fact.id}.1@localhost>"
    assert message["Date"].datetime == NOW
    assert f"https://lapkin.example/reporter/v1/berkas/{PDF}" in text
    assert LINK.search(text)
    assert "%" not in text


async def test_a_name_with_odd_characters_reaches_its_owner(post: Post, mailbox: Mailbox) -> None:
    people = officials(('H. Añi\nS.E., "M.Si"', "ani.s+lapkin@contoh.go.id"))
    await deliver(post.store, consumers, people, issued("2026-TW3", NOW))

    await post.send_due()

    assert mailbox.messages[0]["To"].addresses[0].display_name == 'H. Añi S.E., "M.Si"'


async def test_the_end_is_announced_once_when_nobody_waits_any_more(
    post: Post, mailbox: Mailbox, clock: OfficeClock
) -> None:
    mailbox.answer(BUDI, f"550 5.1.1 <{BUDI}> tidak dikenal")
    mailbox.answer(CICI, "451 4.2.1 coba lagi nanti")
    fact = issued("2026-TW3", NOW)
    await deliver(post.store, consumers, PEOPLE, fact)

    await post.send_due()
    assert await post.store.read(announced, SosialisasiSent) == []
    assert await statuses(post.store) == [
        (ANI, "terkirim", 1),
        (BUDI, "gagal", 1),
        (CICI, "menunggu", 1),
    ]
    clock.set_to(NOW + timedelta(minutes=1))
    await post.send_due()

    (sent,) = await post.store.read(announced, SosialisasiSent)
    assert (sent.causationid, sent.time) == (fact.id, clock.now())
    assert (sent.data.penerima, sent.data.sent_at) == (3, clock.now())
    ani, budi, cici = sent.data.pengiriman
    assert (ani.terkirim, ani.attempts, ani.at, ani.reason) == (True, 1, NOW, "")
    assert (budi.terkirim, budi.reason) == (False, "550 5.1.1 <b***@contoh.go.id> tidak dikenal")
    assert (cici.terkirim, cici.attempts, cici.at) == (True, 2, clock.now())


async def test_a_deferred_mail_is_not_tried_before_its_time(
    post: Post, mailbox: Mailbox, clock: OfficeClock
) -> None:
    mailbox.answer(CICI, "451 4.2.1 coba lagi nanti")
    await deliver(post.store, consumers, officials(("Cici", CICI)), issued("2026-TW3", NOW))
    await post.send_due()

    clock.set_to(NOW + timedelta(seconds=59))
    await post.send_due()

    assert await statuses(post.store) == [(CICI, "menunggu", 1)]


async def test_a_mail_server_that_is_away_costs_a_try_and_loses_no_mail(
    post: Post, mailbox: Mailbox, clock: OfficeClock
) -> None:
    await deliver(post.store, consumers, PEOPLE, issued("2026-TW3", NOW))
    mailbox.stop()
    await post.send_due()
    assert await statuses(post.store) == [(one, "menunggu", 1) for one in (ANI, BUDI, CICI)]

    mailbox.start()
    clock.set_to(NOW + timedelta(minutes=1))
    await post.send_due()

    assert mailbox.addresses == [ANI, BUDI, CICI]


async def test_a_sender_that_is_refused_fails_no_recipient(post: Post, mailbox: Mailbox) -> None:
    mailbox.refuse_sender("550 pengirim tidak diizinkan")
    await deliver(post.store, consumers, PEOPLE, issued("2026-TW3", NOW))

    await post.send_due()

    assert [status for _, status, _ in await statuses(post.store)] == ["menunggu"] * 3


async def test_two_replicas_that_send_at_once_send_each_mail_once(
    post: Post, mailbox: Mailbox
) -> None:
    await deliver(post.store, consumers, PEOPLE, issued("2026-TW3", NOW))
    other = Post(post.store, post.clock, post.settings)

    await asyncio.gather(post.send_due(), other.send_due())

    assert mailbox.addresses == [ANI, BUDI, CICI]
    assert len(await post.store.read(announced, SosialisasiSent)) == 1


async def test_a_mail_taken_by_a_replica_that_died_goes_out_again_with_the_same_id(
    post: Post, mailbox: Mailbox, clock: OfficeClock
) -> None:
    fact = issued("2026-TW3", NOW)
    await deliver(post.store, consumers, officials(("Ani", ANI)), fact)
    await post.store.write(service.claim, NOW, frozenset())

    await post.send_due()
    assert mailbox.addresses == []
    clock.set_to(NOW + timedelta(minutes=10))
    await post.send_due()

    assert [message["Message-ID"] for message in mailbox.messages] == [f"<{fact.id}.1@localhost>"]


async def test_a_report_that_concerns_nobody_is_announced_at_once(store: Store) -> None:
    fact = issued("2026-TW3", NOW)

    await deliver(store, consumers, officials(("Ani", "")), fact)

    (sent,) = await store.read(announced, SosialisasiSent)
    assert (sent.data.penerima, sent.time, sent.causationid) == (0, NOW, fact.id)


async def test_an_address_that_is_none_is_given_up_without_a_try(
    post: Post, mailbox: Mailbox
) -> None:
    people = officials(("Ani", "ani di kantor"), ("Budi", BUDI))
    await deliver(post.store, consumers, people, issued("2026-TW3", NOW))

    await post.send_due()

    assert mailbox.addresses == [BUDI]
    (sent,) = await post.store.read(announced, SosialisasiSent)
    assert sent.data.pengiriman[0].reason == "alamat surel tidak sah"


async def test_a_second_edition_is_told_of_again(post: Post, mailbox: Mailbox) -> None:
    await deliver(post.store, consumers, officials(("Ani", ANI)), issued("2026-TW3", NOW))
    await post.send_due()

    await deliver(post.store, consumers, issued("2026-TW3", NOW, edisi=2))
    await post.send_due()

    assert mailbox.addresses == [ANI, ANI]
    sent = await post.store.read(announced, SosialisasiSent)
    assert [one.data.edisi for one in sent] == [1, 2]
