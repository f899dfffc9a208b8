"""What goes with each kind of indikator, and which series may go on in another unit."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.perencanaan.domain import content_sha256, faults_in_rencana
from collector.perencanaan.heirs import faults_in_pendahulu
from collector.perencanaan.jenis import faults_in_jenis
from collector.perencanaan.schemas import PerjanjianKinerjaIn, RencanaAksiIn
from lapkin_contracts.perencanaan import Indikator, JenisIndikator, TargetTriwulan
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas

OPINI = [{"label": "WDP", "skor": "1"}, {"label": "WTP", "skor": "2.5"}]


def an_indikator(**facts: Any) -> Indikator:
    plain = {
        "kode": "IKU-01",
        "sasaran": "Mutu layanan",
        "nama": "Capaian",
        "satuan": "angka",
        "polaritas": "naik",
        "mode": "akhir",
        "target": "10",
    }
    return Indikator.model_validate(plain | facts)


def codes(**facts: Any) -> list[tuple[str, str]]:
    return [(one.pointer, one.code) for one in faults_in_jenis("", an_indikator(**facts))]


SOUND: list[dict[str, Any]] = [
    {},
    {"target": None},
    {"jenis": "rasio", "satuan": "%", "mode": "rata_rata"},
    {"jenis": "uang", "target_atas": "12", "mode": "jumlah"},
    {"jenis": "hari", "polaritas": "turun", "target": "7", "target_atas": "9"},
    {"polaritas": "tetap", "target": "80", "target_atas": "90"},
    {"jenis": "predikat", "tingkat": OPINI, "target": "2.5"},
    {"jenis": "predikat", "tingkat": OPINI, "target": None, "mode": "tahunan"},
    {"jenis": "tonggak", "target": "1", "mode": "kumulatif"},
]

WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"jenis": "predikat"}, "/tingkat", "tingkat-required"),
    ({"jenis": "predikat", "tingkat": OPINI[:1], "target": "1"}, "/tingkat", "tingkat-required"),
    (
        {"jenis": "predikat", "tingkat": [OPINI[0], {"label": "wdp", "skor": "2"}], "target": "1"},
        "/tingkat",
        "doubled-tingkat",
    ),
    (
        {"jenis": "predikat", "tingkat": OPINI[::-1], "target": "1"},
        "/tingkat",
        "skor-not-increasing",
    ),
    ({"jenis": "predikat", "tingkat": OPINI, "target": "2"}, "/target", "target-not-a-skor"),
    (
        {"jenis": "predikat", "tingkat": OPINI, "target": "1", "mode": "rata_rata"},
        "/mode",
        "mode-not-for-jenis",
    ),
    (
        {"jenis": "predikat", "tingkat": OPINI, "target": "1", "target_atas": "2.5"},
        "/target_atas",
        "target-atas-not-expected",
    ),
    ({"tingkat": OPINI}, "/tingkat", "tingkat-not-expected"),
    ({"jenis": "tonggak", "target": "2"}, "/target", "target-not-a-skor"),
    ({"jenis": "tonggak", "target": "1", "mode": "jumlah"}, "/mode", "mode-not-for-jenis"),
    ({"target_atas": "10"}, "/target_atas", "target-atas-too-low"),
    ({"target": None, "target_atas": "10"}, "/target_atas", "target-atas-too-low"),
]


@pytest.mark.parametrize("facts", SOUND)
def test_what_goes_together_is_accepted(facts: dict[str, Any]) -> None:
    assert codes(**facts) == []


@pytest.mark.parametrize(("facts", "where", "code"), WRONG)
def test_what_does_not_go_together_is_named(facts: dict[str, Any], where: str, code: str) -> None:
    assert (where, code) in codes(**facts)


@given(skor=st.lists(st.integers(0, 9), min_size=2, max_size=5))
def test_levels_are_accepted_exactly_if_they_rise(skor: list[int]) -> None:
    tingkat = [{"label": f"Level {n}", "skor": str(one)} for n, one in enumerate(skor)]
    found = codes(jenis="predikat", tingkat=tingkat, target=str(skor[0]))

    assert (not found) == (skor == sorted(set(skor)))


def test_targets_of_a_quarter_follow_the_kind() -> None:
    promised = [
        an_indikator(kode="A", jenis="predikat", tingkat=OPINI, target="1"),
        an_indikator(kode="B", jenis="uang"),
    ]
    target = [
        TargetTriwulan(indikator="A", target=(None, Decimal(1), Decimal(7), Decimal("2.5"))),
        TargetTriwulan(
            indikator="B",
            target=(Decimal(1),) * 4,
            target_atas=(None, Decimal(2), Decimal(1), None),
        ),
    ]

    found = [(one.pointer, one.code) for one in faults_in_rencana(target, promised)]

    assert found == [
        ("/target/0/target/2", "target-not-a-skor"),
        ("/target/1/target_atas/2", "target-atas-too-low"),
    ]


PROMISED = {"dinkes/IKU-07", "dinkes/IKU-08", "rsud/IKU-01"}
HEIRS: list[tuple[list[str], Mapping[str, str], list[str]]] = [
    (["dinkes/IKU-07", "", "dinkes/IKU-08"], {}, []),
    (["rsud/IKU-01"], {}, ["pendahulu-itself"]),
    (["dinkes/IKU-99"], {}, ["unknown-pendahulu"]),
    (["dinkes/IKU-07", "dinkes/IKU-07"], {}, ["pendahulu-taken"]),
    (["dinkes/IKU-07"], {"labkes/IKU-01": "dinkes/IKU-07"}, ["pendahulu-taken"]),
    (["dinkes/IKU-07"], {"dinkes/IKU-07": "rsud/IKU-01"}, ["pendahulu-circle"]),
    (
        ["dinkes/IKU-07"],
        {"dinkes/IKU-07": "labkes/IKU-01", "labkes/IKU-01": "rsud/IKU-01"},
        ["pendahulu-circle"],
    ),
    (
        ["dinkes/IKU-07"],
        {"dinkes/IKU-07": "labkes/IKU-01", "labkes/IKU-01": "dinkes/IKU-07"},
        ["pendahulu-taken"],
    ),
]


@pytest.mark.parametrize(("pendahulu", "others", "expected"), HEIRS)
def test_a_series_has_one_heir(
    pendahulu: Sequence[str], others: Mapping[str, str], expected: list[str]
) -> None:
    indikator = [
        an_indikator(kode=f"IKU-{number:02d}", pendahulu=one)
        for number, one in enumerate(pendahulu, 1)
    ]

    found = faults_in_pendahulu("rsud", indikator, PROMISED, others)

    assert [one.code for one in found] == expected


def test_a_plan_of_the_first_release_keeps_its_digest() -> None:
    """Computed by that release; another digest would make every stored plan look revised."""
    plan = PerjanjianKinerjaIn.model_validate(
        {
            "nomor": "PK/1/2024",
            "tanggal": "2024-01-02",
            "berlaku_sejak": "2024-01-02",
            "indikator": [an_indikator(target=None).model_dump(mode="json")],
            "anggaran": [{"kode": "P1", "uraian": 'Program "é"', "pagu": "1000.50"}],
        }
    )
    action = RencanaAksiIn.model_validate(
        {"target": [{"indikator": "IKU-01", "target": ["1", None, "3", "4"]}]}
    )

    assert (
        content_sha256(plan) == "e09dc510a0baabebbf5a1123c7be0de9685b3d7abbae611fb3711c02bcc536cb"
    )
    assert (
        content_sha256(action)
        == "7898572356b446bf1a6e8b424c3f4d27c2de0a895843fe1b7f0c01b9f40c3524"
    )


def test_labels_and_dates_are_part_of_a_plan() -> None:
    first = RencanaAksiIn.model_validate(
        {"target": [{"indikator": "A", "target": ["1", "2", "3", "4"]}]}
    )
    dated = RencanaAksiIn.model_validate(
        first.model_dump(mode="json") | {"berlaku_sejak": "2024-07-01"}
    )

    assert content_sha256(first) != content_sha256(dated)


def test_every_kind_mode_and_polarity_has_an_answer() -> None:
    """No combination is left to chance: each is accepted or named, and none fails."""
    for jenis in JenisIndikator:
        for mode in Mode:
            for polaritas in Polaritas:
                tingkat = OPINI if jenis is JenisIndikator.PREDIKAT else []
                found = codes(
                    jenis=jenis, mode=mode, polaritas=polaritas, tingkat=tingkat, target="1"
                )
                is_labeled = jenis in {JenisIndikator.PREDIKAT, JenisIndikator.TONGGAK}
                adds_up = mode in {Mode.JUMLAH, Mode.RATA_RATA}
                assert bool(found) == (is_labeled and adds_up)
