import asyncio
import threading
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from lapkin_chassis.store import Store
from lapkin_chassis.writers import AT_ONCE


def add(session: Session, name: str) -> str:
    session.connection().execute(
        text("INSERT INTO tally (name, total) VALUES (:name, 1)"), {"name": name}
    )
    return name


def names(session: Session) -> list[str]:
    return list(session.connection().scalars(text("SELECT name FROM tally ORDER BY name")))


@pytest.fixture(params=["write", "write_brief"])
def write(request: pytest.FixtureRequest, store: Store) -> Callable[..., Any]:
    """Both ways to have something written."""
    way: Callable[..., Any] = getattr(store, request.param)
    return way


async def test_a_write_is_readable_once_it_has_answered(
    store: Store, write: Callable[..., Any]
) -> None:
    assert await write(add, "koin") == "koin"

    assert await store.read_brief(names) == ["koin"]

    assert await store.read(names) == ["koin"]


async def test_one_failing_caller_does_not_undo_those_committed_with_it(
    store: Store, write: Callable[..., Any]
) -> None:
    await write(add, "double")

    answers = await asyncio.gather(
        *(write(add, name) for name in ("a", "double", "b", "c")), return_exceptions=True
    )

    assert [type(answer) for answer in answers] == [str, IntegrityError, str, str]
    assert await store.read(names) == ["a", "b", "c", "double"]


async def test_a_failing_caller_leaves_nothing_of_what_it_began(
    store: Store, write: Callable[..., Any]
) -> None:
    def half(session: Session) -> None:
        add(session, "half")
        raise LookupError

    with pytest.raises(LookupError):
        await write(half)

    assert await store.read(names) == []


async def test_a_failing_caller_leaves_nothing_whichever_way_it_wrote(
    store: Store, write: Callable[..., Any]
) -> None:
    def both_ways(session: Session) -> None:
        add(session, "before")
        session.exec(text("INSERT INTO tally (name, total) VALUES ('orm', 1)"))  # type: ignore[call-overload]
        add(session, "after")
        raise LookupError

    answers = await asyncio.gather(
        write(add, "a"),
        write(both_ways),
        write(add, "b"),
        return_exceptions=True,
    )

    assert [type(answer) for answer in answers] == [str, LookupError, str]
    assert await store.read(names) == ["a", "b"]


async def test_a_caller_who_gives_up_does_not_stop_the_writer(write: Callable[..., Any]) -> None:
    waiting = [asyncio.ensure_future(write(add, f"n{number}")) for number in range(100)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)

    assert await write(add, "later") == "later"


async def test_waiting_writers_all_finish_when_the_store_closes(
    store: Store, write: Callable[..., Any]
) -> None:
    waiting = [asyncio.ensure_future(write(add, f"n{number:03}")) for number in range(300)]
    await asyncio.sleep(0)

    await asyncio.to_thread(store.close)

    assert len(await asyncio.gather(*waiting)) == 300


async def test_brief_work_is_done_between_others_and_never_all_of_it_at_once(store: Store) -> None:
    if not store.is_sqlite:
        pytest.skip("a PostgreSQL caller has a connection and a thread of its own")
    done: list[threading.Thread] = []
    seen: set[int] = set()

    def note(_: Session) -> None:
        done.append(threading.current_thread())

    waiting = asyncio.gather(*(store.write_brief(note) for _ in range(200)))
    while not waiting.done():
        seen.add(len(done))
        await asyncio.sleep(0)

    assert set(done) == {threading.current_thread()}
    assert max(later - before for before, later in pairwise(sorted(seen | {0, 200}))) <= AT_ONCE


async def test_brief_work_may_wait_together_with_work_of_any_length(store: Store) -> None:
    ways = [store.write, store.write_brief] * 50

    answers = await asyncio.gather(*(way(add, f"n{at:02}") for at, way in enumerate(ways)))

    assert await store.read(names) == answers


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
