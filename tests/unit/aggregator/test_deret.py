from hypothesis import given
from hypothesis import strategies as st
from support.rekap import Figure, a_row

from aggregator.rekap.deret import Kunci, Sambungan, series, with_footnotes
from lapkin_contracts.rekap import BarisRekap
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

QUARTERS = Periode("2026").triwulan
A, B, C = ("a", "IK-1"), ("b", "IK-1"), ("c", "IK-1")
CHAIN = {B: Sambungan(A, "b dari a"), C: Sambungan(B, "c dari b")}


def line(key: Kunci, quarter: int) -> tuple[Periode, BarisRekap]:
    period = QUARTERS[quarter]
    row = a_row(Figure("Indikator", "1", "1", unit=key[0]), key[1], period, KEBIJAKAN_BAWAAN)
    return period, row


def held(lines: list[tuple[Periode, BarisRekap]], links: dict[Kunci, Sambungan]) -> object:
    joined = series(lines, links)
    return {key: [(p, one.unit) for p, one in deret] for key, deret in joined.items()}


def test_a_chain_of_successors_ends_in_the_last() -> None:
    lines = [line(A, 0), line(B, 1), line(C, 2)]

    assert held(lines, CHAIN) == {
        C: [(QUARTERS[0], "a"), (QUARTERS[1], "b"), (QUARTERS[2], "c")],
    }


def test_each_reorganisation_of_a_chain_has_its_footnote() -> None:
    deret = series([line(A, 0), line(B, 1), line(C, 2)], CHAIN)[C]

    assert with_footnotes(deret[-1][1], deret, CHAIN).catatan_kaki == ("c dari b", "b dari a")


def test_of_two_successors_one_takes_the_series() -> None:
    links = {B: Sambungan(A, "b dari a"), C: Sambungan(A, "c dari a")}

    assert held([line(A, 0), line(B, 1), line(C, 1)], links) == {
        B: [(QUARTERS[0], "a"), (QUARTERS[1], "b")],
        C: [(QUARTERS[1], "c")],
    }


def test_a_predecessor_that_goes_on_keeps_its_later_quarters() -> None:
    assert held([line(A, 0), line(A, 1), line(B, 1)], CHAIN) == {
        A: [(QUARTERS[1], "a")],
        B: [(QUARTERS[0], "a"), (QUARTERS[1], "b")],
    }


def test_a_circle_of_successors_ends() -> None:
    circle = {A: Sambungan(B, ""), B: Sambungan(A, "")}

    assert held([line(A, 0), line(B, 1)], circle) == {
        B: [(QUARTERS[0], "a"), (QUARTERS[1], "b")],
    }


KEYS = st.sampled_from([A, B, C])
LINKS = st.dictionaries(KEYS, KEYS.map(lambda key: Sambungan(key, "")))


@given(st.sets(st.tuples(st.integers(0, 3), KEYS)), LINKS)
def test_joining_neither_loses_nor_repeats_a_quarter(
    present: set[tuple[int, Kunci]], links: dict[Kunci, Sambungan]
) -> None:
    lines = [line(key, quarter) for quarter, key in sorted(present)]

    joined = series(lines, links)

    kept = [(p, one.unit) for deret in joined.values() for p, one in deret]
    assert sorted(kept) == sorted((p, one.unit) for p, one in lines)
    assert all([p for p, _ in deret] == sorted({p for p, _ in deret}) for deret in joined.values())
