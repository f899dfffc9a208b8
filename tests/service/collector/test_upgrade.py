"""A site of before keeps its plans."""

from decimal import Decimal
from importlib.resources import files

from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlmodel import Session

from collector.organisasi.service import all_units, officials_of
from collector.perencanaan import repository
from collector.perencanaan.domain import Janji
from collector.perencanaan.repository import Key
from lapkin_chassis import migrations
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode

FIRST_RELEASE = (
    "INSERT INTO unit VALUES ('dinkes', 'Dinas Kesehatan', 'opd', '2019-01-01')",
    "INSERT INTO pejabat VALUES ('dinkes', 1, 'Sri', 'kasubag', 'Kepala', '', '', '')",
    "INSERT INTO perjanjian_kinerja VALUES ('dinkes', 2019, 1, 'PK/1', '2019-01-02', "
    "'2019-01-02', NULL, 'first', '2019-01-02 02:00:00', 'admin')",
    "INSERT INTO perjanjian_indikator VALUES ('dinkes', 2019, 1, 1, 'IK-1', 'S', 'N', '%', "
    "'naik', 'akhir', '92.5', 'triwulan', '', '', '', '')",
    "INSERT INTO rencana_aksi VALUES ('dinkes', 2019, 1, 'first', '2019-01-02 02:00:00', 'admin')",
    "INSERT INTO rencana_target VALUES ('dinkes', 2019, 1, 1, 'IK-1', NULL, '22.5', NULL, NULL, '')",
)
"""Rows as the first release stored them, column by column."""


def migrated_to(store: Store, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("collector") / "migrations"))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_plans_of_the_first_release_hold_after_the_upgrade(database_url: str) -> None:
    store = Store(database_url, "/lapkin/collector")
    migrated_to(store, "0002")
    with store.engine.begin() as connection:
        for statement in FIRST_RELEASE:
            connection.execute(text(statement))

    migrations.upgrade(store, "collector")

    with Session(store.engine) as session:
        documents = repository.in_force(session, "dinkes", Periode("2019-TW2"))
        assert documents is not None
        plan = repository.plan(session, documents)
        assert plan.indikator == {
            "IK-1": Janji("%", target=Decimal("22.5"), target_tahun=Decimal("92.5"))
        }
        [indikator] = repository.indikator_of(session, Key("dinkes", 2019, 1))
        assert (indikator.jenis, indikator.tingkat, indikator.pendahulu) == ("angka", (), "")
        [unit] = all_units(session)
        assert (unit.berlaku_sampai, unit.asal, unit.dasar) == (None, (), "")
        assert officials_of(session, "dinkes").pejabat[0].status == "definitif"
    store.close()
