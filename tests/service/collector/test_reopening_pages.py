"""Pembukaan kembali as a page: the unit asks, another decides, with a reason each time."""

from datetime import datetime

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting
from support.tokens import Signer
from support.visiting import Visits, text_of

from lapkin_contracts.rules.periods import ZONE

HERE = "/kewajiban"
DINKES = f"{HERE}/dinkes/2024-TW1"
ASKED = {"kewajiban": "dinkes/2024-TW1", "alasan": "Rekap rumah sakit baru selesai."}
ALLOWED = {"putusan": "buka", "sampai": "2024-05-08", "alasan": "Diperlukan laporan semester."}


@pytest_asyncio.fixture
async def visits(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Visits:
    """The first triwulan was closed while nobody had sent anything."""
    collecting = Collecting(http, signer, app)
    await collecting.set_up()
    await collecting.open()
    await collecting.act("sekretaris@*", "POST", "/v1/periode/2024-TW1:close")
    app.state.clock.moment = datetime(2024, 5, 2, 9, 0, tzinfo=ZONE)
    return Visits(http, signer)


async def test_a_stranger_signs_in_first(visits: Visits) -> None:
    answer = await visits.http.get(HERE)

    assert answer.headers["location"] == "/collector/masuk?next=%2Fkewajiban"


async def test_a_unit_asks_and_the_sekretaris_allows_until_a_day(visits: Visits) -> None:
    form = await visits.open(f"{HERE}?unit=dinkes&periode=2024-TW1", by="staf@dinkes")
    asked = await visits.send(HERE, ASKED, by="staf@dinkes")
    owed = text_of(await visits.open("/isi", by="staf@dinkes"))
    waiting = await visits.open(HERE, by="sekretaris@*")
    decided = await visits.send(DINKES, ALLOWED, by="sekretaris@*")
    after = await visits.open(decided.headers["location"], by="staf@dinkes")
    owed_after = text_of(await visits.open("/isi", by="staf@dinkes"))

    assert "diminta 2 Mei 2024 pukul 09.00 WIB, menunggu keputusan" in owed
    assert "dibuka kembali sampai 8 Mei 2024" in owed_after
    assert "menunggu keputusan" not in owed_after
    assert '<option value="dinkes/2024-TW1" selected>' in form.text
    assert "disdik" not in form.text
    assert asked.status_code == 303
    assert "Rekap rumah sakit baru selesai." in waiting.text
    assert "Putuskan" in waiting.text
    assert "Dibuka sampai 8 Mei 2024 pukul 23.59 WIB" in text_of(after)
    assert "Tidak ada permintaan yang menunggu." in after.text
    assert "Minta pembukaan kembali" not in after.text


async def test_who_declines_says_why_and_the_unit_may_ask_again(visits: Visits) -> None:
    await visits.send(HERE, ASKED, by="staf@dinkes")
    form = {"putusan": "tolak", "sampai": "", "alasan": "Laporan sudah terbit."}
    await visits.send(DINKES, form, by="kasubag@*")
    page = await visits.open(HERE, by="staf@dinkes")

    assert "Alasan penolakan: Laporan sudah terbit." in text_of(page)
    assert '<option value="dinkes/2024-TW1">' in page.text


@pytest.mark.parametrize(
    ("change", "field", "status"),
    [
        ({"sampai": ""}, "sampai", 422),
        ({"sampai": "2024-04-30"}, "sampai", 422),
        ({"sampai": "2024-12-31"}, "sampai", 422),
        ({"alasan": ""}, "alasan", 422),
    ],
)
async def test_a_decision_that_cannot_be_names_the_field_and_keeps_what_was_typed(
    visits: Visits, change: dict[str, str], field: str, status: int
) -> None:
    await visits.send(HERE, ASKED, by="staf@dinkes")
    answer = await visits.send(DINKES, ALLOWED | change, by="sekretaris@*")

    kept = next(text for text in (ALLOWED | change).values() if text not in {"", "buka"})
    assert answer.status_code == status
    assert f'<a href="#{field}-dinkes-2024-TW1">' in answer.text
    assert f'id="{field}-dinkes-2024-TW1"' in answer.text
    assert kept in answer.text


async def test_nobody_decides_their_own_request(visits: Visits) -> None:
    await visits.send(HERE, ASKED, by="kasubag@*")
    page = await visits.open(HERE, by="kasubag@*")
    answer = await visits.send(DINKES, ALLOWED, by="kasubag@*")

    assert "diputuskan oleh orang lain" in page.text
    assert answer.status_code == 403


@pytest.mark.parametrize("by", ["staf@disdik", "irban@*"])
async def test_another_unit_can_neither_ask_nor_decide(visits: Visits, by: str) -> None:
    page = await visits.open(HERE, by=by)
    asked = await visits.send(HERE, ASKED, by=by)
    decided = await visits.send(DINKES, ALLOWED, by=by)

    assert "dinkes/2024-TW1" not in page.text
    assert asked.status_code == decided.status_code == 403


@pytest.mark.parametrize("kewajiban", ["", "dinkes", "dinkes/2024-TW9", "x y/2024-TW1"])
async def test_an_obligation_that_is_none_is_refused(visits: Visits, kewajiban: str) -> None:
    answer = await visits.send(HERE, ASKED | {"kewajiban": kewajiban}, by="staf@dinkes")

    assert answer.status_code == 422
    assert "Rekap rumah sakit baru selesai.</textarea>" in answer.text
