"""The koreksi that blocks itself: owners, rounds, and answers that did not settle it."""

from datetime import date

import pytest
from support.reporting import TW3, Desk, announced, completed, office

from lapkin_contracts.laporan import StatusKoreksi
from reporter.review import repository, service
from reporter.review.errors import KoreksiMisplaced, KoreksiOpen, KoreksiSettled, OwnDraft
from reporter.review.schemas import KoreksiIn


@pytest.fixture
async def answered(desk: Desk) -> Desk:
    """A desk whose draft came back with answers to koreksi 1 and 2."""
    await desk.receive(*office(), completed())
    await desk.say_tidak("Satu.", "Dua.")
    await desk.answer(1, "Sudah satu.")
    await desk.answer(2, "Sudah dua.", by="staf-2")
    await desk.resubmit()
    return desk


async def test_koreksi_has_an_owner_and_a_due_date(desk: Desk) -> None:
    await desk.receive(*office(), completed())
    items = service.Objections(
        [
            KoreksiIn(bagian="sekretariat/IK-01", uraian="Periksa."),
            KoreksiIn(bagian="penutup", uraian="Ubah.", batas_waktu=date(2026, 10, 9)),
            KoreksiIn(bagian="penutup", uraian="Tambah.", pemilik="Irban II"),
        ]
    )

    draft = await desk.store.write(
        service.request_koreksi, await desk.seen(), items, desk.act_of("kasubag-1")
    )

    assert [(one.pemilik, one.batas_waktu) for one in draft.snapshot.koreksi] == [
        ("Sekretariat", None),
        ("Staf penyusun laporan", date(2026, 10, 9)),
        ("Irban II", None),
    ]


async def test_a_second_tidak_settles_what_it_does_not_name(answered: Desk) -> None:
    draft = await answered.say_tidak("Tiga.", belum_selesai={2: "Belum tampak di tabel."})

    assert [
        (one.nomor, one.status, one.putaran, one.jawaban) for one in draft.snapshot.koreksi
    ] == [
        (1, StatusKoreksi.SELESAI, 1, "Sudah satu."),
        (2, StatusKoreksi.TERBUKA, 1, ""),
        (3, StatusKoreksi.TERBUKA, 2, ""),
    ]
    requested = (await answered.store.read(announced))[-1].data
    assert [(one.nomor, one.tanggapan) for one in requested.koreksi] == [
        (2, "Belum tampak di tabel."),
        (3, ""),
    ]


async def test_an_answer_that_did_not_settle_it_is_kept(answered: Desk) -> None:
    await answered.say_tidak(belum_selesai={2: "Belum."})
    await answered.answer(2, "Kini sudah.")

    ((kept,),) = (await answered.store.read(repository.earlier_answers, TW3)).values()

    assert (kept.nomor, kept.putaran, kept.jawaban) == (2, 2, "Sudah dua.")
    assert (kept.answered_by, kept.tanggapan, kept.returned_by) == (
        "staf-2",
        "Belum.",
        "kasubag-1",
    )


async def test_a_resubmission_waits_for_what_was_not_settled(answered: Desk) -> None:
    await answered.say_tidak(belum_selesai={2: "Belum."})

    with pytest.raises(KoreksiOpen) as refused:
        await answered.resubmit()

    assert refused.value.facts == {"open": "2"}
    with pytest.raises(KoreksiSettled):
        await answered.answer(1, "Lain.")


async def test_a_ya_settles_every_answer(answered: Desk) -> None:
    await answered.say_ya()

    exchange = await answered.store.read(repository.exchange, TW3, 1)
    assert {one.status for one in exchange} == {StatusKoreksi.SELESAI}
    assert (await answered.draft()).snapshot.koreksi == exchange


async def test_only_answers_under_review_can_be_found_wanting(answered: Desk) -> None:
    for nomor in (3, 9):
        with pytest.raises(KoreksiMisplaced) as refused:
            await answered.say_tidak(belum_selesai={nomor: "Belum."})
        assert refused.value.errors[0].pointer == "/belum_selesai/0/nomor"


async def test_whoever_gave_an_answer_that_came_back_is_still_an_author(answered: Desk) -> None:
    await answered.say_tidak(belum_selesai={2: "Belum."})
    await answered.answer(2, "Kini sudah.", by="staf-1")
    await answered.resubmit()

    with pytest.raises(OwnDraft):
        await answered.say_ya(by="staf-2")
