"""For whom a case waits."""

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.sop_facts import at

from lapkin_contracts.rules.working_time import WaktuKerja
from lapkin_contracts.sop import load_sop
from notifier.sop_clock.spans import (
    COLLECTED,
    STAGES,
    Occurrence,
    Pihak,
    minutes_by_pihak,
    of_step,
    spans,
    waiting_for,
)

STEPS = {step.nomor: step for step in load_sop().steps}
MORNING = at("2026-10-05 08:00")
OPENED, ORDERED = "lapkin.periode.opened.v1", "lapkin.disposisi.issued.v1"
RECAPPED, DRAFTED = "lapkin.rekap.completed.v1", "lapkin.draft.ready.v1"
SENT_BACK, APPROVED = "lapkin.koreksi.requested.v1", "lapkin.laporan.approved.v1"
ISSUED, SENT = "lapkin.laporan.issued.v1", "lapkin.sosialisasi.sent.v1"


def facts(*types: str, by_hand: str = "") -> list[Occurrence]:
    """One every ten minutes; the machine writes each down a second after the one before."""
    return [
        Occurrence(when, MORNING + timedelta(seconds=number), kind, has_cause=kind != by_hand)
        for number, kind in enumerate(types)
        if (when := MORNING + timedelta(minutes=10 * number))
    ]


def parties(*types: str, by_hand: str = "") -> str:
    return " ".join(span.pihak for span in spans(facts(*types, by_hand=by_hand)))


WHOLE = (OPENED, ORDERED, COLLECTED, RECAPPED, DRAFTED, APPROVED, ISSUED, SENT)


def test_a_case_is_handed_from_party_to_party() -> None:
    assert parties(*WHOLE) == "sekretaris unit mesin mesin kasubag mesin mesin"


def test_each_tidak_has_the_staf_answer_and_the_kasubag_look_again() -> None:
    review = (DRAFTED, SENT_BACK, DRAFTED, SENT_BACK, DRAFTED, APPROVED, ISSUED)

    assert parties(RECAPPED, *review) == "mesin kasubag staf kasubag staf kasubag mesin mesin"


def test_a_draft_that_followed_from_nothing_was_the_stafs_work() -> None:
    assert parties(RECAPPED, DRAFTED, by_hand=DRAFTED) == "staf kasubag"


@pytest.mark.parametrize("late", [OPENED, ORDERED, RECAPPED])
def test_what_arrives_under_a_draft_does_not_take_it_from_its_reviewer(late: str) -> None:
    assert parties(RECAPPED, DRAFTED, late, APPROVED) == "mesin kasubag mesin"


def test_a_second_edition_is_not_the_first_ones_business() -> None:
    first = spans(facts(*WHOLE))

    assert spans(facts(*WHOLE, RECAPPED, DRAFTED, APPROVED, ISSUED, SENT)) == first


@pytest.mark.parametrize(
    ("nomor", "expected"),
    [(1, "sekretaris"), (2, "mesin"), (3, "mesin"), (4, "kasubag mesin"), (5, "mesin")],
)
def test_each_step_has_its_own_part_of_the_waiting(nomor: int, expected: str) -> None:
    part = of_step(spans(facts(*WHOLE)), STEPS[nomor])

    assert " ".join(one.pihak for one in part) == expected


def test_moments_that_coincide_still_belong_to_different_steps() -> None:
    same = [one._replace(at=MORNING) for one in facts(*WHOLE)]

    parts = [of_step(spans(same), STEPS[nomor]) for nomor in (2, 3)]

    assert [[one.machine_seconds for one in part] for part in parts] == [[1.0], [1.0]]


def test_a_running_case_waits_for_the_party_of_its_last_fact() -> None:
    whole = spans(facts(OPENED, ORDERED))

    assert whole[-1].selesai is None
    assert waiting_for(whole, MORNING) is Pihak.SEKRETARIS
    assert waiting_for(whole, MORNING + timedelta(days=30)) is Pihak.UNIT


@given(
    st.lists(
        st.builds(
            Occurrence,
            st.integers(0, 50).map(lambda hours: MORNING + timedelta(hours=hours)),
            st.just(MORNING),
            st.sampled_from(sorted(STAGES)),
            st.booleans(),
        ),
        max_size=12,
    ),
    st.randoms(),
)
def test_waiting_has_no_gaps_and_no_order_of_arrival_changes_it(
    told: list[Occurrence], chance: Random
) -> None:
    whole = spans(told)
    shuffled = list(told)
    chance.shuffle(shuffled)

    assert [(one.pihak, one.mulai) for one in spans(shuffled)] == [
        (one.pihak, one.mulai) for one in whole
    ]
    assert [one.selesai for one in whole[:-1]] == [one.mulai for one in whole[1:]]


def test_minutes_are_counted_by_party_and_only_while_the_office_works() -> None:
    waited = spans(
        [
            Occurrence(at("2026-10-09 14:00"), MORNING, DRAFTED, has_cause=True),
            Occurrence(at("2026-10-12 08:00"), MORNING, SENT_BACK, has_cause=False),
        ]
    )

    total = minutes_by_pihak(waited, WaktuKerja.of(), at("2026-10-12 08:45"))

    assert total == {Pihak.KASUBAG: 60, Pihak.STAF: 45}
