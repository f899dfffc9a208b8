"""Kebijakan over HTTP: the same rules as on its page, for scripts."""

from datetime import datetime
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from support.clock import StandingClock
from support.facts import announced
from support.tokens import Signer

from aggregator.kebijakan import repository
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.rules.periods import ZONE

HERE = "/v1/kebijakan"
WISH = {
    "versi": "bantul-2",
    "berlaku_sejak": "2026-01-02",
    "alasan": "Disepakati dalam rapat evaluasi.",
    "cap": "120",
    "desimal": 1,
    "turun": "dua_t_kurang_r",
    "target_nol": "kosong",
    "target_berlaku": "akhir_periode",
    "lantai_nol": True,
    "ambang_efisiensi": "2.5",
    "skala": [{"label": "Baik", "lower_bound": "87.5", "inclusive": False}, {"label": "Kurang"}],
}


@pytest.fixture
def desk(http: httpx.AsyncClient, admin: dict[str, str]) -> httpx.AsyncClient:
    http.headers.update(admin)
    return http


async def test_what_is_set_is_listed_and_in_force_from_its_day_on(
    office_app: FastAPI, desk: httpx.AsyncClient
) -> None:
    given = await desk.post(HERE, json={**WISH, "berlaku_sejak": "2026-01-05"})

    listed = (await desk.get(HERE)).json()
    today = (await desk.get(f"{HERE}/berlaku")).json()
    later = (await desk.get(f"{HERE}/berlaku", params={"pada": "2026-01-05"})).json()
    [told] = await office_app.state.store.read(announced, KebijakanChanged)
    assert given.status_code == 201
    assert given.json()["ditetapkan"] == {
        "nomor": 1,
        "berlaku_sejak": "2026-01-05",
        "alasan": "Disepakati dalam rapat evaluasi.",
        "oleh": "adi",
    }
    assert [(one["kebijakan"]["versi"], one["keadaan"], one["triwulan"]) for one in listed] == [
        ("bawaan-1", "berlaku", ["2026-TW1"]),
        ("bantul-2", "mendatang", []),
    ]
    assert listed[1]["perubahan"][-1]["menjadi"] == (
        "Baik: lebih dari 87,50%; Kurang: paling tinggi 87,50%"
    )
    assert (today["kebijakan"]["versi"], today["ditetapkan"]) == ("bawaan-1", None)
    assert later["kebijakan"] == given.json()["kebijakan"]
    assert later["kebijakan"] == told.data.model_dump(mode="json")["kebijakan"]
    assert [one["colour"] for one in later["kebijakan"]["skala"]] == [
        "sangat-tinggi",
        "sangat-rendah",
    ]


async def test_a_dry_run_tells_what_would_change_and_sets_nothing(
    office_app: FastAPI, desk: httpx.AsyncClient
) -> None:
    answer = await desk.post(HERE, params={"dry_run": True}, json=WISH)

    found = answer.json()
    akibat = found["uji"]["akibat"]
    assert (answer.status_code, found["ditetapkan"]) == (200, None)
    assert (akibat["period"], akibat["indikator"], akibat["dari"]) == ("2026-TW1", 1, 1)
    assert (akibat["rata_rata_semula"], akibat["rata_rata_menjadi"]) == ("150", "120")
    assert ("predikat", "Sangat Tinggi", "Baik") in {
        (one["kolom"], one["semula"], one["menjadi"]) for one in akibat["perubahan"]
    }
    assert [one["nama"] for one in found["uji"]["perubahan"]] == [
        "Batas atas capaian",
        "Pembulatan",
        "Capaian di bawah nol",
        "Efisiensi",
        "Skala",
    ]
    assert await office_app.state.store.read(repository.all_set) == []


async def test_what_was_set_can_be_sent_again_after_a_lost_answer(
    office_app: FastAPI, desk: httpx.AsyncClient
) -> None:
    first = await desk.post(HERE, json=WISH)
    office_app.state.clock = StandingClock(datetime(2026, 1, 3, 8, 0, tzinfo=ZONE))

    again = await desk.post(HERE, json=WISH)

    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()
    assert len(await office_app.state.store.read(announced, KebijakanChanged)) == 1


async def test_what_is_in_force_can_be_read_changed_and_sent(
    office_app: FastAPI, desk: httpx.AsyncClient
) -> None:
    held = (await desk.get(f"{HERE}/berlaku")).json()["kebijakan"]
    own: dict[str, Any] = {name: WISH[name] for name in ("versi", "berlaku_sejak", "alasan")}

    given = await desk.post(HERE, json={**held, **own, "cap": "120"})

    assert given.json()["kebijakan"] == {**held, "versi": "bantul-2", "cap": "120"}
    assert len(await office_app.state.store.read(repository.all_set)) == 1


@pytest.mark.parametrize(
    ("change", "status", "code", "pointer"),
    [
        ({"versi": "bawaan-1"}, 409, "version-taken", None),
        ({"berlaku_sejak": "2026-01-01"}, 422, "not-from-the-past", None),
        ({"berlaku_sejak": "besok"}, 422, "invalid-body", "/berlaku_sejak"),
        ({"versi": "dua\nbaris"}, 422, "invalid-body", "/versi"),
        ({"versi": " "}, 422, "invalid-body", "/versi"),
        ({"cap": "90"}, 422, "invalid-body", "/cap"),
        ({"cap": None}, 422, "invalid-body", "/cap"),
        ({"ambang_efisiensi": "2,5"}, 422, "invalid-body", "/ambang_efisiensi"),
        ({"batas": "120"}, 422, "invalid-body", "/batas"),
        ({"skala": []}, 422, "invalid-body", "/skala"),
        ({"skala": [{"label": "A", "lower_bound": "1"}]}, 422, "invalid-body", "/skala"),
        ({"skala": [{"label": "A", "colour": "merah"}]}, 422, "invalid-body", "/skala/0/colour"),
        (
            {
                "skala": [
                    *({"label": str(n), "lower_bound": str(9 - n)} for n in range(5)),
                    {"label": "A"},
                ]
            },
            422,
            "invalid-body",
            "/skala",
        ),
    ],
)
async def test_what_cannot_be_is_refused_by_name_and_field(
    office_app: FastAPI,
    desk: httpx.AsyncClient,
    change: dict[str, Any],
    status: int,
    code: str,
    pointer: str | None,
) -> None:
    rehearsed = await desk.post(HERE, params={"dry_run": True}, json={**WISH, **change})
    answer = await desk.post(HERE, json={**WISH, **change})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert rehearsed.json() == answer.json()
    assert pointer in {one["pointer"] for one in answer.json().get("errors", [{"pointer": None}])}
    assert await office_app.state.store.read(repository.all_set) == []


@pytest.mark.usefixtures("office_app")
async def test_a_setting_that_is_left_out_is_not_set_unseen(desk: httpx.AsyncClient) -> None:
    answer = await desk.post(HERE, json={k: v for k, v in WISH.items() if k != "cap"})

    [fault] = answer.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/cap", "missing")


@pytest.mark.usefixtures("office_app")
async def test_units_read_the_kebijakan_and_strangers_nothing(
    http: httpx.AsyncClient, signer: Signer
) -> None:
    staf = signer.bearer("staf@irban-1")

    read = await http.get(HERE, headers=staf)
    refused = await http.post(HERE, params={"dry_run": True}, json=WISH, headers=staf)
    strangers = [await http.get(path) for path in (HERE, f"{HERE}/berlaku")]

    assert (read.status_code, refused.json()["code"]) == (200, "not-allowed")
    assert {one.json()["code"] for one in strangers} == {"not-signed-in"}


async def test_a_dry_run_without_an_office_is_refused_as_setting_would_be(
    desk: httpx.AsyncClient,
) -> None:
    wish = {**WISH, "berlaku_sejak": "2099-01-01"}

    answers = [await desk.post(HERE, params={"dry_run": dry}, json=wish) for dry in (True, False)]

    assert [one.json()["code"] for one in answers] == ["office-unknown"] * 2


async def test_the_document_shows_a_wish_that_is_accepted(
    office_app: FastAPI, desk: httpx.AsyncClient
) -> None:
    document = office_app.openapi()
    shown = document["components"]["schemas"]["PenetapanIn"]["example"]

    answer = await desk.post(HERE, json=shown)

    assert answer.status_code == 201
