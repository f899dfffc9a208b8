"""SOP steps 7 and 9: Ya, or Tidak until every koreksi is answered."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from support.reporting import TW3, Desk, announced, completed, office

from lapkin_chassis.errors import Refusal
from reporter.draft.domain import State
from reporter.draft.errors import LaporanIssuedAlready
from reporter.laporan import repository as laporan
from reporter.laporan.files import render_files
from reporter.review import service
from reporter.review.errors import (
    KoreksiMisplaced,
    KoreksiOpen,
    KoreksiSettled,
    KoreksiUnknown,
    NotAwaitingReview,
    NotReturned,
    OwnDraft,
)
from reporter.review.schemas import KoreksiIn


@pytest.fixture
async def reviewed(desk: Desk) -> Desk:
    """A desk with a draft that awaits review."""
    await desk.receive(*office(), completed())
    return desk


async def test_tidak_returns_the_draft_with_numbered_koreksi(reviewed: Desk) -> None:
    draft = await reviewed.say_tidak("Perjelas penutup.", "Sebutkan penanggung jawab.")

    assert draft.state is State.PERLU_KOREKSI
    requested = (await reviewed.store.read(announced))[-1]
    assert requested.type == "lapkin.koreksi.requested.v1"
    assert requested.data.oleh == "kasubag-1"
    assert [one.nomor for one in requested.data.koreksi] == [1, 2]


async def test_an_answered_draft_is_resubmitted_as_the_next_revision(reviewed: Desk) -> None:
    await reviewed.say_tidak("Perjelas penutup.")
    await reviewed.answer(1, "Penutup telah diperjelas.")

    draft = await reviewed.resubmit()

    assert (draft.revision, draft.state) == (2, State.MENUNGGU_REVIU)
    assert [one.jawaban for one in draft.snapshot.koreksi] == ["Penutup telah diperjelas."]
    ready = (await reviewed.store.read(announced))[-1]
    assert (ready.type, ready.data.revision) == ("lapkin.draft.ready.v1", 2)


async def test_a_draft_with_open_koreksi_is_not_resubmitted_and_the_open_one_is_named(
    reviewed: Desk,
) -> None:
    await reviewed.say_tidak("Satu.", "Dua.", "Tiga.")
    await reviewed.answer(1, "Sudah.")
    await reviewed.answer(3, "Sudah.")

    with pytest.raises(KoreksiOpen) as refused:
        await reviewed.resubmit()

    assert refused.value.facts == {"open": "2"}
    assert (await reviewed.draft()).state is State.PERLU_KOREKSI


async def test_a_second_tidak_goes_on_numbering_and_only_it_is_open(reviewed: Desk) -> None:
    await reviewed.say_tidak("Satu.", "Dua.")
    await reviewed.answer(1, "Sudah.")
    await reviewed.answer(2, "Sudah.")
    await reviewed.resubmit()

    await reviewed.say_tidak("Tiga.")

    exchange = (await reviewed.draft()).snapshot.koreksi
    assert [(one.nomor, one.jawaban) for one in exchange] == [
        (1, "Sudah."),
        (2, "Sudah."),
        (3, ""),
    ]


async def test_the_third_round_issues_a_report_that_holds_the_whole_exchange(
    reviewed: Desk,
) -> None:
    for round_number in (1, 2):
        await reviewed.say_tidak(f"Koreksi {round_number}.")
        await reviewed.answer(round_number, f"Jawaban {round_number}.")
        await reviewed.resubmit()

    issued = await reviewed.say_ya()

    assert issued.draft_revision == 3
    exchange = (await reviewed.draft()).snapshot.koreksi
    assert [one.jawaban for one in exchange] == ["Jawaban 1.", "Jawaban 2."]


async def test_an_answer_may_be_reworded_until_it_is_submitted(reviewed: Desk) -> None:
    await reviewed.say_tidak("Satu.")
    await reviewed.answer(1, "Sdah.")
    await reviewed.answer(1, "Sudah.")
    await reviewed.resubmit()

    with pytest.raises(KoreksiSettled):
        await reviewed.answer(1, "Belum.")

    assert (await reviewed.draft()).snapshot.koreksi[0].jawaban == "Sudah."


async def test_only_koreksi_that_was_asked_for_can_be_answered(reviewed: Desk) -> None:
    await reviewed.say_tidak("Satu.")

    with pytest.raises(KoreksiUnknown):
        await reviewed.answer(2, "Sudah.")


async def test_koreksi_names_a_paragraph_of_the_draft(reviewed: Desk) -> None:
    items = service.Objections(
        [KoreksiIn(bagian="penutup", uraian="Ya."), KoreksiIn(bagian="bab-9", uraian="Apa?")]
    )

    with pytest.raises(KoreksiMisplaced) as refused:
        await reviewed.store.write(
            service.request_koreksi, await reviewed.seen(), items, reviewed.act_of("kasubag-1")
        )

    assert [fault.pointer for fault in refused.value.errors] == ["/koreksi/1/bagian"]
    assert (await reviewed.draft()).state is State.MENUNGGU_REVIU


async def test_who_edited_the_draft_cannot_approve_it(reviewed: Desk) -> None:
    await reviewed.edit("penutup", "Demikian.", by="kasubag-1")

    with pytest.raises(OwnDraft):
        await reviewed.say_ya(by="kasubag-1")

    assert (await reviewed.say_ya(by="kasubag-2")).approved_by == "kasubag-2"


async def test_who_answered_or_resubmitted_the_draft_cannot_approve_it(reviewed: Desk) -> None:
    await reviewed.say_tidak("Satu.")
    await reviewed.answer(1, "Sudah.", by="rangkap-1")
    await reviewed.resubmit(by="rangkap-2")

    for by in ("rangkap-1", "rangkap-2"):
        with pytest.raises(OwnDraft):
            await reviewed.prepare_ya(by=by)


async def test_a_draft_is_not_resubmitted_unless_it_was_returned(reviewed: Desk) -> None:
    with pytest.raises(NotReturned):
        await reviewed.resubmit()


async def test_a_returned_draft_cannot_be_approved_before_it_is_resubmitted(
    reviewed: Desk,
) -> None:
    await reviewed.say_tidak("Satu.")

    with pytest.raises(NotAwaitingReview):
        await reviewed.say_ya()


async def test_nothing_changes_an_issued_report(reviewed: Desk) -> None:
    await reviewed.say_ya()

    acts: tuple[Callable[[], Awaitable[object]], ...] = (
        lambda: reviewed.say_ya(by="kasubag-2"),
        lambda: reviewed.say_tidak("Terlambat."),
        lambda: reviewed.edit("penutup", "Terlambat."),
        reviewed.resubmit,
        lambda: reviewed.answer(1, "Terlambat."),
    )

    for act in acts:
        with pytest.raises(Refusal) as refused:
            await act()
        assert type(refused.value) is LaporanIssuedAlready


async def test_of_two_kasubag_who_say_ya_at_once_one_issues_the_report(reviewed: Desk) -> None:
    approvals = [await reviewed.prepare_ya(by) for by in ("kasubag-1", "kasubag-2")]
    files = [render_files(one.snapshot) for one in approvals]

    answers = await asyncio.gather(
        *(
            reviewed.store.write(service.approve, approval, made)
            for approval, made in zip(approvals, files, strict=True)
        ),
        return_exceptions=True,
    )

    assert sum(isinstance(answer, LaporanIssuedAlready) for answer in answers) == 1
    assert len(await reviewed.store.read(laporan.editions, TW3)) == 1
    events = await reviewed.store.read(announced)
    assert [one.type for one in events].count("lapkin.laporan.issued.v1") == 1
