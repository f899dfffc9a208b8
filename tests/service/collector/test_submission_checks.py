"""Unusual figures, kinds of indikator, and follow-ups from one triwulan to the next."""

from typing import Any

import httpx
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import NILAI, PERJANJIAN, REALISASI, Collecting, an_indikator, figures
from support.tokens import Signer

SEBAB = "Rumah sakit baru mulai melapor."
RTL = {
    "rencana_tindak_lanjut": "Menambah auditor.",
    "penanggung_jawab": "Sekretaris",
    "batas_waktu": "2024-06-30",
}
KINDS = [
    an_indikator(
        "OPINI",
        "opini",
        jenis="predikat",
        target="4",
        tingkat=[{"label": "WDP", "skor": "3"}, {"label": "WTP", "skor": "4"}],
    ),
    an_indikator("SAKIP", "dokumen", jenis="tonggak", target="1"),
    an_indikator("TL", "%", jenis="rasio"),
]


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Open for the first triwulan."""
    office = Collecting(http, signer, app)
    await office.set_up()
    await office.open()
    return office


async def second_triwulan(office: Collecting, clock: Any) -> None:
    clock.moment = clock.moment.replace(month=7)
    await office.open("2024-TW2")


def one(realisasi: str, period: str = "2024-TW1", **facts: Any) -> dict[str, Any]:
    nilai = [{"indikator": "IK-2", "realisasi": realisasi, **facts}]
    return figures(period=period, nilai=nilai, anggaran=[])


async def test_an_unusual_figure_is_taken_in_with_its_reason_only(office: Collecting) -> None:
    refused = await office.send(one("7400"))
    taken = await office.send(one("7400", alasan=SEBAB), "k2")

    assert (refused.status_code, refused.json()["code"]) == (422, "invalid-submission")
    [fault] = refused.json()["errors"]
    assert (fault["pointer"], fault["code"]) == ("/nilai/0/alasan", "rasio-di-luar-batas")
    assert taken.status_code == 201
    [warning] = taken.json()["warnings"]
    assert (warning["pointer"], warning["code"]) == ("/nilai/0", "rasio-di-luar-batas")
    assert warning["alasan"] == SEBAB
    [event] = await office.announced("data.submitted")
    assert event["peringatan"] == [
        {"tempat": "IK-2", "code": "rasio-di-luar-batas", "alasan": SEBAB}
    ]


async def test_a_reason_stays_with_the_state_through_later_revisions(office: Collecting) -> None:
    await office.send(one("7400", alasan=SEBAB))
    later = await office.send(figures(nilai=NILAI[:1]), "k2")

    assert later.json()["warnings"] == []
    events = await office.announced("data.submitted")
    assert [len(event["peringatan"]) for event in events] == [1, 1]


async def test_a_dry_run_tells_of_warnings_and_of_missing_reasons(office: Collecting) -> None:
    explained = await office.send(one("7400", alasan=SEBAB), dry_run=True)
    bare = await office.send(one("7400"), dry_run=True)

    assert [warning["code"] for warning in explained.json()["warnings"]] == ["rasio-di-luar-batas"]
    assert (bare.status_code, bare.json()["errors"][0]["code"]) == (422, "rasio-di-luar-batas")


async def test_partial_leaves_out_what_is_not_explained(office: Collecting) -> None:
    answer = await office.send(figures(nilai=[*one("7400")["nilai"], NILAI[0]], mode="partial"))

    assert answer.json()["counts"] == {"created": 3, "updated": 0, "unchanged": 0, "rejected": 1}
    assert answer.json()["items"][0]["fault"]["code"] == "rasio-di-luar-batas"


async def test_figures_are_compared_with_the_triwulan_before(
    office: Collecting, clock: Any
) -> None:
    await office.send(figures())
    await second_triwulan(office, clock)
    spent = [{"kode": "P1", "realisasi": "249999999"}, {"kode": "P2", "realisasi": "600000000"}]

    answer = await office.send(one("740", "2024-TW2") | {"anggaran": spent}, "k2")

    found = [(fault["pointer"], fault["code"]) for fault in answer.json()["errors"]]
    assert found == [
        ("/nilai/0/alasan", "sama-dengan-sebelumnya"),
        ("/anggaran/0/alasan", "anggaran-turun"),
        ("/anggaran/1/alasan", "melebihi-pagu"),
    ]


async def test_one_value_is_checked_alike(office: Collecting) -> None:
    path = "/v1/submissions/dinkes/2024-TW1/nilai/IK-2"
    first = {"If-None-Match": "*"}

    refused = await office.act("staf@dinkes", "PUT", path, {"realisasi": "7400"}, **first)
    taken = await office.act(
        "staf@dinkes", "PUT", path, {"realisasi": "7400", "alasan": SEBAB}, **first
    )

    assert [fault["pointer"] for fault in refused.json()["errors"]] == ["/alasan"]
    assert (taken.status_code, len(taken.json()["warnings"])) == (201, 1)


async def test_labels_and_ratios_become_figures(office: Collecting) -> None:
    body = PERJANJIAN | {"indikator": KINDS, "nomor": "PK-P/1", "alasan": "perubahan_strategi"}
    path = "/v1/perjanjian-kinerja/dinkes/2024"
    assert (await office.act("admin@*", "PUT", path, body)).is_success
    nilai = [
        {"indikator": "OPINI", "label": "wtp"},
        {"indikator": "SAKIP", "label": "Ya"},
        {"indikator": "TL", "pembilang": "2", "penyebut": "3"},
    ]

    answer = await office.send(figures(nilai=nilai))
    wrong = await office.send(figures(nilai=[{"indikator": "OPINI", "label": "TMP"}]), "k2")

    assert answer.status_code == 201, answer.text
    [event] = await office.announced("data.submitted")
    said = [(one.get("label", ""), one["realisasi"]) for one in event["nilai"]]
    assert said == [("WTP", "4"), ("ya", "1"), ("", "66.666667")]
    assert "WDP, WTP" in wrong.json()["errors"][0]["hint"]


async def test_a_promised_follow_up_is_owed_until_it_is_answered(
    office: Collecting, clock: Any
) -> None:
    await office.send(figures(nilai=[NILAI[0] | RTL, *NILAI[1:]]))
    await second_triwulan(office, clock)
    nilai = [{"indikator": "IK-1", "realisasi": "84"}, one("760")["nilai"][0], NILAI[2]]

    silent = await office.send(figures(period="2024-TW2", nilai=nilai), "k2")
    done = {"indikator": "IK-1", "status": "selesai", "keterangan": "Dua auditor baru."}
    answered = await office.send(
        figures(period="2024-TW2", nilai=[], anggaran=[], rtl=[done]), "k3"
    )

    assert silent.json()["obligation"]["remaining"] == []
    assert silent.json()["obligation"]["remaining_rtl"] == ["IK-1"]
    assert answered.json()["obligation"]["remaining_rtl"] == []
    assert [item["pointer"] for item in answered.json()["items"]] == ["/rtl/0"]
    _, second, third = await office.announced("data.submitted")
    assert (second["rtl_belum"], third["rtl"]) == (["IK-1"], [done])
    assert "rtl_belum" not in third
    state = (await office.act("staf@disdik", "GET", "/v1/submissions/dinkes/2024-TW2")).json()
    assert state["rtl"][0]["keterangan"] == "Dua auditor baru."


async def test_an_open_follow_up_keeps_the_obligation_open(office: Collecting, clock: Any) -> None:
    async def states() -> list[str]:
        period = (await office.act("staf@disdik", "GET", "/v1/periode/2024-TW2")).json()
        return [owed["state"] for owed in period["kewajiban"] if owed["unit"] == "dinkes"]

    await office.send(figures(nilai=[NILAI[0] | RTL, *NILAI[1:]]))
    await second_triwulan(office, clock)
    nilai = [{"indikator": "IK-1", "realisasi": "84"}, one("760")["nilai"][0], NILAI[2]]
    answer = {"indikator": "IK-1", "status": "belum", "keterangan": "Menunggu formasi."}

    await office.send(figures(period="2024-TW2", nilai=nilai), "k2")
    assert await states() == ["sebagian"]
    await office.send(figures(period="2024-TW2", nilai=nilai, rtl=[answer]), "k3")
    assert await states() == ["masuk"]


async def test_an_answer_without_a_promise_or_a_word_is_refused(office: Collecting) -> None:
    answers = [{"indikator": "IK-1", "status": "belum"}]

    refused = await office.send(figures(rtl=answers))
    partial = await office.send(figures(rtl=answers, mode="partial"), "k2")

    codes = [fault["code"] for fault in refused.json()["errors"]]
    assert codes == ["unknown-rtl", "rtl-keterangan-required"]
    assert partial.json()["counts"]["rejected"] == 1
    assert partial.json()["items"][-1]["pointer"] == "/rtl/0"


async def test_spending_may_fall_at_the_turn_of_the_year(office: Collecting, clock: Any) -> None:
    await office.plan("dinkes", 2023)
    await office.open("2023-TW4")
    much = [{"kode": "P1", "realisasi": "900000000"}]
    assert (await office.send(figures(period="2023-TW4", anggaran=much))).status_code == 201

    answer = await office.send(figures(anggaran=REALISASI, nilai=NILAI[2:]), "k2")

    assert (answer.status_code, answer.json()["warnings"]) == (201, [])
