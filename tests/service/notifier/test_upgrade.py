"""A site of before learns from its log what the tables of today hold."""

from importlib.resources import files
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import insert
from sqlmodel import Session, select
from support.facts import body_of
from support.reminder_facts import HEAD, PERIOD, figures, people, period_opened
from support.sop_facts import at, drafted, issued, recapped, sent_back, submitted

from lapkin_chassis import migrations
from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from notifier.beranda.models import Reviu
from notifier.event_log.models import LoggedEvent
from notifier.pengingat import repository
from notifier.sosialisasi.models import Pejabat

BEFORE = "0002"


def test_officials_keep_their_roles_and_units_what_they_owe(database_url: str) -> None:
    store = Store(database_url, "/lapkin/notifier")
    upgrade(store, BEFORE)
    opened = period_opened(wajib=("dinkes", "dispora"))
    with store.engine.begin() as connection:
        connection.execute(
            insert(LoggedEvent),
            [
                logged(position, one)
                for position, one in enumerate([*people(), opened, figures()], 1)
            ],
        )
        connection.exec_driver_sql(
            "INSERT INTO pejabat (unit, nomor, nama, jabatan, surel) VALUES "
            f"('dinkes', 2, 'B', 'Kepala', '{HEAD}')"
        )

    migrations.upgrade(store, "notifier")

    with Session(store.engine) as session:
        assert session.exec(select(Pejabat.peran)).all() == ["irban"]
        assert repository.owed_by(session, PERIOD, "dinkes") is None
        owed = repository.owed_by(session, PERIOD, "dispora")
        assert owed is not None
        assert (owed.batas, owed.sejak) == (opened.data.batas, opened.time)
    store.close()


def test_a_site_of_before_knows_how_its_reports_stand(database_url: str) -> None:
    store = Store(database_url, "/lapkin/notifier")
    upgrade(store, "0005")
    morning = at("2026-10-06 08:00")
    rekap = recapped("2026-TW3", morning, submitted("2026-TW3", morning))
    facts = [
        recapped("2026-TW2", morning, submitted("2026-TW2", morning)),
        drafted("2026-TW2", morning),
        issued("2026-TW2", morning),
        rekap,
        drafted("2026-TW3", morning, rekap),
        sent_back("2026-TW3", at("2026-10-07 08:00")),
    ]
    with store.engine.begin() as connection:
        rows = [logged(position, one) for position, one in enumerate(facts, 1)]
        connection.execute(insert(LoggedEvent), rows)

    migrations.upgrade(store, "notifier")

    with Session(store.engine) as session:
        past, now = session.exec(select(Reviu).order_by(Reviu.period)).all()
        assert (past.is_drafted, past.is_outdated, past.terbit) == (False, False, 1)
        assert (now.is_sent_back, now.koreksi) == (True, 1)
        assert now.sejak == at("2026-10-07 08:00")
    store.close()


def upgrade(store: Store, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("notifier") / "migrations"))
    with store.engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def logged(position: int, one: Envelope[Any]) -> dict[str, Any]:
    unit, period = one.data.scope()
    return {
        "position": position,
        "event_id": one.id,
        "type": one.type,
        "unit": unit,
        "period": period,
        "time": one.time,
        "recordedtime": one.recordedtime,
        "source": one.source,
        "body": body_of(one),
    }
