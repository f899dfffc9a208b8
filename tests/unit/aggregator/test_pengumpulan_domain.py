from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.pengumpulan.domain import (
    compute_line,
    isian_of,
    lines_again,
    lines_of,
    pack_lines,
    realisasi_of,
    unpack_lines,
)
from aggregator.perencanaan.domain import Rencana, RencanaIndikator, pack, unpack
from lapkin_contracts.pengumpulan import Bukti, Nilai, StatusNilai
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, places=4)


def planned(target: str | None, polaritas: Polaritas = Polaritas.NAIK) -> RencanaIndikator:
    return RencanaIndikator("IK-1", "%", polaritas, None if target is None else Decimal(target))


@pytest.mark.parametrize(
    ("target", "polaritas", "nilai", "state", "persen"),
    [
        ("80", Polaritas.NAIK, {"realisasi": "60"}, "TERHITUNG", "75"),
        ("8", Polaritas.TURUN, {"realisasi": "10"}, "TERHITUNG", "75"),
        ("8", Polaritas.TURUN, {"status": StatusNilai.NIHIL}, "TERHITUNG", "200"),
        ("0", Polaritas.TURUN, {"realisasi": "0"}, "TARGET_NOL", None),
        (None, Polaritas.NAIK, {"realisasi": "60"}, "TANPA_TARGET", None),
        ("80", Polaritas.NAIK, {"status": StatusNilai.TIDAK_TERSEDIA}, "TIDAK_DIUKUR", None),
        ("80", Polaritas.NAIK, {}, "BELUM_DIISI", None),
    ],
)
def test_a_line_has_a_percentage_or_says_why_not(
    target: str | None,
    polaritas: Polaritas,
    nilai: dict[str, Any],
    state: str,
    persen: str | None,
) -> None:
    rencana = planned(target, polaritas)
    isian = isian_of(Nilai(indikator="IK-1", **nilai), "%")

    line = compute_line(rencana, isian, KEBIJAKAN_BAWAAN)

    assert (line["state"], line["capaian_persen"]) == (state, persen)


@pytest.mark.parametrize(
    ("satuan", "realisasi"), [("%", "75"), ("Persen", "75"), ("rasio", "0.75")]
)
def test_a_ratio_stands_in_where_only_its_parts_came_in(satuan: str, realisasi: str) -> None:
    nilai = Nilai(indikator="IK-1", pembilang=Decimal(3), penyebut=Decimal(4))

    assert realisasi_of(nilai, satuan) == Decimal(realisasi)


def test_a_line_keeps_only_the_remarks_that_were_made() -> None:
    bukti = Bukti(sha256="a" * 64, nama="lhp.pdf")
    nilai = Nilai(indikator="IK-1", kendala="Hujan.", solusi="", bukti=(bukti,))

    assert isian_of(nilai, "%").catatan == {
        "kendala": "Hujan.",
        "bukti": [{"sha256": "a" * 64, "nama": "lhp.pdf"}],
    }


@given(target=st.none() | FIGURES, polaritas=st.sampled_from(Polaritas))
def test_a_plan_is_unpacked_as_it_was_packed(target: Decimal | None, polaritas: Polaritas) -> None:
    rencana = Rencana(1, (RencanaIndikator("IK-1", "dokumen", polaritas, target),))

    assert tuple(unpack(pack(rencana))) == rencana.indikator


@given(target=FIGURES, realisasi=st.none() | FIGURES, status=st.sampled_from(StatusNilai))
def test_computing_again_by_the_same_plan_gives_the_same_line(
    target: Decimal, realisasi: Decimal | None, status: StatusNilai
) -> None:
    plan = [planned(str(target), Polaritas.TURUN)]
    nilai = Nilai(indikator="IK-1", status=status, realisasi=realisasi, alasan="tertunda")
    lines = unpack_lines(pack_lines(lines_of(plan, [nilai], KEBIJAKAN_BAWAAN)))

    assert lines_again(plan, lines, KEBIJAKAN_BAWAAN) == lines


def test_an_indikator_that_left_the_plan_has_no_line() -> None:
    gone = Nilai(indikator="IK-0", realisasi=Decimal(1))

    [line] = lines_of([planned("80")], [gone], KEBIJAKAN_BAWAAN)

    assert (line["indikator"], line["state"]) == ("IK-1", "BELUM_DIISI")
