"""Kalender kerja and Jadwal as pages: what a day off moves, and what the clock did and will do."""

from datetime import datetime

import httpx
import pytest
import pytest_asyncio
from fastapi import FastAPI
from support.collecting import Collecting
from support.tokens import Signer
from support.visiting import Visits, text_of

from lapkin_contracts.rules.periods import ZONE

KALENDER = "/pengaturan/kalender"
JADWAL = "/pengaturan/jadwal"
LIBUR = {
    "tanggal": "2024-04-17",
    "libur": "true",
    "cuti_bersama": "false",
    "nama": "Pemilihan kepala desa",
}
JEDA = {"jenis": "close-triwulan", "sampai": "2024-05-31", "alasan": "Menunggu data provinsi."}


@pytest_asyncio.fixture
async def visits(app: FastAPI, http: httpx.AsyncClient, signer: Signer) -> Visits:
    """The first triwulan of 2024 is open; it is 2 April."""
    collecting = Collecting(http, signer, app)
    await collecting.set_up()
    await collecting.open()
    return Visits(http, signer)


def clock_to(visits: Visits, app: FastAPI, *moment: int) -> None:
    app.state.clock.moment = datetime(*moment, tzinfo=ZONE)


async def test_the_year_lists_days_off_with_who_says_so(visits: Visits) -> None:
    page = text_of(await visits.open(KALENDER, by="staf@dinkes"))
    other = text_of(await visits.open(f"{KALENDER}?tahun=2025", by="staf@dinkes"))

    assert "Rabu, 1 Mei 2024 Hari Buruh Internasional Libur nasional" in page
    assert "Jumat, 12 April 2024 Cuti Bersama Hari Raya Idul Fitri Cuti bersama" in page
    assert "Senin 07.30-16.00" in page
    assert "jatuh tempo 23 April 2024 pukul 23.59 WIB" in page
    assert "Kamis, 1 Mei 2025" in other
    assert "Ubah satu hari" not in page


async def test_what_a_day_off_moves_is_shown_before_it_is_set(visits: Visits) -> None:
    asked = await visits.send(KALENDER, LIBUR | {"tindakan": "periksa"}, by="sekretaris@*")
    unchanged = text_of(await visits.open(KALENDER))
    saved = await visits.send(KALENDER, LIBUR, by="sekretaris@*")
    page = text_of(await visits.open(saved.headers["location"]))

    assert "Dengan perubahan ini jatuh tempo 24 April 2024 pukul 23.59 WIB" in text_of(asked)
    assert 'value="Pemilihan kepala desa"' in asked.text
    assert "Pemilihan kepala desa" not in unchanged
    assert "jatuh tempo 24 April 2024 pukul 23.59 WIB" in page
    assert "Rabu, 17 April 2024 Pemilihan kepala desa Ditetapkan kantor Hapus" in page


async def test_an_override_is_taken_back(visits: Visits) -> None:
    await visits.send(KALENDER, LIBUR | {"tanggal": "2024-05-01", "libur": "false"})
    worked = text_of(await visits.open(KALENDER))
    await visits.send(f"{KALENDER}/2024-05-01/hapus")
    again = await visits.send(f"{KALENDER}/2024-05-01/hapus")
    page = text_of(await visits.open(KALENDER))

    assert "Rabu, 1 Mei 2024 Pemilihan kepala desa Hari kerja Ditetapkan kantor" in worked
    assert again.status_code == 404
    assert "Rabu, 1 Mei 2024 Hari Buruh Internasional Libur nasional" in page


def hours(**changes: str) -> dict[str, str]:
    """Monday to Friday from eight to four; `jumat="08:00 11:00"`, or empty for a day off."""
    week = dict.fromkeys(("senin", "selasa", "rabu", "kamis", "jumat"), "08:00 16:00")
    week |= {"sabtu": "", "minggu": ""} | changes
    pairs = enumerate((*text.split(" "), "")[:2] for text in week.values())
    return {
        f"jam_kerja.{day}.{name}": text
        for day, pair in pairs
        for name, text in zip(("mulai", "selesai"), pair, strict=True)
    }


async def test_hours_are_looked_at_before_they_are_set(visits: Visits) -> None:
    six_days = hours(sabtu="08:00 12:00", jumat="08:00 11:00")
    asked = await visits.send(
        f"{KALENDER}/jam-kerja", six_days | {"tindakan": "periksa"}, by="sekretaris@*"
    )
    unchanged = text_of(await visits.open(KALENDER))
    saved = await visits.send(f"{KALENDER}/jam-kerja", six_days, by="sekretaris@*")
    page = await visits.open(saved.headers["location"])

    assert "Berubah Dengan perubahan ini jatuh tempo 19 April 2024" in text_of(asked)
    assert 'name="jam_kerja.5.mulai" type="time" value="08:00"' in asked.text
    assert "Senin 07.30-16.00" in unchanged
    assert "Jumat 08.00-11.00, Sabtu 08.00-12.00." in text_of(page)
    assert "jatuh tempo 19 April 2024 pukul 23.59 WIB" in text_of(page)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"rabu": "08:00"}, "jam_kerja.2.selesai", "Selesai: "),
        ({"selasa": "", "rabu": "pagi 16:00"}, "jam_kerja.2.mulai", "Mulai: "),
        ({"rabu": "16:00 08:00"}, "jam_kerja", "Rabu: jam selesai harus sesudah jam mulai"),
        (dict.fromkeys(("senin", "selasa", "rabu", "kamis", "jumat"), ""), "jam_kerja", "Jam"),
    ],
)
async def test_hours_that_cannot_be_name_their_day(
    visits: Visits, change: dict[str, str], field: str, words: str
) -> None:
    answer = await visits.send(f"{KALENDER}/jam-kerja", hours(**change))

    assert answer.status_code == 422
    assert f'<a href="#{field}">{words}' in answer.text
    assert "Senin 07.30-16.00" in text_of(await visits.open(KALENDER))


async def test_units_see_the_hours_and_do_not_set_them(visits: Visits) -> None:
    refused = await visits.send(f"{KALENDER}/jam-kerja", hours(), by="staf@dinkes")

    assert refused.status_code == 403
    assert "Ubah jam kerja" not in (await visits.open(KALENDER, by="staf@dinkes")).text


@pytest.mark.parametrize("change", [{"tanggal": ""}, {"nama": ""}, {"libur": "mungkin"}])
async def test_a_day_that_cannot_be_names_the_field(
    visits: Visits, change: dict[str, str]
) -> None:
    (field,) = change
    answer = await visits.send(KALENDER, LIBUR | change)

    assert answer.status_code == 422
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text


async def test_the_schedule_shows_what_is_coming_and_runs_what_is_due(
    visits: Visits, app: FastAPI
) -> None:
    before = await visits.open(JADWAL, by="staf@dinkes")
    clock_to(visits, app, 2024, 4, 24, 8, 0)
    due = await visits.open(JADWAL, by="operator@*")
    key = "overdue/2024-TW1/dinkes/2024-04-23"
    ran = await visits.send(f"{JADWAL}/jalankan", {"kunci": key}, by="operator@*")
    after = text_of(await visits.open(ran.headers["location"], by="operator@*"))
    earlier = text_of(await visits.open(f"{JADWAL}?dari=2023-01-01&sampai=2023-02-01"))

    assert "Penutupan Triwulan I Tahun 2024 Terjadwal" in text_of(before)
    assert "Jalankan sekarang" not in before.text
    assert f'name="kunci" value="{key}"' in due.text
    assert "Sudah dijalankan; hasilnya tercatat di bawah." in after
    assert "Data Triwulan I Tahun 2024 dari dinkes lewat batas 24 April 2024" in after
    assert earlier.count("Tidak ada") == 2


async def test_a_kind_rests_until_a_day_and_goes_on_before(visits: Visits) -> None:
    paused = await visits.send(JADWAL, JEDA, by="kasubag@*")
    resting = text_of(await visits.open(paused.headers["location"], by="kasubag@*"))
    form = {"jenis": "close-triwulan", "lanjutkan": "ya"}
    await visits.send(JADWAL, form, by="kasubag@*")
    page = text_of(await visits.open(JADWAL, by="kasubag@*"))

    assert "Penutupan triwulan sampai 31 Mei 2024 pukul 23.59 WIB" in resting
    assert "Menunggu data provinsi." in resting
    assert "Jeda yang berlaku" not in page


@pytest.mark.parametrize(
    ("path", "form", "field"),
    [
        (JADWAL, JEDA | {"sampai": "2024-01-01"}, "sampai"),
        (JADWAL, JEDA | {"sampai": ""}, "sampai"),
        (JADWAL, JEDA | {"alasan": ""}, "alasan"),
        (JADWAL, JEDA | {"jenis": "x"}, "jenis"),
        (f"{JADWAL}/jalankan", {"kunci": "close/2024-TW1"}, "datang"),
        (f"{JADWAL}/jalankan", {}, "datang"),
    ],
)
async def test_what_the_clock_cannot_do_is_said(
    visits: Visits, path: str, form: dict[str, str], field: str
) -> None:
    answer = await visits.send(path, form, by="operator@*")

    assert answer.status_code in {404, 409, 422}
    assert f'<a href="#{field}">' in answer.text
    assert f'id="{field}"' in answer.text


@pytest.mark.parametrize("path", [KALENDER, f"{KALENDER}/2024-05-01/hapus", JADWAL])
async def test_staf_change_neither(visits: Visits, path: str) -> None:
    answer = await visits.send(path, LIBUR | JEDA, by="staf@dinkes")

    assert answer.status_code == 403
