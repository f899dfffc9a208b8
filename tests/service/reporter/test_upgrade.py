"""A site that began with the first schema keeps all it had."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text
from support.reporting import TW3, UNIT

from lapkin_chassis.store import Store
from lapkin_contracts.laporan import StatusKoreksi
from reporter.organisasi import repository as organisasi
from reporter.review import repository

MOMENT = datetime(2026, 10, 8, tzinfo=UTC)
INSPEKTUR = text(
    "INSERT INTO inspektur (unit, nama, sebutan, pangkat, nip)"
    " VALUES (:unit, 'Contoh', 'Inspektur', 'IV/c', '1')"
)
KOREKSI = text(
    "INSERT INTO koreksi (period, nomor, revision, bagian, uraian, requested_by, requested_at,"
    " jawaban, answered_by) VALUES (:period, :nomor, :revision, 'penutup', 'Ubah.', 'k', :at,"
    " :jawaban, '')"
)


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    store = Store(database_url, "/lapkin/reporter")
    yield store
    store.close()


def upgrade(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("reporter") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


async def test_signer_and_koreksi_of_the_first_schema_are_carried_over(store: Store) -> None:
    with store.engine.begin() as connection:
        upgrade(connection, "0001")
        connection.execute(INSPEKTUR, {"unit": UNIT})
        for nomor, revision, jawaban in ((1, 1, "Sudah."), (2, 3, "Sudah."), (3, 3, "")):
            row = {"nomor": nomor, "revision": revision, "jawaban": jawaban}
            connection.execute(KOREKSI, {"period": str(TW3), "at": MOMENT.isoformat(), **row})

    with store.engine.begin() as connection:
        upgrade(connection, "head")

    signer = await store.read(organisasi.inspektur_on, UNIT, MOMENT.date())
    assert signer is not None
    assert signer.nama == "Contoh"
    exchange = await store.read(repository.exchange, TW3, 1)
    assert [(one.putaran, one.status) for one in exchange] == [
        (1, StatusKoreksi.DIJAWAB),
        (2, StatusKoreksi.DIJAWAB),
        (2, StatusKoreksi.TERBUKA),
    ]
