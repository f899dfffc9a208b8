"""Kebijakan as the office sets it: from when it holds, what it leaves alone, what it would change."""

import re

import httpx
import pytest
from fastapi import FastAPI
from sqlmodel import Session
from support.facts import announced, deliver
from support.office import Office
from support.tokens import Signer
from support.visiting import text_of

from aggregator.kebijakan import repository
from lapkin_chassis.consumer import Consumers
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.rules.policy import Cap

HERE = "/pengaturan/kebijakan"
WISH = {
    "versi": "bantul-2",
    "berlaku_sejak": "2026-01-02",
    "cap": "120",
    "desimal": "1",
    "turun": "dua_t_kurang_r",
    "target_nol": "kosong",
    "target_berlaku": "akhir_periode",
    "lantai_nol": "true",
    "ambang_efisiensi": "2,5",
    "tingkat-0": "Baik",
    "mulai-0": "87,5",
    "termasuk-0": "false",
    "tingkat-1": "Kurang",
    "mulai-1": "",
    "alasan": "Disepakati dalam rapat evaluasi.",
}


def policies(session: Session) -> dict[str, str]:
    return {period: one.versi for period, one in repository.used(session)}


async def test_what_is_set_holds_for_triwulan_that_open_from_then_on(
    office_app: FastAPI,
    http: httpx.AsyncClient,
    admin: dict[str, str],
    consumers: Consumers,
    office: Office,
) -> None:
    answer = await http.post(HERE, data=WISH, headers=admin)
    page = text_of(await http.get(answer.headers["location"], headers=admin))
    await deliver(office_app.state.store, consumers, office.open("2026-TW2", "irban-1"))

    store = office_app.state.store
    assert "Kebijakan ditetapkan" in page
    assert "Versi bantul-2 Berlaku Berlaku sejak 2 Januari 2026, ditetapkan oleh adi" in page
    assert "Baik: lebih dari 87,50%; Kurang: paling tinggi 87,50%" in page
    assert "Versi bawaan-1 Sebelumnya Dipakai Triwulan I Tahun 2026" in page
    assert await store.read(policies) == {"2026-TW1": "bawaan-1", "2026-TW2": "bantul-2"}
    [told] = await store.read(announced, KebijakanChanged)
    assert (told.data.unit, told.data.oleh, told.data.kebijakan.cap) == (
        "inspektorat",
        "adi",
        Cap.SERATUS_DUA_PULUH,
    )


async def test_what_is_set_for_a_later_day_waits_for_it(
    office_app: FastAPI,
    http: httpx.AsyncClient,
    admin: dict[str, str],
    consumers: Consumers,
    office: Office,
) -> None:
    await http.post(HERE, data={**WISH, "berlaku_sejak": "2026-01-03"}, headers=admin)
    page = text_of(await http.get(HERE, headers=admin))
    await deliver(office_app.state.store, consumers, office.open("2026-TW2", "irban-1"))

    assert "Versi bawaan-1 Berlaku" in page
    assert "Versi bantul-2 Mendatang" in page
    assert (await office_app.state.store.read(policies))["2026-TW2"] == "bawaan-1"


async def test_what_it_would_change_is_shown_and_nothing_is_set(
    office_app: FastAPI, http: httpx.AsyncClient, admin: dict[str, str]
) -> None:
    asked = await http.post(HERE, data={**WISH, "tindakan": "periksa"}, headers=admin)

    said_of_it = text_of(asked)
    assert "1 dari 1 indikator berubah dan rata-rata capaian 150% menjadi 120%" in said_of_it
    assert "Predikat Sangat Tinggi Baik" in said_of_it
    assert 'value="bantul-2"' in asked.text
    assert await office_app.state.store.read(repository.all_set) == []


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"versi": ""}, "versi", "Nama versi: Isi 1 sampai 40 huruf"),
        ({"versi": "bawaan-1"}, "versi", "Versi bawaan-1 sudah ada"),
        ({"berlaku_sejak": "kemarin"}, "berlaku_sejak", "Berlaku sejak: Pilih tanggal."),
        ({"berlaku_sejak": "2026-01-01"}, "berlaku_sejak", "Kebijakan tidak berlaku surut"),
        ({"cap": "90"}, "cap", "Batas atas capaian: Pilih dari daftar."),
        ({"desimal": "9"}, "desimal", "Desimal: Isi bilangan 0 sampai 6."),
        ({"ambang_efisiensi": "2.5"}, "ambang_efisiensi", "Gunakan koma untuk desimal"),
        ({"mulai-0": "x"}, "tingkat-0", "Tulis angka saja"),
        ({"mulai-0": ""}, "tingkat-0", "Hanya tingkat terakhir"),
        ({"mulai-1": "5"}, "tingkat-0", "Tingkat terakhir skala tidak boleh"),
        ({"tingkat-0": "", "tingkat-1": ""}, "tingkat-0", "Tingkat terakhir skala"),
        ({"tingkat-1": "y" * 41}, "tingkat-0", "Sebutan tingkat paling panjang 40"),
        ({"alasan": "a"}, "alasan", "Alasan: Tulis 10 sampai 500 huruf."),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_kept(
    office_app: FastAPI,
    http: httpx.AsyncClient,
    admin: dict[str, str],
    change: dict[str, str],
    field: str,
    words: str,
) -> None:
    answer = await http.post(HERE, data={**WISH, **change}, headers=admin)

    assert answer.status_code in {409, 422}
    assert re.search(rf'<a href="#{field}">[^<]*{words}', answer.text)
    assert f'id="{field}"' in answer.text
    assert f'value="{change.get("versi", "bantul-2")}"' in answer.text
    assert await office_app.state.store.read(repository.all_set) == []


@pytest.mark.usefixtures("office_app")
async def test_the_same_again_is_no_version(
    http: httpx.AsyncClient, admin: dict[str, str]
) -> None:
    await http.post(HERE, data=WISH, headers=admin)

    again = await http.post(HERE, data={**WISH, "versi": "bantul-3"}, headers=admin)

    assert "Isinya sama dengan versi bantul-2" in again.text


@pytest.mark.usefixtures("office_app")
async def test_units_see_the_kebijakan_and_do_not_set_it(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    staf = signer.bearer("staf@irban-1")

    page = await http.get(HERE, headers=staf)
    refused = await http.post(HERE, data=WISH, headers=staf)

    assert "<form" not in page.text
    assert refused.status_code == 403


async def test_an_office_that_is_not_registered_sets_none(
    http: httpx.AsyncClient, admin: dict[str, str]
) -> None:
    answer = await http.post(HERE, data=WISH, headers=admin)

    assert answer.status_code == 409
    assert "Daftarkan instansi terlebih dahulu" in answer.text


async def test_a_store_that_is_rebuilt_computes_with_it_again(
    office_app: FastAPI,
    http: httpx.AsyncClient,
    admin: dict[str, str],
    consumers: Consumers,
) -> None:
    await http.post(HERE, data=WISH, headers=admin)
    store = office_app.state.store
    [told] = await store.read(announced, KebijakanChanged)

    await deliver(store, consumers, told)

    assert await store.read(repository.all_set) == [told.data]
