"""The ladder as the office sets it: what it changes, what it leaves alone, how it is put right."""

from datetime import time

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from sqlmodel import Session
from support.clock import OfficeClock
from support.facts import announced, deliver, fact
from support.reminder_facts import UNIT, people, period_opened
from support.sop_facts import at
from support.tokens import Signer

from lapkin_contracts.pengingat import AnakTangga, Kepada, TanggaChanged
from notifier.consumers import consumers
from notifier.pengingat import service, tangga
from notifier.pengingat.ladder import TANGGA, Tangga

HERE = "/pengaturan/pengingat"
SHIPPED = Tangga(TANGGA, time(8))
FORM = {
    "jam": "07:45",
    "catatan": "unit meminta lebih awal",
    "hari-0": "-5",
    "kepada-0": "unit",
    "hari-1": "2",
    "kepada-1": "kepala-unit",
    "hari-2": "",
    "kepada-2": "unit",
}


@pytest.fixture
def sekretaris(signer: Signer) -> dict[str, str]:
    return signer.bearer("sekretaris@*", sub="sri")


def planned(session: Session) -> list[str]:
    """When each rung is due, by the ladder that holds."""
    rungs = service.planned(session, tangga.in_force(session, SHIPPED), at("2026-10-09 10:00"))
    return [f"{one.planned.due_at:%d-%m %H.%M} {one.anak_tangga.kode}" for one in rungs]


async def test_what_is_set_holds_from_then_on_and_can_be_taken_back(
    app: FastAPI, client: AsyncClient, clock: OfficeClock, sekretaris: dict[str, str]
) -> None:
    await deliver(app.state.store, consumers, *people(), period_opened())
    clock.set_to(at("2026-10-05 09:00"))
    answer = await client.post(HERE, data=FORM, headers=sekretaris)
    page = (await client.get(answer.headers["location"], headers=sekretaris)).text
    after = await app.state.store.read(planned)
    clock.set_to(at("2026-10-14 12:00"))
    await client.post(HERE, data={**FORM, "tindakan": "cabut"}, headers=sekretaris)

    assert "Tangga pengingat ditetapkan" in page
    assert "5 hari kerja sebelum batas: staf dan kasubag unit" in page
    assert after == ["07-10 07.45 h-5", "16-10 07.45 kepala-unit+2"]
    assert await app.state.store.read(planned) == [
        *(
            "15-10 08.00 h+1",
            "19-10 08.00 h+3",
            "20-10 08.00 kepala-unit",
            "21-10 08.00 sekretaris",
        )
    ]
    told = await app.state.store.read(announced, TanggaChanged)
    assert [(one.data.versi, one.data.oleh, bool(one.data.anak_tangga)) for one in told] == [
        (1, "sri", True),
        (2, "sri", False),
    ]


async def test_saying_the_same_again_is_no_new_version(
    app: FastAPI, client: AsyncClient, sekretaris: dict[str, str]
) -> None:
    for _ in range(2):
        await client.post(HERE, data=FORM, headers=sekretaris)

    assert len(await app.state.store.read(tangga.history)) == 1


async def test_a_store_that_is_rebuilt_holds_the_ladder_again(app: FastAPI) -> None:
    rung = AnakTangga(kode="h", hari=0, kepada=Kepada.UNIT)
    event = TanggaChanged(
        unit="inspektorat",
        versi=1,
        anak_tangga=(rung,),
        jam=time(9),
        alasan="cukup satu kali saja",
        oleh="sri",
        berlaku_sejak=at("2026-10-05 09:00"),
    )
    await app.state.store.write(tangga_fact, event)

    held = await app.state.store.read(tangga.in_force, SHIPPED)
    assert held == Tangga((rung,), time(9), at("2026-10-05 09:00"))


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"jam": "pagi"}, "jam", "Tulis jam pengiriman"),
        ({"hari-0": "lima"}, "hari-0", "Baris 1: tulis hari kerja"),
        ({"hari-1": "21"}, "hari-0", "Baris 2: tulis hari kerja"),
        ({"kepada-1": "semua"}, "hari-0", "Baris 2"),
        ({"hari-2": "-5"}, "hari-0", "Ada dua baris untuk staf dan kasubag unit"),
        ({"hari-0": "", "hari-1": ""}, "hari-0", "Isi paling sedikit satu baris"),
        ({"catatan": "a"}, "catatan", "Tulis alasan 10 sampai 500 huruf"),
    ],
)
async def test_what_cannot_be_is_said_and_kept(
    app: FastAPI,
    client: AsyncClient,
    sekretaris: dict[str, str],
    change: dict[str, str],
    field: str,
    said: str,
) -> None:
    answer = await client.post(HERE, data={**FORM, **change}, headers=sekretaris)

    assert answer.status_code == 422
    assert f'<a href="#{field}">{said}' in answer.text
    assert f'name="hari-0" maxlength="3" value="{change.get("hari-0", "-5")}"' in answer.text
    assert await app.state.store.read(tangga.history) == []


async def test_units_see_the_ladder_and_do_not_set_it(client: AsyncClient, signer: Signer) -> None:
    staf = signer.bearer(f"staf@{UNIT}")

    page = await client.get(HERE, headers=staf)
    refused = await client.post(HERE, data=FORM, headers=staf)

    assert "3 hari kerja sebelum batas" in page.text
    assert "<form" not in page.text
    assert refused.status_code == 403


def tangga_fact(session: Session, event: TanggaChanged) -> None:
    consumers.apply(fact(event, at=event.berlaku_sejak), session)
