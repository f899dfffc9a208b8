import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from lapkin_chassis.store import Store


def add(session: Session, name: str) -> str:
    session.connection().execute(
        text("INSERT INTO tally (name, total) VALUES (:name, 1)"), {"name": name}
    )
    return name


def names(session: Session) -> list[str]:
    return list(session.connection().scalars(text("SELECT name FROM tally ORDER BY name")))


async def test_a_write_is_readable_once_it_has_answered(store: Store) -> None:
    assert await store.write(add, "koin") == "koin"

    assert await store.read(names) == ["koin"]


async def test_one_failing_caller_does_not_undo_those_committed_with_it(store: Store) -> None:
    await store.write(add, "double")

    answers = await asyncio.gather(
        *(store.write(add, name) for name in ("a", "double", "b", "c")), return_exceptions=True
    )

    assert [type(answer) for answer in answers] == [str, IntegrityError, str, str]
    assert await store.read(names) == ["a", "b", "c", "double"]


async def test_a_failing_caller_leaves_nothing_of_what_it_began(store: Store) -> None:
    def half(session: Session) -> None:
        add(session, "half")
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(half)

    assert await store.read(names) == []


async def test_a_failing_caller_leaves_nothing_whichever_way_it_wrote(store: Store) -> None:
    def both_ways(session: Session) -> None:
        add(session, "before")
        session.exec(text("INSERT INTO tally (name, total) VALUES ('orm', 1)"))  # type: ignore[call-overload]
        add(session, "after")
        raise LookupError

    answers = await asyncio.gather(
        store.write(add, "a"),
        store.write(both_ways),
        store.write(add, "b"),
        return_exceptions=True,
    )

    assert [type(answer) for answer in answers] == [str, LookupError, str]
    assert await store.read(names) == ["a", "b"]


async def test_a_caller_who_gives_up_does_not_stop_the_writer(store: Store) -> None:
    waiting = [asyncio.ensure_future(store.write(add, f"n{number}")) for number in range(100)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    assert await store.write(add, "later") == "later"


async def test_waiting_writers_all_finish_when_the_store_closes(store: Store) -> None:
    waiting = [asyncio.ensure_future(store.write(add, f"n{number:03}")) for number in range(300)]
    await asyncio.sleep(0)
    await asyncio.gather(*waiting)

    assert len(await store.read(names)) == 300


async def test_readers_are_not_kept_waiting_by_a_writer(store: Store) -> None:
    held, release = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()

    def slow(session: Session) -> None:
        add(session, "slow")
        loop.call_soon_threadsafe(held.set)
        asyncio.run_coroutine_threadsafe(release.wait(), loop).result(10)

    writing = asyncio.ensure_future(store.write(slow))
    await held.wait()

    assert await store.read(names) == []
    release.set()
    await writing
