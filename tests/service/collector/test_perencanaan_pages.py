"""PK dan Rencana Aksi as pages: every version, the form of the next one, and files."""

import html
import re

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting
from support.tokens import Signer
from support.visiting import Visits, text_of

HERE = "/pengaturan/perencanaan"
DINKES = f"{HERE}/dinkes/2024"
KASUBAG = "kasubag@dinkes"
LETTER = {
    "nomor": "PK/8/2024",
    "tanggal": "2024-07-15",
    "berlaku_sejak": "2024-07-15",
    "alasan": "perubahan_prioritas",
}
PK_FILE = """kode,sasaran,indikator,satuan,polaritas,mode,target
IK-1,Mutu,Layanan IK-1,%,naik,akhir,"{target}"
"""
RA_FILE = "kode,tw1,tw2,tw3,tw4\n" + "".join(f"IK-{i},10,20,30,40\n" for i in (1, 2, 3))


@pytest_asyncio.fixture
async def visits(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Visits:
    """Dinkes and disdik promised IK-1 to IK-3 for 2024, and plan four quarters of each."""
    await Collecting(http, signer, app).set_up()
    return Visits(http, signer)


async def form_of(visits: Visits, path: str = DINKES) -> dict[str, str]:
    """What the browser would send if nothing were changed."""
    page = (await visits.open(f"{path}/sunting", by=KASUBAG)).text
    typed = re.findall(r'<input id="[^"]*" name="([^"]*)"[^>]* value="([^"]*)"', page)
    selects = re.findall(r'<select id="[^"]*" name="([^"]*)">(.*?)</select>', page, re.DOTALL)
    chosen = [
        (name, value)
        for name, options in selects
        for value in re.findall(r'value="([^"]*)" selected', options)
    ]
    return {name: html.unescape(value) for name, value in typed + chosen}


async def test_each_unit_is_listed_with_its_newest_versions(visits: Visits) -> None:
    page = text_of(await visits.open(HERE, by="irban@*"))
    later = text_of(await visits.open(f"{HERE}?tahun=2025", by="irban@*"))

    assert "Dinas Kesehatan versi 1, nomor PK/1/2024, berlaku sejak 2 Januari 2024" in page
    assert "Dinas Kesehatan Belum ada Belum ada" in later


async def test_one_version_shows_targets_of_every_quarter_under_their_sasaran(
    visits: Visits,
) -> None:
    page = await visits.open(DINKES, by="irban@*")

    said = text_of(page)
    assert "Meningkatnya mutu layanan" in said
    assert "IK-2 Persentase layanan IK-2 orang 90 700 720 740 760 Posisi akhir" in said
    assert "Rp1.000.000.000" in said
    assert "Susun versi" not in said


async def test_the_next_version_changes_a_target_and_adds_and_strikes_out_indikator(
    visits: Visits,
) -> None:
    form = await form_of(visits) | LETTER
    new = {"kode": "IK-4", "sasaran": "Baru", "indikator": "Waktu tunggu", "satuan": "menit"}
    new |= {"target": "12,5", "tw1": "20", "tw2": "17,5", "tw3": "15", "tw4": "12,5"}
    form |= {f"indikator.3.{name}": text for name, text in new.items()}
    form |= {"indikator.0.tw4": "91,25", "indikator.2.hapus": "ya"}
    sent = await visits.send(f"{DINKES}/sunting", form, by=KASUBAG)
    page = text_of(await visits.open(sent.headers["location"], by=KASUBAG))
    old = text_of(await visits.open(f"{DINKES}?pk=1&ra=1", by=KASUBAG))

    assert "Versi berikutnya terbit." in page
    assert "Perjanjian Kinerja versi 2" in page
    assert "PK/8/2024, 15 Juli 2024 15 Juli 2024 Perubahan prioritas" in page
    assert "IK-1 Persentase layanan IK-1 % 90 80 85 85 91,25" in page
    assert "IK-4 Waktu tunggu menit 12,5 20 17,5 15 12,5" in page
    assert "IK-3 Persentase" not in page
    assert "IK-3 Persentase layanan IK-3 % 90 20 40 60 90" in old


async def test_a_form_that_changes_nothing_makes_no_version(visits: Visits) -> None:
    sent = await visits.send(f"{DINKES}/sunting", await form_of(visits), by=KASUBAG)
    page = text_of(await visits.open(sent.headers["location"], by=KASUBAG))

    assert "tidak ada versi baru" in page
    assert "versi 2" not in page


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"alasan": ""}, "alasan"),
        ({"berlaku_sejak": "2023-12-01"}, "berlaku_sejak"),
        ({"nomor": ""}, "nomor"),
        ({"indikator.1.tw2": "1.23"}, "indikator.1.tw2"),
        ({"indikator.0.target": "banyak"}, "indikator.0.target"),
        ({"indikator.1.kode": "IK-1"}, "indikator.1.kode"),
        ({"indikator.0.sasaran": ""}, "indikator.0.sasaran"),
        ({"anggaran.0.pagu": "sejuta"}, "anggaran.0.pagu"),
        ({"indikator.0.jenis": "predikat"}, "indikator.0.tingkat"),
    ],
)
async def test_what_cannot_be_published_names_its_field_and_nothing_is_stored(
    visits: Visits, change: dict[str, str], field: str
) -> None:
    form = await form_of(visits) | LETTER | {"indikator.0.satuan": "persen"} | change
    answer = await visits.send(f"{DINKES}/sunting", form, by=KASUBAG)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'value="persen"' in answer.text
    assert "versi 2" not in text_of(await visits.open(DINKES))


async def test_more_blank_rows_keep_what_was_typed(visits: Visits) -> None:
    form = await form_of(visits) | {"indikator.3.kode": "IK-9", "tindakan": "tambah"}
    page = await visits.send(f"{DINKES}/sunting", form, by=KASUBAG)

    assert 'value="IK-9"' in page.text
    assert 'id="indikator.5.kode"' in page.text


async def test_a_first_version_begins_with_an_empty_form(visits: Visits) -> None:
    there = f"{HERE}/dinkes/2025"
    letter = {"nomor": "PK/1/2025", "tanggal": "2025-01-02", "berlaku_sejak": "2025-01-02"}
    row = {"kode": "IK-1", "sasaran": "Mutu", "indikator": "Layanan", "satuan": "%"}
    row |= {"target": "90", "tw1": "80", "tw2": "80", "tw3": "85", "tw4": "90"}
    form = await form_of(visits, there) | letter
    form |= {f"indikator.0.{name}": text for name, text in row.items()}
    nothing = await visits.send(f"{there}/sunting", letter, by=KASUBAG)
    sent = await visits.send(f"{there}/sunting", form, by=KASUBAG)
    page = text_of(await visits.open(sent.headers["location"], by=KASUBAG))

    assert "Belum ada indikator." in nothing.text
    assert "IK-1 Layanan % 90 80 80 85 90" in page


async def test_levels_and_ranges_come_back_as_they_were_typed(visits: Visits) -> None:
    kinds = {
        "indikator.0.jenis": "predikat",
        "indikator.0.tingkat": "WDP=1; WTP=2,5",
        "indikator.0.target": "WTP",
        **{f"indikator.0.tw{i}": "WTP" for i in range(1, 5)},
        **{f"indikator.1.tw{i}_atas": "900" for i in range(1, 5)},
        "indikator.1.target_atas": "900",
    }
    await visits.send(f"{DINKES}/sunting", await form_of(visits) | LETTER | kinds, by=KASUBAG)
    again = await form_of(visits)

    assert {name: again[name] for name in kinds} == kinds


async def test_a_file_is_examined_first_and_published_then(visits: Visits) -> None:
    good = {"berkas": ("pk.csv", PK_FILE.format(target="95,5").encode())}
    asked = LETTER | {"dokumen": "perjanjian", "tindakan": "periksa"}
    looked = await visits.send(f"{DINKES}/unggah", asked, by=KASUBAG, files=good)
    before = text_of(await visits.open(DINKES))
    final = asked | {"tindakan": "terbitkan"}
    sent = await visits.send(f"{DINKES}/unggah", final, by=KASUBAG, files=good)
    after = text_of(await visits.open(sent.headers["location"]))

    assert "dapat diterbitkan sebagai Perjanjian Kinerja versi 2" in text_of(looked)
    assert 'value="PK/8/2024"' in looked.text
    assert "versi 2" not in before
    assert "IK-1 Layanan IK-1 % 95,5" in after


async def test_a_rencana_aksi_comes_by_file_too(visits: Visits) -> None:
    form = {"dokumen": "rencana", "berlaku_sejak": "2024-07-01", "tindakan": "terbitkan"}
    files = {"berkas": ("ra.csv", RA_FILE.encode())}
    sent = await visits.send(f"{DINKES}/unggah", form, by=KASUBAG, files=files)

    assert "Rencana Aksi versi 2" in text_of(await visits.open(sent.headers["location"]))


@pytest.mark.parametrize(
    ("form", "content", "said"),
    [
        ({}, PK_FILE.format(target="1.23").encode(), "Baris 2 kolom target:"),
        ({}, b"apa saja", "Baris judul dengan kolom"),
        ({"nomor": ""}, PK_FILE.format(target="9").encode(), '<a href="#nomor">'),
        ({"alasan": ""}, PK_FILE.format(target="9").encode(), '<a href="#alasan">'),
        ({"dokumen": "rencana"}, b"kode,tw1,tw2,tw3,tw4\nIK-7,1,2,3,4\n", "Baris 2 kolom kode:"),
    ],
)
async def test_findings_of_a_file_name_its_cells(
    visits: Visits, form: dict[str, str], content: bytes, said: str
) -> None:
    asked = LETTER | {"dokumen": "perjanjian", "tindakan": "terbitkan"} | form
    files = {"berkas": ("pk.csv", content)}
    answer = await visits.send(f"{DINKES}/unggah", asked, by=KASUBAG, files=files)

    assert answer.status_code == 422
    assert said in answer.text
    assert "versi 2" not in text_of(await visits.open(DINKES))


@pytest.mark.parametrize("page", ["sunting", "unggah"])
async def test_only_who_plans_for_the_unit_may_change_it(visits: Visits, page: str) -> None:
    looked = await visits.open(f"{DINKES}/{page}", by="kasubag@disdik")
    sent = await visits.send(f"{DINKES}/{page}", LETTER, by="staf@dinkes")

    assert (looked.status_code, sent.status_code) == (403, 403)


async def test_a_unit_or_a_version_that_is_none_is_said_on_a_page(visits: Visits) -> None:
    for path in (f"{HERE}/tiada/2024", f"{DINKES}?pk=9"):
        answer = await visits.open(path)

        assert answer.status_code == 404
        assert "Kembali ke Beranda" in answer.text
