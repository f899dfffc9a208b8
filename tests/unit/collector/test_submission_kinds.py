"""Levels, milestones and ratios: the figure that a label or its parts stand for."""

from decimal import Decimal
from typing import Any

import pytest

from collector.perencanaan.domain import Janji
from collector.submission.kinds import faults_of_kind, filled
from lapkin_contracts.pengumpulan import Nilai, StatusNilai
from lapkin_contracts.perencanaan import JenisIndikator

OPINI = Janji(
    "opini", JenisIndikator.PREDIKAT, tingkat={"WDP": Decimal(3), "Level 3 Plus": Decimal("3.5")}
)
TONGGAK = Janji("dokumen", JenisIndikator.TONGGAK)
PERSEN = Janji("%", JenisIndikator.RASIO)
PER_ORANG = Janji("kasus per orang", JenisIndikator.RASIO)
HARI = Janji("hari", JenisIndikator.HARI)


def taken(janji: Janji, **facts: Any) -> tuple[Nilai, list[tuple[str, str]]]:
    """The value as it would be stored, and what is wrong with it."""
    nilai = filled(Nilai(indikator="A", **facts), janji)
    faults = faults_of_kind("/nilai/0", nilai, janji)
    return nilai, [(fault.pointer.removeprefix("/nilai/0/"), fault.code) for fault in faults]


@pytest.mark.parametrize("label", ["Level 3 Plus", "level 3 plus", " LEVEL  3 Plus "])
def test_a_label_stands_for_its_skor(label: str) -> None:
    nilai, faults = taken(OPINI, label=label)

    assert (nilai.label, nilai.realisasi, faults) == ("Level 3 Plus", Decimal("3.5"), [])


def test_a_skor_names_its_label() -> None:
    nilai, faults = taken(OPINI, realisasi="3")

    assert (nilai.label, faults) == ("WDP", [])


def test_an_unknown_label_is_refused_with_those_there_are() -> None:
    nilai = Nilai(indikator="A", label="WTP")

    [fault] = faults_of_kind("/nilai/0", filled(nilai, OPINI), OPINI)

    assert (fault.pointer, fault.code) == ("/nilai/0/label", "unknown-label")
    assert fault.hint == "Pilihannya: WDP, Level 3 Plus."


@pytest.mark.parametrize(
    ("facts", "fault"),
    [
        ({}, ("label", "label-required")),
        ({"realisasi": "4"}, ("realisasi", "unknown-skor")),
        ({"label": "WDP", "realisasi": "3.5"}, ("realisasi", "label-mismatch")),
    ],
)
def test_a_level_is_one_of_the_plans(facts: dict[str, Any], fault: tuple[str, str]) -> None:
    assert taken(OPINI, **facts)[1] == [fault]


@pytest.mark.parametrize(("label", "skor"), [("ya", 1), ("Ya", 1), ("tidak", 0)])
def test_a_milestone_is_reached_or_not(label: str, skor: int) -> None:
    nilai, faults = taken(TONGGAK, label=label)

    assert (nilai.label, nilai.realisasi, faults) == (label.lower(), Decimal(skor), [])


def test_a_milestone_is_not_reached_by_half() -> None:
    assert taken(TONGGAK, label="mungkin")[1] == [("label", "unknown-label")]
    assert taken(TONGGAK, realisasi="0.5")[1] == [("realisasi", "unknown-skor")]
    assert taken(TONGGAK, realisasi="1")[0].label == "ya"


@pytest.mark.parametrize(
    ("janji", "parts", "realisasi"),
    [
        (PERSEN, ("2", "3"), "66.666667"),
        (PERSEN, ("-1", "8"), "-12.5"),
        (PER_ORANG, ("1", "8"), "0.125"),
        (PERSEN, ("0", "8"), "0"),
    ],
)
def test_a_ratio_follows_from_its_parts(
    janji: Janji, parts: tuple[str, str], realisasi: str
) -> None:
    nilai, faults = taken(janji, pembilang=parts[0], penyebut=parts[1])

    assert (nilai.realisasi, faults) == (Decimal(realisasi), [])


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        ({}, ["pembilang-required", "penyebut-required"]),
        ({"realisasi": "50"}, ["pembilang-required", "penyebut-required"]),
        ({"pembilang": "1"}, ["penyebut-required"]),
        ({"pembilang": "1", "penyebut": "0"}, ["penyebut-zero"]),
        ({"pembilang": "1", "penyebut": "2", "realisasi": "51"}, ["realisasi-inconsistent"]),
        ({"pembilang": "9" * 20, "penyebut": "0.000001"}, ["realisasi-too-large"]),
        ({"pembilang": "1", "penyebut": "2", "realisasi": "50"}, []),
    ],
)
def test_a_ratio_needs_both_parts_and_agrees_with_them(
    facts: dict[str, Any], faults: list[str]
) -> None:
    assert [code for _, code in taken(PERSEN, **facts)[1]] == faults


def test_a_plain_figure_has_no_label_and_must_be_there() -> None:
    assert taken(HARI, realisasi="3", label="ya")[1] == [("label", "label-not-expected")]
    assert taken(HARI)[1] == [("realisasi", "realisasi-required")]
    assert taken(HARI, realisasi="3")[1] == []


def test_what_was_not_measured_stays_empty() -> None:
    absent = Nilai(indikator="A", status=StatusNilai.TIDAK_TERSEDIA, alasan="Belum terbit.")

    assert filled(absent, OPINI) is absent
