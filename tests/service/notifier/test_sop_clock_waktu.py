"""The allowed times that the office sets itself, over HTTP."""

from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from httpx import AsyncClient
from sqlmodel import Session, select
from support.clock import OfficeClock
from support.facts import announced, deliver
from support.office import Office
from support.sop_facts import at, drafted
from support.tokens import Signer

from lapkin_chassis import migrations
from lapkin_chassis.store import Store
from lapkin_contracts.langkah import WaktuLangkahChanged
from notifier.consumers import consumers
from notifier.sop_clock.models import WaktuLangkah

A_DAY = {"nilai": 1, "satuan": "hari_kerja", "alasan": "Reviu Kasubag memerlukan sehari penuh."}


@pytest.fixture
async def registered(app: FastAPI) -> None:
    await deliver(app.state.store, consumers, *Office().register())


async def put(client: AsyncClient, headers: dict[str, str], **body: Any) -> Any:
    return await client.put("/v1/sop/langkah/4/waktu", headers=headers, json={**A_DAY, **body})


async def waktu_of_case(client: AsyncClient, headers: dict[str, str], period: str) -> str:
    case = (await client.get(f"/v1/sop/kasus/{period}", headers=headers)).json()
    return str(case["langkah"][3]["waktu"]["teks"])


@pytest.mark.usefixtures("registered")
async def test_a_case_is_judged_by_the_time_that_held_when_its_step_began(
    app: FastAPI, client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    sekretaris = signer.bearer("sekretaris@*", sub="sek")
    before = drafted("2026-TW2", at("2026-10-09 09:00"))
    during = drafted("2026-TW3", at("2026-10-12 09:00"))
    await deliver(app.state.store, consumers, before, during)
    await put(client, sekretaris)
    clock.set_to(at("2026-10-13 08:00"))
    await client.delete("/v1/sop/langkah/4/waktu", headers=sekretaris)
    await deliver(app.state.store, consumers, drafted("2026-TW4", at("2026-10-13 09:00")))

    periods = ("2026-TW2", "2026-TW3", "2026-TW4")
    held = [await waktu_of_case(client, sekretaris, one) for one in periods]

    assert held == ["30 menit kerja", "1 hari kerja", "30 menit kerja"]


@pytest.mark.usefixtures("registered")
async def test_the_procedure_shows_what_holds_and_what_was_ever_set(
    client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    admin = signer.bearer("admin@*", sub="admin")
    first = (await put(client, admin)).json()
    await put(client, admin)
    clock.set_to(at("2026-10-13 08:00"))
    last = (await client.delete("/v1/sop/langkah/4/waktu", headers=admin)).json()

    assert first["langkah"][3]["waktu"] == {
        **A_DAY,
        "teks": "1 hari kerja",
        "sumber": "override",
        "oleh": "admin",
        "sejak": "2026-10-09T10:00:00+07:00",
    }
    assert last == (await client.get("/v1/sop", headers=admin)).json()
    step = last["langkah"][3]
    assert (step["waktu"]["sumber"], step["tercetak"]) == ("sop", "30 Menit")
    assert [(one["versi"], one["nilai"]) for one in step["riwayat"]] == [(1, 1), (2, None)]


@pytest.mark.usefixtures("registered")
async def test_only_admin_and_sekretaris_set_times_and_only_with_a_reason(
    client: AsyncClient, signer: Signer
) -> None:
    kasubag, admin = signer.bearer("kasubag@*"), signer.bearer("admin@*")

    assert (await put(client, kasubag)).status_code == 403
    assert (await client.delete("/v1/sop/langkah/4/waktu", headers=kasubag)).status_code == 403
    assert (await put(client, admin, alasan=" ")).status_code == 422
    assert (await put(client, admin, nilai=0)).status_code == 422
    wrong = await client.put("/v1/sop/langkah/10/waktu", headers=admin, json=A_DAY)
    assert wrong.status_code == 422


async def test_no_time_is_set_in_the_name_of_nobody(client: AsyncClient, signer: Signer) -> None:
    refused = await put(client, signer.bearer("admin@*"))

    assert (refused.status_code, refused.json()["code"]) == (409, "no-instansi")


@pytest.mark.usefixtures("registered")
async def test_a_rebuilt_store_knows_every_time_that_was_set(
    app: FastAPI, client: AsyncClient, signer: Signer, store: Store, tmp_path: Path
) -> None:
    await put(client, signer.bearer("admin@*"))
    (said,) = await app.state.store.read(announced, WaktuLangkahChanged)
    before = await store.read(rows)

    anew = Store(f"sqlite:///{tmp_path / 'anew.db'}", "/lapkin/notifier")
    migrations.upgrade(anew, "notifier")
    for one in (store, anew):
        await deliver(one, consumers, said)

    assert len(before) == 1
    assert await store.read(rows) == await anew.read(rows) == before
    anew.close()


def rows(session: Session) -> list[dict[str, Any]]:
    return [one.model_dump() for one in session.exec(select(WaktuLangkah))]
