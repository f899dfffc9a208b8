"""How a report ends."""

from support.rekap import Figure, a_rekap
from support.snapshots import ANGGARAN, FIGURES, UNITS

from lapkin_contracts.rekap import RekapCompleted
from reporter.documents.narrative import compose_narasi


def penutup_of(rekap: RekapCompleted) -> str:
    text = {one.bagian: one.teks for one in compose_narasi(rekap, "Inspektorat Daerah")}
    return text["penutup"]


def test_the_end_sums_up_and_names_the_weakest_first() -> None:
    rekap = a_rekap(FIGURES, UNITS, anggaran=ANGGARAN)

    text = penutup_of(rekap)

    assert text.startswith(
        "Dari 7 indikator yang dihitung capaiannya, 3 indikator mencapai target"
    )
    assert "Serapan anggaran sampai dengan 30 September 2026 sebesar 68,74%." in text
    assert "4 indikator yang belum mencapai target: Jumlah LHP reguler (75%), Persentase" in text
    assert text.endswith("sebagai bentuk pertanggungjawaban dan bahan perbaikan kinerja.")


def test_the_end_of_a_report_that_met_all_targets_asks_for_nothing() -> None:
    text = penutup_of(a_rekap([Figure("Nilai", "80", "90")], UNITS))

    assert "belum mencapai target" not in text
