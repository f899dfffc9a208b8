"""The people and programs of the sample office, signed in over HTTP like anyone else."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from lapkin.sample.site import PerjanjianKinerja, RencanaAksi, SampleSite

PEOPLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "admin": ("Admin contoh", ("admin@*",)),
    "sekretaris": ("Sekretaris contoh", ("sekretaris@*",)),
    "kasubag": ("Kasubag contoh", ("kasubag@*",)),
    "irban": ("Irban contoh", ("irban@*",)),
    "staf": ("Staf contoh", ("staf@*",)),
    "inspektur": ("Inspektur contoh", ("inspektur@*",)),
    "operator": ("Operator contoh", ("operator@*",)),
}
"""Username, name and grants of the sample sign-ins; passwords are made at random."""


BOOTSTRAP = "/collector/v1/bootstrap"

SIGN_INS = "akun-contoh.json"
"""Sample passwords and client secrets, in the data folder, readable by the owner only."""


class Refused(Exception):
    """A service refused what the sample office asked for."""


@dataclass(frozen=True)
class Caller:
    """One signed-in person or program."""

    client: httpx.AsyncClient
    headers: Mapping[str, str]

    async def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:  # noqa: ANN401
        """The decoded answer.

        Raises:
            Refused: the answer was no success.
        """
        answer = await self.client.request(
            method, path, json=body, headers={**self.headers, **headers}
        )
        if not answer.is_success:
            msg = f"{method} {path}: {answer.status_code} {answer.text}"
            raise Refused(msg)
        return answer.json() if answer.content else None


@dataclass(frozen=True)
class Office:
    """Everyone who acts in the sample year."""

    people: Mapping[str, Caller]
    programs: Mapping[str, Caller]
    """The system of each unit, by unit code."""


async def open_office(client: httpx.AsyncClient, site: SampleSite, folder: Path) -> Office:
    """Set the site up if it is new, and sign everyone in."""
    known = folder / SIGN_INS
    if not known.exists():
        await _set_up(client, site, known)
    secret = json.loads(known.read_text(encoding="utf-8"))
    people = {
        name: Caller(client, await _person(client, name, password))
        for name, password in secret["orang"].items()
    }
    programs = {
        unit: Caller(client, await _program(client, **credentials))
        for unit, credentials in secret["sistem"].items()
    }
    return Office(people, programs)


def sign_ins(folder: Path) -> Mapping[str, str]:
    """Passwords of the sample people by username."""
    known: dict[str, dict[str, str]] = json.loads((folder / SIGN_INS).read_text(encoding="utf-8"))
    return known["orang"]


async def first_admin(address: str) -> str | None:
    """Make the account `admin` on a site that has none; its password, or nothing."""
    password = secrets.token_urlsafe(15)
    account = {"username": "admin", "name": "Admin", "password": password}
    async with httpx.AsyncClient(base_url=address) as client:
        answer = await client.post(BOOTSTRAP, json=account, headers=_bootstrap())
    return password if answer.is_success else None


def _bootstrap() -> Mapping[str, str]:
    return {"Authorization": f"Bearer {os.environ['COLLECTOR_BOOTSTRAP_SECRET']}"}


async def _set_up(client: httpx.AsyncClient, site: SampleSite, known: Path) -> None:
    passwords = {name: secrets.token_urlsafe(12) for name in PEOPLE}
    first = {"username": "admin", "name": PEOPLE["admin"][0], "password": passwords["admin"]}
    await Caller(client, _bootstrap()).ask("POST", BOOTSTRAP, first)
    admin = Caller(client, await _person(client, "admin", passwords["admin"]))
    for username, (name, grants) in PEOPLE.items():
        if username != "admin":
            account = {
                "username": username,
                "name": name,
                "password": passwords[username],
                "grants": list(grants),
            }
            await admin.ask("POST", "/collector/v1/accounts", account)
    await _register(admin, site)
    programs = {}
    for unit in site.units:
        system = {"name": f"Sistem {unit.nama}", "grants": [f"submit@{unit.kode}"]}
        made = await admin.ask("POST", "/collector/v1/clients", system)
        programs[unit.kode] = {key: made[key] for key in ("client_id", "client_secret")}
    text = json.dumps({"orang": passwords, "sistem": programs}, indent=1)
    with os.fdopen(os.open(known, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


async def _register(admin: Caller, site: SampleSite) -> None:
    """Instansi, units, pejabat and plans; asking twice changes nothing."""
    instansi = site.instansi.model_dump(mode="json", exclude={"sop"})
    await admin.ask("PUT", "/collector/v1/instansi", instansi)
    for unit in site.units:
        body = unit.model_dump(mode="json", include={"nama", "jenis", "berlaku_sejak"})
        await admin.ask("PUT", f"/collector/v1/units/{unit.kode}", body)
    for code, pejabat in site.pejabat.items():
        body = {"pejabat": [one.model_dump(mode="json") for one in pejabat]}
        await admin.ask("PUT", f"/collector/v1/units/{code}/pejabat", body)
    first_versions = (
        [plan for plan in site.perjanjian_kinerja if plan.alasan is None],
        [aksi for aksi in site.rencana_aksi if aksi.berlaku_sejak is None],
    )
    for plan, aksi in zip(*first_versions, strict=True):
        await publish(admin, plan, aksi)


async def publish(admin: Caller, plan: PerjanjianKinerja, aksi: RencanaAksi) -> None:
    """A version of a unit's plan for the year, and of its quarters."""
    where = f"{plan.unit}/{plan.period}"
    body = plan.model_dump(mode="json", exclude={"unit", "period"})
    await admin.ask("PUT", f"/collector/v1/perjanjian-kinerja/{where}", body)
    body = aksi.model_dump(mode="json", exclude={"unit", "period"}, exclude_none=True)
    await admin.ask("PUT", f"/collector/v1/rencana-aksi/{where}", body)


async def _person(client: httpx.AsyncClient, username: str, password: str) -> Mapping[str, str]:
    body = {"username": username, "password": password}
    answer = await client.post("/collector/v1/sessions", json=body)
    answer.raise_for_status()
    token = answer.cookies["lapkin_session"]
    client.cookies.clear()
    return {"Authorization": f"Bearer {token}"}


async def _program(
    client: httpx.AsyncClient, client_id: str, client_secret: str
) -> Mapping[str, str]:
    body = {"grant_type": "client_credentials"}
    answer = await client.post(
        "/collector/v1/oauth/token", data=body, auth=(client_id, client_secret)
    )
    answer.raise_for_status()
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}
