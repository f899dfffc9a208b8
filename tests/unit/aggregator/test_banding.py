"""What changed between two revisions of a rekap, and why."""

from typing import Any

from support.rekap import Figure, a_rekap

from aggregator.rekap.banding import perbedaan
from lapkin_contracts.rekap import RekapCompleted, SumberRekap
from lapkin_contracts.rules.periods import Periode

UNITS = [("irban-1", "Irban I"), ("irban-2", "Irban II")]


def a_revision(realisasi: str = "75", target: str = "80") -> RekapCompleted:
    return a_rekap(
        [
            Figure("Nilai SAKIP", target, realisasi, unit="irban-1"),
            Figure("B", "5", "5", unit="irban-2"),
        ],
        UNITS,
    )


def with_unit(rekap: RekapCompleted, **fields: Any) -> RekapCompleted:
    first, *others = rekap.units
    return rekap.model_copy(update={"units": (first.model_copy(update=fields), *others)})


def with_line(rekap: RekapCompleted, **fields: Any) -> RekapCompleted:
    first, *others = rekap.baris
    return rekap.model_copy(update={"baris": (first.model_copy(update=fields), *others)})


def test_nothing_differs_in_the_same_rekap() -> None:
    assert perbedaan(a_revision(), a_revision()) == []


def test_a_changed_figure_names_the_submission_and_its_receipt() -> None:
    now = with_unit(a_revision("79"), revision=2, nomor_tanda_terima=29)

    [found] = perbedaan(a_revision(), now)

    assert (found.unit, found.nama) == ("irban-1", "Nilai SAKIP")
    assert [(one.kolom, one.semula, one.menjadi) for one in found.baris] == [
        ("realisasi", "75%", "79%"),
        ("capaian_persen", "93,75%", "98,75%"),
    ]
    assert [(one.uraian, one.tanda_terima) for one in found.sebab] == [("Kiriman revisi 2", 29)]


def test_a_returned_submission_is_a_cause() -> None:
    [found] = perbedaan(a_revision(), with_unit(a_revision(), masuk=False))

    assert [one.uraian for one in found.sebab] == ["Kiriman revisi 1 dikembalikan"]


def test_a_new_plan_is_a_cause() -> None:
    now = with_line(a_revision(target="90"), versi=2)

    [found] = perbedaan(a_revision(), now)

    assert [one.uraian for one in found.sebab] == ["Perjanjian Kinerja versi 2 berlaku"]


def test_a_target_that_moved_under_the_same_agreement_comes_from_the_rencana_aksi() -> None:
    [found] = perbedaan(a_revision(), a_revision(target="90"))

    assert [one.uraian for one in found.sebab] == ["Rencana Aksi yang berlaku berubah"]


def test_a_semester_changes_by_the_triwulan_that_was_issued_again() -> None:
    tw1, tw2 = Periode("2026-TW1"), Periode("2026-TW2")
    sources = [SumberRekap(period=one, rekap_revision=1, edisi=1) for one in (tw1, tw2)]
    was = a_revision().model_copy(update={"sumber": tuple(sources)})
    again = SumberRekap(period=tw2, rekap_revision=2, edisi=2)
    now = a_revision("79").model_copy(update={"sumber": (sources[0], again)})

    [found] = perbedaan(was, now)

    assert [(one.uraian, one.sumber) for one in found.sebab] == [
        ("Triwulan II Tahun 2026 terbit lagi sebagai edisi 2", tw2)
    ]
