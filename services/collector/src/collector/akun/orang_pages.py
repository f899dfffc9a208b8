"""Pengaturan: the people who may sign in, and with which role."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response

from collector.akun import repository, service
from collector.akun.context import PasswordsOf
from collector.akun.credentials import new_password
from collector.akun.domain import ACCOUNT_ROLES, Grant
from collector.akun.schemas import AccountIn, AccountOut, Username
from collector.faults import read_form
from collector.organisasi import repository as organisasi
from collector.pages import Layar, LayarOf
from lapkin_chassis.auth import ANY_UNIT
from lapkin_chassis.errors import Refusal
from lapkin_ui.access import PageRoute
from lapkin_ui.acts import Hasil, done, problems
from lapkin_ui.forms import FormOf

HERE: Final = "/pengaturan/akun"
SCOPE: Final = "lingkup."
LABELS: Final = {"username": "Nama pengguna", "name": "Nama", "grants": "Lingkup"}
FIELDS: Final = {"username-taken": "username"}
DONE: Final = {"ditutup": "Akun ditutup; yang sedang masuk berakhir paling lama 12 jam lagi."}

router = APIRouter(prefix=HERE, include_in_schema=False, route_class=PageRoute)


@router.get("")
async def list_accounts(layar: LayarOf, selesai: str = "") -> HTMLResponse:
    """All there ever were. For admin."""
    layar.caller.require("admin")
    return await _page(layar, Hasil(selesai=DONE.get(selesai, "")))


@router.post("")
async def create_account(layar: LayarOf, passwords: PasswordsOf, form: FormOf) -> Response:
    """Let a person in; this answer alone shows the password that was made. For admin."""
    layar.caller.require("admin")
    password = new_password()
    try:
        said = read_form(AccountIn, _fields(form))
        person = AccountOut(
            username=said.username, name=said.name, active=True, grants=sorted(said.grants)
        )
        password_hash = await passwords.hash(password)
        await layar.store.write(service.create_account, person, password_hash)
    except Refusal as refusal:
        galat = problems(refusal, FIELDS.get(refusal.code, "grants"), LABELS)
        return await _page(layar, Hasil(refusal.status, galat=galat, isian=form))
    return await _page(layar, Hasil(201), (person, password))


@router.post("/{username}/tutup")
async def deactivate_account(layar: LayarOf, username: Username) -> Response:
    """End a person's access. For admin; the last one stays."""
    layar.caller.require("admin")
    try:
        await layar.store.write(service.deactivate_account, username)
    except Refusal as refusal:
        galat = problems(refusal, f"akun-{username}", {})
        return await _page(layar, Hasil(refusal.status, galat=galat))
    return done(layar.request, HERE, "ditutup")


async def _page(
    layar: Layar, hasil: Hasil, made: tuple[AccountOut, str] | None = None
) -> HTMLResponse:
    units = await layar.store.read(organisasi.units)
    response = layar.render(
        "akun/akun.html",
        hasil,
        akun=await layar.store.read(repository.accounts),
        peran=[(role, role.capitalize()) for role in ACCOUNT_ROLES],
        unit={ANY_UNIT: "Semua unit", **{one.code: one.nama for one in units}},
        orang=made[0] if made else None,
        kata_sandi=made[1] if made else "",
    )
    response.headers["Cache-Control"] = "no-store"
    return response


def _fields(form: Mapping[str, str]) -> dict[str, object]:
    scope = [name.removeprefix(SCOPE) for name in form if name.startswith(SCOPE)]
    return {
        "username": form.get("username", ""),
        "name": form.get("name", ""),
        "grants": [str(Grant(form.get("peran", ""), unit)) for unit in scope],
    }
