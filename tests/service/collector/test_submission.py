"""Figures come in: merged, receipted, announced once, and kept for ever."""

import asyncio
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session
from support.collecting import NILAI, REALISASI, Collecting, figures
from support.tokens import Signer

from lapkin_chassis.store import Store

PATH = "/v1/submissions/dinkes/2024-TW1"


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Open for the first triwulan."""
    office = Collecting(http, signer, app)
    await office.set_up()
    await office.open()
    return office


async def test_the_first_submission_is_receipted_and_announced(office: Collecting) -> None:
    answer = await office.send(figures())

    body = answer.json()
    assert (answer.status_code, answer.headers["ETag"]) == (201, '"v1"')
    assert body["submission_id"] == "dinkes/2024-TW1/r1"
    assert body["counts"] == {"created": 5, "updated": 0, "unchanged": 0, "rejected": 0}
    places = [item["pointer"] for item in body["items"]]
    assert places == ["/nilai/0", "/nilai/1", "/nilai/2", "/anggaran/0", "/anggaran/1"]
    assert body["obligation"]["state"] == "tepat_waktu"
    assert body["obligation"]["remaining"] == []
    [event] = await office.announced("data.submitted")
    assert event["nomor_tanda_terima"] == body["receipt"]["seq"] == 1
    assert (event["revision"], event["belum"], len(event["nilai"])) == (1, [], 3)


async def test_a_correction_is_a_new_revision_not_an_overwrite(office: Collecting) -> None:
    await office.send(figures())
    corrected = {"indikator": "IK-2", "realisasi": "741"}

    answer = await office.send(figures(nilai=[corrected], anggaran=[]), "k2")

    assert answer.json()["counts"]["updated"] == 1
    newest = (await office.act("staf@disdik", "GET", PATH)).json()
    first = (await office.act("staf@disdik", "GET", f"{PATH}?revision=1")).json()
    assert [one["realisasi"] for one in newest["nilai"][:2]] == ["81.25", "741"]
    assert [one["realisasi"] for one in first["nilai"][:2]] == ["81.25", "740"]
    listed = (await office.act("staf@disdik", "GET", f"{PATH}/revisions")).json()
    assert [one["revision"] for one in listed] == [2, 1]


async def test_each_event_holds_the_whole_state_and_what_is_still_owed(office: Collecting) -> None:
    await office.send(figures(nilai=NILAI[1:2], anggaran=[]))
    await office.send(figures(nilai=NILAI[:1], anggaran=REALISASI[:1]), "k2")

    first, second = await office.announced("data.submitted")

    assert first["belum"] == ["IK-1", "IK-3"]
    assert (second["revision"], second["belum"]) == (2, ["IK-3"])
    assert [one["indikator"] for one in second["nilai"]] == ["IK-1", "IK-2"]
    assert [line["kode"] for line in second["anggaran"]] == ["P1"]


async def test_the_obligation_is_met_when_nothing_is_owed(office: Collecting) -> None:
    async def dinkes() -> dict[str, Any]:
        period = (await office.act("staf@disdik", "GET", "/v1/periode/2024-TW1")).json()
        owed = period["kewajiban"][0]
        return {name: owed[name] for name in ("unit", "state", "revision")}

    assert await dinkes() == {"unit": "dinkes", "state": "belum", "revision": 0}
    await office.send(figures(nilai=NILAI[:1]))
    assert await dinkes() == {"unit": "dinkes", "state": "sebagian", "revision": 1}
    await office.send(figures(), "k2")
    assert await dinkes() == {"unit": "dinkes", "state": "masuk", "revision": 2}


async def test_what_an_opd_sends_twice_counts_once(office: Collecting) -> None:
    """Scenario 5 of the acceptance list: retries of every kind."""
    first = await office.send(figures(), "k1")
    again = await office.send(figures(), '"k1"')
    new_key = await office.send(figures(), "k2")
    new_body = await office.send(figures(nilai=NILAI[:2]), "k1")

    assert first.status_code == 201
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert (again.content, again.headers["ETag"]) == (first.content, '"v1"')
    assert (new_key.status_code, new_key.json()["counts"]["unchanged"]) == (200, 5)
    assert new_key.json()["receipt"] == first.json()["receipt"]
    assert new_body.status_code == 422
    assert new_body.json()["code"] == "idempotency-key-reused"
    assert len(await office.announced("data.submitted")) == 1
    assert (await office.rows())["submission"] == 1


async def test_two_copies_at_once_become_one_revision(office: Collecting) -> None:
    answers = await asyncio.gather(*(office.send(figures(), "k1") for _ in range(8)))

    assert sorted(answer.status_code for answer in answers) == [200] * 7 + [201]
    assert len({answer.content for answer in answers}) == 1
    assert len(await office.announced("data.submitted")) == 1


async def test_different_figures_at_once_become_revisions_in_order(office: Collecting) -> None:
    bodies = [
        figures(nilai=[{"indikator": "IK-2", "realisasi": str(number)}], anggaran=[])
        for number in range(740, 748)
    ]

    await asyncio.gather(*(office.send(body, f"k{i}") for i, body in enumerate(bodies)))

    events = await office.announced("data.submitted")
    assert [event["revision"] for event in events] == list(range(1, 9))
    assert [event["nomor_tanda_terima"] for event in events] == list(range(1, 9))


async def test_keys_of_two_programs_do_not_meet(office: Collecting) -> None:
    await office.send(figures(), "k1")

    other = await office.send(figures("disdik"), "k1", by="submit@disdik")

    assert other.status_code == 201


async def test_a_dry_run_tells_everything_and_stores_nothing(office: Collecting) -> None:
    before = await office.rows()

    answer = await office.send(figures(), key="", dry_run=True)

    assert (answer.status_code, answer.json()["status"]) == (200, "uji")
    assert answer.json()["counts"]["created"] == 5
    assert "receipt" not in answer.json()
    assert await office.rows() == before


async def test_partial_stores_the_good_items_only(office: Collecting) -> None:
    bad = [{"indikator": "IK-9", "realisasi": "1"}, {"indikator": "IK-2", "realisasi": "1,5"}]

    answer = await office.send(figures(nilai=[*bad, NILAI[0]], mode="partial"))

    body = answer.json()
    assert (answer.status_code, body["status"]) == (200, "sebagian")
    assert body["counts"] == {"created": 3, "updated": 0, "unchanged": 0, "rejected": 2}
    codes = [item["fault"]["code"] for item in body["items"] if "fault" in item]
    assert codes == ["unknown-indikator", "not-canonical"]
    [event] = await office.announced("data.submitted")
    assert [one["indikator"] for one in event["nilai"]] == ["IK-1"]


async def test_partial_with_nothing_good_is_refused(office: Collecting) -> None:
    bad = [{"indikator": "IK-9", "realisasi": "1"}]

    answer = await office.send(figures(nilai=bad, anggaran=[], mode="partial"))

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-submission")


async def test_evidence_and_remarks_come_back_as_sent(office: Collecting) -> None:
    sent = {
        **NILAI[0],
        "kendala": "Auditor terbatas.\nPenugasan tertunda.",
        "batas_waktu": "2024-06-30",
        "bukti": [{"sha256": "a" * 64, "nama": "Lampiran.pdf", "href": "https://x.test/1"}],
    }
    await office.send(figures(nilai=[sent]))

    stored = (await office.act("staf@dinkes", "GET", PATH)).json()["nilai"][0]
    again = await office.send(figures(nilai=[sent]), "k2")

    assert {name: stored[name] for name in sent} == sent
    assert again.json()["counts"]["unchanged"] == 3


async def test_one_value_replaces_the_version_its_sender_saw(office: Collecting) -> None:
    await office.send(figures())
    path, body = f"{PATH}/nilai/IK-2", {"realisasi": "742"}

    replaced = await office.act("staf@dinkes", "PUT", path, body, **{"If-Match": '"v1"'})
    stale = await office.act("staf@dinkes", "PUT", path, body, **{"If-Match": '"v1"'})
    blind = await office.act("staf@dinkes", "PUT", path, body)
    taken = await office.act("staf@dinkes", "PUT", path, body, **{"If-None-Match": "*"})

    assert (replaced.status_code, replaced.headers["ETag"]) == (201, '"v2"')
    assert (stale.status_code, stale.json()["code"]) == (412, "stale-version")
    assert (blind.status_code, blind.json()["code"]) == (428, "precondition-required")
    assert (taken.status_code, taken.json()["code"]) == (412, "stale-version")


async def test_a_first_value_needs_only_that_there_is_none(office: Collecting) -> None:
    path = f"{PATH}/nilai/IK-2"

    created = await office.act(
        "staf@dinkes", "PUT", path, {"realisasi": "742"}, **{"If-None-Match": "*"}
    )
    wrong = await office.act("staf@dinkes", "PUT", path, {"pembilang": "1"}, **{"If-Match": "v1"})

    assert (created.status_code, created.json()["version"]) == (201, 1)
    assert [fault["pointer"] for fault in wrong.json()["errors"]] == ["/realisasi", "/penyebut"]


async def test_reading_answers_304_to_who_has_the_version(office: Collecting) -> None:
    await office.send(figures())

    fresh = await office.act("staf@disdik", "GET", PATH)
    same = await office.act("staf@disdik", "GET", PATH, **{"If-None-Match": fresh.headers["ETag"]})
    absent = await office.act("staf@disdik", "GET", "/v1/submissions/disdik/2024-TW1")

    assert (same.status_code, same.content) == (304, b"")
    assert (absent.status_code, absent.json()["code"]) == (404, "unknown-submission")


async def test_only_who_may_send_for_a_unit_sends(office: Collecting) -> None:
    refused = await office.send(figures(), by="submit@disdik staf@disdik")

    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")


async def test_old_keys_are_forgotten_after_a_week(office: Collecting, clock: Any) -> None:
    from collector.submission.service import forget_answers

    await office.send(figures(), "k1")
    store: Store = office.app.state.store

    await store.write(forget_answers, before=clock.moment)
    assert (await office.send(figures(), "k1")).headers["Idempotent-Replayed"] == "true"
    await store.write(forget_answers, before=clock.moment.replace(hour=10))
    assert "Idempotent-Replayed" not in (await office.send(figures(), "k1")).headers


async def test_nothing_stored_can_be_changed(office: Collecting) -> None:
    await office.send(figures())
    store: Store = office.app.state.store

    def execute(session: Session, statement: str) -> None:
        session.connection().execute(text(statement))

    for act in ("DELETE FROM submission", "UPDATE submission SET seq = 9"):
        with pytest.raises(DBAPIError, match="append-only"):
            await store.write(execute, act)
