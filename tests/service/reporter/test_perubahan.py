"""Newer figures under a draft: it stays, says so, and waits for Kasubag's choice."""

from collections.abc import Awaitable, Callable

import pytest
from support.reporting import (
    HIGHER,
    TW3,
    Desk,
    announced,
    completed,
    office,
    superseded,
)

from lapkin_chassis.errors import Refusal
from lapkin_contracts.laporan import DraftOutdated
from reporter.draft.domain import State
from reporter.draft.errors import LaporanIssuedAlready
from reporter.laporan import repository as laporan
from reporter.laporan.files import render_files
from reporter.perubahan.errors import NothingChanged, PerubahanUndecided
from reporter.review import service

NEWER = completed(revision=2, figures=HIGHER)


@pytest.fixture
async def outdated(desk: Desk) -> Desk:
    """A desk with a draft under which two figures have changed."""
    await desk.receive(*office(), completed(), superseded(), NEWER)
    return desk


async def test_the_draft_stays_when_newer_figures_come(outdated: Desk) -> None:
    draft = await outdated.draft()

    assert (draft.revision, draft.rekap_revision) == (1, 1)
    assert draft.state is State.MENUNGGU_REVIU


async def test_what_changed_is_told_with_semula_menjadi_and_sebab(outdated: Desk) -> None:
    pending = await outdated.pending()

    assert [(one.kode, one.kolom, one.semula, one.menjadi) for one in pending.baris] == [
        ("IK-01", "realisasi", "80,75%", "82%"),
        ("IK-01", "capaian_persen", "97,88%", "99,39%"),
    ]
    assert {one.sebab for one in pending.baris} == {"sekretariat r2"}


async def test_a_draft_out_of_date_is_announced_with_the_number_of_changes(outdated: Desk) -> None:
    event = (await outdated.store.read(announced))[-1]

    assert isinstance(event.data, DraftOutdated)
    assert (event.data.revision, event.data.rekap_revision, event.data.perubahan) == (1, 2, 2)
    assert (event.causationid, event.time) == (NEWER.id, NEWER.time)


async def test_a_ya_is_refused_until_kasubag_has_chosen(outdated: Desk) -> None:
    with pytest.raises(PerubahanUndecided) as refused:
        await outdated.say_ya()

    assert refused.value.facts == {"count": 2}


async def test_pakai_makes_the_next_draft_from_the_newest_rekap(outdated: Desk) -> None:
    draft = await outdated.pakai()

    assert (draft.revision, draft.rekap_revision) == (2, 2)
    assert str(draft.snapshot.rekap.baris[0].realisasi) == "82"
    assert not (await outdated.pending()).is_undecided
    ready = (await outdated.store.read(announced))[-1]
    assert (ready.type, ready.data.revision) == ("lapkin.draft.ready.v1", 2)
    assert (await outdated.say_ya()).rekap_revision == 2


async def test_tunda_lets_the_draft_be_issued_as_it_stands(outdated: Desk) -> None:
    draft = await outdated.tunda()

    assert (draft.revision, draft.state) == (1, State.MENUNGGU_REVIU)
    assert (await outdated.say_ya()).rekap_revision == 1
    assert len((await outdated.pending()).baris) == 2


async def test_still_newer_figures_want_a_new_choice(outdated: Desk) -> None:
    await outdated.tunda()

    await outdated.receive(superseded(2), completed(revision=3))
    assert (await outdated.pending()).baris == ()
    await outdated.receive(superseded(3), completed(revision=4, figures=HIGHER))

    with pytest.raises(PerubahanUndecided):
        await outdated.prepare_ya()


async def test_a_rekap_that_says_the_same_again_clears_the_draft(outdated: Desk) -> None:
    await outdated.receive(superseded(2), completed(revision=3))

    assert (await outdated.pending()).baris == ()
    assert (await outdated.say_ya()).rekap_revision == 1


async def test_a_draft_that_is_being_corrected_stays_so_with_newer_figures(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.say_tidak("Sebutkan tindak lanjut.")
    await desk.receive(superseded(), NEWER)

    draft = await desk.pakai()

    assert (draft.revision, draft.state) == (2, State.PERLU_KOREKSI)
    assert [one.uraian for one in draft.snapshot.koreksi] == ["Sebutkan tindak lanjut."]
    await desk.answer(1, "Sudah.")
    await desk.resubmit()
    assert (await desk.say_ya()).rekap_revision == 2


async def test_figures_that_stand_no_more_hold_a_ya_up_before_their_successor_comes(
    desk: Desk,
) -> None:
    await desk.receive(*office(), completed(), superseded())

    with pytest.raises(PerubahanUndecided):
        await desk.say_ya()


async def test_figures_that_change_while_the_report_is_printed_stop_the_ya(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    approval = await desk.prepare_ya()
    files = render_files(approval.snapshot)
    await desk.receive(superseded(), NEWER)
    before = await desk.store.read(announced)

    with pytest.raises(PerubahanUndecided):
        await desk.store.write(service.approve, approval, files)

    assert await desk.store.read(laporan.editions, TW3) == []
    assert await desk.store.read(announced) == before


async def test_there_is_nothing_to_choose_where_nothing_changed(desk: Desk) -> None:
    await desk.receive(*office(), completed())

    for choose in (desk.pakai, desk.tunda):
        with pytest.raises(NothingChanged):
            await choose()


async def test_after_issue_there_is_nothing_to_choose_any_more(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    await desk.say_ya()
    await desk.receive(superseded(), NEWER)

    choices: tuple[Callable[[], Awaitable[object]], ...] = (desk.pakai, desk.tunda)
    for choose in choices:
        with pytest.raises(Refusal) as refused:
            await choose()
        assert type(refused.value) is LaporanIssuedAlready


async def test_the_order_in_which_a_supersession_and_its_rekap_come_does_not_matter(
    outdated: Desk, other_desk: Desk
) -> None:
    await other_desk.receive(*office(), completed(), NEWER, superseded())

    assert await other_desk.pending() == await outdated.pending()
