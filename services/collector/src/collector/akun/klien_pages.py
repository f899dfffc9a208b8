"""Pengaturan: the programs that may send figures, their secrets, and how a program uses one."""

from datetime import date, datetime, time
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from collector.akun import repository, service
from collector.akun.context import MachineTime
from collector.akun.credentials import new_client_id, new_secret
from collector.akun.domain import CLIENT_LIFE, CLIENT_ROLES, ROTATION_OVERLAP, Grant
from collector.akun.schemas import ClientIn, ClientOut, Username
from collector.faults import read_form
from collector.organisasi import repository as organisasi
from collector.pages import Layar, LayarOf
from lapkin_chassis.auth import ANY_UNIT
from lapkin_chassis.errors import Refusal
from lapkin_contracts.rules.periods import ZONE
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/klien"
SCOPE: Final = "lingkup."
LABELS: Final = {
    "name": "Nama program",
    "client_id": "Kode program",
    "grants": "Lingkup",
    "expires_at": "Berlaku sampai",
}
FIELDS: Final = {"expiry-in-the-past": "expires_at", "client-id-taken": "client_id"}
"""Where a refusal is put right; the scope, if nowhere else."""
DONE: Final = {"dicabut": "Akses program dicabut; token yang dipegangnya berakhir dalam 10 menit."}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


@router.get("")
async def list_clients(layar: LayarOf, now: MachineTime, selesai: str = "") -> HTMLResponse:
    """All there ever were. For admin."""
    layar.caller.require("admin")
    return await _page(layar, now, Hasil(selesai=DONE.get(selesai, "")))


@router.post("")
async def create_client(layar: LayarOf, now: MachineTime, form: FormOf) -> Response:
    """Let a program in; this answer alone shows its secret. For admin."""
    layar.caller.require("admin")
    scope = [name.removeprefix(SCOPE) for name in form if name.startswith(SCOPE)]
    fields = {
        "name": form.get("name", ""),
        "client_id": form.get("client_id", ""),
        "expires_at": _end_of(form.get("expires_at", "")),
        "grants": [str(Grant(role, unit)) for role in CLIENT_ROLES for unit in scope],
    }
    secret = new_secret()
    try:
        said = read_form(ClientIn, fields)
        program = ClientOut(
            client_id=said.client_id or new_client_id(),
            name=said.name,
            active=True,
            expires_at=said.expires_at or now + CLIENT_LIFE,
            grants=sorted(said.grants),
            created_at=now,
        )
        await layar.store.write(service.create_client, program, secret, now)
    except Refusal as refusal:
        galat = problems(refusal, FIELDS.get(refusal.code, "grants"), LABELS)
        return await _page(layar, now, Hasil(refusal.status, galat=galat, isian=form))
    return await _page(layar, now, Hasil(201), (program, secret))


@router.post("/{client_id}/putar")
async def rotate_client(layar: LayarOf, now: MachineTime, client_id: Username) -> Response:
    """Another secret; this answer alone shows it. For admin."""
    layar.caller.require("admin")
    secret = new_secret()
    program = await layar.store.write(service.rotate_client, client_id, secret, now)
    return await _page(layar, now, Hasil(201), (program, secret))


@router.post("/{client_id}/cabut")
async def revoke_client(layar: LayarOf, client_id: Username) -> Response:
    """End a program's access. For admin."""
    layar.caller.require("admin")
    await layar.store.write(service.revoke_client, client_id)
    return done(layar.request, HERE, "dicabut")


async def _page(
    layar: Layar, now: datetime, hasil: Hasil, made: tuple[ClientOut, str] | None = None
) -> HTMLResponse:
    units = await layar.store.read(organisasi.units)
    response = layar.render(
        "akun/klien.html",
        hasil,
        klien=await layar.store.read(repository.clients),
        unit={ANY_UNIT: "Semua unit", **{one.code: one.nama for one in units}},
        usulan=new_client_id(),
        program=made[0] if made else None,
        rahasia=made[1] if made else "",
        tumpang_jam=int(ROTATION_OVERLAP.total_seconds() // 3600),
        situs=f"{layar.request.url.scheme}://{layar.request.url.netloc}",
        now=now,
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _end_of(day: str) -> datetime | str:
    """The last second of a day, by the office's clock; other text is left to be refused."""
    try:
        return datetime.combine(date.fromisoformat(day), time(23, 59, 59), ZONE)
    except ValueError:
        return day
