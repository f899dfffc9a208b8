from importlib.resources import files

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import text
from support.facts import announced, deliver
from support.office import Office, said

import aggregator.main  # noqa: F401  every table is reached from there
from aggregator.tables import Table
from lapkin_chassis import migrations
from lapkin_chassis.consumer import Consumers
from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.store import Store
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

UNIT, TW1 = "irban-1", "2026-TW1"
BLANK = (
    '[{"indikator": "IK-1", "target": "80", "realisasi": null, "pembilang": null, '
    '"penyebut": null, "state": "BELUM_DIISI", "capaian": null, "capaian_persen": null, '
    '"predikat": null, "tercapai": null, "catatan": {}}]'
)
PLAN = '[["IK-1", "%", "naik", "80"]]'
FIRST_RELEASE = (
    "INSERT INTO unit VALUES ('irban-1', 'Irban I', 'irban', '2026-01-01')",
    "INSERT INTO perjanjian_kinerja VALUES ('irban-1', 2026, 1, 'PK/1', '2026-01-02')",
    "INSERT INTO indikator VALUES "
    "('irban-1', 2026, 1, 'IK-1', 1, 'S', 'N', '%', 'naik', 'akhir', '90')",
    "INSERT INTO anggaran_pagu VALUES ('irban-1', 2026, 1, 'P1', 1, 'Program', '100')",
    "INSERT INTO rencana_aksi VALUES ('irban-1', 2026, 1)",
    "INSERT INTO target_triwulan VALUES ('irban-1', 2026, 1, 1, 'IK-1', '80')",
    "INSERT INTO pengumpulan VALUES ('2026-TW1', 'inspektorat', :kebijakan, false, NULL)",
    "INSERT INTO kewajiban VALUES ('2026-TW1', 'irban-1', 1, 1, :plan, false, 0, NULL, '', NULL, "
    "'', :blank, '{}')",
    "INSERT INTO progres VALUES ('irban-1', '2026-01', '2026-TW1', 1, '2026-02-02 02:00:00')",
)
"""A triwulan under collection as the first release stored it, column by column."""


def test_the_migrated_schema_is_the_one_the_models_describe(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_name": lambda name, *_: name != "alembic_version"}
        )
        assert compare_metadata(context, [Table.metadata, PLUMBING]) == []


def a_store_of_the_first_release(url: str) -> Store:
    store, config = Store(url, "/lapkin/aggregator"), Config()
    config.set_main_option("script_location", str(files("aggregator") / "migrations"))
    values = {"kebijakan": KEBIJAKAN_BAWAAN.model_dump_json(), "plan": PLAN, "blank": BLANK}
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for statement in map(text, FIRST_RELEASE):
            used = {name: value for name, value in values.items() if f":{name}" in statement.text}
            connection.execute(statement, used)
    return store


async def test_a_triwulan_of_the_first_release_is_recapped_after_the_upgrade(
    database_url: str, consumers: Consumers, office: Office
) -> None:
    store = a_store_of_the_first_release(database_url)
    migrations.upgrade(store, "aggregator")

    figures = office.submit(UNIT, TW1, said("IK-1", "60"), spent={"P1": "25"})
    await deliver(store, consumers, figures)

    [completed] = await store.read(announced, RekapCompleted)
    store.close()
    [line] = completed.data.baris
    assert (line.target, line.capaian_persen, line.jenis) == (80, 75, "angka")
    assert completed.data.anggaran[0].serapan_persen == 25
    assert completed.data.units[0].progres == ("2026-01",)
