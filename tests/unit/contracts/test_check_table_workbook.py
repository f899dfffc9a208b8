"""Workbooks of which the table of capaian is not the first sheet, such as our own reports'."""

import io
from decimal import Decimal

from openpyxl import Workbook
from support.hard_snapshot import a_hard_snapshot

from lapkin_sheets.published_table import Finding, Verdict, check
from lapkin_sheets.table_file import read_table
from reporter.documents.xlsx import render_xlsx


def findings(content: bytes) -> list[Finding]:
    return list(check(read_table(content, "lampiran.xlsx")))


def test_the_workbook_of_a_report_of_our_own_is_read_as_it_is() -> None:
    snapshot = a_hard_snapshot()

    found = findings(render_xlsx(snapshot))

    printed = {baris.nama: baris.capaian_persen for baris in snapshot.rekap.baris}
    assert {one.indikator for one in found} == set(printed)
    for one in found:
        assert one.capaian is not None, one
        assert one.capaian.persen == printed[one.indikator], one
        assert one.verdict in {Verdict.SESUAI, Verdict.TANPA_ANGKA}, one


def test_a_table_on_a_later_sheet_is_found_and_a_range_is_measured_from_its_bound() -> None:
    workbook, file = Workbook(), io.BytesIO()
    workbook.active.append(["Ringkasan"])
    sheet = workbook.create_sheet("Capaian")
    heading = ["indikator", "satuan", "polaritas", "target", "target atas", "realisasi", "capaian"]
    sheet.append(heading)
    sheet.append(["Waktu tanggap", "menit", "tetap", 10, 12, 13, 83.33])
    workbook.save(file)

    (found,) = findings(file.getvalue())

    assert found.capaian is not None
    assert (found.verdict, found.capaian.persen) == (Verdict.BERBEDA, Decimal("91.67"))
