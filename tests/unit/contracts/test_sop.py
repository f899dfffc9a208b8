"""The SOP as the office printed it."""

import pytest
from pydantic import ValidationError

from lapkin_contracts.rules.periods import Jenis
from lapkin_contracts.sop import Moment, Sop, load_sop


def test_the_sop_has_its_nine_steps_with_waktu_as_printed() -> None:
    assert [step.waktu.tercetak for step in load_sop().steps] == [
        "15 Menit",
        "30 Menit",
        "2 Menit",
        "30 Menit",
        "30 Menit",
        "2 Hari",
        "120 Hari",
        "60 Menit",
        "15 Menit",
    ]


def test_waktu_is_read_as_it_is_printed() -> None:
    for waktu in (step.waktu for step in load_sop().steps):
        number, word = waktu.tercetak.split()
        assert waktu.nilai == int(number)
        assert waktu.satuan.startswith(word.lower())


def test_steps_one_to_five_are_a_quarter_s_six_to_eight_a_semester_s_nine_a_year_s() -> None:
    sop = load_sop()

    assert [step.nomor for step in sop.steps_of(Jenis.TRIWULAN)] == [1, 2, 3, 4, 5]
    assert [step.nomor for step in sop.steps_of(Jenis.SEMESTER)] == [6, 7, 8]
    assert [step.nomor for step in sop.steps_of(Jenis.TAHUN)] == [9]


def test_a_printed_slip_is_kept_and_read_beside_it() -> None:
    second = load_sop().steps[1]

    assert "Kinerja Aksi" in second.persyaratan
    assert second.persyaratan_dibaca == ("Disposisi", "Perjanjian Kinerja", "Rencana Aksi")


@pytest.mark.parametrize(
    ("event", "field"),
    [("lapkin.rekap.complete.v1", None), ("lapkin.rekap.completed.v1", "collected")],
)
def test_a_clock_tied_to_an_event_or_field_nobody_announces_is_refused(
    event: str, field: str | None
) -> None:
    with pytest.raises(ValidationError, match=r"lapkin\.rekap"):
        Moment(event=event, field=field)


def test_a_sop_with_a_step_left_out_is_refused() -> None:
    sop = load_sop()

    with pytest.raises(ValidationError, match="numbered"):
        Sop(nomor=sop.nomor, judul=sop.judul, steps=sop.steps[1:])
