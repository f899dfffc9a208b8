"""A reorganisation as a page: asked, looked at before it holds, refused where it cannot be."""

import re

import pytest
from support.collecting import Collecting
from support.visiting import Visits, text_of

HERE = "/pengaturan/penataan"
SPLIT = {
    "dasar": "Perda 4/2024",
    "berlaku_sejak": "2024-07-01",
    "asal.dinkes": "ya",
    "menjadi.0.kode": "dinkes",
    "menjadi.0.nama": "Dinas Kesehatan",
    "menjadi.0.jenis": "opd",
    "menjadi.2.kode": "rsud",
    "menjadi.2.nama": "RSUD Panembahan Senopati",
    "menjadi.2.jenis": "opd",
}
END = {
    "asal.disdik": "ya",
    "asal.dinkes": "ya",
    "menjadi.0.kode": "dinsos",
    "menjadi.0.nama": "Dinas Sosial",
}


@pytest.fixture
def visits(collecting: Collecting) -> Visits:
    return Visits(collecting.http, collecting.signer)


async def test_units_are_taken_apart_by_page(visits: Visits) -> None:
    link = await visits.open("/pengaturan")
    saved = await visits.send(HERE, SPLIT)
    page = text_of(await visits.open(saved.headers["location"]))

    assert HERE in link.text
    assert "Penataan unit tersimpan." in page
    assert "RSUD Panembahan Senopati rsud Perangkat Daerah sejak 1 Juli 2024 Perda 4/2024" in page


async def test_what_it_means_is_shown_before_anything_is_stored(
    collecting: Collecting, visits: Visits
) -> None:
    before = await collecting.rows()
    asked = await visits.send(HERE, {**SPLIT, **END, "tindakan": "periksa"})

    said = text_of(asked)
    assert "disdik Berakhir Hari terakhirnya 30 Juni 2024." in said
    assert "Triwulan I Tahun 2024: tetap wajib mengirim sampai 23 April 2024" in said
    assert "Dinas Sosial dinsos Baru Berlaku sejak 1 Juli 2024. Belum wajib mengirim" in said
    assert 'value="Perda 4/2024"' in asked.text
    assert re.search(r'name="asal.disdik" value="ya" checked', asked.text)
    assert await collecting.rows() == before


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"dasar": ""}, "dasar", "Dasar penataan: "),
        ({"berlaku_sejak": ""}, "berlaku_sejak", "Hari pertama: "),
        ({"berlaku_sejak": "2019-01-01"}, "asal.dinkes", "Unit asal: Unit dinkes baru berlaku"),
        ({"menjadi.2.kode": ""}, "menjadi.1.kode", "Kode: "),
        ({"menjadi.2.kode": "disdik"}, "menjadi.1.kode", "Kode: Kode disdik sudah dipakai."),
        ({"asal.bappeda": "ya"}, "asal.bappeda", "Unit asal: Unit bappeda tidak dikenal."),
    ],
)
async def test_what_cannot_be_names_its_field_and_changes_no_unit(
    collecting: Collecting, visits: Visits, change: dict[str, str], field: str, words: str
) -> None:
    before = await collecting.rows()
    answer = await visits.send(HERE, {**SPLIT, **change})

    assert answer.status_code == 422
    assert f'<a href="#{field}">{words}' in answer.text
    assert await collecting.rows() == before


async def test_no_unit_chosen_is_said_at_the_boxes(visits: Visits) -> None:
    without = {name: text for name, text in SPLIT.items() if name != "asal.dinkes"}

    answer = await visits.send(HERE, without)

    assert answer.status_code == 422
    assert '<a href="#asal">Unit asal: ' in answer.text


async def test_only_an_admin_rearranges(visits: Visits) -> None:
    for by in ("staf@dinkes", "sekretaris@*"):
        assert (await visits.open(HERE, by=by)).status_code == 403
        assert (await visits.send(HERE, SPLIT, by=by)).status_code == 403


async def test_programs_are_told_the_same_by_a_dry_run(collecting: Collecting) -> None:
    unit = {"kode": "dinsos", "nama": "Dinas Sosial", "jenis": "opd"}
    order = {"dasar": "Perda 4/2024", "berlaku_sejak": "2024-07-01", "asal": ["disdik", "dinkes"]}
    path = "/v1/units:reorganise?dry_run=true"
    before = await collecting.rows()

    found = await collecting.act("admin@*", "POST", path, {**order, "menjadi": [unit]})
    stranger = await collecting.act("kasubag@*", "POST", path, {**order, "menjadi": [unit]})
    wrong = await collecting.act(
        "admin@*", "POST", path, {**order, "menjadi": [unit | {"kode": "inspektorat"}]}
    )

    assert (found.status_code, stranger.status_code) == (200, 403)
    ended, _, new = found.json()
    assert (ended["kode"], ended["berlaku_sampai"], ended["is_new"]) == (
        "disdik",
        "2024-06-30",
        False,
    )
    [owed] = ended["kewajiban"]
    assert (owed["period"], owed["state"], owed["batas"]) == (
        "2024-TW1",
        "belum",
        "2024-04-23T23:59:59+07:00",
    )
    assert (new["kode"], new["asal"], new["is_new"], new["kewajiban"]) == (
        "dinsos",
        ["disdik", "dinkes"],
        True,
        [],
    )
    assert [one["pointer"] for one in wrong.json()["errors"]] == ["/menjadi/0/kode"]
    assert await collecting.rows() == before
