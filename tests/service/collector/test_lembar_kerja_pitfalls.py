"""What goes wrong with Excel in offices: each is named by its cell, or does no harm."""

from datetime import date

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from openpyxl import Workbook
from support.spreadsheet import cell_of, changed, filled, opened, put_into
from support.tokens import Signer
from support.workbooks import SHEET, Upload

REALISASI = ("Indikator", "IK-2", "Realisasi")


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Upload:
    office = Upload(http, signer, app)
    await office.set_up()
    await office.open()
    office.template = (await office.act("staf@dinkes", "GET", SHEET)).content
    return office


@pytest.fixture
def engine() -> str:
    """Reading files asks nothing of an engine; the other tests of workbooks run on both."""
    return "sqlite"


async def test_pitfall_1_a_lost_decimal_comma_is_seen_by_its_size_only(office: Upload) -> None:
    [line] = await office.lines(
        filled(office.template, {("Indikator", "IK-1", "Realisasi"): 8125})
    )

    assert line == (
        "Sel L7: [peringatan] Realisasi 8.125 terlalu jauh dari target 80."
        " Periksa angka dan satuannya, atau jelaskan pada alasan."
    )


async def test_pitfall_2_a_percent_cell_counts_a_hundredfold_for_percents_only(
    office: Upload,
) -> None:
    shape = {"value": 0.85, "number_format": "0%"}
    percent = put_into(office.template, "Indikator", "IK-1", "Realisasi", **shape)
    people = put_into(office.template, *REALISASI, **shape)

    assert await office.lines(percent) == ["Sel L7: [info] Sel berformat persen dibaca 85."]
    assert (await office.new_values(percent))[("IK-1", "realisasi")] == "85"
    assert (await office.lines(people))[0].startswith(
        "Sel L8: [galat] Sel berformat persen, padahal satuannya orang."
    )


async def test_pitfall_3_a_formula_without_a_value_is_not_an_empty_cell(office: Upload) -> None:
    lines = await office.lines(filled(office.template, {REALISASI: "=700+40"}))

    assert lines == [
        "Sel L8: [galat] Rumus belum dihitung. Buka di Excel, simpan, lalu unggah lagi."
    ]


async def test_pitfall_3_an_error_cell_is_not_an_empty_cell(office: Upload) -> None:
    error = put_into(office.template, *REALISASI, value="#DIV/0!", data_type="e")

    assert (await office.lines(error))[0].startswith(
        "Sel L8: [galat] Rumus menghasilkan galat #DIV/0!."
    )


async def test_pitfall_4_a_figure_that_became_a_date_is_refused(office: Upload) -> None:
    lines = await office.lines(filled(office.template, {REALISASI: date(2026, 5, 3)}))

    assert lines == [
        "Sel L8: [galat] Terbaca sebagai tanggal (03-05-2026)."
        " Ubah format sel menjadi Angka, lalu ketik ulang; desimal koma."
    ]


async def test_pitfall_5_every_cell_of_a_merged_range_is_named(office: Upload) -> None:
    merged = changed(
        filled(office.template, {("Indikator", "IK-1", "Realisasi"): 81}),
        lambda book: book["Indikator"].merge_cells("L7:L8"),
    )

    assert await office.codes(merged) == {"L7": "merged-cell", "L8": "merged-cell"}


async def test_pitfall_6_moved_rows_and_columns_mean_the_same(office: Upload) -> None:
    def shuffle(book: Workbook) -> None:
        sheet = book["Indikator"]
        for row in sheet.iter_rows(min_row=6, max_row=9):
            row[11].value, row[14].value = row[14].value, row[11].value
        for first, last in zip(sheet[7], sheet[9], strict=True):
            first.value, last.value = last.value, first.value
        sheet.insert_rows(8)

    content = filled(office.template, {("Indikator", "IK-1", "Realisasi"): 81.25, REALISASI: 740})

    assert await office.new_values(changed(content, shuffle)) == {
        ("IK-1", "status"): "Terisi",
        ("IK-1", "realisasi"): "81,25",
        ("IK-2", "status"): "Terisi",
        ("IK-2", "realisasi"): "740",
    }


async def test_pitfall_6_missing_and_doubled_codes_are_reported(office: Upload) -> None:
    def damage(book: Workbook) -> None:
        book["Indikator"]["A8"] = "IK-1"
        book["Indikator"]["A9"] = "IK-9"
        book["Indikator"]["A10"] = None
        book["Indikator"]["L10"] = 5
        book["Anggaran"].delete_rows(8)

    lines = await office.lines(changed(office.template, damage))

    assert [line.partition(".")[0] for line in lines] == [
        "Sel A8: [galat] Kode IK-1 ada pada lebih dari satu baris",
        "Sel L10: [galat] Baris 10 tidak mempunyai kode",
        "Berkas: [peringatan] Baris IK-2 pada lembar Indikator tidak ada; nilainya tidak diubah",
        "Berkas: [peringatan] Baris IK-3 pada lembar Indikator tidak ada; nilainya tidak diubah",
        "Sel A9: [galat] Kode IK-9 tidak ada dalam Perjanjian Kinerja Dinas Kesehatan",
        "Berkas: [peringatan] Baris P2 pada lembar Anggaran tidak ada; nilainya tidak diubah",
    ]


async def test_pitfall_6_a_lost_column_leaves_what_is_stored(office: Upload) -> None:
    def drop(book: Workbook) -> None:
        book["Indikator"].delete_cols(15)

    lines = await office.lines(changed(office.template, drop))

    assert lines == [
        "Berkas: [peringatan] Kolom 'Kendala' pada lembar Indikator tidak ada; isinya tidak"
        " diubah. Jika perlu diisi, unduh lembar kerja yang baru."
    ]


@pytest.mark.parametrize(
    ("typed", "read", "said"),
    [
        ("740\u00a0", "740", "Teks '740' dibaca sebagai 740."),
        ("Rp 1.234,5", "1.234,5", "Awalan Rp dihapus"),
        ("81,25", "81,25", "Teks '81,25' dibaca sebagai 81,25."),
        ("1.204", "1.204", "dibaca sebagai 1204"),
    ],
)
async def test_pitfall_7_text_is_read_as_a_figure_and_said_so(
    office: Upload, typed: str, read: str, said: str
) -> None:
    content = filled(office.template, {REALISASI: typed})

    assert (await office.new_values(content))[("IK-2", "realisasi")] == read
    assert said in (await office.lines(content))[0]


async def test_pitfall_7_words_for_nothing_are_not_zero(office: Upload) -> None:
    content = filled(
        office.template,
        {
            ("Indikator", "IK-1", "Realisasi"): "-",
            REALISASI: "nihil",
            ("Indikator", "IK-2", "Alasan"): "Tidak ada kegiatan.",
            ("Indikator", "IK-3", "Realisasi"): "n/a",
        },
    )

    assert await office.new_values(content) == {
        ("IK-2", "status"): "Nihil",
        ("IK-2", "alasan"): "Tidak ada kegiatan.",
    }
    assert "'Nihil' pada kolom Realisasi dibaca sebagai status" in (await office.lines(content))[0]


async def test_pitfall_7_a_sign_of_another_measure_is_not_dropped(office: Upload) -> None:
    lines = await office.lines(filled(office.template, {REALISASI: "95 %"}))

    assert lines[0].startswith("Sel L8: [galat] '95 %' memakai persen, padahal satuannya orang.")


@pytest.mark.parametrize(
    ("value", "read", "notes"),
    [
        (0.1 + 0.2, "0,3", 0),
        (66.66666666666667, "66,666667", 1),
        (123456789012.25, "123.456.789.012,25", 0),
        (1e-7, "0", 1),
    ],
)
async def test_pitfall_8_binary_dust_goes_and_rounding_is_said(
    office: Upload, value: float, read: str, notes: int
) -> None:
    body = await office.found(filled(office.template, {REALISASI: value}))

    [realisasi] = [one for one in body["perubahan"] if one["isian"] == "realisasi"]
    assert realisasi["menjadi"] == read
    assert sum(one["code"] == "rounded" for one in body["temuan"]) == notes


async def test_pitfall_9_figures_are_shown_in_indonesian_form(office: Upload) -> None:
    sheet = opened(office.template)["Anggaran"]

    assert cell_of(sheet, "P2", "Pagu (Rp)").number_format == "[$-421]#,##0.00"
    assert cell_of(sheet, "P2", "Pagu (Rp)").value == 500000000.5
