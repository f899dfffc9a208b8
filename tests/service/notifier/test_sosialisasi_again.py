"""Recipients who are told again, and recipients who are added: each act is a fact."""

from collections.abc import Callable

import pytest
from support.clock import OfficeClock
from support.facts import announced, deliver
from support.mailbox import Mailbox
from support.sop_facts import at, issued, officials

from lapkin_chassis import migrations
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sosialisasi import PenerimaAdded, SosialisasiRepeated, SosialisasiSent
from notifier.consumers import consumers
from notifier.settings import Settings
from notifier.sosialisasi import repeating, repository, service
from notifier.sosialisasi.domain import Edition, Key, Official
from notifier.sosialisasi.errors import (
    AlreadyListed,
    BadAddress,
    EditionReplaced,
    NobodyToTell,
    NoSosialisasi,
)
from notifier.sosialisasi.schedule import Post

NOW = at("2026-10-09 10:00")
LATER = at("2026-10-12 09:00")
ANI, BUDI, CICI = (f"{name}@contoh.go.id" for name in ("ani", "budi", "cici"))
PERIOD = Periode("2026-TW3")
FIRST = (PERIOD, 1)
CAMAT = Official("Cici", "Camat Kretek", CICI)
ISSUED = (officials(("Ani", ANI), ("Budi", BUDI)), issued(PERIOD, NOW))


@pytest.fixture
async def post(
    store: Store, clock: OfficeClock, mailbox: Mailbox, settings: Callable[..., Settings]
) -> Post:
    """A report that both officials were told of; Ani acknowledged."""
    post = Post(store, clock, settings(smtp_host="127.0.0.1", smtp_port=mailbox.port))
    await deliver(store, consumers, *ISSUED)
    await post.send_due()
    await store.write(service.acknowledge, Key(PERIOD, 1, 1), NOW)
    clock.set_to(LATER)
    return post


async def repeat(post: Post, nomor: int | None = None) -> None:
    await post.store.write(repeating.repeat, FIRST, nomor, oleh="sekretaris", now=LATER)


async def add(post: Post, one: Official = CAMAT) -> None:
    await post.store.write(repeating.add, FIRST, one, oleh="sekretaris", now=LATER)


async def test_whoever_has_not_acknowledged_is_told_again_once(
    post: Post, mailbox: Mailbox
) -> None:
    await repeat(post)
    await post.send_due()

    (said,) = await post.store.read(announced, SosialisasiRepeated)
    assert (said.data.penerima, said.data.putaran, said.data.oleh) == ((2,), 2, "sekretaris")
    assert mailbox.addresses == [ANI, BUDI, BUDI]
    first, again = (one["Message-ID"] for one in mailbox.messages[1:])
    assert first != again


async def test_the_end_of_each_round_is_announced(post: Post) -> None:
    await repeat(post)
    await post.send_due()

    sent = await post.store.read(announced, SosialisasiSent)
    assert [(one.data.putaran, one.data.sent_at) for one in sent] == [(1, NOW), (2, LATER)]


async def test_a_message_that_failed_goes_out_once_its_cause_is_gone(
    store: Store, clock: OfficeClock, mailbox: Mailbox, settings: Callable[..., Settings]
) -> None:
    post = Post(store, clock, settings(smtp_host="127.0.0.1", smtp_port=mailbox.port))
    mailbox.answer(BUDI, "550 kotak surat penuh")
    await deliver(store, consumers, *ISSUED)
    await post.send_due()
    clock.set_to(LATER)

    await repeat(post, 2)
    await post.send_due()

    budi = (await store.read(repository.penerima_of, *FIRST))[1]
    assert (budi.status, budi.attempts, budi.reason) == ("terkirim", 1, "")


async def test_nobody_is_told_again_who_acknowledged_or_still_waits(post: Post) -> None:
    with pytest.raises(NobodyToTell):
        await repeat(post, 1)
    await repeat(post, 2)
    with pytest.raises(NobodyToTell):
        await repeat(post, 2)
    with pytest.raises(NobodyToTell):
        await repeat(post, 9)


async def test_an_edition_that_was_replaced_is_told_to_nobody_any_more(post: Post) -> None:
    await deliver(post.store, consumers, issued(PERIOD, LATER, edisi=2))

    with pytest.raises(EditionReplaced):
        await repeat(post)
    with pytest.raises(EditionReplaced):
        await add(post)
    with pytest.raises(NoSosialisasi):
        await post.store.write(repeating.repeat, (PERIOD, 7), None, oleh="s", now=LATER)


async def test_a_further_recipient_is_told_and_may_acknowledge(
    post: Post, mailbox: Mailbox
) -> None:
    await add(post)
    await post.send_due()
    await post.store.write(service.acknowledge, Key(PERIOD, 1, 3), LATER)

    (said,) = await post.store.read(announced, PenerimaAdded)
    assert (said.data.penerima, said.data.nama, said.data.jabatan) == (3, "Cici", "Camat Kretek")
    assert mailbox.addresses == [ANI, BUDI, CICI]
    cici = (await post.store.read(repository.penerima_of, *FIRST))[2]
    assert cici.acknowledged_at == LATER


async def test_nobody_is_listed_twice_or_without_an_address(post: Post) -> None:
    with pytest.raises(AlreadyListed):
        await add(post, CAMAT._replace(surel=ANI.upper()))
    with pytest.raises(BadAddress):
        await add(post, CAMAT._replace(surel="camat kretek"))

    assert await post.store.read(announced, PenerimaAdded) == []


async def test_a_store_that_is_rebuilt_learns_of_every_round_and_mails_nobody(
    post: Post, mailbox: Mailbox, tmp_path
) -> None:
    await repeat(post)
    await post.send_due()
    await add(post)
    await post.send_due()
    own = [
        one
        for event in (SosialisasiSent, SosialisasiRepeated, PenerimaAdded)
        for one in await post.store.read(announced, event)
    ]
    own.sort(key=lambda one: (one.data.putaran, one.type == SosialisasiSent.type))
    again = Store(f"sqlite:///{tmp_path / 'again.db'}", "/lapkin/notifier")
    migrations.upgrade(again, "notifier")

    await deliver(again, consumers, *ISSUED, *own)

    rows = [
        [(one.nama, one.status, one.decided_at) for one in found]
        for found in (
            await post.store.read(repository.penerima_of, *FIRST),
            await again.read(repository.penerima_of, *FIRST),
        )
    ]
    assert rows[0] == rows[1]
    assert (await again.read(repository.sosialisasi_of, *FIRST)).putaran == 3
    assert await again.read(repository.due_editions, LATER) == []
    again.close()


async def test_the_mail_of_a_round_that_the_stream_knows_ended_is_left_alone(
    post: Post, mailbox: Mailbox
) -> None:
    await repeat(post)

    await post.send_due(frozenset({Edition(PERIOD, 1, 2)}))
    assert mailbox.addresses == [ANI, BUDI]
    await post.send_due(frozenset({Edition(PERIOD, 1, 1)}))

    assert mailbox.addresses == [ANI, BUDI, BUDI]
