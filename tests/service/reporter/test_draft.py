"""SOP step 4: the draft writes itself from the rekap, and people may reword it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session
from support.reporting import (
    HIGHER,
    TW3,
    Desk,
    announced,
    completed,
    office,
    superseded,
)
from support.snapshots import INSPEKTUR

from lapkin_chassis.inbox import NotYet
from lapkin_contracts.rules.periods import Periode
from reporter.draft import repository
from reporter.draft.domain import State, sha256_of, teks_of
from reporter.draft.errors import BagianUnknown, LaporanUnknown, StaleDraft
from reporter.draft.service import Seen, edit_narasi
from reporter.models import metadata
from reporter.organisasi.repository import VACANT
from reporter.review.errors import NobodySigns


async def test_the_draft_writes_itself_when_the_rekap_is_complete(desk: Desk) -> None:
    await desk.receive(*office(), completed())

    draft = await desk.draft()
    snapshot = draft.snapshot
    assert (draft.revision, draft.state) == (1, State.MENUNGGU_REVIU)
    assert snapshot.judul == "Laporan Kinerja Triwulan III Tahun 2026"
    assert (snapshot.nomor, snapshot.edisi) == ("700/1/LKJ/2026", 1)
    assert (snapshot.tempat, snapshot.tanggal) == ("Bantul", date(2026, 10, 8))
    assert snapshot.penanda_tangan.sebutan == "Inspektur"
    assert [one.bagian for one in snapshot.narasi][:2] == ["kata-pengantar", "pendahuluan"]
    assert draft.sha256 == sha256_of(draft.isi)


async def test_a_composed_draft_is_announced_as_caused_by_its_rekap(desk: Desk) -> None:
    rekap = completed()

    await desk.receive(*office(), rekap)

    (ready,) = await desk.store.read(announced)
    assert ready.type == "lapkin.draft.ready.v1"
    assert (ready.causationid, ready.time) == (rekap.id, rekap.time)
    assert ready.data.snapshot_sha256 == (await desk.draft()).sha256


async def test_the_inspekturs_address_is_not_kept(desk: Desk) -> None:
    await desk.receive(*office(), completed())

    assert (await desk.draft()).snapshot.penanda_tangan.surel == ""


async def test_a_rekap_waits_until_the_office_is_known(desk: Desk) -> None:
    instansi, pejabat = office()
    await desk.receive(pejabat)

    with pytest.raises(NotYet):
        await desk.receive(completed())

    with pytest.raises(LaporanUnknown):
        await desk.draft()
    await desk.receive(instansi, completed())
    assert (await desk.draft()).revision == 1


async def test_a_vacant_office_has_its_draft_with_nobody_under_it(desk: Desk) -> None:
    instansi, pejabat = office()
    vacant = pejabat.model_copy(
        update={
            "id": "v2",
            "sequence": 2,
            "data": pejabat.data.model_copy(update={"pejabat": ()}),
        }
    )
    await desk.receive(instansi, pejabat, vacant, completed())

    draft = await desk.draft()
    assert (draft.state, draft.snapshot.penanda_tangan) == (State.MENUNGGU_REVIU, VACANT)
    with pytest.raises(NobodySigns, match="assign one first"):
        await desk.prepare_ya()


async def test_whoever_comes_into_office_later_signs(desk: Desk) -> None:
    instansi, pejabat = office()
    await desk.receive(instansi, completed())

    await desk.receive(pejabat)
    await desk.say_ya()

    assert (await desk.draft()).snapshot.penanda_tangan.nama == INSPEKTUR.nama


async def test_newer_figures_are_taken_over_while_the_office_is_vacant(desk: Desk) -> None:
    instansi, _ = office()
    await desk.receive(instansi, completed(), completed(revision=2, figures=HIGHER))

    await desk.pakai()

    assert (await desk.draft()).snapshot.penanda_tangan == VACANT


async def test_numbers_run_within_a_year_and_stay_with_their_period(desk: Desk) -> None:
    periods = ["2026-TW3", "2026-TW4", "2027-TW1"]
    await desk.receive(*office(), *(completed(period) for period in periods))

    await desk.receive(completed(revision=2))

    lines = await desk.store.read(repository.lines)
    assert [(line.draft.period, line.nomor) for line in lines] == [
        ("2026-TW3", "700/1/LKJ/2026"),
        ("2026-TW4", "700/2/LKJ/2026"),
        ("2027-TW1", "700/1/LKJ/2027"),
    ]
    assert (await desk.draft()).snapshot.nomor == "700/1/LKJ/2026"


async def test_a_semester_waits_for_both_quarters_to_be_issued(desk: Desk) -> None:
    await desk.receive(*office(), completed("2026-TW3"), completed("2026-TW4"))
    await desk.say_ya(period=Periode("2026-TW3"))

    with pytest.raises(NotYet, match=r"2026-TW4"):
        await desk.receive(completed("2026-S2"))

    await desk.say_ya(period=Periode("2026-TW4"))
    await desk.receive(completed("2026-S2"))
    semester = await desk.draft(Periode("2026-S2"))
    assert semester.snapshot.judul == "Laporan Kinerja Semester II Tahun 2026"


async def test_a_supersession_that_comes_late_gives_the_same_rows(
    desk: Desk, other_desk: Desk
) -> None:
    await desk.receive(*office(), completed(), superseded(), completed(revision=2))

    await other_desk.receive(*office(), completed(), completed(revision=2), superseded())

    assert await other_desk.store.read(rows) == await desk.store.read(rows)
    assert (await other_desk.draft()).state is State.MENUNGGU_REVIU


async def test_a_draft_is_dated_by_the_offices_local_day(desk: Desk) -> None:
    evening = datetime(2026, 10, 8, 17, 30, tzinfo=UTC)

    await desk.receive(*office(), completed().model_copy(update={"time": evening}))

    assert (await desk.draft()).snapshot.tanggal == date(2026, 10, 9)


async def test_after_issue_newer_figures_are_only_remembered(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    issued = await desk.say_ya()

    await desk.receive(superseded(), completed(revision=2, figures=HIGHER))

    draft = await desk.draft()
    assert (draft.revision, draft.state, draft.sha256) == (1, State.TERBIT, issued.sha256)
    assert len((await desk.pending()).baris) == 2


async def test_a_reworded_paragraph_stays_where_the_figures_say_the_same(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.edit("pendahuluan", "Laporan ini disusun setiap triwulan.")
    await desk.edit("capaian", "Capaian sangat baik.")
    await desk.receive(completed(revision=2, figures=HIGHER))

    await desk.pakai()

    narasi = {one.bagian: one.teks for one in (await desk.draft()).snapshot.narasi}
    assert narasi["pendahuluan"] == "Laporan ini disusun setiap triwulan."
    assert narasi["capaian"] != "Capaian sangat baik."


async def test_an_edit_keeps_the_words_it_replaced(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    before = await desk.draft()

    after = await desk.edit("penutup", "Demikian laporan ini disusun.", by="staf-2")

    assert after.sha256 != before.sha256
    (kept,) = await desk.store.read(repository.suntingan_of, TW3)
    assert kept.teks_before == teks_of(before.snapshot.narasi, "penutup")
    assert (kept.teks_after, kept.edited_by) == ("Demikian laporan ini disusun.", "staf-2")


async def test_writing_the_same_words_again_is_no_edit(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.edit("penutup", "Demikian.")

    await desk.edit("penutup", "Demikian.", by="kasubag-1")

    assert len(await desk.store.read(repository.suntingan_of, TW3)) == 1


async def test_only_a_paragraph_that_exists_can_be_reworded(desk: Desk) -> None:
    await desk.receive(*office(), completed())

    with pytest.raises(BagianUnknown):
        await desk.edit("lampiran", "Teks.")


async def test_nobody_rewords_a_draft_they_have_not_read(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    seen = await desk.seen()
    act = desk.act_of("staf-1")
    await desk.edit("penutup", "Lebih dahulu.", by="staf-2")

    with pytest.raises(StaleDraft):
        await desk.store.write(edit_narasi, Seen(TW3, seen.etag), "penutup", "Kalah.", act)


async def test_the_same_facts_give_the_same_rows_in_an_empty_store(
    desk: Desk, other_desk: Desk
) -> None:
    facts = [*office(), completed(), superseded(), completed(revision=2), completed("2026-TW4")]
    await desk.receive(*facts)

    await other_desk.receive(*facts)

    assert await other_desk.store.read(rows) == await desk.store.read(rows)


def rows(session: Session) -> dict[str, list[Any]]:
    connection = session.connection()
    return {
        table.name: [
            tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))
        ]
        for table in metadata.sorted_tables
    }
