import csv
import re
from collections.abc import Iterator
from decimal import Decimal
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapkin.sample.load import load_sample
from lapkin.sample.modes import mode_of
from lapkin.sample.site import SampleSite
from lapkin.sample.split import DONE, REALISASI, TARGETS, running
from lapkin_contracts.organisasi import Jabatan
from lapkin_contracts.pengumpulan import Nilai, StatusNilai
from lapkin_contracts.perencanaan import Indikator
from lapkin_contracts.rules.aggregation import Mode, TitikTriwulan, aggregate
from lapkin_contracts.rules.capaian import Polaritas, compute_capaian
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.rules.policy import KEBIJAKAN_BAWAAN

QUARTERS = Periode("2024").triwulan
NATS_TOKEN = re.compile(r"^[a-z0-9][a-z0-9-]{0,30}$")


@pytest.fixture(scope="module")
def site() -> SampleSite:
    return load_sample()


def published(table: str) -> list[dict[str, str]]:
    text = files("lapkin.sample").joinpath("published", table).read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if row["data_year"] == "2024"]


def series(site: SampleSite) -> Iterator[tuple[Indikator, list[TitikTriwulan]]]:
    for plan in {one.unit: one for one in site.perjanjian_kinerja}.values():
        for indikator in plan.indikator:
            yield (
                indikator,
                [
                    TitikTriwulan(
                        period,
                        target_of(site, period, plan.unit, indikator.kode),
                        nilai_of(site, period, plan.unit, indikator.kode).realisasi,
                    )
                    for period in QUARTERS
                ],
            )


def target_of(site: SampleSite, period: Periode, unit: str, kode: str) -> Decimal | None:
    """By the newest Rencana Aksi in force on the last day."""
    in_force = [
        aksi
        for aksi in site.rencana_aksi
        if aksi.unit == unit
        and (aksi.berlaku_sejak is None or aksi.berlaku_sejak <= period.ends_on)
    ]
    [targets] = [one for one in in_force[-1].target if one.indikator == kode]
    return targets.target[QUARTERS.index(period)]


def nilai_of(site: SampleSite, period: Periode, unit: str, kode: str) -> Nilai:
    [nilai] = [one for one in site.triwulan[period][unit].nilai if one.indikator == kode]
    return nilai


def test_every_published_row_of_the_year_is_an_indikator_with_its_target(site: SampleSite) -> None:
    expected = {row["row_id"]: Decimal(row["target_num"]) for row in published("indicators.csv")}

    taken = {i.kode: i.target for plan in site.perjanjian_kinerja for i in plan.indikator}

    assert taken == expected
    assert len(expected) == 38


def test_satuan_polaritas_and_wording_are_the_published_ones(site: SampleSite) -> None:
    expected = {
        row["row_id"]: (row["indikator"], row["satuan"], row["polaritas"])
        for row in published("indicators.csv")
    }

    for plan in site.perjanjian_kinerja:
        for indikator in plan.indikator:
            assert (indikator.nama, indikator.satuan, indikator.polaritas) == expected[
                indikator.kode
            ]
            assert indikator.kode in indikator.sumber


def test_the_four_quarters_give_the_published_year_back(site: SampleSite) -> None:
    rows = {row["row_id"]: row for row in published("indicators.csv")}

    for indikator, titik in series(site):
        year = aggregate(indikator.mode, titik, satuan_persen=indikator.satuan == "%")

        row = rows[indikator.kode]
        assert year.target == Decimal(row["target_num"]), indikator.kode
        assert year.realisasi == Decimal(row["realisasi_num"]), indikator.kode


def test_the_year_computed_from_quarters_has_the_capaian_recomputed_from_the_table(
    site: SampleSite,
) -> None:
    rows = {row["row_id"]: row for row in published("indicators.csv")}

    for indikator, titik in series(site):
        year = aggregate(indikator.mode, titik, satuan_persen=indikator.satuan == "%")
        capaian = compute_capaian(
            year.target, year.realisasi, indikator.polaritas, KEBIJAKAN_BAWAAN
        )

        assert capaian.persen == Decimal(rows[indikator.kode]["capaian_persen_recomputed"])


def test_programs_and_their_last_spending_are_the_published_ones(site: SampleSite) -> None:
    units = {plan.unit: plan for plan in site.perjanjian_kinerja}
    spent = site.triwulan[QUARTERS[-1]]
    expected = {
        row["row_id"]: (Decimal(row["pagu_num"]), Decimal(row["realisasi_num"]))
        for row in published("budget.csv")
        if row["level"] == "program" and "Sekretariat Daerah" not in row["source_title"]
    }

    taken = {
        line.kode: (line.pagu, sent.realisasi)
        for unit, plan in units.items()
        for line, sent in zip(plan.anggaran, spent[unit].anggaran, strict=True)
    }

    assert taken == expected
    assert len(expected) == 7


def test_spending_since_january_never_falls(site: SampleSite) -> None:
    for earlier, later in pairwise(QUARTERS):
        for unit, kiriman in site.triwulan[later].items():
            before = [line.realisasi for line in site.triwulan[earlier][unit].anggaran]
            assert before <= [line.realisasi for line in kiriman.anggaran]
            assert all(line.realisasi >= 0 for line in kiriman.anggaran)


@given(mode=st.sampled_from(Mode), year=st.decimals(0, 10**12, places=3))
def test_any_year_survives_its_split(mode: Mode, year: Decimal) -> None:
    targets, realisasi = TARGETS[mode](year), REALISASI[mode](year)

    titik = [TitikTriwulan(*of) for of in zip(QUARTERS, targets, realisasi, strict=True)]
    back = aggregate(mode, titik, satuan_persen=False)

    assert (back.target, back.realisasi) == (year, year)


def test_a_count_stays_whole_in_every_quarter() -> None:
    assert [str(part) for part in REALISASI[Mode.JUMLAH](Decimal(76))] == ["15", "19", "19", "23"]
    assert [str(total) for total in running(Decimal(9), DONE)] == ["1", "4", "6", "9"]


@pytest.mark.parametrize(
    ("indikator", "satuan", "mode"),
    [
        ("Indeks Kepuasan Masyarakat atas Pelayanan Perizinan", "%", Mode.RATA_RATA),
        ("Indeks Sistem merit", "indeks", Mode.TAHUNAN),
        ("V/C Ratio di Jalan Kabupaten/Kota", "rasio", Mode.RATA_RATA),
        ("Jumlah PD yang memanfaatkan data kependudukan", "PD", Mode.KUMULATIF),
        ("Jumlah Nilai Realisasi Investasi PMA dan PMDN", "Rp triliun", Mode.JUMLAH),
        ("Cakupan Kepemilikan Akta Pencatatan Sipil", "%", Mode.AKHIR),
    ],
)
def test_the_wording_of_an_indikator_decides_its_mode(
    indikator: str, satuan: str, mode: Mode
) -> None:
    assert mode_of(indikator, satuan) is mode


def test_every_mode_occurs_in_the_sample(site: SampleSite) -> None:
    assert {i.mode for plan in site.perjanjian_kinerja for i in plan.indikator} == set(Mode)


def test_what_is_scored_once_a_year_says_why_it_is_missing_before(site: SampleSite) -> None:
    for period, units in site.triwulan.items():
        for nilai in (nilai for kiriman in units.values() for nilai in kiriman.nilai):
            is_missing = nilai.realisasi is None
            assert is_missing == (nilai.status is StatusNilai.TIDAK_TERSEDIA)
            assert nilai.alasan or not is_missing
            assert not (is_missing and period == "2024-TW4")


def test_a_figure_below_target_and_no_other_comes_with_kendala_and_a_follow_up(
    site: SampleSite,
) -> None:
    unit_of = {i.kode: plan.unit for plan in site.perjanjian_kinerja for i in plan.indikator}
    for indikator, titik in series(site):
        for one in titik:
            nilai = nilai_of(site, one.period, unit_of[indikator.kode], indikator.kode)
            is_below = falls_short(one, indikator.polaritas)
            assert is_below == bool(nilai.kendala and nilai.solusi and nilai.rencana_tindak_lanjut)
            assert is_below == (nilai.batas_waktu is not None)
            assert nilai.batas_waktu is None or nilai.batas_waktu > one.period.ends_on


def falls_short(titik: TitikTriwulan, polaritas: Polaritas) -> bool:
    if titik.target is None or titik.realisasi is None:
        return False
    missing = titik.target - titik.realisasi
    return missing > 0 if polaritas is Polaritas.NAIK else missing < 0


def test_each_month_of_each_unit_has_its_own_progress_text(site: SampleSite) -> None:
    texts = [
        progres.uraian
        for units in site.triwulan.values()
        for kiriman in units.values()
        for progres in kiriman.progres
    ]

    assert len(set(texts)) == len(site.units) * 12
    assert not any("{" in text for text in texts)


def test_one_unit_s_plan_is_revised_and_both_versions_can_be_told_apart(site: SampleSite) -> None:
    before, after = (
        one for one in site.perjanjian_kinerja if one.unit == site.kasus.perubahan.unit
    )

    assert before.berlaku_sejak < after.berlaku_sejak == site.kasus.perubahan.berlaku_sejak
    assert (before.alasan, after.alasan) == (None, site.kasus.perubahan.alasan)
    assert before.nomor != after.nomor
    assert before.indikator != after.indikator
    assert before.anggaran != after.anggaran


def test_every_promised_follow_up_is_answered_in_the_quarter_after(site: SampleSite) -> None:
    for before, after in pairwise(QUARTERS):
        for unit, sent in site.triwulan[before].items():
            promised = [one.indikator for one in sent.nilai if one.rencana_tindak_lanjut]
            assert [one.indikator for one in site.triwulan[after][unit].rtl] == promised


def test_every_code_is_a_nats_token_and_every_unit_has_plans_figures_and_a_person(
    site: SampleSite,
) -> None:
    codes = [unit.kode for unit in site.units]

    assert all(NATS_TOKEN.match(code) for code in [*codes, site.instansi.kode])
    assert set(site.pejabat) == {*codes, site.instansi.kode}
    assert list(dict.fromkeys(plan.unit for plan in site.perjanjian_kinerja)) == codes
    assert list(dict.fromkeys(aksi.unit for aksi in site.rencana_aksi)) == codes
    assert tuple(site.triwulan) == QUARTERS
    assert all(list(units) == codes for units in site.triwulan.values())


def test_the_letterhead_is_the_sop_s_with_its_javanese_line_untouched(site: SampleSite) -> None:
    kop = site.instansi.kop

    assert (kop.pemerintah, kop.nama) == ("PEMERINTAH KABUPATEN BANTUL", "INSPEKTORAT DAERAH")
    assert kop.aksara.encode("unicode_escape").decode() == (
        r"\ua98f\ua9a7\ua9b8\ua9a5\ua9a0\ua9ba\ua9a4\ua9c0"
        r"\ua9a7\ua9a4\ua9c0\ua9a0\ua9b8\ua9ad\ua98f\ua981"
    )
    assert kop.alamat.endswith("Kode Pos 55712 Telp./Fax (0274) 367325")
    assert site.instansi.contoh


def test_only_the_inspektur_is_a_real_person_and_no_mail_can_leave(site: SampleSite) -> None:
    for pejabat in (one for people in site.pejabat.values() for one in people):
        is_inspektur = pejabat.jabatan is Jabatan.INSPEKTUR
        assert pejabat.nama.endswith("(contoh)") != is_inspektur
        assert bool(pejabat.nip) == is_inspektur
        assert pejabat.surel.endswith(".test")
