"""Unit dan pejabat as pages: the list, one unit, its officials, and mandates by decree."""

import re

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import INSTANSI, Collecting
from support.tokens import Signer
from support.visiting import Visits, text_of

HERE = "/pengaturan"
CAMAT = {
    "nama": "Kecamatan Sewon",
    "jenis": "opd",
    "berlaku_sejak": "2024-01-01",
}
UNIT = {"kode": "kec-sewon", **CAMAT}
ANI = {
    "pejabat.0.nama": "Ani Wulandari",
    "pejabat.0.jabatan": "kasubag",
    "pejabat.0.sebutan": "Kepala Subbagian Program",
    "pejabat.0.nip": "19800101 200501 2 001",
    "pejabat.0.surel": "ani@bantul.go.id",
    "pejabat.0.status": "definitif",
}
BUDI = {
    "pejabat.1.nama": "Budi Santosa",
    "pejabat.1.jabatan": "irban",
    "pejabat.1.sebutan": "Kepala Dinas",
    "pejabat.1.status": "plh",
    "pejabat.1.dasar": "SK 12/2024",
    "pejabat.1.berlaku_sejak": "2024-04-01",
    "pejabat.1.berlaku_sampai": "2024-04-30",
}


@pytest_asyncio.fixture
async def visits(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Visits:
    await Collecting(http, signer, app).set_up()
    return Visits(http, signer)


async def test_an_empty_site_says_what_comes_first(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    page = await Visits(http, signer).open(HERE)

    assert "Instansi pelapor belum didaftarkan." in text_of(page)
    assert "Belum ada unit." in page.text


async def test_the_list_asks_for_the_inspektur_until_there_is_one(visits: Visits) -> None:
    before = text_of(await visits.open(HERE))
    rahayu = ANI | {"pejabat.0.jabatan": "inspektur"}
    await visits.send(f"{HERE}/unit/{INSTANSI['kode']}/pejabat", rahayu)

    assert "tanpa Inspektur draft laporan tidak dapat disetujui" in before
    assert "Daftarkan Inspektur" not in text_of(await visits.open(HERE))


@pytest.mark.parametrize(
    "page", ["mandat", "perencanaan", "kalender", "jadwal", "kop", "klien", "../kewajiban"]
)
async def test_every_page_opens_before_anything_is_set_up(
    http: httpx.AsyncClient, signer: Signer, page: str
) -> None:
    answer = await Visits(http, signer).open(f"{HERE}/{page}")

    assert answer.status_code == 200
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", answer.text) == []


async def test_the_admin_adds_a_unit_once_and_changes_its_name(visits: Visits) -> None:
    added = await visits.send(HERE, UNIT)
    again = await visits.send(HERE, UNIT | {"nama": "Nama lain"})
    renamed = await visits.send(f"{HERE}/unit/kec-sewon", CAMAT | {"nama": "Kapanewon Sewon"})
    page = await visits.open(renamed.headers["location"])

    assert added.headers["location"] == "/pengaturan/unit/kec-sewon?selesai=unit"
    assert again.status_code == 409
    assert '<a href="#kode">' in again.text
    assert 'value="Nama lain"' in again.text
    assert "<h1>Kapanewon Sewon</h1>" in page.text
    assert "Unit tersimpan." in page.text


async def test_a_unit_that_cannot_be_names_its_fields(visits: Visits) -> None:
    answer = await visits.send(HERE, UNIT | {"kode": "Kec Sewon", "berlaku_sejak": ""})

    assert answer.status_code == 422
    assert '<a href="#kode">Kode: ' in answer.text
    assert '<a href="#berlaku_sejak">Berlaku sejak: ' in answer.text


async def test_officials_are_listed_by_right_and_removed_by_clearing_the_name(
    visits: Visits,
) -> None:
    there = f"{HERE}/unit/dinkes"
    await visits.send(f"{there}/pejabat", ANI | BUDI)
    both = await visits.open(there)
    await visits.send(f"{there}/pejabat", ANI | BUDI | {"pejabat.0.nama": ""})
    one = await visits.open(there)

    assert "Ani Wulandari" in both.text
    assert "SK 12/2024 berlaku 1 April 2024 sampai 30 April 2024" in text_of(both)
    assert "Ani Wulandari" not in one.text
    assert "Budi Santosa" in one.text


async def test_a_plh_without_a_decree_keeps_what_was_typed_and_names_the_row(
    visits: Visits,
) -> None:
    form = ANI | BUDI | {"pejabat.0.nama": "", "pejabat.1.dasar": ""}
    answer = await visits.send(f"{HERE}/unit/dinkes/pejabat", form)

    assert answer.status_code == 422
    assert '<a href="#pejabat.0.dasar">Nomor SK: ' in answer.text
    assert 'id="pejabat.0.dasar"' in answer.text
    assert 'id="pejabat.0.nama" name="pejabat.0.nama" type="text" maxlength="120" value="Budi' in (
        answer.text
    )


async def test_nip_and_addresses_are_for_the_admin_alone(visits: Visits) -> None:
    await visits.send(f"{HERE}/unit/dinkes/pejabat", ANI)
    page = await visits.open(f"{HERE}/unit/dinkes", by="kasubag@*")

    assert "Ani Wulandari" in page.text
    assert "19800101" not in page.text
    assert "ani@bantul.go.id" not in page.text
    assert "<form" not in page.text


async def test_the_decree_of_a_merger_is_shown_with_the_units_it_took(visits: Visits) -> None:
    order = {
        "dasar": "Perda 3/2024",
        "berlaku_sejak": "2024-07-01",
        "asal": ["dinkes", "disdik"],
        "menjadi": [{"kode": "dinkesdik", "nama": "Dinas Kesehatan Pendidikan", "jenis": "opd"}],
    }
    headers = visits.signer.bearer("admin@*")
    await visits.http.post("/v1/units:reorganise", json=order, headers=headers)
    page = text_of(await visits.open(HERE))

    assert "Perda 3/2024, dari Dinas Kesehatan; Dinas Pendidikan" in page
    assert "sampai 30 Juni 2024" in page


@pytest.mark.parametrize(
    "path", [HERE, f"{HERE}/unit/dinkes", f"{HERE}/unit/dinkes/pejabat", f"{HERE}/mandat"]
)
async def test_nobody_but_the_admin_changes_anything(visits: Visits, path: str) -> None:
    answer = await visits.send(path, UNIT, by="kasubag@* sekretaris@*")

    assert answer.status_code == 403
    assert "<h1>Tidak berwenang</h1>" in answer.text


MANDATE = {
    "username": "budi",
    "jenis": "plh",
    "peran": "kasubag",
    "unit": "*",
    "sebutan": "Kepala Subbagian Program",
    "dasar": "SK 7/2024",
    "sejak": "2024-04-01",
    "sampai": "2024-04-12",
    "menggantikan": "ani",
}


@pytest_asyncio.fixture
async def people(visits: Visits) -> Visits:
    for username, grant in (("ani", "kasubag@*"), ("budi", "staf@dinkes")):
        person = {"username": username, "name": f"{username.title()} Asli", "grants": [grant]}
        headers = visits.signer.bearer("admin@*")
        await visits.http.post("/v1/accounts", json=person, headers=headers)
    return visits


async def test_a_mandate_is_given_by_decree_and_ended_before_its_time(people: Visits) -> None:
    given = await people.send(f"{HERE}/mandat", MANDATE)
    held = await people.open(given.headers["location"])
    ended = await people.send(f"{HERE}/mandat/budi/1/akhiri")
    after = await people.open(ended.headers["location"])

    assert "Plh. Kepala Subbagian Program: peran Kasubag, Semua unit, menggantikan Ani Asli" in (
        text_of(held)
    )
    assert "1 April 2024 sampai 12 April 2024, dasar SK 7/2024" in text_of(held)
    assert "Diakhiri oleh admin@*" in text_of(after)
    assert "/akhiri" not in after.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"sampai": "2024-03-01"}, "sampai"),
        ({"menggantikan": ""}, "menggantikan"),
        ({"username": "siapa"}, "username"),
        ({"dasar": ""}, "dasar"),
    ],
)
async def test_a_mandate_that_cannot_be_names_the_field(
    people: Visits, change: dict[str, str], field: str
) -> None:
    answer = await people.send(f"{HERE}/mandat", MANDATE | change)

    assert answer.status_code in {404, 422}
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'value="Kepala Subbagian Program"' in answer.text


async def test_the_instansi_has_its_officials_too(visits: Visits) -> None:
    page = await visits.open(f"{HERE}/unit/inspektorat")

    assert f"<h1>{INSTANSI['nama']}</h1>" in page.text
