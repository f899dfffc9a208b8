from datetime import date

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.facts import announced, deliver
from support.office import Office, an_indikator, said
from support.tokens import Signer

from lapkin_chassis.consumer import Consumers
from lapkin_contracts.pengumpulan import Bukti
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.policy import Kebijakan

TW1, TW2 = "2026-TW1", "2026-TW2"
UNITS = ("irban-1", "irban-2")


@pytest_asyncio.fixture
async def staf(
    app: FastAPI, http: httpx.AsyncClient, signer: Signer, consumers: Consumers, office: Office
) -> httpx.AsyncClient:
    """Someone signed in, while the first quarter has one unit's figures."""
    facts = office.register(*UNITS)
    for unit in UNITS:
        turun = an_indikator("IK-2", polaritas=Polaritas.TURUN, target="8")
        facts.append(office.promise(unit, an_indikator("IK-1"), turun))
        facts.append(office.plan(unit, {"IK-1": ("50",) * 4, "IK-2": ("8",) * 4}))
    facts.append(office.open(TW1, *UNITS))
    facts.append(office.submit("irban-1", TW1, said("IK-1", "40"), said("IK-2", "6")))
    await deliver(app.state.store, consumers, *facts)
    http.headers.update(signer.bearer("staf@irban-1"))
    return http


@pytest.mark.parametrize("path", ["", f"/{TW1}", f"/{TW1}/units", f"/{TW1}/baris"])
async def test_strangers_see_nothing(http: httpx.AsyncClient, path: str) -> None:
    answer = await http.get(f"/v1/rekap{path}")

    assert (answer.status_code, answer.json()["code"]) == (401, "not-signed-in")


async def test_progress_is_seen_while_figures_come_in(staf: httpx.AsyncClient) -> None:
    answer = (await staf.get(f"/v1/rekap/{TW1}/units")).json()

    assert (answer["wajib"], answer["masuk"], answer["ditutup"]) == (2, 1, False)
    assert [(one["nama"], one["masuk"], one["keadaan"]) for one in answer["units"]] == [
        ("Irban-1", True, "tepat_waktu"),
        ("Irban-2", False, "belum"),
    ]


async def test_lines_are_seen_before_the_rekap_is_complete(staf: httpx.AsyncClient) -> None:
    lines = (await staf.get(f"/v1/rekap/{TW1}/baris", params={"indikator": "IK-1"})).json()
    own = (await staf.get(f"/v1/rekap/{TW1}/baris", params={"unit": "irban-2"})).json()

    assert [one["capaian_persen"] for one in lines["baris"]] == ["80", None]
    assert [one["state"] for one in own["baris"]] == ["BELUM_DIISI", "BELUM_DIISI"]
    assert (await staf.get(f"/v1/rekap/{TW1}")).json()["code"] == "rekap-not-completed"


async def test_a_rekap_is_answered_by_revision_with_its_etag(
    staf: httpx.AsyncClient, app: FastAPI, consumers: Consumers, office: Office
) -> None:
    for realisasi in ("10", "20"):
        fact = office.submit("irban-2", TW1, said("IK-1", realisasi))
        await deliver(app.state.store, consumers, fact)

    newest = await staf.get(f"/v1/rekap/{TW1}")
    first = await staf.get(f"/v1/rekap/{TW1}", params={"revision": 1})
    again = await staf.get(f"/v1/rekap/{TW1}", headers={"If-None-Match": newest.headers["etag"]})

    assert (newest.headers["etag"], first.headers["etag"]) == ('"r2"', '"r1"')
    assert [one.json()["baris"][2]["realisasi"] for one in (first, newest)] == ["10", "20"]
    assert (again.status_code, again.content) == (304, b"")


async def test_the_list_tells_which_revision_stands(
    staf: httpx.AsyncClient, app: FastAPI, consumers: Consumers, office: Office
) -> None:
    for realisasi in ("10", "20"):
        fact = office.submit("irban-2", TW1, said("IK-1", realisasi))
        await deliver(app.state.store, consumers, fact)

    answer = (await staf.get("/v1/rekap")).json()

    assert answer["instansi"]["contoh"] is True
    assert [(one["revision"], one["status"]) for one in answer["rekap"]] == [
        (2, "berlaku"),
        (1, "digantikan"),
    ]


async def test_a_figure_tells_its_formula_plan_policy_and_submission(
    staf: httpx.AsyncClient,
) -> None:
    why = (await staf.get(f"/v1/rekap/{TW1}/why/irban-1/IK-2")).json()

    assert (why["baris"]["capaian"], why["rumus"]["kode"]) == ("125", "dua-t-kurang-r")
    assert why["rumus"]["langkah"][0] == "(2 × 8 − 6) ÷ 8 × 100 = 125"
    assert set(why["kebijakan"]) == set(Kebijakan.model_fields)
    assert why["kebijakan"]["versi"] == "bawaan-1"
    assert why["perjanjian_kinerja"]["nomor"] == "PK/irban-1/1"
    submission = why["submission"]
    assert (submission["id"], submission["nomor_tanda_terima"]) == ("irban-1/2026-TW1/r1", 101)
    assert (why["rekap_revision"], why["sumber"]) == (None, [])


async def test_a_figure_tells_the_events_and_targets_behind_it(
    staf: httpx.AsyncClient, app: FastAPI, consumers: Consumers, office: Office
) -> None:
    later = office.plan("irban-1", {"IK-1": ("60",) * 4}, sejak=date(2026, 3, 1))
    late = office.submit("irban-2", TW1, terlambat_hari=2)
    await deliver(app.state.store, consumers, later, late)

    why = (await staf.get(f"/v1/rekap/{TW1}/why/irban-1/IK-1")).json()
    other = (await staf.get(f"/v1/rekap/{TW1}/why/irban-2/IK-1")).json()

    assert why["target"]["cara"] == "akhir_periode"
    in_force = why["target"]["rencana_aksi"]
    assert [(one["versi"], one["hari"], one["target"]) for one in in_force] == [
        (1, 59, "50"),
        (2, 31, "60"),
    ]
    [completed] = await app.state.store.read(announced, RekapCompleted)
    assert why["rekap_event_id"] == completed.id
    submission = other["submission"]
    assert (submission["event_id"], submission["terlambat_hari"]) == (late.id, 2)


async def test_a_figure_tells_why_its_plan_was_revised(
    staf: httpx.AsyncClient, app: FastAPI, consumers: Consumers, office: Office
) -> None:
    revised = office.promise("irban-1", an_indikator("IK-1"), sejak=date(2026, 3, 1))
    signed = Bukti(sha256="a" * 64, nama="PK-P.pdf")
    with_file = revised.data.model_copy(update={"berkas": signed})
    await deliver(app.state.store, consumers, revised.model_copy(update={"data": with_file}))

    plan = (await staf.get(f"/v1/rekap/{TW1}/why/irban-1/IK-1")).json()["perjanjian_kinerja"]

    assert (plan["versi"], plan["alasan"]) == (2, "perubahan_strategi")
    assert (plan["tanggal"], plan["berkas"]["nama"]) == ("2026-01-01", "PK-P.pdf")


async def test_a_semester_figure_tells_the_triwulan_it_was_made_from(
    staf: httpx.AsyncClient, app: FastAPI, consumers: Consumers, office: Office
) -> None:
    facts = [office.close(TW1), office.issue(TW1), office.open(TW2, *UNITS), office.close(TW2)]
    await deliver(app.state.store, consumers, *facts, office.issue(TW2))

    why = (await staf.get("/v1/rekap/2026-S1/why/irban-1/IK-1")).json()

    assert (why["rumus"]["kode"], why["baris"]["realisasi"]) == ("naik", "40")
    assert why["gabungan"] == [
        "Keadaan pada akhir triwulan; dipakai triwulan terakhir yang terisi."
    ]
    assert [one["realisasi"] for one in why["baris"]["riwayat"]] == ["40", None]
    first, second = why["sumber"]
    assert (first["period"], first["edisi"], first["baris"]["realisasi"]) == (TW1, 1, "40")
    assert first["submission"]["nomor_tanda_terima"] == 101
    assert (first["perjanjian_kinerja"]["versi"], first["rumus"]["kode"]) == (1, "naik")
    assert set(first["kebijakan"]) == set(Kebijakan.model_fields)
    assert (second["submission_revision"], second["submission"]) == (None, None)


async def test_a_semester_figure_does_not_claim_a_newer_submission(
    staf: httpx.AsyncClient, app: FastAPI, consumers: Consumers, office: Office
) -> None:
    facts = [office.close(TW1), office.issue(TW1), office.open(TW2, *UNITS), office.close(TW2)]
    newer = office.submit("irban-1", TW1, said("IK-1", "41"))
    await deliver(app.state.store, consumers, *facts, office.issue(TW2), newer)

    why = (await staf.get("/v1/rekap/2026-S1/why/irban-1/IK-1")).json()

    first = why["sumber"][0]
    assert (first["baris"]["realisasi"], first["rekap_revision"]) == ("40", 1)
    assert (first["submission_revision"], first["submission"]) == (1, None)
    assert (first["submission_id"], first["nomor_tanda_terima"]) == ("irban-1/2026-TW1/r1", 101)


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/2026-TW5", 422, "invalid-body"),
        ("/2026-TW3/units", 404, "period-not-opened"),
        ("/2026-S1/units", 422, "not-a-triwulan"),
        ("/2026/baris", 422, "not-a-triwulan"),
        ("/2026-S1", 404, "rekap-not-completed"),
        (f"/{TW1}/why/irban-1/IK-9", 404, "unknown-line"),
        ("/2026-S1/why/irban-1/IK-1", 404, "rekap-not-completed"),
    ],
)
async def test_what_is_not_there_is_refused_by_name(
    staf: httpx.AsyncClient, path: str, status: int, code: str
) -> None:
    answer = await staf.get(f"/v1/rekap{path}")

    assert (answer.status_code, answer.json()["code"]) == (status, code)
