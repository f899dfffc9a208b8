"""Unusual figures: asked about once, kept with their reason."""

from decimal import Decimal
from typing import Any

from collector.perencanaan.domain import Janji, Plan
from collector.submission.domain import NOTHING, State
from collector.submission.unusual import Past, Watch
from lapkin_contracts.pengumpulan import Nilai, Peringatan, RealisasiAnggaran, StatusNilai
from lapkin_contracts.rules.aggregation import Mode

PLAN = Plan(
    indikator={
        "A": Janji("orang", mode=Mode.KUMULATIF, target=Decimal(100)),
        "B": Janji("orang", target=Decimal(10)),
    },
    anggaran={"P1": Decimal(1000)},
)


def nilai(indikator: str, realisasi: str, **facts: Any) -> Nilai:
    return Nilai(indikator=indikator, realisasi=Decimal(realisasi), **facts)


def line(realisasi: str, **facts: Any) -> RealisasiAnggaran:
    return RealisasiAnggaran(kode="P1", realisasi=Decimal(realisasi), **facts)


PAST = State({"A": nilai("A", "60"), "B": nilai("B", "8")}, {"P1": line("500")})


def asked(watch: Watch, *given: Nilai, before: State = NOTHING) -> list[tuple[str, str]]:
    faults = watch.unexplained(tuple(enumerate(given)), (), before)
    return [(fault.pointer, fault.code) for fault in faults]


def test_every_finding_is_asked_about_where_its_reason_belongs() -> None:
    watch = Watch(PLAN, Past(PAST, setahun=True))

    assert asked(watch, nilai("A", "61"), nilai("B", "80")) == [
        ("/nilai/1/alasan", "rasio-di-luar-batas"),
        ("/nilai/1/alasan", "sepuluh-kali"),
    ]
    [fault] = watch.unexplained((), [(3, line("499"))], NOTHING)
    assert (fault.pointer, fault.code) == ("/anggaran/3/alasan", "anggaran-turun")


def test_last_years_totals_are_not_compared() -> None:
    watch = Watch(PLAN, Past(PAST, setahun=False))

    assert asked(watch, nilai("A", "59")) == []
    assert watch.unexplained((), [(0, line("1"))], NOTHING) == []


def test_a_reason_of_blanks_is_none() -> None:
    watch = Watch(PLAN, Past(PAST, setahun=True))

    assert asked(watch, nilai("A", "59", alasan="  ")) == [("/nilai/0/alasan", "kumulatif-turun")]
    assert asked(watch, nilai("A", "59", alasan="Data ganda dihapus.")) == []


def test_what_is_stored_is_not_asked_about_again() -> None:
    watch = Watch(PLAN, Past(PAST, setahun=True))
    stored = State({"A": nilai("A", "59.0")}, {"P1": line("499")})

    assert asked(watch, nilai("A", "59"), before=stored) == []
    assert watch.unexplained((), [(0, line("499"))], stored) == []


def test_what_was_not_measured_is_not_compared() -> None:
    absent = Nilai(indikator="A", status=StatusNilai.TIDAK_TERSEDIA, alasan="Belum terbit.")
    watch = Watch(PLAN, Past(State({"A": absent}, {}), setahun=True))

    assert asked(watch, absent, nilai("A", "59")) == []
    assert watch.explained([(0, absent)], ()) == []


def test_every_reason_of_a_state_is_told() -> None:
    watch = Watch(PLAN, Past(PAST, setahun=True))
    state = State(
        {"A": nilai("A", "59", alasan="Data ganda dihapus."), "B": nilai("B", "9")},
        {"P1": line("1001", alasan="Pergeseran belum terbit.")},
    )

    assert watch.peringatan(state) == (
        Peringatan(tempat="A", code="kumulatif-turun", alasan="Data ganda dihapus."),
        Peringatan(tempat="P1", code="melebihi-pagu", alasan="Pergeseran belum terbit."),
    )


def test_an_ordinary_figure_with_a_remark_is_no_warning() -> None:
    watch = Watch(PLAN, Past(PAST, setahun=True))

    assert watch.peringatan(State({"B": nilai("B", "9", alasan="Sesuai rencana.")}, {})) == ()
