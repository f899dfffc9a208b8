"""The same facts give the same rekap: in another order, on an emptied store, announced or not."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlalchemy import select
from sqlmodel import Session
from support.facts import announced, deliver
from support.office import Office, an_indikator, said

from aggregator.consumers import consumers_of
from aggregator.settings import Settings
from aggregator.tables import Table
from lapkin_chassis import migrations
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.outbox import outbox
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.pengumpulan import JawabanRtl, Peringatan, ProgresIndikator, StatusRtl
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.numbers import canonical

UNITS = tuple(f"irban-{number}" for number in range(1, 5))
CONSUMERS = consumers_of(Settings(database_url=SecretStr(""), nats_url="", keys_url=""))
TW1, TW2 = "2026-TW1", "2026-TW2"


def planned(office: Office) -> list[Envelope[Any]]:
    facts = office.register(*UNITS)
    for unit in UNITS:
        facts.append(office.promise(unit, an_indikator("IK-1"), pagu={"P1": "90"}))
        facts.append(office.plan(unit, {"IK-1": ("30", "60", "90", "100")}))
    return facts


def half_a_year(office: Office) -> list[Envelope[Any]]:
    """Every kind of fact, also what goes wrong: gaps, corrections, returns, new plans, a split."""
    return [*first_quarter(office), *second_quarter(office)]


def first_quarter(office: Office) -> list[Envelope[Any]]:
    facts = [*planned(office), office.open(TW1, *UNITS)]
    facts += [office.submit(unit, TW1, said("IK-1", "29")) for unit in UNITS]
    promise = said("IK-1", "31", rencana_tindak_lanjut="Melatih auditor.")
    facts.append(office.submit(UNITS[0], TW1, promise, spent={"P1": "10"}))
    facts.append(office.promise(UNITS[1], an_indikator("IK-1", target="99")))
    return [*facts, office.close(TW1), office.issue(TW1, rekap_revision=3)]


def second_quarter(office: Office) -> list[Envelope[Any]]:
    """The last unit hands its indikator over to another on 1 April."""
    april = date(2026, 4, 1)
    heir = an_indikator("IK-9", pendahulu=f"{UNITS[3]}/IK-1")
    progres = ProgresIndikator(indikator="IK-1", kendala="Hujan.")
    answer = JawabanRtl(indikator="IK-1", status=StatusRtl.BELUM)
    warned = Peringatan(tempat="IK-1", code="unchanged", alasan="Tetap.")
    facts = [
        office.reorganise("seksi", UNITS[3], sejak=april, dasar="Perbup 10/2026"),
        office.promise("seksi", heir, sejak=april),
        office.promise(UNITS[3], an_indikator("IK-2"), sejak=april),
        office.plan(UNITS[2], {"IK-1": ("30", "50", "80", "90")}, sejak=april),
        office.report_progres(UNITS[2], "2026-05", progres),
        office.open(TW2, *UNITS, "seksi"),
        office.submit(UNITS[0], TW2, said("IK-1", "61"), rtl=(answer,), terlambat_hari=4),
        office.submit(UNITS[1], TW2, said("IK-1", "29", alasan="Tetap."), peringatan=(warned,)),
        office.submit("seksi", TW2, said("IK-9", "61", kendala="Hujan.")),
        office.give_back(UNITS[0], TW2),
    ]
    return [*facts, office.close(TW2), office.issue(TW2), office.issue(TW1, edisi=2)]


def rows_of(session: Session) -> dict[str, list[list[str]]]:
    """Every row of every table of the service, and what it announced but for machine times."""
    connection = session.connection()
    announced = select(outbox.c.event_id, outbox.c.aggregate, outbox.c.version)
    queries = {table.name: select(table) for table in Table.metadata.sorted_tables}
    return {
        name: sorted(list(map(text_of, row)) for row in connection.execute(query))
        for name, query in {**queries, "outbox": announced}.items()
    }


def text_of(cell: object) -> str:
    """The two engines hand a moment out in differently named zones, a figure with other zeros."""
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat()
    return canonical(cell) if isinstance(cell, Decimal) else repr(cell)


async def test_an_empty_store_is_rebuilt_row_by_row(
    store: Store, consumers: Consumers, office: Office, tmp_path: Path
) -> None:
    facts = half_a_year(office)
    await deliver(store, consumers, *facts)
    again = Store(f"sqlite:///{tmp_path / 'again.db'}", "/lapkin/aggregator")
    migrations.upgrade(again, "aggregator")
    await deliver(again, consumers, *facts)

    first, second = await store.read(rows_of), await again.read(rows_of)

    again.close()
    assert len(first["rekap"]) == 6
    assert first == second


async def test_what_was_announced_is_not_announced_again(
    store: Store, consumers: Consumers, office: Office
) -> None:
    facts = half_a_year(office)
    await deliver(store, consumers, *facts)
    before = await store.read(rows_of)

    await deliver(store, consumers, *facts)

    assert await store.read(rows_of) == before


@pytest.fixture(scope="module")
def collecting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which the first quarter is open and nothing has come in."""
    path = tmp_path_factory.mktemp("collecting") / "store.db"
    store, office = Store(f"sqlite:///{path}", "/lapkin/aggregator"), Office()
    migrations.upgrade(store, "aggregator")
    facts = [*planned(office), office.open(TW1, *UNITS)]
    with Session(store.engine) as session, session.begin():
        session.info["source"] = store.source
        for one in facts:
            CONSUMERS.apply(one, session)
    yield store
    store.close()


@settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(6)))
def test_the_order_of_submissions_does_not_change_the_rekap(
    collecting: Store, order: list[int]
) -> None:
    office = Office()
    sent = [office.submit(unit, TW1, said("IK-1", "27.5"), belum=["x"]) for unit in UNITS[1:3]]
    sent += [office.submit(unit, TW1, said("IK-1", "28")) for unit in UNITS]
    in_order = [sent[index] for index in order]

    with Session(collecting.engine) as session:  # never committed
        session.info["source"] = collecting.source
        for one in in_order:
            CONSUMERS.apply(one, session)
        [completed] = announced(session, RekapCompleted)

    assert [line.realisasi for line in completed.data.baris] == [28] * 4
    assert completed.data.collected_at == max(one.time for one in sent)


def shuffled(order: list[int], queues: list[list[Envelope[Any]]]) -> list[Envelope[Any]]:
    """The queues one after another in any order, each in its own: as the broker gives them out."""
    waiting = [list(queue) for queue in queues]
    return [waiting[index].pop(0) for index in order]


@settings(max_examples=24, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations([0] * 3 + [1] * 3 + [2] * 2 + [3]))
def test_revisions_returns_and_lateness_come_to_the_same_in_any_order_of_units(
    collecting: Store, order: list[int]
) -> None:
    office = Office()
    queues = []
    for number, unit in enumerate(UNITS):
        late = office.submit(unit, TW1, said("IK-1", "27"), terlambat_hari=number)
        returned = office.give_back(unit, TW1)
        corrected = office.submit(unit, TW1, said("IK-1", "28"), terlambat_hari=9)
        queues.append([late, returned, corrected])
    sent = [queues[0], queues[1], [queues[2][0], queues[2][2]], [queues[3][0]]]

    with Session(collecting.engine) as session:  # never committed
        session.info["source"] = collecting.source
        for one in [*shuffled(order, sent), office.close(TW1)]:
            CONSUMERS.apply(one, session)
        last = announced(session, RekapCompleted)[-1].data

    assert [line.realisasi for line in last.baris] == [28, 28, 28, 27]
    assert [unit.terlambat_hari for unit in last.units] == [9, 9, 2, 3]
    assert last.cakupan.masuk == 4
