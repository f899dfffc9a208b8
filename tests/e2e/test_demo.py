"""`lapkin demo`: the whole year, and figures that an independent reading of the input confirms."""

import csv
import hashlib
import json
import subprocess
import sys
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from lapkin.cli import app

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "src/lapkin/sample/published/indicators.csv"

pytestmark = pytest.mark.e2e


def demo(out: Path) -> dict:
    subprocess.run(
        [sys.executable, "-m", "lapkin", "demo", "--out", str(out), "--json"],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return json.loads((out / "ringkasan.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, Path]:
    out = tmp_path_factory.mktemp("demo")
    return demo(out), out


def percent(target: Decimal, realisasi: Decimal, polaritas: str) -> Decimal:
    """The office's formula, written anew: positive R/T, negative (2T-R)/T."""
    share = realisasi / target if polaritas == "naik" else (2 * target - realisasi) / target
    return (share * 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_the_year_leads_to_seven_reports(year: tuple[dict, Path]) -> None:
    summary, out = year

    jenis = [report["jenis"] for report in summary["laporan"]]
    assert sorted(jenis) == ["semester"] * 2 + ["tahun"] + ["triwulan"] * 4
    for report in summary["laporan"]:
        for kind in ("pdf", "xlsx"):
            content = (out / report[kind]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == report["sha256"][kind]


def test_every_other_paper_of_the_year_is_there_too(year: tuple[dict, Path]) -> None:
    summary, out = year

    kinds = Counter(paper["jenis"] for paper in summary["lampiran"])
    editions = len(summary["laporan"]) + len(summary["digantikan"])
    assert (kinds["disposisi"], kinds["kepatuhan"]) == (7, 4)
    assert kinds["hasil-koreksi"] == kinds["tanda-terima"] == editions
    assert kinds["surat-permintaan"] >= 4
    for paper in summary["lampiran"]:
        assert (out / paper["berkas"]).read_bytes().startswith(b"%PDF-")


def test_every_edition_is_signed_and_kept_in_an_archive_that_holds(
    year: tuple[dict, Path],
) -> None:
    summary, out = year

    for edition in (*summary["laporan"], *summary["digantikan"]):
        ran = CliRunner().invoke(app, ["verify", str(out / edition["arsip"]), "--json"])
        verified = json.loads(ran.output)
        assert (ran.exit_code, verified["edisi"]) == (0, edition["edisi"])
        assert any(
            one["berkas"].endswith("-ditandatangani.pdf") and "tanda tangan utuh" in one["uraian"]
            for one in verified["temuan"]
        )
        issued = (out / edition["pdf"]).read_bytes()
        assert (out / edition["pdf_ditandatangani"]).read_bytes().startswith(issued)


def test_every_step_of_the_sop_was_passed(year: tuple[dict, Path]) -> None:
    summary, _ = year

    passed = {step["step"] for step in summary["langkah"] if step["seconds"] is not None}
    assert passed == set(range(1, 10))


def test_the_annual_figures_are_those_the_published_tables_lead_to(
    year: tuple[dict, Path],
) -> None:
    summary, _ = year
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        published = {row["row_id"]: row for row in csv.DictReader(file)}
    annual = [line for line in summary["nilai"] if line["period"] == "2024"]

    assert len(annual) > 30
    for line in annual:
        row = published[line["indikator"]]
        assert Decimal(line["target"]) == Decimal(row["target_num"]), line
        assert Decimal(line["realisasi"]) == Decimal(row["realisasi_num"]), line
        assert Decimal(line["capaian_persen"]) == Decimal(row["capaian_persen_recomputed"]), line


def test_every_printed_percentage_follows_from_its_own_target_and_realisasi(
    year: tuple[dict, Path],
) -> None:
    summary, _ = year
    with PUBLISHED.open(encoding="utf-8", newline="") as file:
        polaritas = {row["row_id"]: row["polaritas"] for row in csv.DictReader(file)}

    for line in summary["nilai"]:
        if line["state"] != "TERHITUNG":
            assert line["capaian_persen"] is None
            continue
        target, realisasi = Decimal(line["target"]), Decimal(line["realisasi"])
        expected = percent(target, realisasi, polaritas[line["indikator"]])
        assert Decimal(line["capaian_persen"]) == expected, line


def test_each_fact_of_the_year_happened_as_often_as_it_should(year: tuple[dict, Path]) -> None:
    summary, _ = year
    counts = {kind.removeprefix("lapkin."): n for kind, n in summary["peristiwa"].items()}
    units = counts["unit.registered.v1"]

    assert counts["data.submitted.v1"] == 4 * units + 2
    assert counts["progres.submitted.v1"] == 12 * units
    assert counts["sosialisasi.sent.v1"] == counts["laporan.issued.v1"] == 9


def test_the_year_shows_what_does_not_go_smoothly(year: tuple[dict, Path]) -> None:
    summary, out = year
    counts = {kind.removeprefix("lapkin."): n for kind, n in summary["peristiwa"].items()}

    late = ("pengingat.sent.v1", "data.overdue.v1")
    assert [counts[kind] for kind in late] == [3, 1]
    assert counts["perjanjian_kinerja.published.v1"] == counts["unit.registered.v1"] + 1
    assert counts["koreksi.requested.v1"] == 2
    changed = ("draft.outdated.v1", "rekap.superseded.v1")
    assert [counts[kind] for kind in changed] == [3, 3]
    assert counts["kewajiban.reopened.v1"] == 1
    replaced = {one["period"]: one["digantikan_oleh"] for one in summary["digantikan"]}
    assert replaced == {"2024-TW2": 2, "2024-S1": 2}
    assert all((out / one["pdf"]).is_file() for one in summary["digantikan"])


def test_a_second_run_gives_the_same_figures_and_the_same_documents(
    year: tuple[dict, Path], tmp_path: Path
) -> None:
    first, _ = year

    second = demo(tmp_path)

    assert second["nilai"] == first["nilai"]
    assert second["laporan"] == first["laporan"]
    assert second["peristiwa"] == first["peristiwa"]
