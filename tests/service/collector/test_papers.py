"""Papers of the collector: an order and the letters go out when a triwulan opens."""

from datetime import datetime

import httpx
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import PERJANJIAN, UNITS, Collecting, an_indikator
from support.sheets import conformance, pages_of, size_in_mm
from support.tokens import Signer

from lapkin_contracts.rules.periods import ZONE

INSPEKTUR = {
    "nama": "Siti Contoh",
    "jabatan": "inspektur",
    "sebutan": "Inspektur",
    "pangkat": "Pembina Utama Muda, IV/c",
    "nip": "19700101 199001 1 001",
}
PLT = INSPEKTUR | {
    "nama": "Budi Contoh",
    "nip": "",
    "pangkat": "",
    "status": "plt",
    "dasar": "SK 1/2024",
    "berlaku_sejak": "2024-07-01",
    "berlaku_sampai": "2024-12-31",
}


@pytest_asyncio.fixture
async def office(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Collecting:
    office = Collecting(http, signer, app)
    await office.set_up()
    await name(office, INSPEKTUR)
    return office


async def name(office: Collecting, *pejabat: dict[str, str]) -> None:
    body = {"pejabat": list(pejabat)}
    named = await office.act("admin@*", "PUT", "/v1/units/inspektorat/pejabat", body)
    assert named.is_success, named.text


async def read(office: Collecting, path: str) -> httpx.Response:
    return await office.act("staf@disdik", "GET", f"/v1/{path}")


async def test_the_order_is_printed_on_a5_as_it_went_out(office: Collecting) -> None:
    await office.open()
    [order] = (await read(office, "disposisi")).json()

    answer = await read(office, f"disposisi/{order['tahun']}/{order['nomor']}.pdf")

    assert answer.headers["content-type"] == "application/pdf"
    assert (size_in_mm(answer.content), conformance(answer.content)) == ((148, 210), ("id", True))
    text = " ".join(pages_of(answer.content))
    for words in (
        "Surat dari : Sekretaris",
        "No. agenda : 001/2024",
        "X Segera",
        "Permintaan data kinerja Triwulan I Tahun 2024",
        "1. Dinas Kesehatan 2. Dinas Pendidikan",
        "X Proses lebih lanjut",
        "paling lambat tanggal 23 April 2024.",
        "Tgl. 2 April 2024",
        "Halaman 1 dari 1",
    ):
        assert words in text


async def test_who_reads_an_order_initials_it_once_and_may_note_something(
    office: Collecting,
) -> None:
    await office.open()
    path, note = "/v1/disposisi/2024/1", {"catatan": "Dahulukan Dinas Kesehatan."}

    await office.act("sekretaris@*", "POST", f"{path}:paraf", note)
    await office.act("sekretaris@*", "POST", f"{path}:paraf", note)
    await office.act("kasubag@*", "POST", f"{path}:paraf", {})
    last = await office.act("kasubag@*", "POST", f"{path}:paraf", {})

    paraf = [(one["oleh"], one["catatan"]) for one in last.json()["paraf"]]
    assert paraf == [("sekretaris@*", note["catatan"]), ("kasubag@*", "")]
    [first, second] = await office.announced("disposisi.initialed")
    assert (first["nomor_agenda"], first["catatan"]) == ("001/2024", note["catatan"])
    assert second["oleh"] == "kasubag@*"
    text = " ".join(pages_of((await read(office, "disposisi/2024/1.pdf")).content))
    assert f"Sekretaris@*: {note['catatan']}" in text
    assert "Kasubag@*, 2 April 2024" in text
    assert "Halaman 1 dari 1" in text


async def test_only_those_with_a_lane_in_the_sop_initial_what_there_is(
    office: Collecting,
) -> None:
    await office.open()
    path = "/v1/disposisi/2024"

    answers = [
        await office.act("submit@dinkes", "POST", f"{path}/1:paraf", {}),
        await office.act("admin@*", "POST", f"{path}/1:paraf", {}),
        await office.act("sekretaris@*", "POST", f"{path}/9:paraf", {}),
        await office.act("sekretaris@*", "POST", f"{path}/1:paraf", {"catatan": "x" * 301}),
    ]

    found = [(one.status_code, one.json()["code"]) for one in answers]
    assert found == [
        *[(403, "not-allowed")] * 2,
        (404, "unknown-disposisi"),
        (422, "invalid-body"),
    ]
    assert await office.announced("disposisi.initialed") == []


async def test_every_unit_gets_a_numbered_letter_with_what_it_owes(office: Collecting) -> None:
    await office.open()

    letters = [await read(office, f"kewajiban/{unit}/2024-TW1/surat.pdf") for unit in UNITS]

    for nomor, (letter, nama) in enumerate(zip(letters, UNITS.values(), strict=True), 1):
        text = " ".join(pages_of(letter.content))
        for words in (
            f"00{nomor}/SPD/2024",
            f"Yth. Pimpinan {nama}",
            "paling lambat 23 April 2024 pukul 23.59 WIB",
            "realisasi 3 indikator Perjanjian Kinerja",
            "realisasi anggaran 2 program",
            "2 IK-2 Persentase layanan IK-2 orang 90",
            "Inspektur, Siti Contoh Pembina Utama Muda, IV/c",
            "Halaman 2 dari 2",
        ):
            assert words in text


async def test_a_letter_stays_as_it_went_out(office: Collecting) -> None:
    await office.open()
    path = "kewajiban/dinkes/2024-TW1/surat.pdf"
    before = (await read(office, path)).content
    revised = PERJANJIAN | {
        "alasan": "perubahan_strategi",
        "indikator": [an_indikator("IK-9")],
        "berlaku_sejak": "2024-03-01",
    }

    changed = await office.act("admin@*", "PUT", "/v1/perjanjian-kinerja/dinkes/2024", revised)
    await name(office, PLT)

    assert changed.status_code == 201, changed.text
    assert (await read(office, path)).content == before


async def test_a_plt_signs_before_the_holder_and_says_by_what_right(office: Collecting) -> None:
    await name(office, INSPEKTUR, PLT)
    office.app.state.clock.moment = datetime(2024, 7, 2, 9, tzinfo=ZONE)
    await office.open("2024-TW2")

    text = " ".join(pages_of((await read(office, "kewajiban/dinkes/2024-TW2/surat.pdf")).content))

    assert "Plt. Inspektur, SK 1/2024 Budi Contoh" in text


async def test_nobody_listed_leaves_a_line_to_sign_on(office: Collecting) -> None:
    await name(office)
    await office.open()

    text = " ".join(pages_of((await read(office, "kewajiban/dinkes/2024-TW1/surat.pdf")).content))

    assert "Inspektur, ...." in text


async def test_what_was_not_issued_cannot_be_printed(office: Collecting) -> None:
    letter = await read(office, "kewajiban/dinkes/2024-TW1/surat.pdf")
    order = await read(office, "disposisi/2024/1.pdf")

    assert (letter.status_code, letter.json()["code"]) == (404, "no-letter")
    assert (order.status_code, order.json()["code"]) == (404, "unknown-disposisi")
    assert (await read(office, "disposisi")).json() == []
