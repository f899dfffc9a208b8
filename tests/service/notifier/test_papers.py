"""Papers of the notifier: the receipts of an edition, and compliance with the SOP in a quarter."""

import pytest
from fastapi import FastAPI
from httpx import AsyncClient, Response
from support.clock import OfficeClock
from support.facts import deliver, fact
from support.sheets import conformance, pages_of, size_in_mm
from support.snapshots import KOP
from support.sop_facts import INSTANSI, at, drafted, issued, opened, ordered, recapped, submitted
from support.tokens import Signer

from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import InstansiRegistered, Jabatan, Pejabat, PejabatAssigned
from lapkin_contracts.rules.periods import Periode
from lapkin_contracts.sosialisasi import SosialisasiAcknowledged
from notifier.consumers import consumers

PEOPLE = (
    Pejabat(
        nama="Ani", jabatan=Jabatan.SEKRETARIS, sebutan="Sekretaris", surel="ani@contoh.go.id"
    ),
    Pejabat(nama="Budi", jabatan=Jabatan.IRBAN, sebutan="Irban I", surel="bukan alamat"),
)


def registered() -> Envelope[InstansiRegistered]:
    event = InstansiRegistered(
        unit=INSTANSI,
        nama="Inspektorat Daerah",
        tempat="Bantul",
        kop=KOP,
        contoh=True,
        sumber="Angka contoh untuk pengujian.",
    )
    return fact(event, at=at("2026-01-02 08:00"))


def named() -> Envelope[PejabatAssigned]:
    event = PejabatAssigned(unit=INSTANSI, pejabat=PEOPLE)
    return fact(event, at=at("2026-01-02 08:10"))


def acknowledged() -> Envelope[SosialisasiAcknowledged]:
    event = SosialisasiAcknowledged(
        unit=INSTANSI,
        period=Periode("2026-TW3"),
        edisi=1,
        penerima=1,
        nama="Ani",
        jabatan="Sekretaris",
        acknowledged_at=at("2026-10-09 11:30"),
    )
    return fact(event, at=at("2026-10-09 11:30"))


@pytest.fixture
async def told(app: FastAPI) -> None:
    edition = issued("2026-TW3", at("2026-10-09 10:00"))
    facts = [registered(), named(), edition, acknowledged()]
    await deliver(app.state.store, consumers, *facts)


async def read(client: AsyncClient, signer: Signer, path: str) -> Response:
    return await client.get(f"/v1/{path}", headers=signer.bearer())


@pytest.mark.usefixtures("told")
async def test_the_list_of_receipts_names_everyone_and_no_address(
    client: AsyncClient, signer: Signer
) -> None:
    answer = await read(client, signer, "sosialisasi/2026-TW3/1/tanda-terima.pdf")

    assert (size_in_mm(answer.content), conformance(answer.content)) == ((210, 297), ("id", True))
    text = " ".join(pages_of(answer.content))
    for words in (
        "Laporan Kinerja Triwulan III Tahun 2026, edisi 1",
        "2 penerima, 0 terkirim, 1 gagal dikirim, 1 menyatakan telah menerima.",
        "1 Ani Sekretaris menunggu dikirim 9 Oktober 2026 pukul 11.30 WIB",
        "2 Budi Irban I alamat tidak sah –",
        "Bantul, 9 Oktober 2026 Sekretaris, Ani",
        "DATA CONTOH",
    ):
        assert words in text
    assert "@contoh" not in text


@pytest.mark.usefixtures("told")
async def test_an_edition_that_was_never_issued_has_no_receipts(
    client: AsyncClient, signer: Signer
) -> None:
    answer = await read(client, signer, "sosialisasi/2026-TW3/2/tanda-terima.pdf")

    assert (answer.status_code, answer.json()["code"]) == (404, "no-sosialisasi")


async def test_the_compliance_sheet_is_printed_as_the_quarter_ended(
    app: FastAPI, client: AsyncClient, signer: Signer, clock: OfficeClock
) -> None:
    data = submitted("2026-TW3", at("2026-12-30 09:00"))
    rekap = recapped("2026-TW3", at("2026-12-30 09:10"), data)
    begun = [
        opened("2026-TW3", at("2026-12-28 08:00")),
        ordered("2026-TW3", at("2026-12-28 08:30")),
    ]
    draft = drafted("2026-TW3", at("2026-12-30 09:12"), rekap)
    await deliver(app.state.store, consumers, registered(), *begun, data, rekap, draft)
    clock.set_to(at("2027-01-05 08:00"))

    answer = await read(client, signer, "sop/kepatuhan/2026-TW4.pdf")

    assert (size_in_mm(answer.content), conformance(answer.content)) == ((297, 210), ("id", True))
    text = " ".join(pages_of(answer.content))
    for words in (
        "LEMBAR KEPATUHAN SOP TRIWULAN IV TAHUN 2026",
        "SOP Nomor 10 Tahun 2023 tentang Pengumpulan Data Kinerja",
        "Keadaan akhir Triwulan IV Tahun 2026: 4 langkah, 2 selesai tepat waktu, "
        "2 melewati batas waktu, 1 masih berjalan",
        "28 Desember 2026 08.00",
        "Selesai, terlambat 15 menit kerja",
        "Langkah 3 memakai 2 hari kerja:",
        "Bantul, 31 Desember 2026 Sekretaris, ....",
    ):
        assert words in text


async def test_without_an_office_there_is_no_letterhead_to_print_on(
    client: AsyncClient, signer: Signer
) -> None:
    answer = await read(client, signer, "sop/kepatuhan/2026-TW4.pdf")

    assert (answer.status_code, answer.json()["code"]) == (409, "no-instansi")


async def test_a_compliance_sheet_is_of_a_quarter(client: AsyncClient, signer: Signer) -> None:
    answer = await read(client, signer, "sop/kepatuhan/2026-S1.pdf")

    assert (answer.status_code, answer.json()["code"]) == (422, "not-a-triwulan")
