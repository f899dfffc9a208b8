"""Follow-ups promised in one triwulan and answered for in the next."""

from typing import Any

import pytest

from collector.submission.domain import NOTHING, State
from collector.submission.rtl import faults_in_rtl, merged, promised_in, unanswered
from lapkin_contracts.pengumpulan import JawabanRtl, Nilai, StatusRtl

PROMISED = ("B", "A")
BUKTI = [{"sha256": "a" * 64, "nama": "SK.pdf"}]


def an_answer(indikator: str, status: str = "selesai", **facts: Any) -> JawabanRtl:
    return JawabanRtl(
        indikator=indikator, status=StatusRtl(status), **{"keterangan": "Sudah.", **facts}
    )


def test_only_values_with_a_follow_up_promise_one() -> None:
    nilai = {
        "B": Nilai(indikator="B", rencana_tindak_lanjut="Pelatihan"),
        "C": Nilai(indikator="C", rencana_tindak_lanjut="  "),
        "A": Nilai(indikator="A", rencana_tindak_lanjut="Rapat"),
    }

    assert promised_in(State(nilai, {})) == PROMISED
    assert promised_in(NOTHING) == ()


def test_the_newest_answer_stays_and_the_rest_is_owed() -> None:
    first = merged({}, [(0, an_answer("A", "belum"))], PROMISED)
    second = merged(first, [(0, an_answer("A"))], PROMISED)

    assert unanswered(PROMISED, second) == ("B",)
    assert second == {"A": an_answer("A")}
    assert list(merged(second, [(0, an_answer("B"))], PROMISED)) == ["B", "A"]


@pytest.mark.parametrize(
    ("answers", "faults"),
    [
        ([an_answer("C")], [("/rtl/0/indikator", "unknown-rtl")]),
        ([an_answer("A"), an_answer("A")], [("/rtl/1/indikator", "doubled-rtl")]),
        ([an_answer("A", keterangan=" ")], [("/rtl/0/keterangan", "rtl-keterangan-required")]),
        ([an_answer("A", keterangan="", bukti=BUKTI)], []),
        (
            [an_answer("A", "belum", keterangan="", bukti=BUKTI)],
            [("/rtl/0/keterangan", "rtl-keterangan-required")],
        ),
        (
            [an_answer("A", "batal", keterangan="")],
            [("/rtl/0/keterangan", "rtl-keterangan-required")],
        ),
        ([an_answer("A"), an_answer("B", "batal")], []),
    ],
)
def test_an_answer_belongs_to_a_promise_and_explains_itself(
    answers: list[JawabanRtl], faults: list[tuple[str, str]]
) -> None:
    found = faults_in_rtl(list(enumerate(answers)), PROMISED)

    assert [(fault.pointer, fault.code) for fault in found] == faults
