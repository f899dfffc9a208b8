"""Settings of the SOP clock on their page: shown to all, changed by few, never backwards."""

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from support.facts import deliver, fact
from support.sop_facts import INSTANSI, at
from support.tokens import Signer

from lapkin_contracts.organisasi import InstansiRegistered, Kop
from notifier.consumers import consumers

WAKTU = "/pengaturan/waktu"
KOP = Kop(pemerintah="Pemerintah Kabupaten", nama="Inspektorat", alamat="Jalan 1")
OFFICE = InstansiRegistered(
    unit=INSTANSI, nama="Inspektorat", tempat="Bantul", kop=KOP, contoh=False, sumber=""
)
WISH = {"nilai": "45", "satuan": "menit_kerja", "alasan": "berkas diperiksa dua orang"}


@pytest.fixture
async def office(app: FastAPI) -> None:
    registered = fact(OFFICE, at=at("2026-01-02 08:00"))
    await deliver(app.state.store, consumers, registered)


@pytest.fixture
def sekretaris(signer: Signer) -> dict[str, str]:
    return signer.bearer("sekretaris@*", sub="sri")


@pytest.mark.usefixtures("office")
async def test_a_step_is_given_another_time_and_its_own_back(
    client: AsyncClient, sekretaris: dict[str, str]
) -> None:
    set_, unset = WISH, {"tindakan": "cabut"}
    shown = await client.post(f"{WAKTU}/2", data=set_, headers=sekretaris)
    with_it = (await client.get(shown.headers["location"], headers=sekretaris)).text
    gone = await client.post(f"{WAKTU}/2", data=unset, headers=sekretaris)
    without = (await client.get(gone.headers["location"], headers=sekretaris)).text

    assert "Waktu langkah 2 ditetapkan" in with_it
    assert "45 menit kerja" in with_it
    assert "berkas diperiksa dua orang (sri" in with_it
    assert "dicabut, yang tercetak berlaku lagi." in without
    assert "<dd>45 menit kerja" not in without


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"nilai": "setengah"}, "nilai-2"),
        ({"satuan": "x"}, "satuan-2"),
        ({"alasan": "a"}, "alasan-2"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_kept(
    client: AsyncClient, sekretaris: dict[str, str], change: dict[str, str], field: str
) -> None:
    answer = await client.post(f"{WAKTU}/2", data={**WISH, **change}, headers=sekretaris)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text
    kept = change.get("alasan", WISH["alasan"])
    assert f">{kept}</textarea>" in answer.text


async def test_a_time_needs_an_office_in_whose_name_it_is_set(
    client: AsyncClient, sekretaris: dict[str, str]
) -> None:
    answer = await client.post(f"{WAKTU}/2", data=WISH, headers=sekretaris)

    assert answer.status_code == 409
    assert "Daftarkan instansi terlebih dahulu" in answer.text


async def test_others_see_the_times_and_change_none(client: AsyncClient, signer: Signer) -> None:
    staf = signer.bearer("staf@dinkes")

    page = await client.get(WAKTU, headers=staf)
    refused = await client.post(f"{WAKTU}/2", data=WISH, headers=staf)
    stranger = await client.get(WAKTU)

    assert "9. " in page.text
    assert "<form" not in page.text
    assert (refused.status_code, stranger.status_code) == (403, 303)
