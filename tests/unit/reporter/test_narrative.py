from datetime import date
from decimal import Decimal

import pytest
from support.hard_snapshot import a_hard_snapshot
from support.rekap import Figure, a_budget_line, a_rekap
from support.snapshots import ANGGARAN, FIGURES, UNITS, a_snapshot

from lapkin_contracts.rekap import RekapCompleted, SumberRekap
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import Periode
from reporter.documents.narrative import compose_narasi
from reporter.documents.pembanding import pembanding_of

EARLIER = [Figure("Nilai SAKIP Perangkat Daerah", "80", "72", "nilai")]
INSTANSI = "Inspektorat Daerah Kabupaten Bantul"


def narasi_of(rekap: RekapCompleted) -> dict[str, str]:
    return {paragraf.bagian: paragraf.teks for paragraf in compose_narasi(rekap, INSTANSI)}


def uraian_of(figure: Figure, period: str = "2026-TW3") -> str:
    return narasi_of(a_rekap([figure], UNITS, period=period))[f"{figure.unit}/IK-01"]


def test_every_section_and_every_indikator_has_its_text() -> None:
    rekap = a_rekap(FIGURES, UNITS, anggaran=ANGGARAN, belum=["Irban III"])

    keys = [paragraf.bagian for paragraf in compose_narasi(rekap, INSTANSI)]

    sections = [
        *("kata-pengantar", "pendahuluan", "gambaran", "perencanaan", "capaian", "perbandingan"),
        *("anggaran", "efisiensi", "kendala", "cakupan", "penutup"),
    ]
    assert keys[:11] == sections
    assert keys[11:] == [f"{baris.unit}/{baris.indikator}" for baris in rekap.baris]


def test_the_same_rekap_gives_the_same_words() -> None:
    assert narasi_of(a_rekap(FIGURES, UNITS)) == narasi_of(a_rekap(FIGURES, UNITS))


def test_the_capaian_section_counts_and_names_the_best_and_the_weakest() -> None:
    text = narasi_of(a_rekap(FIGURES, UNITS))["capaian"]

    assert (
        "Dari 7 indikator yang dihitung capaiannya, 3 indikator mencapai target dan 4 indikator"
        " belum mencapainya." in text
    )
    assert "Rata-rata capaian sebesar 108,57% dengan predikat Sangat Tinggi." in text
    assert "Capaian tertinggi, 183,33%, diraih indikator Jumlah desa yang diaudit" in text
    assert "terendah, 75%, tercatat pada indikator Jumlah LHP reguler (Irban I)." in text


def test_the_capaian_section_compares_with_the_quarter_before() -> None:
    text = narasi_of(a_rekap(FIGURES, UNITS))["capaian"]

    assert (
        "Dibandingkan dengan Triwulan II Tahun 2026, capaian 4 indikator naik, 1 indikator turun,"
        " dan 1 indikator tidak berubah." in text
    )


def test_the_capaian_section_says_why_figures_are_missing() -> None:
    text = narasi_of(a_rekap(FIGURES, UNITS))["capaian"]

    assert "1 indikator belum diisi oleh unit penanggung jawabnya: Jumlah reviu" in text
    assert "tidak dihitung sebagai nol" in text
    assert (
        "Tidak diukur pada periode ini: Indeks kepuasan layanan konsultasi (survei dilaksanakan"
        " satu kali pada triwulan IV)." in text
    )
    assert "Target periode ini nol untuk Jumlah pelanggaran disiplin" in text
    assert "Target angka tidak tersedia untuk Jumlah unit berpredikat Zona Integritas." in text


@pytest.mark.parametrize(
    ("realisasi", "words"),
    [
        (["90"], "Satu indikator dihitung capaiannya dan mencapai target."),
        (["80"], "Satu indikator dihitung capaiannya dan belum mencapai target."),
        (["90", "95"], "Seluruh 2 indikator yang dihitung capaiannya mencapai target."),
        (["80", "85"], "Belum satu pun dari 2 indikator yang dihitung mencapai target."),
        (["80", "80"], "Semua indikator tersebut mencatat capaian yang sama, yaitu 88,89%."),
        (["", ""], "Belum ada capaian yang dapat dihitung dari 2 indikator."),
        ([], "Tidak ada indikator kinerja yang dicatat untuk Triwulan III Tahun 2026."),
    ],
)
def test_the_tally_fits_any_number_of_indikator(realisasi: list[str], words: str) -> None:
    figures = [Figure(f"Indikator {i}", "90", text) for i, text in enumerate(realisasi, 1)]

    assert words in narasi_of(a_rekap(figures, UNITS))["capaian"]


def test_a_capaian_that_only_rounds_to_a_hundred_is_not_called_met() -> None:
    text = uraian_of(Figure("Nyaris", "100", "99.996"))

    assert "capaiannya 100,00%" in text
    assert "Target belum tercapai dengan kekurangan 0,004 poin persentase." in text


def test_an_indikator_that_should_fall_is_judged_the_other_way_round() -> None:
    better = uraian_of(Figure("Temuan", "8", "6", "temuan", polaritas=Polaritas.TURUN))
    worse = uraian_of(Figure("Temuan", "8", "9", "temuan", polaritas=Polaritas.TURUN))

    assert "Target terlampaui: realisasi 2 temuan di bawah batas target." in better
    assert "realisasi 1 temuan lebih tinggi daripada batas target" in worse


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure("x", "8", "", "dokumen"), "belum diisi oleh Sekretariat"),
        (Figure("x", "8", "", "dokumen"), "Target periode ini 8 dokumen."),
        (Figure("x", "8", "", diukur=False), "Alasannya belum disampaikan."),
        (
            Figure("x", "8", "", diukur=False, remarks={"alasan": "belum ada survei"}),
            "Alasan yang disampaikan: belum ada survei.",
        ),
        (Figure("x", "0", "0", "kasus"), "Target periode ini nol"),
        (Figure("x", "0", "0", "kasus"), "Realisasi yang tercatat 0 kasus."),
        (Figure("x", "", "2", "unit"), "tidak memuat target angka"),
    ],
)
def test_each_state_is_said_plainly(figure: Figure, words: str) -> None:
    text = uraian_of(figure)

    assert words in text
    assert "capaian 0%" not in text


def test_a_ratio_tells_its_pembilang_and_penyebut() -> None:
    remarks = {"pembilang": Decimal(23), "penyebut": Decimal(36)}

    text = uraian_of(Figure("Rasio", "80", "63.89", remarks=remarks))

    assert "pembilang 23 dan penyebut 36" in text


def test_a_semester_tells_its_quarters_and_how_it_was_computed() -> None:
    rekap = a_rekap([Figure("SAKIP", "80", "72", "nilai", before="70")], UNITS, period="2026-S1")

    text = narasi_of(rekap)

    assert (
        "Capaian per triwulan: Triwulan I 87,50% dan Triwulan II 90%." in text["sekretariat/IK-01"]
    )
    assert "dihitung kembali dari data dua triwulan di dalamnya" in text["pendahuluan"]
    assert "1 Januari 2026 sampai dengan 30 Juni 2026" in text["pendahuluan"]


def test_a_year_does_not_repeat_the_target_of_the_year() -> None:
    text = uraian_of(Figure("SAKIP", "80", "72", "nilai"), period="2026")

    assert "Terhadap target tahun" not in text


def test_the_budget_section_tells_serapan_rest_and_unreported_lines() -> None:
    text = narasi_of(a_rekap(FIGURES, UNITS, anggaran=ANGGARAN))["anggaran"]

    assert (
        "sebesar Rp11.589.910.063 dari pagu Rp16.861.400.000, sehingga serapannya 68,74%" in text
    )
    assert "Sisa anggaran sebesar Rp5.271.489.937." in text
    assert "Serapan tertinggi terdapat pada Program Penyelenggaraan Pengawasan (76,98%)" in text
    assert "Realisasi 1 dari 3 baris anggaran belum dilaporkan" in text


def test_spending_more_than_the_pagu_is_pointed_out() -> None:
    line = a_budget_line("sekretariat", "1", "Program", 100, 161)

    text = narasi_of(a_rekap([], UNITS, anggaran=[line]))["anggaran"]

    assert "Realisasi melebihi pagu sebesar Rp61 dan perlu ditelaah." in text


def test_missing_units_are_named_and_a_full_house_is_said_so() -> None:
    some = narasi_of(a_rekap([], UNITS, belum=["Irban II", "Irban III"]))["cakupan"]
    none = narasi_of(a_rekap([], UNITS[:1], belum=["Sekretariat"]))["cakupan"]
    every = narasi_of(a_rekap([], UNITS))["cakupan"]

    assert "3 unit telah menyampaikan data" in some
    assert "Unit yang belum menyampaikan data: Irban II dan Irban III." in some
    assert "belum ada unit yang menyampaikan data" in none
    assert every == "Seluruh 5 unit yang wajib melapor telah menyampaikan data."


def test_kendala_are_told_with_the_nearest_deadline() -> None:
    remarks = {
        "kendala": "Auditor kurang",
        "rencana_tindak_lanjut": "Diklat",
        "batas_waktu": date(2026, 11, 30),
    }
    figures = [Figure("A", "90", "80", remarks=remarks), Figure("B", "90", "80")]

    text = narasi_of(a_rekap(figures, UNITS))["kendala"]

    assert "Kendala disampaikan oleh Sekretariat (1 indikator)." in text
    assert "batas waktu terdekat 30 November 2026" in text
    assert "1 indikator belum mencapai target tanpa uraian kendala dari unit: B." in text


def test_what_a_hard_year_brings_is_said_in_the_narrative() -> None:
    text = narasi_of(a_hard_snapshot().rekap)

    assert "cakupan 4/5, tanpa Irban III" in text["cakupan"]
    assert "Terlambat menyampaikan data: Irban I (3 hari kerja)." in text["cakupan"]
    assert "Melapor nihil dengan alasan: Subbagian Program dan Keuangan." in text["cakupan"]
    assert (
        "Dari 2 tindak lanjut yang dijanjikan sebelumnya, 1 selesai dan 1 belum dijawab."
        in (text["kendala"])
    )
    assert (
        "Pagu berubah dari pagu awal Rp17.491.400.000 menjadi Rp16.861.400.000"
        in (text["anggaran"])
    )


def test_progress_reports_and_unusual_figures_are_told_with_the_indikator() -> None:
    text = narasi_of(a_hard_snapshot().rekap)

    assert "Dari target WTP, terealisasi WTP" in text["sekretariat/IK-01"]
    assert "Target 7 sampai dengan 8 hari" in text["sekretariat/IK-02"]
    assert "Realisasi berada di luar rentang target." in text["sekretariat/IK-02"]
    assert "Agustus 2026 mencatat kendala “Dua auditor mengikuti diklat.”" in text["irban-1/IK-03"]
    assert "faktor pendorong “Tambahan satu tim dari Irban II.”" in text["irban-1/IK-03"]
    assert "Angka ini tidak lazim; penjelasan unit: Audit dana desa" in text["irban-1/IK-04"]


def test_a_semester_names_the_reports_it_was_computed_from() -> None:
    rekap = a_rekap([], UNITS, period="2026-S1")
    sumber = tuple(
        SumberRekap(period=Periode(f"2026-TW{n}"), rekap_revision=n, edisi=3 - n) for n in (1, 2)
    )

    text = narasi_of(rekap.model_copy(update={"sumber": sumber}))["pendahuluan"]

    assert (
        "Sumbernya laporan Triwulan I Tahun 2026 (rekap revisi 1, edisi 2) dan Triwulan II Tahun"
        " 2026 (rekap revisi 2, edisi 1)." in text
    )


def test_the_sections_before_the_figures_count_what_was_promised() -> None:
    text = narasi_of(a_rekap(FIGURES, UNITS, anggaran=ANGGARAN))

    assert "Triwulan III Tahun 2026 mencatat rata-rata capaian 108,57%" in text["kata-pengantar"]
    assert "serapan anggaran 68,74%" in text["kata-pengantar"]
    assert "menghimpun data kinerja dari 5 unit, yaitu Sekretariat," in text["gambaran"]
    assert "11 indikator kinerja dengan pagu Rp16.861.400.000" in text["perencanaan"]


def test_efficiency_is_capaian_beside_serapan_and_names_the_threshold() -> None:
    text = narasi_of(a_rekap(FIGURES, UNITS, anggaran=ANGGARAN))["efisiensi"]

    assert "menghasilkan selisih 39,83 poin persentase, yang tergolong efisien." in text
    assert "selisih lebih dari 5 poin tergolong efisien" in text
    assert "belum dapat dihitung" in narasi_of(a_rekap(FIGURES, UNITS))["efisiensi"]


def test_a_comparison_that_is_not_known_is_said_plainly() -> None:
    text = narasi_of(a_rekap(FIGURES, UNITS))["perbandingan"]

    assert text.startswith("Laporan Triwulan III Tahun 2025 tidak tercatat di dalam sistem")
    year = narasi_of(a_rekap(FIGURES, UNITS, period="2026"))["perbandingan"]
    assert "Target jangka menengah (Renstra)" in year


def test_an_earlier_report_of_the_same_period_is_compared_with() -> None:
    last_year = pembanding_of(a_snapshot(a_rekap(EARLIER, UNITS, period="2025-TW3")))
    rekap = a_rekap(FIGURES, UNITS)

    text = {one.bagian: one.teks for one in compose_narasi(rekap, INSTANSI, (last_year,))}

    assert "Dibandingkan dengan Triwulan III Tahun 2025" in text["perbandingan"]
    assert "tidak tercatat" not in text["perbandingan"]
    assert (
        "Pada Triwulan III Tahun 2025 capaiannya 90%, sehingga dalam setahun naik 7,88 poin"
        " persentase." in text["sekretariat/IK-01"]
    )


def test_neighbouring_paragraphs_do_not_repeat_one_sentence() -> None:
    figures = [Figure(f"Indikator {i}", "90", "80", before="70") for i in range(4)]

    text = narasi_of(a_rekap(figures, UNITS))

    openings = {text[f"sekretariat/IK-0{i}"].split("90%")[0] for i in range(1, 5)}
    assert len(openings) == 4
