"""What is wrong with figures, and what they change: pure rules."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.perencanaan.domain import Janji, Plan
from collector.submission.delivery import Delivery
from collector.submission.domain import (
    NOTHING,
    Outcome,
    Precondition,
    State,
    belum,
    merge,
    outcome_of,
    place_of,
)
from collector.submission.errors import PreconditionRequired, StaleVersion
from collector.submission.faults import faults_in
from collector.submission.schemas import Mode
from lapkin_chassis.errors import Fault
from lapkin_contracts.pengumpulan import Nilai, RealisasiAnggaran
from lapkin_contracts.rules.periods import Periode

KODE = ("A", "B", "C")
PLAN = Plan(
    indikator={"A": Janji("%"), "B": Janji("orang"), "C": Janji(" Persen ")},
    anggaran={"P1": Decimal(1000), "P2": Decimal(2000)},
)

figures = st.builds(
    Nilai,
    indikator=st.sampled_from(KODE),
    realisasi=st.integers(0, 9).map(Decimal),
)
deliveries = st.lists(figures, max_size=3, unique_by=lambda one: one.indikator)


def codes(*nilai: Nilai) -> list[str]:
    delivery = Delivery(
        unit="u",
        period=Periode("2024-TW1"),
        mode=Mode.ATOMIC,
        source=None,
        nilai=tuple(enumerate(nilai)),
        anggaran=(),
        body_sha256="",
    )
    return [fault.code for fault in faults_in(delivery, PLAN, ())]


def share(realisasi: str, pembilang: str, penyebut: str, indikator: str = "A") -> Nilai:
    figures: dict[str, Any] = {
        "realisasi": realisasi,
        "pembilang": pembilang,
        "penyebut": penyebut,
    }
    return Nilai(indikator=indikator, **figures)


@pytest.mark.parametrize("realisasi", ["66.67", "66.66", "66.7", "66.6", "67", "66", "66.666667"])
def test_a_percentage_may_be_rounded_or_cut_off_where_it_ends(realisasi: str) -> None:
    assert codes(share(realisasi, "2", "3")) == []


@pytest.mark.parametrize(
    "realisasi", ["66.68", "66.65", "66.8", "68", "65", "0.6667", "66.666669"]
)
def test_a_percentage_further_off_is_refused(realisasi: str) -> None:
    assert codes(share(realisasi, "2", "3")) == ["realisasi-inconsistent"]


def test_only_percentages_follow_from_their_parts() -> None:
    assert codes(share("7", "2", "3", indikator="B")) == []
    assert codes(share("7", "2", "3", indikator="C")) == ["realisasi-inconsistent"]


def test_a_share_of_a_negative_or_huge_part_does_not_overflow() -> None:
    assert codes(share("-50", "-1", "2")) == []
    assert codes(share("1", "9" * 20, "0.000001")) == ["realisasi-inconsistent"]


@given(deliveries, deliveries)
def test_what_is_given_replaces_and_the_rest_stays(
    before: list[Nilai], given: list[Nilai]
) -> None:
    first = merge(NOTHING, enumerate(before), [], PLAN)
    second = merge(first, enumerate(given), [], PLAN)

    expected = {one.indikator: one for one in [*before, *given]}
    assert second.nilai == expected
    assert list(second.nilai) == [kode for kode in KODE if kode in expected]
    assert merge(second, enumerate(given), [], PLAN) == second


@given(deliveries)
def test_an_indikator_is_either_stored_or_owed(given: list[Nilai]) -> None:
    state = merge(NOTHING, enumerate(given), [], PLAN)

    assert sorted([*state.nilai, *belum(state, PLAN)]) == sorted(KODE)


def test_a_value_dropped_from_the_plan_leaves_the_state() -> None:
    state = merge(NOTHING, [(0, Nilai(indikator="A", realisasi=Decimal(1)))], [], PLAN)

    assert merge(state, [], [], Plan({"B": Janji("orang")}, {})) == NOTHING


def test_equal_numbers_are_unchanged_however_written() -> None:
    before = Nilai(indikator="A", realisasi=Decimal("85.00"))

    assert outcome_of(None, before) is Outcome.CREATED
    assert outcome_of(before, Nilai(indikator="A", realisasi=Decimal(85))) is Outcome.UNCHANGED
    assert outcome_of(before, Nilai(indikator="A", realisasi=Decimal(86))) is Outcome.UPDATED


def test_budget_lines_follow_the_plan_too() -> None:
    lines = [RealisasiAnggaran(kode=kode, realisasi=Decimal(1)) for kode in ("P2", "P1")]

    state = merge(NOTHING, [], enumerate(lines), PLAN)

    assert state == State({}, {"P1": lines[1], "P2": lines[0]})
    assert list(state.anggaran) == ["P1", "P2"]


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/nilai/3/realisasi", ("nilai", 3)),
        ("/anggaran/0", ("anggaran", 0)),
        ("/nilai", None),
        ("", None),
        ("/source/0/x", None),
    ],
)
def test_a_fault_belongs_to_one_item_or_to_the_whole(pointer: str, place: object) -> None:
    assert place_of(Fault(pointer, "x", "x")) == place


@pytest.mark.parametrize("tag", ['"v7"', "v7", 'W/"v7"', ' "v7" '])
def test_a_version_is_read_from_if_match(tag: str) -> None:
    precondition = Precondition.of(tag, None)

    precondition.check(7, has_value=True)
    with pytest.raises(StaleVersion):
        precondition.check(8, has_value=True)


@pytest.mark.parametrize(
    ("match", "none_match"), [(None, None), ("7", None), ("*", None), ('"v-1"', '"v2"')]
)
def test_a_change_without_a_usable_version_is_refused(
    match: str | None, none_match: str | None
) -> None:
    with pytest.raises(PreconditionRequired):
        Precondition.of(match, none_match)
