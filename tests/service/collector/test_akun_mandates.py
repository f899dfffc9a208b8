"""Roles held in somebody's place: given by decree, for a time, and never passed on."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from typing import Any

import httpx
import pytest
import pytest_asyncio
from support.tokens import Signer

from lapkin_chassis.auth import COOKIE, NotAllowed, Principal, Verifier
from lapkin_contracts.rules.periods import ZONE

PASSWORD = "hujan turun pagi di Bantul"
PEOPLE = {"ani": "staf@*", "budi": "kasubag@*", "cici": "staf@*"}
PLH: dict[str, Any] = {
    "grant": "kasubag@*",
    "jenis": "plh",
    "sebutan": "Kepala Subbagian Program dan Keuangan",
    "dasar": "SK 12/2026",
    "sejak": "2026-07-01",
    "sampai": "2026-07-14",
    "menggantikan": "budi",
}
ANI = "/v1/accounts/ani/mandates"


@pytest_asyncio.fixture
async def admin(
    http: httpx.AsyncClient, signer: Signer, clock: Any
) -> AsyncIterator[httpx.AsyncClient]:
    """An admin of an office where Ani and Cici are staf and Budi is Kasubag."""
    clock.moment = datetime(2026, 6, 29, 9, tzinfo=ZONE)
    http.headers.update(signer.bearer("admin@*", sub="admin"))
    for username, grant in PEOPLE.items():
        body = {"username": username, "name": username.title(), "grants": [grant]}
        made = await http.post("/v1/accounts", json={**body, "password": PASSWORD})
        assert made.status_code == 201, made.text
    yield http


async def signed_in(http: httpx.AsyncClient, signer: Signer, username: str) -> Principal:
    answer = await http.post("/v1/sessions", json={"username": username, "password": PASSWORD})
    token = answer.cookies[COOKIE]
    http.cookies.clear()
    return await Verifier(signer.keys_url).principal(token)


async def test_a_mandate_counts_in_its_window_and_not_a_second_longer(
    admin: httpx.AsyncClient, signer: Signer
) -> None:
    made = await admin.post(ANI, json=PLH)
    ani = await signed_in(admin, signer, "ani")

    assert (made.status_code, made.json()["title"]) == (201, f"Plh. {PLH['sebutan']}")
    start, after = datetime(2026, 7, 1, tzinfo=ZONE), datetime(2026, 7, 15, tzinfo=ZONE)
    held = ani.mandate_for("kasubag", at=start)
    assert held is not None
    assert (held.title, held.basis) == (f"Plh. {PLH['sebutan']}", "SK 12/2026")
    ani.require("kasubag", at=after - timedelta(microseconds=1))
    for moment in (start - timedelta(microseconds=1), after, None):
        with pytest.raises(NotAllowed):
            ani.require("kasubag", at=moment)


async def test_the_sign_in_says_what_is_held_by_mandate(admin: httpx.AsyncClient) -> None:
    await admin.post(ANI, json=PLH)

    answer = await admin.post("/v1/sessions", json={"username": "ani", "password": PASSWORD})

    [held] = answer.json()["mandates"]
    assert (held["grant"], held["basis"]) == ("kasubag@*", "SK 12/2026")
    assert answer.json()["grants"] == ["staf@*"]


UNFIT: list[tuple[dict[str, object], int, str]] = [
    ({"dasar": ""}, 422, "invalid-body"),
    ({"sampai": None}, 422, "invalid-body"),
    ({"jenis": "definitif"}, 422, "invalid-body"),
    ({"grant": "admin@*"}, 422, "invalid-body"),
    ({"grant": "kasubag@kominfo"}, 404, "unknown-unit"),
    ({"sampai": "2026-06-30"}, 422, "mandate-ends-before-it-begins"),
    ({"sampai": "2027-07-03"}, 422, "mandate-too-long"),
    ({"sejak": "2026-06-01", "sampai": "2026-06-28"}, 422, "mandate-is-over"),
    ({"grant": "staf@*"}, 422, "role-held"),
    ({"menggantikan": None}, 422, "menggantikan-required"),
    ({"menggantikan": "siapa"}, 422, "menggantikan-unfit"),
    ({"menggantikan": "cici"}, 422, "menggantikan-unfit"),
]


async def test_a_mandate_that_does_not_fit_is_not_given(admin: httpx.AsyncClient) -> None:
    for changes, status, code in UNFIT:
        answer = await admin.post(ANI, json={**PLH, **changes})
        assert (answer.status_code, answer.json()["code"]) == (status, code), changes

    assert (await admin.get(ANI)).json() == []


async def test_a_mandate_cannot_be_passed_on(admin: httpx.AsyncClient, signer: Signer) -> None:
    await admin.post(ANI, json=PLH)

    in_her_place = {**PLH, "menggantikan": "ani"}
    refused = await admin.post("/v1/accounts/cici/mandates", json=in_her_place)
    ani = signer.bearer("staf@*", "kasubag@*", sub="ani")
    by_herself = await admin.post("/v1/accounts/cici/mandates", json=PLH, headers=ani)

    assert refused.json()["code"] == "menggantikan-unfit"
    assert (by_herself.status_code, by_herself.json()["code"]) == (403, "not-allowed")


async def test_a_vacant_post_is_held_by_a_plt_who_replaces_nobody(
    admin: httpx.AsyncClient,
) -> None:
    plt = {**PLH, "jenis": "plt", "menggantikan": None}

    assert (await admin.post(ANI, json=plt)).json()["title"] == f"Plt. {PLH['sebutan']}"


async def test_one_grant_is_mandated_once_at_a_time(admin: httpx.AsyncClient) -> None:
    await admin.post(ANI, json=PLH)

    overlapping = {**PLH, "sejak": "2026-07-14", "sampai": "2026-07-20"}
    following = {**PLH, "sejak": "2026-07-15", "sampai": "2026-07-20"}
    refused = await admin.post(ANI, json=overlapping)

    assert (refused.status_code, refused.json()["code"]) == (409, "mandate-overlaps")
    assert (await admin.post(ANI, json=following)).status_code == 201


async def test_a_mandate_ended_early_leaves_the_token_and_stays_on_record(
    admin: httpx.AsyncClient, signer: Signer, clock: Any
) -> None:
    number = (await admin.post(ANI, json=PLH)).json()["id"]
    clock.moment = datetime(2026, 7, 3, 10, tzinfo=ZONE)

    ended = await admin.delete(f"{ANI}/{number}")
    clock.moment += timedelta(minutes=1)
    again = await admin.delete(f"{ANI}/{number}")

    assert (ended.status_code, again.json()["code"]) == (204, "mandate-ended")
    assert (await signed_in(admin, signer, "ani")).mandates == ()
    [kept] = (await admin.get(ANI)).json()
    assert kept["ended_by"] == "admin"
    assert datetime.fromisoformat(kept["ended_at"]) == datetime(2026, 7, 3, 10, tzinfo=ZONE)
    assert (await admin.delete("/v1/accounts/cici/mandates/1")).status_code == 404


async def test_a_mandate_that_ran_out_is_no_longer_carried(
    admin: httpx.AsyncClient, signer: Signer, clock: Any
) -> None:
    await admin.post(ANI, json=PLH)
    clock.moment = datetime(2026, 7, 15, 0, 1, tzinfo=ZONE)

    assert (await signed_in(admin, signer, "ani")).mandates == ()


async def test_the_replaced_officer_sees_who_acted_for_him(
    admin: httpx.AsyncClient, signer: Signer
) -> None:
    await admin.post(ANI, json=PLH)

    for username, holders in (("budi", ["ani"]), ("cici", [])):
        headers = signer.bearer("staf@*", sub=username)
        seen = (await admin.get("/v1/mandates/mine", headers=headers)).json()
        assert [mandate["username"] for mandate in seen] == holders


async def test_only_admins_see_and_give_mandates(admin: httpx.AsyncClient, signer: Signer) -> None:
    headers = signer.bearer("kasubag@*", sub="budi")

    for method, path in (("POST", ANI), ("GET", ANI), ("DELETE", f"{ANI}/1")):
        answer = await admin.request(method, path, json=PLH, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (403, "not-allowed")
    assert (await admin.get("/v1/accounts/siapa/mandates")).json()["code"] == "unknown-account"


async def test_a_year_is_not_too_long(admin: httpx.AsyncClient) -> None:
    year = {**PLH, "sampai": date(2027, 6, 30).isoformat()}

    assert (await admin.post(ANI, json=year)).status_code == 201
