"""The instansi, its units and their pejabat."""

import json
from collections.abc import Mapping
from typing import Any

import httpx
import nats
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from fastapi import FastAPI
from nats.aio.client import Client
from nats.js.errors import NotFoundError
from sqlalchemy import select
from sqlmodel import Session
from support.broker import NatsServer
from support.tokens import Signer
from support.waiting import until

from collector.main import build
from collector.organisasi import repository
from collector.settings import Settings
from collector.tables import Table
from lapkin_chassis.inbox import PLUMBING
from lapkin_chassis.outbox import outbox
from lapkin_chassis.store import Store
from lapkin_chassis.triggers import TRIGGERS
from lapkin_contracts.envelope import STREAM, Envelope
from lapkin_contracts.organisasi import Kop, Pejabat, UnitRegistered

INSTANSI = {
    "kode": "inspektorat",
    "nama": "Inspektorat Daerah",
    "tempat": "Bantul",
    "kop": {
        "pemerintah": "PEMERINTAH KABUPATEN BANTUL",
        "nama": "INSPEKTORAT DAERAH",
        "aksara": "ꦏꦧꦸꦥꦠꦺꦤ꧀",
        "alamat": "Jln. Contoh No. 1 Bantul",
        "kontak": "",
    },
    "contoh": True,
    "sumber": "Contoh",
}
DINKES = {"nama": "Dinas Kesehatan", "jenis": "opd", "berlaku_sejak": "2024-01-01"}
IRBAN = {
    "nama": "Irawan Baskara, S.H.",
    "jabatan": "irban",
    "sebutan": "Inspektur Pembantu Wilayah I",
    "pangkat": "Pembina, IV/a",
    "nip": "19740322 199311 1 001",
    "surel": "irban1@inspektorat.test",
}
DEFINITIF = {
    "akun": "",
    "status": "definitif",
    "dasar": "",
    "berlaku_sejak": None,
    "berlaku_sampai": None,
}
STAF = {**IRBAN, "nama": "Satria Nugroho", "jabatan": "staf", "sebutan": "Staf", "nip": ""}


@pytest.fixture
def admin(http: httpx.AsyncClient, signer: Signer) -> httpx.AsyncClient:
    http.headers.update(signer.bearer("admin@*", sub="admin"))
    return http


def announced(session: Session) -> list[tuple[str, dict[str, Any]]]:
    rows = session.connection().execute(
        select(outbox.c.aggregate, outbox.c.body).order_by(outbox.c.position)
    )
    return [(aggregate, json.loads(body)["data"]) for aggregate, body in rows]


async def announcements(app: FastAPI) -> list[tuple[str, dict[str, Any]]]:
    store: Store = app.state.store
    return await store.read(announced)


async def test_the_instansi_is_announced_with_its_letterhead(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    answer = await admin.put("/v1/instansi", json=INSTANSI)

    assert answer.status_code == 201
    assert (await admin.get("/v1/instansi")).json() == INSTANSI
    [(aggregate, data)] = await announcements(app)
    assert aggregate == "lapkin.instansi.registered.v1.inspektorat.-"
    assert Kop.model_validate(data["kop"]) == Kop.model_validate(INSTANSI["kop"])
    assert data["contoh"] is True


async def test_saying_the_same_again_announces_nothing(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    acts = [
        ("/v1/instansi", INSTANSI),
        ("/v1/units/dinkes", DINKES),
        ("/v1/units/dinkes/pejabat", {"pejabat": [IRBAN, STAF]}),
    ]

    first = [(await admin.put(path, json=body)).status_code for path, body in acts]
    second = [(await admin.put(path, json=body)).status_code for path, body in acts]

    assert (first, second) == ([201, 201, 200], [200, 200, 200])
    assert len(await announcements(app)) == 3


async def test_a_change_is_announced_as_the_next_version(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    await admin.put("/v1/units/dinkes", json=DINKES)
    await admin.put("/v1/units/dinkes", json={**DINKES, "nama": "Dinas Kesehatan dan KB"})

    assert [data["nama"] for _, data in await announcements(app)] == [
        "Dinas Kesehatan",
        "Dinas Kesehatan dan KB",
    ]
    assert [unit["nama"] for unit in (await admin.get("/v1/units")).json()] == [
        "Dinas Kesehatan dan KB"
    ]


async def test_the_whole_list_of_pejabat_travels_in_its_order(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    await admin.put("/v1/instansi", json=INSTANSI)
    path = "/v1/units/inspektorat/pejabat"
    await admin.put(path, json={"pejabat": [STAF]})
    await admin.put(path, json={"pejabat": [IRBAN, STAF]})

    listed = [IRBAN | DEFINITIF, STAF | DEFINITIF]
    assert (await admin.get(path)).json() == {"pejabat": listed}
    _, data = (await announcements(app))[-1]
    assert [Pejabat.model_validate(one).model_dump() for one in data["pejabat"]] == listed


PLH = {
    **IRBAN,
    "status": "plh",
    "akun": "satria",
    "dasar": "SK 12/2026",
    "berlaku_sejak": "2026-07-01",
    "berlaku_sampai": "2026-07-14",
}
WRONG_MANDATES: list[tuple[dict[str, Any], str, str]] = [
    ({"dasar": ""}, "/pejabat/1/dasar", "dasar-required"),
    ({"berlaku_sejak": None}, "/pejabat/1/berlaku_sejak", "berlaku-sejak-required"),
    (
        {"status": "plt", "berlaku_sampai": None},
        "/pejabat/1/berlaku_sampai",
        "berlaku-sampai-required",
    ),
    (
        {"berlaku_sampai": "2026-06-30"},
        "/pejabat/1/berlaku_sampai",
        "berlaku-sampai-too-early",
    ),
]


async def test_a_deputy_holds_a_mandate_by_decree_for_a_time(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    await admin.put("/v1/instansi", json=INSTANSI)
    path = "/v1/units/inspektorat/pejabat"

    for change, where, code in WRONG_MANDATES:
        refused = await admin.put(path, json={"pejabat": [STAF, {**PLH, **change}]})
        faults = [(one["pointer"], one["code"]) for one in refused.json()["errors"]]
        assert (refused.status_code, faults) == (422, [(where, code)])
    assert (await admin.put(path, json={"pejabat": [PLH]})).status_code == 200

    assert (await admin.get(path)).json() == {"pejabat": [PLH]}
    _, data = (await announcements(app))[-1]
    assert Pejabat.model_validate(data["pejabat"][0]).sebutan_lengkap == (
        "Plh. Inspektur Pembantu Wilayah I"
    )


async def test_pejabat_of_a_unit_there_is_not_are_refused(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    path = "/v1/units/dinkes/pejabat"

    assert (await admin.put(path, json={"pejabat": []})).json()["code"] == "unknown-unit"
    assert (await admin.get(path)).json()["code"] == "unknown-unit"
    assert await announcements(app) == []


async def test_the_code_of_the_instansi_never_changes_and_is_no_unit_s(
    admin: httpx.AsyncClient,
) -> None:
    await admin.put("/v1/units/dinkes", json=DINKES)
    taken = await admin.put("/v1/instansi", json={**INSTANSI, "kode": "dinkes"})
    await admin.put("/v1/instansi", json=INSTANSI)
    renamed = await admin.put("/v1/instansi", json={**INSTANSI, "kode": "lain"})
    doubled = await admin.put("/v1/units/inspektorat", json=DINKES)

    codes = [answer.json()["code"] for answer in (taken, renamed, doubled)]
    assert codes == ["code-taken", "instansi-code-fixed", "code-taken"]


UNFIT: list[tuple[str, Mapping[str, object]]] = [
    ("/v1/units/Dinkes", DINKES),
    ("/v1/units/dinkes", {**DINKES, "nama": "Dinas\nKesehatan"}),
    ("/v1/units/dinkes", {**DINKES, "nama": "Dinas\x00"}),
    ("/v1/units/dinkes", {**DINKES, "jenis": "planet"}),
    ("/v1/units/dinkes", {**DINKES, "target": 1}),
    ("/v1/instansi", {**INSTANSI, "tempat": "B" * 61}),
    ("/v1/units/dinkes/pejabat", {"pejabat": [{**IRBAN, "surel": "a@b\r\nBcc: c@d"}]}),
    ("/v1/units/dinkes/pejabat", {"pejabat": [{**IRBAN, "nip": "bukan angka"}]}),
]


async def test_what_does_not_fit_is_refused_before_it_is_stored(
    app: FastAPI, admin: httpx.AsyncClient
) -> None:
    for path, body in UNFIT:
        answer = await admin.put(path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-body"), body

    assert await announcements(app) == []


async def test_only_an_admin_changes_the_organisation_and_a_stranger_reads_nothing(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    kasubag = signer.bearer("kasubag@*")

    assert (await http.put("/v1/units/dinkes", json=DINKES, headers=kasubag)).status_code == 403
    assert (await http.get("/v1/units", headers=kasubag)).json() == []
    for path in ("/v1/units", "/v1/instansi", "/v1/units/dinkes/pejabat"):
        assert (await http.get(path)).status_code == 401


async def test_what_is_registered_reaches_the_stream(
    settings: Settings, signer: Signer, nats_server: NatsServer
) -> None:
    app = build(settings.model_copy(update={"nats_url": nats_server.url}))
    client = await nats.connect(nats_server.url)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://x") as http,
    ):
        await http.put("/v1/units/dinkes", json=DINKES, headers=signer.bearer("admin@*"))
        message = await until(lambda: newest(client, "lapkin.unit.registered.v1.dinkes.-"))
    await client.close()

    envelope = Envelope[UnitRegistered].model_validate_json(message)
    assert (envelope.source, envelope.sequence) == ("/lapkin/collector", 1)
    assert envelope.data.nama == "Dinas Kesehatan"


async def newest(client: Client, subject: str) -> bytes:
    try:
        message = await client.jetstream().get_last_msg(STREAM, subject)
    except NotFoundError:
        return b""
    return message.data or b""


async def test_units_are_known_by_code_in_order(store: Store, admin: httpx.AsyncClient) -> None:
    for code in ("kominfo", "bkpp", "dinkes"):
        await admin.put(f"/v1/units/{code}", json=DINKES)

    assert await store.read(repository.unit_codes) == ("bkpp", "dinkes", "kominfo")


def test_the_migrations_make_exactly_the_tables_of_the_models(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, [Table.metadata, TRIGGERS, PLUMBING]) == []  # type: ignore[arg-type]
