"""Units that split and merge by a decree: what was reported stays, what is owed moves on."""

from datetime import datetime
from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import (
    ANGGARAN,
    INDIKATOR,
    NILAI,
    PERJANJIAN,
    Collecting,
    an_indikator,
    figures,
)
from support.tokens import Signer

from collector.perencanaan.repository import units_with_plan
from lapkin_contracts.rules.periods import ZONE, Periode

PATH = "/v1/units:reorganise"
JULY = "2024-07-01"


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Dinkes and disdik, each with a plan for 2024."""
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


def unit(kode: str) -> dict[str, str]:
    return {"kode": kode, "nama": f"Unit {kode}", "jenis": "opd"}


def decree(asal: list[str], menjadi: list[str], **changes: Any) -> dict[str, Any]:
    body = {"dasar": "Perda 4/2024", "berlaku_sejak": JULY, "asal": asal}
    return body | {"menjadi": [unit(kode) for kode in menjadi]} | changes


async def reorganise(office: Collecting, body: Any) -> httpx.Response:
    return await office.act("admin@*", "POST", PATH, body)


async def codes(office: Collecting, body: Any) -> list[tuple[str, str]]:
    answer = await reorganise(office, body)
    assert answer.status_code == 422, answer.text
    return [(one["pointer"], one["code"]) for one in answer.json()["errors"]]


async def publish(office: Collecting, kode: str, *indikator: Any, **changes: Any) -> str:
    """Version of the unit's plan from July on, or why it was refused."""
    plan = {"nomor": f"PK/{kode}", "tanggal": JULY, "berlaku_sejak": JULY}
    body = PERJANJIAN | plan | {"indikator": indikator} | changes
    answer = await office.act("admin@*", "PUT", f"/v1/perjanjian-kinerja/{kode}/2024", body)
    problem = answer.json()
    faults = [one["code"] for one in problem.get("errors", [])]
    return str(problem.get("versi") or faults or problem["code"])


async def owing(office: Collecting, label: str) -> tuple[str, ...]:
    owed: tuple[str, ...] = await office.app.state.store.read(units_with_plan, Periode(label))
    return owed


async def test_a_unit_splits_and_keeps_its_first_day(office: Collecting) -> None:
    touched = (await reorganise(office, decree(["dinkes"], ["dinkes", "rsud"]))).json()

    assert [(one["kode"], one["berlaku_sejak"], one["asal"]) for one in touched] == [
        ("dinkes", "2020-01-01", []),
        ("rsud", JULY, ["dinkes"]),
    ]
    listed = {one["kode"]: one for one in (await office.act("staf@a", "GET", "/v1/units")).json()}
    assert listed["rsud"] == touched[1]
    assert listed["dinkes"]["dasar"] == "Perda 4/2024"
    events = await office.announced("unit.registered")
    assert [(one["unit"], one.get("asal", [])) for one in events[2:]] == [
        ("dinkes", []),
        ("rsud", ["dinkes"]),
    ]


async def test_units_merge_and_the_old_ones_owe_until_their_end(office: Collecting) -> None:
    await reorganise(office, decree(["dinkes", "disdik"], ["dinsos"]))
    assert await publish(office, "dinsos", an_indikator("IKU-01")) == "1"

    assert await owing(office, "2024-TW2") == ("dinkes", "disdik")
    assert await owing(office, "2024-TW3") == ("dinsos",)
    ended = [one for one in await office.announced("unit.registered") if "berlaku_sampai" in one]
    assert [(one["unit"], one["berlaku_sampai"], one["dasar"]) for one in ended] == [
        ("dinkes", "2024-06-30", "Perda 4/2024"),
        ("disdik", "2024-06-30", "Perda 4/2024"),
    ]


async def test_a_unit_that_begins_in_a_quarter_owes_it_whole(office: Collecting) -> None:
    body = decree(["dinkes"], ["rsud"], berlaku_sejak="2024-09-30")
    await reorganise(office, body)
    await publish(office, "rsud", an_indikator("IKU-01"), berlaku_sejak="2024-09-30")

    assert await owing(office, "2024-TW2") == ("dinkes", "disdik")
    assert await owing(office, "2024-TW3") == ("disdik", "rsud")


async def test_the_same_decree_again_changes_nothing(office: Collecting) -> None:
    for menjadi in (["disdik", "rsud"], ["dinkes", "labkes"]):
        body = decree(["dinkes" if "dinkes" in menjadi else "disdik"], menjadi)
        first = await reorganise(office, body)
        before = await office.rows()

        again = await reorganise(office, body)

        assert (again.status_code, again.json()) == (200, first.json())
        assert await office.rows() == before


async def test_a_decree_that_does_not_fit_changes_no_unit(office: Collecting) -> None:
    await reorganise(office, decree(["disdik"], ["disdikpora"]))
    before = await office.rows()

    august = {"berlaku_sejak": "2024-08-01"}
    assert await codes(office, decree(["bkpp"], ["rsud"])) == [("/asal/0", "unknown-unit")]
    assert await codes(office, decree(["disdik"], ["x"], **august)) == [("/asal/0", "unit-ended")]
    assert await codes(office, decree(["disdik"], ["disdik"])) == [("/asal/0", "unit-ended")]
    assert await codes(office, decree(["disdikpora"], ["x"])) == [("/asal/0", "unit-not-begun")]
    for taken in ("disdikpora", "inspektorat"):
        assert await codes(office, decree(["dinkes"], [taken])) == [
            ("/menjadi/0/kode", "code-taken")
        ]
    assert await codes(office, decree(["dinkes"] * 2, ["rsud"] * 2)) == [
        ("/asal/1", "doubled-code"),
        ("/menjadi/1", "doubled-code"),
    ]
    assert (await reorganise(office, decree([], ["rsud"]))).json()["code"] == "invalid-body"
    beginning = decree(["dinkes"], ["rsud"], berlaku_sejak="0001-01-01")
    assert (await reorganise(office, beginning)).json()["code"] == "invalid-body"
    refused = await office.act("kasubag@*", "POST", PATH, decree(["dinkes"], ["rsud"]))
    assert refused.status_code == 403
    assert await office.rows() == before


async def test_a_unit_that_ended_plans_nothing_after_its_end(office: Collecting) -> None:
    await reorganise(office, decree(["dinkes"], ["rsud"]))
    reason = {"alasan": "perubahan_strategi"}

    assert await publish(office, "dinkes", an_indikator("IK-1"), **reason) == "unit-ended"
    june = {"berlaku_sejak": "2024-06-01"} | reason
    assert await publish(office, "dinkes", an_indikator("IK-1"), **june) == "2"
    late = {"target": [{"indikator": "IK-1", "target": ["1"] * 4}], "berlaku_sejak": JULY}
    refused = await office.act("admin@*", "PUT", "/v1/rencana-aksi/dinkes/2024", late)
    assert (refused.status_code, refused.json()["code"]) == (409, "unit-ended")


async def test_a_series_goes_on_in_one_unit_only(office: Collecting) -> None:
    await reorganise(office, decree(["dinkes"], ["dinkes", "rsud", "labkes"]))
    heir = an_indikator("IKU-01", pendahulu="dinkes/IK-3")

    stranger = an_indikator("IKU-01", pendahulu="dinkes/IK-9")
    assert await publish(office, "rsud", stranger) == "['unknown-pendahulu']"
    await give_up(office)
    assert await publish(office, "rsud", heir) == "1"
    assert await publish(office, "labkes", heir) == "['pendahulu-taken']"
    back = an_indikator("IK-3", pendahulu="rsud/IKU-01")
    assert await publish(office, "dinkes", back) == "['indikator-moved', 'pendahulu-circle']"
    own = an_indikator("IK-1", pendahulu="dinkes/IK-3")
    assert await publish(office, "dinkes", own) == "['pendahulu-itself']"
    [*_, event] = await office.announced("perjanjian_kinerja.published")
    assert event["indikator"][0]["pendahulu"] == "dinkes/IK-3"
    read = await office.act("staf@rsud", "GET", "/v1/perjanjian-kinerja/rsud/2024")
    assert read.json()["indikator"][0]["pendahulu"] == "dinkes/IK-3"


async def test_a_heir_that_gives_a_series_up_leaves_it_to_another(office: Collecting) -> None:
    await reorganise(office, decree(["dinkes"], ["dinkes", "rsud", "labkes"]))
    await give_up(office)
    heir, plain = an_indikator("IKU-01", pendahulu="dinkes/IK-3"), an_indikator("IKU-02")
    assert await publish(office, "rsud", heir) == "1"
    assert await publish(office, "rsud", plain, alasan="perubahan_strategi") == "2"

    assert await publish(office, "labkes", heir) == "1"


async def test_a_unit_takes_nothing_back_that_another_goes_on_with(office: Collecting) -> None:
    await reorganise(office, decree(["dinkes"], ["dinkes", "rsud"]))
    await give_up(office)
    heir, reason = (
        an_indikator("IKU-01", pendahulu="dinkes/IK-3"),
        {"alasan": "perubahan_strategi"},
    )
    assert await publish(office, "rsud", heir) == "1"
    october = {"berlaku_sejak": "2024-10-01"} | reason
    assert await publish(office, "rsud", heir, an_indikator("IKU-02"), **october) == "2"

    kept = an_indikator("IK-3")
    assert await publish(office, "dinkes", kept, **reason) == "['indikator-moved']"


async def test_nobody_goes_on_with_what_its_unit_has_not_given_up(office: Collecting) -> None:
    await reorganise(office, decree(["dinkes"], ["dinkes", "rsud"]))
    heir = an_indikator("IKU-01", pendahulu="dinkes/IK-3")

    assert await publish(office, "rsud", heir) == "['pendahulu-kept']"
    await give_up(office)
    assert await publish(office, "rsud", heir) == "1"


async def give_up(office: Collecting) -> None:
    """Dinkes promises IK-3 no longer, from the day of the decree."""
    plan = an_indikator("IK-1")
    assert await publish(office, "dinkes", plan, alasan="perubahan_strategi") == "2"


async def split_after_half_a_year(office: Collecting, clock: Any) -> None:
    """Dinkes promised a follow-up for what RSUD goes on with; the third triwulan is open."""
    promise = {"indikator": "IK-3", "realisasi": "40", "rencana_tindak_lanjut": "Menambah loket."}
    clock.moment = datetime(2024, 7, 1, 9, 0, tzinfo=ZONE)
    await office.open("2024-TW2")
    first = figures(period="2024-TW2", nilai=[*NILAI[:2], promise])
    assert (await office.send(first)).status_code == 201
    await reorganise(office, decree(["dinkes"], ["dinkes", "rsud"]))
    left = {"indikator": INDIKATOR[:2], "anggaran": ANGGARAN, "alasan": "perubahan_strategi"}
    await publish(office, "dinkes", *INDIKATOR[:2], **left)
    await publish(office, "rsud", an_indikator("IKU-01", pendahulu="dinkes/IK-3"), anggaran=[])
    clock.moment = datetime(2024, 10, 1, 9, 0, tzinfo=ZONE)
    await office.open("2024-TW3")


async def test_a_heirs_first_figure_is_compared_with_what_its_old_unit_said(
    office: Collecting, clock: Any
) -> None:
    await split_after_half_a_year(office, clock)
    done = {"indikator": "IKU-01", "status": "selesai", "keterangan": "Dua loket."}
    body = {"unit": "rsud", "period": "2024-TW3", "anggaran": [], "rtl": [done]}
    same = {"indikator": "IKU-01", "realisasi": "40"}

    refused = await office.send(body | {"nilai": [same]}, "k2", by="submit@rsud")
    taken = await office.send(
        body | {"nilai": [same | {"alasan": "Jumlah pasien memang tetap."}]},
        "k3",
        by="submit@rsud",
    )

    faults = [(one["pointer"], one["code"]) for one in refused.json()["errors"]]
    assert faults == [("/nilai/0/alasan", "sama-dengan-sebelumnya")]
    assert taken.status_code == 201, taken.text


async def test_a_promise_goes_with_its_indikator_to_the_heir(
    office: Collecting, clock: Any
) -> None:
    await split_after_half_a_year(office, clock)
    rest = figures(period="2024-TW3", nilai=[{"indikator": "IK-1", "realisasi": "83"}])
    rest["anggaran"] = [{"kode": "P1", "realisasi": "310000000"}]
    ours = {"unit": "rsud", "period": "2024-TW3", "nilai": [], "anggaran": []}
    ours["nilai"] = [{"indikator": "IKU-01", "realisasi": "55"}]

    old = await office.send(rest, "k2", dry_run=True)
    new = await office.send(ours, "k3", by="submit@rsud")

    assert old.json()["obligation"]["remaining_rtl"] == []
    assert new.json()["obligation"]["remaining_rtl"] == ["IKU-01"]


async def test_what_was_reported_before_stays_with_the_unit(
    office: Collecting, clock: Any
) -> None:
    await office.open()
    assert (await office.send(figures())).status_code == 201
    path = "/v1/submissions/dinkes/2024-TW1"
    before = await office.act("staf@dinkes", "GET", path)

    await reorganise(office, decree(["dinkes"], ["rsud"]))
    await publish(office, "rsud", an_indikator("IKU-01", pendahulu="dinkes/IK-3"))
    clock.moment = datetime(2024, 10, 1, 9, 0, tzinfo=ZONE)
    await office.open("2024-TW3")

    assert (await office.act("staf@dinkes", "GET", path)).content == before.content
    opened = (await office.announced("periode.opened"))[-1]
    assert opened["wajib"] == ["disdik", "rsud"]
    late = await office.send(figures(period="2024-TW3"), "k2")
    assert (late.status_code, late.json()["code"]) == (409, "no-obligation")


async def test_renaming_a_unit_leaves_what_a_decree_said(office: Collecting) -> None:
    await reorganise(office, decree(["dinkes"], ["dinkes", "rsud"]))
    renamed = {"nama": "RSUD Panembahan", "jenis": "opd", "berlaku_sejak": JULY}

    answer = (await office.act("admin@*", "PUT", "/v1/units/rsud", renamed)).json()

    assert (answer["nama"], answer["asal"], answer["dasar"]) == (
        "RSUD Panembahan",
        ["dinkes"],
        "Perda 4/2024",
    )
