"""Indikator that are no plain figures: levels, days, milestones, and files that write them."""

import httpx
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting, an_indikator
from support.plans import ACTION, PLAN, plan_of, publish, revised
from support.tokens import Signer

OPINI = [{"label": "WDP", "skor": "1"}, {"label": "WTP", "skor": "2.5"}]
KINDS = [
    an_indikator("IK-1", "opini", jenis="predikat", tingkat=OPINI, target="2.5"),
    an_indikator("IK-2", "hari", jenis="hari", polaritas="tetap", target="80", target_atas="90"),
    an_indikator("IK-3", "dokumen", jenis="tonggak", target="1", mode="tahunan"),
]

SURAT = {
    "nomor": "PK/8/2024",
    "tanggal": "2024-07-15",
    "berlaku_sejak": "2024-07-15",
    "alasan": "perubahan_strategi",
}
KINDS_CSV = """\
kode,sasaran,indikator,satuan,polaritas,mode,target,jenis,tingkat,target atas
IK-1,Opini,Opini BPK,opini,naik,akhir,wtp,Predikat,Disclaimer=0; WDP=1; WTP=2.5,
IK-2,Layanan,Waktu layanan,hari,tetap,akhir,80,hari,,90
IK-3,Dokumen,LKjIP terbit,dokumen,naik,tahunan,Ya,tonggak,,
"""
QUARTERS_CSV = """\
kode,tw1,tw2,tw3,tw4,tw4 atas,aksi
IK-1,,,WDP,WTP,,Menutup temuan
IK-2,80,80,80,80,90,Melayani
IK-3,tidak,tidak,tidak,ya,,Menyusun
"""


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Dinkes and disdik promised IK-1 to IK-3 for 2024, and plan four quarters of each."""
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


async def upload(office: Collecting, path: str, content: str, **fields: str) -> httpx.Response:
    answer: httpx.Response = await office.http.post(
        f"{path}:import",
        files={"berkas": ("rencana.csv", content.encode())},
        data=fields,
        headers=office.signer.bearer("kasubag@*"),
    )
    return answer


async def test_every_kind_of_indikator_comes_back_as_published(office: Collecting) -> None:
    assert await publish(office, PLAN, revised(indikator=KINDS)) == "2"
    quarters = [
        {"indikator": "IK-1", "target": [None, None, "1", "2.5"]},
        {
            "indikator": "IK-2",
            "target": ["80", "80", "80", "80"],
            "target_atas": ["90", "90", None, "95"],
        },
        {"indikator": "IK-3", "target": ["0", "0", "0", "1"]},
    ]
    body = {"target": quarters, "berlaku_sejak": "2024-07-15"}
    assert await publish(office, ACTION, body) == "2"

    read = (await office.act("staf@dinkes", "GET", PLAN)).json()["indikator"]
    for sent, back in zip(KINDS, read, strict=True):
        assert {name: back[name] for name in sent} == sent
    lines = (await office.act("staf@dinkes", "GET", ACTION)).json()["target"]
    assert [line["target_atas"] for line in lines] == [None, ["90", "90", None, "95"], None]
    plan = await plan_of(office, "2024-TW4")
    assert {label: str(skor) for label, skor in plan.indikator["IK-1"].tingkat.items()} == {
        "WDP": "1",
        "WTP": "2.5",
    }
    assert str(plan.indikator["IK-2"].target_atas) == "95"


async def test_what_does_not_go_with_a_kind_leaves_nothing(office: Collecting) -> None:
    before = await office.rows()
    wrong = [KINDS[0] | {"target": "2"}, KINDS[1] | {"target_atas": "80"}, KINDS[2]]

    answer = await office.act("kasubag@dinkes", "PUT", PLAN, revised(indikator=wrong))

    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("/indikator/0/target", "target-not-a-skor"),
        ("/indikator/1/target_atas", "target-atas-too-low"),
    ]
    assert await office.rows() == before


async def test_a_file_may_write_levels_and_milestones_as_words(office: Collecting) -> None:
    plan = await upload(office, PLAN, KINDS_CSV, **SURAT)
    action = await upload(office, ACTION, QUARTERS_CSV, berlaku_sejak="2024-07-15")

    assert [plan.status_code, action.status_code] == [201, 201], plan.text + action.text
    read = (await office.act("staf@dinkes", "GET", PLAN)).json()["indikator"]
    assert [(one["jenis"], one["target"], one["target_atas"]) for one in read] == [
        ("predikat", "2.5", None),
        ("hari", "80", "90"),
        ("tonggak", "1", None),
    ]
    assert [one["label"] for one in read[0]["tingkat"]] == ["Disclaimer", "WDP", "WTP"]
    lines = (await office.act("staf@dinkes", "GET", ACTION)).json()["target"]
    assert [line["target"] for line in lines] == [
        [None, None, "1", "2.5"],
        ["80"] * 4,
        ["0", "0", "0", "1"],
    ]
    assert lines[1]["target_atas"] == [None, None, None, "90"]


WRONG_CELLS = [
    ("WTP=2.5", "WTP=dua", "Baris 2 kolom tingkat", "unreadable-tingkat"),
    ("Disclaimer=0; WDP=1; ", "", "Baris 2 kolom tingkat", "tingkat-required"),
    (",wtp,", ",WTB,", "Baris 2 kolom target", "not-a-number"),
    (",hari,,90", ",hari,,70", "Baris 3 kolom target_atas", "target-atas-too-low"),
    ("Predikat", "Peringkat", "Baris 2 kolom jenis", "enum"),
]


async def test_a_wrong_word_is_named_at_its_cell(office: Collecting) -> None:
    before = await office.rows()

    for right, wrong, place, code in WRONG_CELLS:
        answer = await upload(office, PLAN, KINDS_CSV.replace(right, wrong), **SURAT)

        faults = [(one["pointer"], one["code"]) for one in answer.json()["errors"]]
        assert (place, code) in faults, faults
    assert await office.rows() == before


async def test_a_quarter_s_word_that_is_no_level_is_named_at_its_cell(office: Collecting) -> None:
    await upload(office, PLAN, KINDS_CSV, **SURAT)
    wrong = QUARTERS_CSV.replace("WDP", "3").replace("80,90", "80,70")

    answer = await upload(office, ACTION, wrong, berlaku_sejak="2024-07-15")

    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [
        ("Baris 2 kolom tw3", "target-not-a-skor"),
        ("Baris 3 kolom tw4_atas", "target-atas-too-low"),
    ]
