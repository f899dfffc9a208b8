"""Kop surat as a page: set up, looked at before it is kept, kept."""

import httpx
import pytest
from fastapi import FastAPI
from support.collecting import Collecting
from support.tokens import Signer
from support.visiting import Visits, text_of

HERE = "/pengaturan/kop"
OFFICE = {
    "kode": "inspektorat",
    "instansi": "Inspektorat Daerah Kabupaten Bantul",
    "tempat": "Bantul",
    "pemerintah": "PEMERINTAH KABUPATEN BANTUL",
    "nama": "INSPEKTORAT DAERAH",
    "aksara": "",
    "alamat": "Jln. Lingkar Timur Manding Bantul",
    "kontak": "",
}


@pytest.fixture
def visits(http: httpx.AsyncClient, signer: Signer) -> Visits:
    return Visits(http, signer)


async def test_a_new_site_is_set_up_on_the_page(visits: Visits) -> None:
    empty = await visits.open(HERE)
    sent = await visits.send(HERE, OFFICE)
    page = await visits.open(sent.headers["location"])

    assert "pratinjau.svg" not in empty.text
    assert "Kop yang dipakai dokumen sekarang." in page.text
    assert 'value="Inspektorat Daerah Kabupaten Bantul"' in page.text
    assert 'name="kode"' not in page.text


async def test_what_is_typed_is_looked_at_before_it_is_kept(visits: Visits) -> None:
    await visits.send(HERE, OFFICE)
    typed = OFFICE | {"alamat": "Jalan Baru & Nomor <1>"}
    looked = await visits.open(HERE, params=typed)
    picture = await visits.open(
        f"{HERE}/pratinjau.svg", params={"pemerintah": "A", "nama": "B", "alamat": "C"}
    )
    kept = await visits.open(HERE)

    assert "belum tersimpan" in text_of(looked)
    assert "alamat=Jalan+Baru+%26+Nomor+%3C1%3E" in looked.text
    assert picture.headers["content-type"] == "image/svg+xml"
    assert picture.text.startswith("<svg")
    assert 'value="Jln. Lingkar Timur Manding Bantul"' in kept.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pemerintah": ""}, "pemerintah"),
        ({"tempat": ""}, "tempat"),
        ({"kode": "Dua Kata"}, "kode"),
    ],
)
async def test_what_is_missing_is_named_and_the_rest_kept(
    visits: Visits, change: dict[str, str], field: str
) -> None:
    answer = await visits.send(HERE, OFFICE | change)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    assert 'value="INSPEKTORAT DAERAH"' in answer.text


async def test_the_code_of_a_unit_is_no_code_for_the_instansi(
    visits: Visits, app: FastAPI
) -> None:
    await Collecting(visits.http, visits.signer, app).set_up()
    page = await visits.open(HERE, by="irban@*")
    answer = await visits.send(HERE, OFFICE | {"kode": "dinkes"}, by="irban@*")

    assert "Simpan" not in text_of(page)
    assert answer.status_code == 403
