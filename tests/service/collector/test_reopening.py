"""After closing: a unit asks, another allows, for some days; then it locks itself. And the seal."""

from datetime import datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import NILAI, Collecting, figures
from support.facts import deliver, fact
from support.tokens import Signer

from collector.consumers import consumers
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.rules.periods import ZONE, Periode

DINKES = "/v1/kewajiban/dinkes/2024-TW1"
ASKED = {"alasan": "Rekap rumah sakit baru selesai."}
DECLINED = {"alasan": "Laporan sudah terbit; perbaiki pada triwulan berikutnya."}
ALLOWED = {"sampai": "2024-05-08", "alasan": "Data diperlukan untuk laporan semester."}


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """The first triwulan is closed, and nobody has sent anything; it is 2 May 2024."""
    office = Collecting(http, signer, app)
    await office.set_up()
    await office.open()
    await office.act("sekretaris@*", "POST", "/v1/periode/2024-TW1:close")
    move_to(office, 2024, 5, 2, 9, 0)
    return office


def move_to(office: Collecting, *moment: int) -> None:
    office.app.state.clock.moment = datetime(*moment, tzinfo=ZONE)  # type: ignore[arg-type, misc]


async def ask(
    office: Collecting, by: str = "staf@dinkes", body: Any = ASKED, what: str = DINKES
) -> httpx.Response:
    return await office.act(by, "POST", f"{what}:request-reopening", body)


async def allow(
    office: Collecting, by: str = "sekretaris@*", body: Any = ALLOWED
) -> httpx.Response:
    return await office.act(by, "POST", f"{DINKES}:reopen", body)


async def decline(
    office: Collecting, by: str = "sekretaris@*", body: Any = DECLINED
) -> httpx.Response:
    return await office.act(by, "POST", f"{DINKES}:decline-reopening", body)


async def obligation(office: Collecting) -> dict[str, Any]:
    listed = await office.act("staf@dinkes", "GET", "/v1/kewajiban?period=2024-TW1&unit=dinkes")
    [one] = listed.json()
    return dict(one)


async def test_a_reopened_unit_sends_and_stays_late(office: Collecting) -> None:
    assert (await office.send(figures())).json()["code"] == "period-closed"
    await ask(office)

    allowed = await allow(office)

    assert allowed.json()["sampai"] == "2024-05-08T23:59:59+07:00"
    [event] = await office.announced("kewajiban.reopened")
    assert (event["unit"], event["diminta_oleh"], event["disetujui_oleh"]) == (
        "dinkes",
        "staf@dinkes",
        "sekretaris@*",
    )
    assert (await office.send(figures())).status_code == 201
    stands = await obligation(office)
    assert (stands["keadaan"], stands["terlambat_hari"]) == ("terlambat", 6)
    assert stands["batas"] == "2024-04-23T23:59:59+07:00"
    other = figures("disdik")
    assert (await office.send(other, by="submit@disdik")).json()["code"] == "period-closed"


async def test_a_reopening_locks_itself_after_its_last_second(office: Collecting) -> None:
    await ask(office)
    await allow(office)

    move_to(office, 2024, 5, 8, 23, 59, 59)
    last = await office.send(figures(nilai=NILAI[:1]))
    move_to(office, 2024, 5, 9, 0, 0, 0)
    late = await office.send(figures(), "k2")

    assert (last.status_code, late.json()["code"]) == (201, "period-closed")
    assert (await ask(office)).json()["nomor"] == 2


async def test_who_asks_cannot_decide(office: Collecting) -> None:
    await ask(office, by="kasubag@*")

    own = [await act(office, by="kasubag@*") for act in (allow, decline)]
    another = await allow(office)

    assert [(one.status_code, one.json()["code"]) for one in own] == [(403, "own-request")] * 2
    assert another.status_code == 200


async def test_a_declined_request_says_why_and_leaves_the_unit_locked(office: Collecting) -> None:
    await ask(office)

    declined = (await decline(office)).json()

    assert (declined["ditolak_oleh"], declined["alasan_tolak"]) == (
        "sekretaris@*",
        DECLINED["alasan"],
    )
    [asked] = await office.announced("permintaan_buka.submitted")
    [said] = await office.announced("permintaan_buka.declined")
    assert (asked["nomor"], asked["oleh"], asked["alasan"]) == (1, "staf@dinkes", ASKED["alasan"])
    assert (said["nomor"], said["diminta_oleh"], said["alasan"]) == (
        1,
        "staf@dinkes",
        DECLINED["alasan"],
    )
    assert (await office.send(figures())).json()["code"] == "period-closed"


async def test_a_request_is_decided_once_and_a_declined_unit_may_ask_again(
    office: Collecting,
) -> None:
    nothing = await decline(office)
    await ask(office)
    await decline(office)
    codes = [(await act(office)).json()["code"] for act in (decline, allow)]
    again = await ask(office)
    await allow(office)
    late = await decline(office)

    assert [nothing.json()["code"], *codes, late.json()["code"]] == ["no-request"] * 4
    assert again.json()["nomor"] == 2


async def test_what_is_reopened_takes_the_months_progress_too(office: Collecting) -> None:
    march, report = "/v1/progres/dinkes/2024-03", {"uraian": "Rekap rumah sakit menyusul."}
    closed = await office.act("staf@dinkes", "PUT", march, report)
    await ask(office)
    await allow(office)

    taken = await office.act("staf@dinkes", "PUT", march, report)
    other = await office.act("staf@disdik", "PUT", "/v1/progres/disdik/2024-03", report)
    move_to(office, 2024, 5, 9, 0, 0, 0)
    late = await office.act("staf@dinkes", "PUT", march, {"uraian": "Selesai."})

    assert taken.status_code == 201
    assert [one.json()["code"] for one in (closed, other, late)] == ["period-closed"] * 3


async def test_nothing_reopens_without_a_request_and_each_is_used_once(office: Collecting) -> None:
    early = await allow(office)
    await ask(office)
    twice = await ask(office)
    await allow(office)
    again = await allow(office)

    codes = [one.json()["code"] for one in (early, twice, again)]
    assert codes == ["no-request", "reopening-pending", "period-still-open"]


async def test_a_reopening_ends_within_ten_working_days(office: Collecting) -> None:
    await ask(office)

    past = await allow(office, body=ALLOWED | {"sampai": "2024-05-01"})
    long = await allow(office, body=ALLOWED | {"sampai": "2024-05-21"})
    longest = await allow(office, body=ALLOWED | {"sampai": "2024-05-20"})

    assert [past.json()["code"], long.json()["code"]] == ["reopening-past", "reopening-too-long"]
    assert longest.status_code == 200  # 9 and 10 May are off


async def test_there_is_nothing_to_ask_for(office: Collecting) -> None:
    move_to(office, 2024, 7, 1, 9, 0)
    await office.open("2024-TW2")

    still = await ask(office, what="/v1/kewajiban/dinkes/2024-TW2")
    never = await ask(office, what="/v1/kewajiban/dinkes/2024-TW3")
    whose = await ask(office, by="staf@rsud", what="/v1/kewajiban/rsud/2024-TW1")
    blank = await ask(office, body={"alasan": " "})

    codes = [one.json()["code"] for one in (still, never, whose, blank)]
    assert codes == [
        "period-still-open",
        "period-not-open",
        "unknown-obligation",
        "invalid-body",
    ]


async def test_requests_are_listed_with_what_became_of_them(office: Collecting) -> None:
    await ask(office)
    waiting = (await office.act("kasubag@*", "GET", "/v1/kewajiban/requests")).json()
    await allow(office)
    settled = (await office.act("kasubag@*", "GET", "/v1/kewajiban/requests")).json()

    assert [(one["alasan"], one["disetujui_oleh"]) for one in waiting] == [(ASKED["alasan"], None)]
    assert [(one["nomor"], one["disetujui_oleh"]) for one in settled] == [(1, "sekretaris@*")]


async def test_only_the_unit_asks_and_only_kasubag_or_sekretaris_allow(office: Collecting) -> None:
    asked = [(await ask(office, by=one)).status_code for one in ("staf@disdik", "sekretaris@*")]
    assert asked == [403, 403]
    assert (await ask(office, by="submit@dinkes")).status_code == 201
    allowed = [
        (await allow(office, by=one)).status_code for one in ("staf@*", "irban@*", "admin@*")
    ]
    declined = [
        (await decline(office, by=one)).status_code for one in ("staf@*", "irban@*", "admin@*")
    ]
    assert [*allowed, *declined] == [403] * 6


async def test_obligations_are_listed_by_how_they_stand(
    office: Collecting, subtests: pytest.Subtests
) -> None:
    move_to(office, 2024, 7, 1, 9, 0)
    await office.open("2024-TW2")
    nothing = [
        {"indikator": one["indikator"], "status": "nihil", "alasan": "Tidak ada kegiatan."}
        for one in NILAI
    ]
    await office.send(figures(period="2024-TW2", nilai=nothing))
    expected = {
        "keadaan=nihil": [("2024-TW2", "dinkes")],
        "keadaan=belum&unit=disdik": [("2024-TW1", "disdik"), ("2024-TW2", "disdik")],
        "period=2024-TW1": [("2024-TW1", "dinkes"), ("2024-TW1", "disdik")],
        "keadaan=tepat_waktu": [],
    }
    for query, found in expected.items():
        with subtests.test(query):
            listed = (await office.act("staf@*", "GET", f"/v1/kewajiban?{query}")).json()

            assert [(one["period"], one["unit"]) for one in listed] == found


def issued(period: str, edisi: int) -> LaporanIssued:
    return LaporanIssued(
        unit="inspektorat",
        period=Periode(period),
        edisi=edisi,
        judul="Laporan Kinerja",
        nomor="1",
        issued_at=datetime(2025, 2, 1, tzinfo=ZONE),
        rekap_revision=1,
        snapshot_sha256="0" * 64,
        berkas=(),
    )


async def test_an_annual_report_seals_the_chain_of_receipts_once_per_edition(
    office: Collecting,
) -> None:
    await ask(office)
    await allow(office)
    receipt = (await office.send(figures())).json()["receipt"]
    at, store = datetime(2025, 2, 1, tzinfo=ZONE), office.app.state.store
    first = fact(issued("2024", 1), at=at)
    ralat = fact(issued("2024", 2), at=at, version=2)

    await deliver(store, consumers, fact(issued("2024-TW1", 1), at=at), first, first, ralat)

    seals = await office.announced("tahun.sealed")
    assert [one["seq"] for one in seals] == [receipt["seq"]] * 2
    assert {one["kid"] for one in seals} == {receipt["kid"]}
    assert all(len(one["sha256"]) == 64 for one in seals)
    assert {one["period"] for one in seals} == {"2024"}
