"""Plans that change during the year, and indikator that are no plain figures."""

from decimal import Decimal
from importlib.resources import files
from typing import Any

import httpx
import pytest_asyncio
from alembic import command
from alembic.config import Config
from fastapi import FastAPI
from sqlalchemy import text
from sqlmodel import Session
from support.collecting import ANGGARAN, PERJANJIAN, RENCANA, Collecting, an_indikator
from support.tokens import Signer

from collector.organisasi.service import all_units, officials_of
from collector.perencanaan import repository
from collector.perencanaan.domain import Janji, Plan
from collector.perencanaan.repository import Key
from lapkin_chassis import migrations
from lapkin_chassis.store import Store
from lapkin_contracts.rules.periods import Periode

PLAN = "/v1/perjanjian-kinerja/dinkes/2024"
ACTION = "/v1/rencana-aksi/dinkes/2024"
SIGNED = {"sha256": "a" * 64, "nama": "pk-2024.pdf", "href": "https://arsip.test/pk-2024.pdf"}
OPINI = [{"label": "WDP", "skor": "1"}, {"label": "WTP", "skor": "2.5"}]
KINDS = [
    an_indikator("IK-1", "opini", jenis="predikat", tingkat=OPINI, target="2.5"),
    an_indikator("IK-2", "hari", jenis="hari", polaritas="tetap", target="80", target_atas="90"),
    an_indikator("IK-3", "dokumen", jenis="tonggak", target="1", mode="tahunan"),
]


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    """Dinkes and disdik promised IK-1 to IK-3 for 2024, and plan four quarters of each."""
    office = Collecting(http, signer, app)
    await office.set_up()
    return office


async def publish(office: Collecting, path: str, body: Any) -> str:
    """The version published, or why not."""
    answer = (await office.act("kasubag@dinkes", "PUT", path, body)).json()
    return str(answer.get("versi", answer.get("code")))


def revised(**changes: Any) -> dict[str, Any]:
    """The Perjanjian Kinerja after the budget was revised in July."""
    dates = {"nomor": "PK/8/2024", "tanggal": "2024-07-15", "berlaku_sejak": "2024-07-15"}
    return PERJANJIAN | dates | {"alasan": "perubahan_prioritas"} | changes


def targets(*quarters: str | None, **facts: Any) -> dict[str, Any]:
    line = {"target": list(quarters)} | facts
    return {"target": [{"indikator": one["kode"]} | line for one in PERJANJIAN["indikator"]]}


async def plan_of(office: Collecting, label: str) -> Plan:
    store: Store = office.app.state.store
    documents = await store.read(repository.in_force, "dinkes", Periode(label))
    assert documents is not None
    return await store.read(repository.plan, documents)


async def test_a_quarter_keeps_the_plan_in_force_at_its_end(office: Collecting) -> None:
    pagu = [ANGGARAN[0] | {"pagu": "1200000000"}, ANGGARAN[1]]
    lower = [an_indikator("IK-1", target="80"), *PERJANJIAN["indikator"][1:]]
    assert await publish(office, PLAN, revised(indikator=lower, anggaran=pagu)) == "2"
    changed = targets("1", "2", "3", "80") | {"berlaku_sejak": "2024-10-01"}
    assert await publish(office, ACTION, changed) == "2"

    seen = [await plan_of(office, f"2024-TW{n}") for n in (2, 3, 4)]

    assert [str(one.indikator["IK-1"].target_tahun) for one in seen] == ["90", "80", "80"]
    first = RENCANA["target"][0]["target"]
    assert [str(one.indikator["IK-1"].target) for one in seen] == [*first[1:3], "80"]
    assert [str(one.anggaran["P1"]) for one in seen] == ["1000000000"] + ["1200000000"] * 2


async def test_the_version_in_force_on_a_day_is_read_by_the_day(office: Collecting) -> None:
    await publish(office, PLAN, revised(berkas=SIGNED))
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})

    for day, versi in {"2024-01-02": 1, "2024-07-14": 1, "2024-07-15": 2, "2025-01-01": 2}.items():
        for path in (PLAN, ACTION):
            read = (await office.act("staf@disdik", "GET", f"{path}?pada={day}")).json()
            assert read["versi"] == versi, (path, day)
    before = await office.act("staf@disdik", "GET", f"{PLAN}?pada=2024-01-01")
    assert before.json()["code"] == "unknown-perjanjian-kinerja"
    newest = (await office.act("staf@disdik", "GET", PLAN)).json()
    assert newest["berkas"] == SIGNED
    [_, _, event] = await office.announced("perjanjian_kinerja.published")
    assert event["berkas"] == SIGNED


async def test_the_timeline_names_every_version(office: Collecting) -> None:
    await publish(office, PLAN, revised())
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})

    listed = (await office.act("staf@disdik", "GET", f"{PLAN}/versions")).json()
    actions = (await office.act("staf@disdik", "GET", f"{ACTION}/versions")).json()

    facts = ("versi", "nomor", "tanggal", "berlaku_sejak", "alasan", "oleh")
    assert [[one[name] for name in facts] for one in listed] == [
        [1, "PK/1/2024", "2024-01-02", "2024-01-02", None, "admin@*"],
        [2, "PK/8/2024", "2024-07-15", "2024-07-15", "perubahan_prioritas", "kasubag@dinkes"],
    ]
    assert [one["berlaku_sejak"] for one in actions] == [None, "2024-07-15"]


async def test_a_version_takes_effect_within_its_year(office: Collecting) -> None:
    late = revised(nomor="PK/9/2024", berlaku_sejak="2025-01-01")
    action = targets("1", "2", "3", "4") | {"berlaku_sejak": "2025-01-01"}

    assert await publish(office, PLAN, late) == "effect-too-late"
    assert await publish(office, ACTION, action) == "effect-too-late"
    assert await publish(office, PLAN, late | {"berlaku_sejak": "2024-12-31"}) == "2"


async def test_a_version_cannot_take_effect_before_the_one_it_follows(office: Collecting) -> None:
    await publish(office, PLAN, revised())
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})

    early = revised(nomor="PK/9/2024", berlaku_sejak="2024-07-14")
    assert await publish(office, PLAN, early) == "effect-too-early"
    assert await publish(office, ACTION, targets("1", "2", "3", "4")) == "effect-too-early"
    same_day = revised(nomor="PK/9/2024", alasan="pergantian_pejabat")
    assert await publish(office, PLAN, same_day) == "3"


async def test_an_old_version_sent_again_is_no_revision(office: Collecting) -> None:
    """An office that registers its year twice must not stumble over what changed since."""
    await publish(office, PLAN, revised())
    await publish(office, ACTION, targets("5", "6", "7", "8") | {"berlaku_sejak": "2024-07-15"})
    before = await office.rows()

    assert await publish(office, PLAN, PERJANJIAN) == "1"
    assert await publish(office, ACTION, RENCANA) == "1"
    assert await office.rows() == before


async def test_targets_may_be_taken_back(office: Collecting) -> None:
    assert await publish(office, ACTION, targets("5", "6", "7", "8")) == "2"

    assert await publish(office, ACTION, RENCANA) == "3"


async def test_targets_are_planned_for_what_is_promised_on_their_day(office: Collecting) -> None:
    more = [*PERJANJIAN["indikator"], an_indikator("IK-4")]
    await publish(office, PLAN, revised(indikator=more))
    of_three = targets("1", "2", "3", "4")
    added = {"indikator": "IK-4", "target": [None, None, "1", "2"]}
    of_four = {"target": [*of_three["target"], added]}

    assert await publish(office, ACTION, of_three | {"berlaku_sejak": "2024-07-14"}) == "2"
    assert await publish(office, ACTION, of_three | {"berlaku_sejak": "2024-07-15"}) == (
        "invalid-plan"
    )
    assert await publish(office, ACTION, of_four | {"berlaku_sejak": "2024-07-15"}) == "3"
    assert (await plan_of(office, "2024-TW2")).indikator["IK-1"].target is not None


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


async def upload(office: Collecting, path: str, content: str, **fields: str) -> httpx.Response:
    answer: httpx.Response = await office.http.post(
        f"{path}:import",
        files={"berkas": ("rencana.csv", content.encode())},
        data=fields,
        headers=office.signer.bearer("kasubag@*"),
    )
    return answer


FIRST_RELEASE = (
    "INSERT INTO unit VALUES ('dinkes', 'Dinas Kesehatan', 'opd', '2019-01-01')",
    "INSERT INTO pejabat VALUES ('dinkes', 1, 'Sri', 'kasubag', 'Kepala', '', '', '')",
    "INSERT INTO perjanjian_kinerja VALUES ('dinkes', 2019, 1, 'PK/1', '2019-01-02', "
    "'2019-01-02', NULL, 'first', '2019-01-02 02:00:00', 'admin')",
    "INSERT INTO perjanjian_indikator VALUES ('dinkes', 2019, 1, 1, 'IK-1', 'S', 'N', '%', "
    "'naik', 'akhir', '92.5', 'triwulan', '', '', '', '')",
    "INSERT INTO rencana_aksi VALUES ('dinkes', 2019, 1, 'first', '2019-01-02 02:00:00', 'admin')",
    "INSERT INTO rencana_target VALUES ('dinkes', 2019, 1, 1, 'IK-1', NULL, '22.5', NULL, NULL, '')",
)
"""Rows as the first release stored them, column by column."""
SURAT = {
    "nomor": "PK/8/2024",
    "tanggal": "2024-07-15",
    "berlaku_sejak": "2024-07-15",
    "alasan": "perubahan_strategi",
}


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


def migrated_to(store: Store, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("collector") / "migrations"))
    with store.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def test_plans_of_the_first_release_hold_after_the_upgrade(database_url: str) -> None:
    store = Store(database_url, "/lapkin/collector")
    migrated_to(store, "0002")
    with store.engine.begin() as connection:
        for statement in FIRST_RELEASE:
            connection.execute(text(statement))

    migrations.upgrade(store, "collector")

    with Session(store.engine) as session:
        documents = repository.in_force(session, "dinkes", Periode("2019-TW2"))
        assert documents is not None
        plan = repository.plan(session, documents)
        assert plan.indikator == {
            "IK-1": Janji("%", target=Decimal("22.5"), target_tahun=Decimal("92.5"))
        }
        [indikator] = repository.indikator_of(session, Key("dinkes", 2019, 1))
        assert (indikator.jenis, indikator.tingkat, indikator.pendahulu) == ("angka", (), "")
        [unit] = all_units(session)
        assert (unit.berlaku_sampai, unit.asal, unit.dasar) == (None, (), "")
        assert officials_of(session, "dinkes").pejabat[0].status == "definitif"
    store.close()
