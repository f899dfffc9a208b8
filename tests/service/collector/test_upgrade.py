"""A site of before keeps its plans, and what its units sent."""

from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text
from sqlmodel import Session

from collector.organisasi.service import all_units, officials_of
from collector.perencanaan import repository
from collector.perencanaan.domain import Janji
from collector.perencanaan.repository import Key
from collector.submission import reading
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
    "INSERT INTO submission VALUES (1, 'dinkes', '2019-TW2', 1, '2019-07-02 02:00:00', 'staf', NULL, "
    "NULL, NULL, 'body', 'prev', 'sha256', 'sig', 'kid', "
    """'[[{"indikator":"IK-1","realisasi":"21.5","kendala":"Banjir é"}],"""
    """[{"kode":"P-1","realisasi":"7"}]]')""",
)
"""Rows as the first release stored them, column by column."""


def migrated_to(store: Store, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("collector") / "migrations"))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@pytest.fixture
def upgraded(database_url: str) -> Iterator[Session]:
    """A store of the first release, brought up to this one."""
    store = Store(database_url, "/lapkin/collector")
    migrated_to(store, "0002")
    with store.engine.begin() as connection:
        for statement in FIRST_RELEASE:
            connection.execute(text(statement))
    migrations.upgrade(store, "collector")
    with Session(store.engine) as session:
        yield session
    store.close()


def test_plans_of_the_first_release_hold_after_the_upgrade(upgraded: Session) -> None:
    documents = repository.in_force(upgraded, "dinkes", Periode("2019-TW2"))
    assert documents is not None
    plan = repository.plan(upgraded, documents)
    assert plan.indikator == {
        "IK-1": Janji("%", target=Decimal("22.5"), target_tahun=Decimal("92.5"))
    }
    [indikator] = repository.indikator_of(upgraded, Key("dinkes", 2019, 1))
    assert (indikator.jenis, indikator.tingkat, indikator.pendahulu) == ("angka", (), "")
    [unit] = all_units(upgraded)
    assert (unit.berlaku_sampai, unit.asal, unit.dasar) == (None, (), "")
    assert officials_of(upgraded, "dinkes").pejabat[0].status == "definitif"


def test_figures_of_the_first_release_are_read_as_they_were_sent(upgraded: Session) -> None:
    state = reading.state_of(upgraded, "dinkes", Periode("2019-TW2"), None)

    [nilai], [line] = state.nilai, state.anggaran
    assert (nilai.indikator, nilai.realisasi, nilai.kendala) == (
        "IK-1",
        Decimal("21.5"),
        "Banjir é",
    )
    assert (line.kode, line.realisasi, state.rtl) == ("P-1", Decimal(7), [])
