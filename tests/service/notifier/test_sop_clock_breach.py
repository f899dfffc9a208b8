"""A step's time runs out: announced once, whenever it is seen."""

from pathlib import Path

from support.facts import announced, deliver
from support.sop_facts import (
    Facts,
    at,
    drafted,
    issued,
    opened,
    ordered,
    recapped,
    sent_back,
    submitted,
)

from lapkin_chassis import migrations, triggers
from lapkin_chassis.store import Store
from lapkin_chassis.triggers import ALL, Pause
from lapkin_contracts.sosialisasi import SlaBreached
from notifier.consumers import consumers
from notifier.sop_clock import breach, repository

DRAFTED = at("2026-10-06 09:00")


async def under_review(store: Store) -> None:
    """Step 4 may take until half past nine; at twenty past the draft is sent back."""
    data = submitted("2026-TW3", at("2026-10-06 08:50"))
    rekap = recapped("2026-TW3", at("2026-10-06 08:55"), data)
    draft = drafted("2026-TW3", DRAFTED, rekap)
    begun: Facts = [
        opened("2026-TW3", at("2026-10-05 08:00")),
        ordered("2026-TW3", at("2026-10-05 08:05")),
    ]
    await deliver(store, consumers, *begun, data, rekap, draft)
    await deliver(store, consumers, sent_back("2026-TW3", at("2026-10-06 09:20")))


async def announce(store: Store, when: str) -> list[SlaBreached]:
    await store.write(breach.announce, at(when))
    return [one.data for one in await store.read(announced, SlaBreached)]


async def test_a_running_step_is_announced_once_with_the_party_it_waited_for(
    store: Store,
) -> None:
    await under_review(store)

    assert await announce(store, "2026-10-06 09:30") == []
    (said,) = await announce(store, "2026-10-06 09:31")
    assert await announce(store, "2026-10-08 09:00") == [said]

    assert (said.unit, said.langkah, said.menunggu) == ("inspektorat", 4, "staf")
    assert (said.started_at, said.batas) == (DRAFTED, at("2026-10-06 09:30"))
    (envelope,) = await store.read(announced, SlaBreached)
    assert envelope.time == said.batas


async def test_a_step_that_ended_late_while_nobody_looked_is_announced_afterwards(
    store: Store,
) -> None:
    await under_review(store)
    await deliver(store, consumers, issued("2026-TW3", at("2026-10-06 14:00")))

    late = await announce(store, "2026-10-06 14:05")

    assert [(one.langkah, one.batas, one.menunggu) for one in late] == [
        (4, at("2026-10-06 09:30"), "staf")
    ]


async def test_a_step_that_ends_in_time_is_never_announced(store: Store) -> None:
    await under_review(store)
    await deliver(store, consumers, issued("2026-TW3", at("2026-10-06 09:30")))

    assert await announce(store, "2026-10-06 09:50") == []


async def test_paused_breaches_are_caught_up(store: Store) -> None:
    await under_review(store)
    noon = at("2026-10-06 12:00")
    pause = Pause(ALL, noon, "admin", "Server dipindahkan.", DRAFTED)
    await store.write(triggers.pause, pause)

    assert await announce(store, "2026-10-06 11:00") == []
    assert [one.langkah for one in await announce(store, "2026-10-06 12:01")] == [4]


async def test_a_rebuilt_ledger_is_the_same_and_announces_nothing_again(
    store: Store, tmp_path: Path
) -> None:
    await under_review(store)
    await announce(store, "2026-10-06 10:00")
    (said,) = await store.read(announced, SlaBreached)
    await deliver(store, consumers, said)

    anew = Store(f"sqlite:///{tmp_path / 'anew.db'}", "/lapkin/notifier")
    migrations.upgrade(anew, "notifier")
    await under_review(anew)
    await deliver(anew, consumers, said)

    assert await announce(anew, "2026-10-06 10:00") == []
    assert await anew.read(triggers.ledger) == await store.read(triggers.ledger)
    assert await store.read(repository.breaches) == {"sla/2026-TW3/4": said.data.batas}
    anew.close()
