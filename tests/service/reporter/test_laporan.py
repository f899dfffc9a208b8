"""What is issued stays as it was issued."""

import hashlib
from datetime import date
from io import BytesIO

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from pypdf import PdfReader
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from support.reporting import TW3, UNIT, Desk, announced, completed, office
from support.sheets import text_of

from lapkin_chassis.inbox import PLUMBING
from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.periods import Periode
from reporter.draft.domain import sha256_of
from reporter.laporan import repository
from reporter.laporan.models import Berkas, Laporan
from reporter.models import metadata

FROZEN = ("laporan", "berkas", "suntingan", "penomoran", "perubahan")


async def files_of(desk: Desk, period: Periode = TW3) -> dict[str, Berkas]:
    (announced_files,) = (await desk.store.read(repository.berkas_of, period)).values()
    named = [await desk.store.read(repository.berkas_named, one.sha256) for one in announced_files]
    return {one.format: one for one in named if one}


async def test_a_ya_freezes_the_draft_with_the_date_of_the_approval(desk: Desk) -> None:
    await desk.receive(*office(), completed())

    issued = await desk.say_ya()

    (edition,) = await desk.store.read(repository.editions, TW3)
    assert edition.sha256 == issued.sha256 == sha256_of(edition.isi)
    frozen = Snapshot.model_validate_json(edition.isi)
    assert (frozen.tanggal, frozen.edisi) == (date(2026, 10, 8), 1)
    assert frozen == (await desk.draft()).snapshot


async def test_the_date_is_the_offices_local_day(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    desk.now = desk.now.replace(hour=23)  # an hour later it is midnight in Bantul, 17:00 UTC

    await desk.say_ya()

    assert (await desk.draft()).snapshot.tanggal == date(2026, 10, 9)


async def test_a_ya_announces_the_approval_and_then_the_edition(desk: Desk) -> None:
    await desk.receive(*office(), completed())

    issued = await desk.say_ya()

    approved, announcement = (await desk.store.read(announced))[-2:]
    assert (approved.type, approved.data.oleh) == ("lapkin.laporan.approved.v1", "kasubag-1")
    assert announcement.type == "lapkin.laporan.issued.v1"
    assert (announcement.data.unit, announcement.data.edisi) == (UNIT, 1)
    assert announcement.data.snapshot_sha256 == issued.sha256
    assert announcement.data.issued_at == issued.issued_at
    assert [one.format for one in announcement.data.berkas] == ["pdf", "docx", "xlsx"]


async def test_a_stored_file_is_named_by_the_hash_of_its_bytes(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.say_ya()

    files = await files_of(desk)

    assert set(files) == {"pdf", "docx", "xlsx"}
    for berkas in files.values():
        assert hashlib.sha256(berkas.isi).hexdigest() == berkas.sha256
        assert len(berkas.isi) == berkas.size_bytes
        assert berkas.nama == f"laporan-kinerja-2026-TW3.{berkas.format}"


async def test_the_pdf_carries_the_title_and_the_exchange_of_koreksi(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.say_tidak("Sebutkan tindak lanjut.")
    await desk.answer(1, "Tindak lanjut disebutkan.")
    await desk.resubmit()
    await desk.say_ya()

    pdf = (await files_of(desk))["pdf"].isi

    metadata, words = PdfReader(BytesIO(pdf)).metadata, text_of(pdf)
    assert metadata is not None
    assert metadata.title == "Laporan Kinerja Triwulan III Tahun 2026"
    assert "Sebutkan tindak lanjut." in words
    assert "Tindak lanjut disebutkan." in words


async def test_the_same_facts_and_acts_give_the_same_hashes(desk: Desk, other_desk: Desk) -> None:
    hashes = []
    for one in (desk, other_desk):
        await one.receive(*office(), completed())
        await one.edit("penutup", "Demikian laporan ini disusun.")
        issued = await one.say_ya()
        files = await files_of(one)
        hashes.append([issued.sha256, *(file.sha256 for file in files.values())])

    assert hashes[0] == hashes[1]


async def test_the_newest_edition_comes_first(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    first = await desk.say_ya()

    def add_second(session: Session) -> None:
        session.add(Laporan(**{**first.model_dump(), "edisi": 2}))

    await desk.store.write(add_second)

    editions = await desk.store.read(repository.editions, TW3)
    assert [one.edisi for one in editions] == [2, 1]


@pytest.mark.parametrize("table", FROZEN)
@pytest.mark.parametrize("statement", ["UPDATE {} SET period = 'x'", "DELETE FROM {}"])
async def test_frozen_rows_cannot_be_changed(desk: Desk, table: str, statement: str) -> None:
    await desk.receive(*office(), completed())
    await desk.edit("penutup", "Demikian.")
    await desk.say_ya()
    await desk.receive(completed(revision=2))

    def tamper(session: Session) -> None:
        session.connection().execute(text(statement.format(table)))

    with pytest.raises(DBAPIError, match=f"{table} is append-only"):
        await desk.store.write(tamper)


async def test_the_migrations_make_the_tables_that_the_models_describe(desk: Desk) -> None:
    with desk.store.engine.connect() as connection:
        context = MigrationContext.configure(connection)

        assert compare_metadata(context, [metadata, PLUMBING]) == []  # type: ignore[arg-type]
