"""What a draft is and what may be done with it, without a store."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from support.snapshots import a_snapshot

from lapkin_chassis.errors import Refusal
from lapkin_contracts.laporan import ButirKoreksi, Paragraf, Putusan, Snapshot, StatusKoreksi
from lapkin_contracts.rules.periods import Periode
from reporter.draft.domain import (
    State,
    canonical_json,
    carry_edits,
    check_open,
    judul_of,
    overtaken,
    replace_teks,
    sha256_of,
    teks_of,
)
from reporter.draft.errors import BagianUnknown, DraftSuperseded, LaporanIssuedAlready
from reporter.perubahan.domain import Pending
from reporter.review import domain
from reporter.review.domain import Person
from reporter.review.errors import (
    KoreksiMisplaced,
    KoreksiOpen,
    KoreksiRequired,
    KoreksiSettled,
    KoreksiWithYa,
    NotAwaitingReview,
    NotReturned,
    OwnDraft,
)
from reporter.settings import Settings

OPEN = ButirKoreksi(nomor=2, bagian="penutup", uraian="Perjelas.")
ANSWERED = OPEN.model_copy(
    update={"nomor": 1, "jawaban": "Sudah.", "status": StatusKoreksi.DIJAWAB}
)
NOTHING = Pending(None, revision=1, baris=(), is_superseded=False, is_deferred=False)


@pytest.mark.parametrize(
    ("period", "judul"),
    [
        ("2024-TW3", "Laporan Kinerja Triwulan III Tahun 2024"),
        ("2024-S1", "Laporan Kinerja Semester I Tahun 2024"),
        ("2024", "Laporan Kinerja Tahun 2024"),
    ],
)
def test_a_report_is_titled_by_its_period(period: str, judul: str) -> None:
    assert judul_of(Periode(period)) == judul


def test_a_snapshot_read_back_from_its_text_has_the_same_text() -> None:
    text = canonical_json(a_snapshot())

    assert canonical_json(Snapshot.model_validate_json(text)) == text


def test_the_hash_is_of_the_content_alone() -> None:
    snapshot = a_snapshot()
    reordered = Snapshot.model_validate(dict(reversed(list(snapshot.model_dump().items()))))
    later = snapshot.model_copy(update={"tanggal": date(2026, 10, 10)})

    digest = sha256_of(canonical_json(snapshot))

    assert sha256_of(canonical_json(reordered)) == digest
    assert sha256_of(canonical_json(later)) != digest


def paragraphs(**teks: str) -> tuple[Paragraf, ...]:
    return tuple(Paragraf(bagian=bagian, teks=one) for bagian, one in teks.items())


def test_an_edit_is_carried_over_only_where_the_composed_words_did_not_change() -> None:
    carried = carry_edits(
        edited=paragraphs(capaian="Bagus.", kendala="Tidak berarti.", penutup="Demikian."),
        composed_before=paragraphs(capaian="81%.", kendala="Ada dua.", penutup="Demikian."),
        composed=paragraphs(capaian="90%.", kendala="Ada dua.", penutup="Demikian.", baru="B."),
    )

    texts = {one.bagian: one.teks for one in carried}
    assert texts == {
        "capaian": "90%.",
        "kendala": "Tidak berarti.",
        "penutup": "Demikian.",
        "baru": "B.",
    }
    assert overtaken(carried) == {"capaian"}


def test_an_overtaken_edit_stays_marked_until_somebody_writes_the_section() -> None:
    first = carry_edits(paragraphs(a="Baik."), paragraphs(a="81%."), paragraphs(a="90%."))
    again = carry_edits(first, paragraphs(a="90%."), paragraphs(a="95%."))

    assert overtaken(again) == {"a"}
    assert overtaken(replace_teks(again, "a", "95%.")) == set()
    unedited = carry_edits(paragraphs(a="1%."), paragraphs(a="1%."), paragraphs(a="2%."))
    assert overtaken(unedited) == set()


def test_a_paragraph_is_found_by_its_section() -> None:
    assert teks_of(paragraphs(capaian="81%.", penutup="Demikian."), "penutup") == "Demikian."
    with pytest.raises(BagianUnknown):
        teks_of(paragraphs(capaian="81%."), "penutup")


@pytest.mark.parametrize(
    ("state", "refusal"),
    [(State.TERBIT, LaporanIssuedAlready), (State.DIGANTIKAN, DraftSuperseded)],
)
def test_a_draft_that_counts_no_more_is_closed_to_every_act(
    state: State, refusal: type[Refusal]
) -> None:
    for act in (
        check_open,
        domain.check_reviewable,
        lambda closed: domain.check_resubmittable(closed, ()),
    ):
        with pytest.raises(refusal):
            act(state)


def test_review_and_resubmission_each_have_their_state() -> None:
    domain.check_reviewable(State.MENUNGGU_REVIU)
    domain.check_resubmittable(State.PERLU_KOREKSI, [ANSWERED])

    with pytest.raises(NotAwaitingReview):
        domain.check_reviewable(State.PERLU_KOREKSI)
    with pytest.raises(NotReturned):
        domain.check_resubmittable(State.MENUNGGU_REVIU, [ANSWERED])
    with pytest.raises(KoreksiOpen):
        domain.check_resubmittable(State.PERLU_KOREKSI, [ANSWERED, OPEN])


def test_tidak_needs_koreksi_and_ya_has_none() -> None:
    domain.check_putusan(Putusan.YA, [])
    domain.check_putusan(Putusan.TIDAK, ["penutup"])

    with pytest.raises(KoreksiRequired):
        domain.check_putusan(Putusan.TIDAK, [])
    with pytest.raises(KoreksiWithYa):
        domain.check_putusan(Putusan.YA, ["penutup"])


def test_approval_needs_someone_else_and_every_answer() -> None:
    domain.check_approvable([ANSWERED], "budi", {"ani"})

    with pytest.raises(OwnDraft):
        domain.check_approvable([ANSWERED], "ani", {"ani"})
    with pytest.raises(KoreksiOpen):
        domain.check_approvable([ANSWERED, OPEN], "budi", {"ani"})


def test_an_answer_that_was_submitted_is_part_of_the_record() -> None:
    domain.check_answerable(ANSWERED, State.PERLU_KOREKSI)
    domain.check_answerable(OPEN, State.MENUNGGU_REVIU)
    settled = ANSWERED.model_copy(update={"status": StatusKoreksi.SELESAI})

    for koreksi, state in (
        (ANSWERED, State.MENUNGGU_REVIU),
        (settled, State.PERLU_KOREKSI),
    ):
        with pytest.raises(KoreksiSettled):
            domain.check_answerable(koreksi, state)


def test_what_is_allowed_is_what_would_not_be_refused() -> None:
    both = Person(is_staf=True, is_kasubag=True, is_author=False)
    changed = replace(NOTHING, is_superseded=True)
    exchanges: tuple[list[ButirKoreksi], ...] = ([], [ANSWERED], [ANSWERED, OPEN])
    for state, exchange, pending in product(State, exchanges, (NOTHING, changed)):
        allowed = domain.allowed_for(state, exchange, both, pending, has_signer=True)
        unsigned = domain.allowed_for(state, exchange, both, pending, has_signer=False)

        assert allowed.may_edit == passes(check_open, state)
        assert allowed.may_review == passes(domain.check_reviewable, state)
        assert allowed.may_resubmit == passes(domain.check_resubmittable, state, exchange)
        assert unsigned == replace(allowed, may_approve=False)
        assert allowed.may_approve == (
            passes(domain.check_reviewable, state)
            and passes(domain.check_approvable, exchange, "budi", {"ani"})
            and passes(domain.check_decided, pending)
        )


@pytest.mark.parametrize(
    ("person", "flags"),
    [
        (Person(is_staf=True, is_kasubag=False, is_author=False), (False, False)),
        (Person(is_staf=False, is_kasubag=False, is_author=False), (False, False)),
        (Person(is_staf=True, is_kasubag=True, is_author=True), (True, False)),
    ],
)
def test_nobody_without_a_role_and_no_author_is_offered_an_approval(
    person: Person, flags: tuple[bool, bool]
) -> None:
    allowed = domain.allowed_for(State.MENUNGGU_REVIU, [], person, NOTHING, has_signer=True)

    assert (allowed.may_review, allowed.may_approve) == flags


def test_koreksi_about_an_indikator_belongs_to_its_unit() -> None:
    units = {"irban-1": "Irban I"}

    assert domain.pemilik_of("irban-1/IK-01", units) == "Irban I"
    assert domain.pemilik_of("penutup", units) == "Staf penyusun laporan"


def test_only_an_answer_that_waits_can_be_found_wanting() -> None:
    domain.check_unsettled([1], [ANSWERED, OPEN])

    for nomor in ([2], [3], [1, 1]):
        with pytest.raises(KoreksiMisplaced):
            domain.check_unsettled(nomor, [ANSWERED, OPEN])


def passes(check: object, *arguments: object) -> bool:
    assert callable(check)
    try:
        check(*arguments)
    except Refusal:
        return False
    return True


def test_a_pattern_that_gives_every_report_one_number_is_refused() -> None:
    with pytest.raises(ValueError, match="urut"):
        Settings(database_url="sqlite://", nats_url="", keys_url="", nomor_laporan="700/LKJ")
