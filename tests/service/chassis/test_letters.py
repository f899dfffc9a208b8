"""What an operator does with events that could not be applied."""

import pytest
from sqlmodel import Session
from support.facts import letter_of
from support.toys import NOON, CoinCounted, counting, total_of

from lapkin_chassis import inbox, letters
from lapkin_chassis.inbox import Letter, Outcome
from lapkin_chassis.letters import LaterApplied, NothingToRedrive, RedriveFailed, UnknownLetter
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope

NOTE = "mesin kasir sudah diganti"
CONSUMERS = counting()


def coin(amount: int, version: int) -> Letter:
    event = CoinCounted(unit="kas", amount=amount)
    return letter_of(
        Envelope(
            specversion="1.0",
            id=f"koin-{version}",
            source="/lapkin/toy",
            type=event.type,
            subject="kas/-",
            time=NOON,
            recordedtime=NOON,
            datacontenttype="application/json",
            dataschema="urn:lapkin:schema:coin.counted.v1",
            correlationid="-",
            partitionkey=event.aggregate,
            sequence=version,
            data=event,
        )
    )


BAD, GOOD, NEWEST = coin(-1, 1), coin(5, 2), coin(7, 3)


def arrive(session: Session, letter: Letter) -> Outcome:
    return inbox.take(session, letter, lambda one: CONSUMERS.apply_letter(one, letter), NOON)


def redrive(session: Session) -> int:
    return letters.redrive(session, BAD.aggregate, CONSUMERS.apply_letter, NOTE, "oka")


@pytest.fixture
async def buried(store: Store) -> Store:
    """A store that could not take in the first of two events; the second waits behind it."""
    await store.write(inbox.bury, BAD, "rusak", NOON)
    assert await store.write(arrive, GOOD) == Outcome.PARKED
    return store


async def test_what_still_fails_is_said_and_changes_nothing(buried: Store) -> None:
    with pytest.raises(RedriveFailed, match="a negative coin"):
        await buried.write(redrive)

    assert {one["status"] for one in await buried.read(inbox.dead_letters)} == {"open"}
    assert await buried.read(total_of, "kas") is None


async def test_behind_a_quarantined_event_nothing_waits(buried: Store) -> None:
    await buried.write(letters.quarantine, BAD.event_id, NOTE, "oka")

    assert await buried.write(redrive) == 1
    assert await buried.write(arrive, NEWEST) == Outcome.APPLIED
    assert await buried.read(total_of, "kas") == 12
    kept = {one["event_id"]: one for one in await buried.read(inbox.dead_letters)}[BAD.event_id]
    assert (kept["status"], kept["note"], kept["closed_by"]) == ("quarantined", NOTE, "oka")


async def test_a_quarantined_event_comes_back_while_nothing_later_took_effect(
    buried: Store,
) -> None:
    await buried.write(letters.quarantine, BAD.event_id, NOTE, "oka")
    await buried.write(letters.release, BAD.event_id, NOTE, "oka")

    with pytest.raises(RedriveFailed):
        await buried.write(redrive)


async def test_an_older_event_never_undoes_a_later_one(buried: Store) -> None:
    await buried.write(letters.quarantine, BAD.event_id, NOTE, "oka")
    await buried.write(redrive)

    with pytest.raises(LaterApplied):
        await buried.write(letters.release, BAD.event_id, NOTE, "oka")


async def test_only_what_is_there_can_be_acted_on(buried: Store) -> None:
    with pytest.raises(UnknownLetter):
        await buried.write(letters.release, BAD.event_id, NOTE, "oka")
    with pytest.raises(UnknownLetter):
        await buried.write(letters.quarantine, "tidak-ada", NOTE, "oka")
    with pytest.raises(NothingToRedrive):
        await buried.write(
            letters.redrive, "lapkin.coin.counted.v1.lain.-", CONSUMERS.apply_letter, NOTE, "oka"
        )
