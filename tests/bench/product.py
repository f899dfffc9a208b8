"""Starts Lapkin's collector and aggregator as separate processes, on a site that is seeded once.

Sign-in, plan validation, idempotency keys and receipts are all on. One unit more than those that
submit owes figures, so that no rekap is complete: completing one is not part of the chain that is
measured here, and the textbook stack does not do it either.
"""

import secrets
import shutil
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from bench import workload
from bench.baseline import answers
from bench.chain import Chain
from bench.load import closed_loop, request
from bench.processes import BIN, Broker, Program
from lapkin.site import free_port

INSTANSI = {
    "kode": "inspektorat",
    "nama": "Inspektorat Daerah",
    "tempat": "Bantul",
    "kop": {
        "pemerintah": "PEMERINTAH KABUPATEN BANTUL",
        "nama": "INSPEKTORAT DAERAH",
        "alamat": "Bantul",
    },
    "contoh": True,
}
TAKEN_IN = "SELECT max(rowid) FROM inbox"
PASSWORD = secrets.token_urlsafe(16)


@dataclass(frozen=True)
class Seed:
    """A site with units, plans and four open triwulan, at rest in a folder of its own."""

    folder: Path
    units: int
    client: Mapping[str, str]
    """Credentials of the program that submits."""
    seconds: float
    """What registering it all over HTTP took."""


async def seed(folder: Path, units: int) -> Seed:
    """Register `units` units with their plans through the API, and open the year's triwulan."""
    async with _running(folder, units) as chain:
        started = time.perf_counter()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{chain.port}") as client:
            admin = await _first_admin(client)
            await _send(chain, admin, [("/v1/instansi", INSTANSI)])
            await _register(chain, admin, units + 1)
            for triwulan in workload.TRIWULAN:
                await _open(client, admin, triwulan, units + 1)
            body = {"name": "Sistem OPD", "grants": ["submit@*"]}
            made = await _asked(client, "POST", "/v1/clients", body, admin)
        registered, plans = units + 1, 2
        await chain.until_taken(1 + registered * (1 + plans) + len(workload.TRIWULAN))
        seconds = time.perf_counter() - started
    credentials = {name: made[name] for name in ("client_id", "client_secret")}
    return Seed(folder, units, credentials, seconds)


@asynccontextmanager
async def lapkin(site: Seed, folder: Path) -> AsyncIterator[Chain]:
    """The services on a copy of the seeded site, with a token for its program."""
    shutil.copytree(site.folder, folder, dirs_exist_ok=True)
    async with _running(folder, site.units) as chain:
        already = chain.taken()
        chain.taken_in = f"SELECT max(rowid) - {already} FROM inbox"
        headers = {"Authorization": f"Bearer {await _token(chain.port, site.client)}"}
        chain.request = lambda number: submission(number, site.units, headers)
        yield chain


def submission(number: int, units: int, headers: Mapping[str, str]) -> bytes:
    key = {"Idempotency-Key": f"bench-{number}"}
    return request("POST", "/v1/submissions", workload.body(number, units), {**headers, **key})


@asynccontextmanager
async def _running(folder: Path, units: int) -> AsyncIterator[Chain]:
    ports = {"collector": free_port(), "aggregator": free_port()}
    chain = Chain(
        broker=Broker(folder),
        collector=_service("collector", ports, folder),
        aggregator=_service("aggregator", ports, folder),
        port=ports["collector"],
        store=folder / "aggregator.db",
        taken_in=TAKEN_IN,
        request=lambda number: submission(number, units, {}),
    )
    try:
        chain.broker.start()
        await chain.broker.until_listening()
        for program in (chain.collector, chain.aggregator):
            program.start(environment(program.name, folder, chain.broker.url, ports["collector"]))
        for program in (chain.collector, chain.aggregator):
            ready = f"http://127.0.0.1:{ports[program.name]}/healthz/ready"
            await program.until(lambda url=ready: answers(url))  # type: ignore[misc]
        yield chain
    finally:
        chain.stop()


def _service(name: str, ports: Mapping[str, int], folder: Path) -> Program:
    return Program(name, [str(BIN / "lapkin"), "serve", name, "--port", str(ports[name])], folder)


def environment(name: str, folder: Path, broker_url: str, collector_port: int) -> dict[str, str]:
    """What one service is told when it runs alone."""
    prefix = name.upper()
    told = {
        f"{prefix}_DATABASE_URL": f"sqlite:///{folder / name}.db",
        f"{prefix}_NATS_URL": broker_url,
        f"{prefix}_KEYS_URL": f"http://127.0.0.1:{collector_port}/.well-known/jwks.json",
    }
    if name == "collector":
        told["COLLECTOR_KEY_FILE"] = str(folder / "collector.key")
        told["COLLECTOR_BOOTSTRAP_SECRET"] = PASSWORD
    if name == "notifier":
        told["NOTIFIER_LINK_SECRET"] = PASSWORD
        told["NOTIFIER_PUBLIC_URL"] = f"http://127.0.0.1:{collector_port}"
    return told


async def _first_admin(client: httpx.AsyncClient) -> Mapping[str, str]:
    account = {"username": "admin", "name": "Admin", "password": PASSWORD}
    await _asked(client, "POST", "/v1/bootstrap", account, {"Authorization": f"Bearer {PASSWORD}"})
    body = {"username": "admin", "password": PASSWORD}
    answer = await client.post("/v1/sessions", json=body)
    answer.raise_for_status()
    token = answer.cookies["lapkin_session"]
    client.cookies.clear()
    return {"Authorization": f"Bearer {token}"}


async def _register(chain: Chain, admin: Mapping[str, str], units: int) -> None:
    codes = [workload.unit_code(number) for number in range(units)]
    since = f"{workload.TAHUN}-01-01"
    await _send(
        chain,
        admin,
        [
            (f"/v1/units/{code}", {"nama": code, "jenis": "opd", "berlaku_sejak": since})
            for code in codes
        ],
    )
    year = workload.TAHUN
    plans = [
        (f"/v1/perjanjian-kinerja/{code}/{year}", workload.perjanjian_kinerja(code))
        for code in codes
    ]
    await _send(chain, admin, plans)
    aksi = workload.rencana_aksi()
    await _send(chain, admin, [(f"/v1/rencana-aksi/{code}/{year}", aksi) for code in codes])


async def _send(
    chain: Chain, admin: Mapping[str, str], bodies: Sequence[tuple[str, object]]
) -> None:
    requests = [request("PUT", path, body, admin) for path, body in bodies]
    (await closed_loop(chain.port, requests)).require(200, 201)


async def _open(
    client: httpx.AsyncClient, admin: Mapping[str, str], triwulan: str, owing: int
) -> None:
    """Open a triwulan; every registered unit must owe figures for it."""
    opened = await _asked(client, "POST", f"/v1/periode/{triwulan}:open", None, admin)
    assert len(opened["kewajiban"]) == owing, f"{len(opened['kewajiban'])} of {owing} units owe"


async def _asked(
    client: httpx.AsyncClient, method: str, path: str, body: object, headers: Mapping[str, str]
) -> Any:
    answer = await client.request(method, path, json=body, headers=headers)
    assert answer.is_success, f"{method} {path}: {answer.status_code} {answer.text}"
    return answer.json()


async def _token(port: int, credentials: Mapping[str, str]) -> str:
    body = {"grant_type": "client_credentials", **credentials}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
        answer = await client.post("/v1/oauth/token", data=body)
    answer.raise_for_status()
    return str(answer.json()["access_token"])
