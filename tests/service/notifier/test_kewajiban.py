"""Kewajiban over HTTP: who owes what, how late, and the buttons to remind."""

import re

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response
from support.clock import OfficeClock
from support.facts import deliver, fact
from support.reminder_facts import (
    BATAS,
    DITUTUP,
    PERIOD,
    UNIT,
    figures,
    people,
    period_opened,
    reopened,
    returned,
)
from support.sop_facts import at
from support.tokens import Signer

from lapkin_contracts.organisasi import UnitRegistered
from notifier.consumers import consumers

LONG = "Bagian " + "Perencanaan Evaluasi dan Pelaporan Kinerja " * 4
UNITS = (UNIT, "bappeda", "camat")


@pytest.fixture
async def owed(app: FastAPI, clock: OfficeClock) -> None:
    """Three units owe figures; it is two working days after they were due."""
    registered = [
        UnitRegistered(
            unit=code, nama=nama, jenis="opd", berlaku_sejak=at("2020-01-01 00:00").date()
        )
        for code, nama in (("bappeda", LONG), ("camat", "Kecamatan Sewon"))
    ]
    facts = [fact(one, at=at("2026-01-02 08:00")) for one in registered]
    await deliver(app.state.store, consumers, *people(), *facts, period_opened(wajib=UNITS))
    clock.set_to(at("2026-10-16 10:00"))


@pytest.fixture
def kasubag(signer: Signer) -> dict[str, str]:
    return signer.bearer("kasubag@*")


def rows(page: Response) -> dict[str, str]:
    """What the page says of each unit, by its code."""
    found = re.findall(r'<tr id="unit-([^"]+)"[^>]*>(.*?)</tr>', page.text, re.DOTALL)
    return {code: re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)) for code, html in found}


async def test_a_stranger_is_sent_to_sign_in(client: AsyncClient) -> None:
    answer = await client.get("/kewajiban")

    assert answer.status_code == 303
    assert answer.headers["location"] == "/collector/masuk?next=%2Fkewajiban"


async def test_before_the_first_triwulan_the_page_says_what_will_be_here(
    client: AsyncClient, kasubag: dict[str, str]
) -> None:
    page = await client.get("/kewajiban", headers=kasubag)

    assert "Belum ada triwulan yang dibuka." in page.text


async def test_each_unit_is_late_by_working_days_and_what_came_is_told_apart(
    app: FastAPI, client: AsyncClient, owed: None, signer: Signer
) -> None:
    await deliver(app.state.store, consumers, figures())
    before = rows(await client.get("/kewajiban", headers=signer.bearer("staf@dinkes")))
    await deliver(app.state.store, consumers, returned(at("2026-10-15 09:00")))
    after = await client.get("/kewajiban", headers=signer.bearer("staf@dinkes"))

    assert list(before) == ["bappeda", "camat", UNIT]
    assert "terlambat 2 hari kerja" in before["camat"]
    assert "nihil" in before[UNIT]
    assert "8 Oktober 2026 pukul 09.00 WIB" in before[UNIT]
    assert "dikembalikan" in rows(after)[UNIT]
    assert "0 dari 3 unit sudah masuk" in after.text
    assert "<button" not in after.text.replace('<button class="kedua">Tampilkan', "")


async def test_a_reopened_unit_is_as_late_as_it_was(
    app: FastAPI, client: AsyncClient, owed: None, kasubag: dict[str, str], clock: OfficeClock
) -> None:
    clock.set_to(at("2026-10-22 10:00"))
    page = await client.get("/kewajiban", headers=kasubag)
    locked = rows(page)[UNIT]
    again = reopened(at("2026-10-22 09:00"), at("2026-10-23 23:59"))
    await deliver(app.state.store, consumers, again)
    row = rows(await client.get("/kewajiban", headers=kasubag))[UNIT]

    assert clock.now() > DITUTUP > BATAS
    assert "terkunci" in locked
    assert f'"/collector/kewajiban?unit={UNIT}&amp;periode={PERIOD}#minta"' in page.text
    assert "terkunci" not in row
    assert "dibuka kembali sampai 23 Oktober 2026" in row
    assert "terlambat 6 hari kerja" in row


@pytest.mark.parametrize("role", ["kasubag@*", "sekretaris@*", "operator@*", "admin@*"])
async def test_one_unit_is_reminded_once_a_day(
    client: AsyncClient, owed: None, signer: Signer, role: str
) -> None:
    person = signer.bearer(role, sub="budi")
    sent = await client.post(f"/kewajiban/{PERIOD}/{UNIT}", headers=person)
    again = await client.post(f"/kewajiban/{PERIOD}/{UNIT}", headers=person)
    page = await client.get(sent.headers["location"], headers=person)

    assert sent.status_code == 303
    assert "Pengingat masuk antrean surat" in page.text
    assert "atas permintaan budi" in rows(page)[UNIT]
    assert again.status_code == 409
    assert f'href="#unit-{UNIT}"' in again.text


async def test_one_button_reminds_whoever_has_not_been_reminded_today(
    client: AsyncClient, owed: None, kasubag: dict[str, str]
) -> None:
    await client.post(f"/kewajiban/{PERIOD}/{UNIT}", headers=kasubag)
    everyone = await client.post(f"/kewajiban/{PERIOD}/semua", headers=kasubag)
    again = await client.post(f"/kewajiban/{PERIOD}/semua", headers=kasubag)
    page = rows(await client.get(f"/kewajiban?periode={PERIOD}", headers=kasubag))

    assert everyone.status_code == 303
    assert again.status_code == 409
    assert "sudah diingatkan hari ini" in again.text
    assert all("1 kali" in page[unit] for unit in UNITS)


async def test_staf_may_look_but_not_remind(
    client: AsyncClient, owed: None, signer: Signer
) -> None:
    answer = await client.post(f"/kewajiban/{PERIOD}/semua", headers=signer.bearer("staf@dinkes"))

    assert answer.status_code == 403
    assert "<h1>Tidak berwenang</h1>" in answer.text
