"""The working calendar as the collector announces it."""

from datetime import date, time

from support.facts import deliver, fact
from support.sop_facts import INSTANSI, at

from lapkin_chassis.store import Store
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.kalender import JAM_KERJA_BAWAAN, HariLibur, JamKerja, KalenderPublished
from lapkin_contracts.rules.periods import Periode
from notifier.consumers import consumers
from notifier.kalender.repository import waktu_kerja


def published(
    tahun: str, *libur: HariLibur, versi: int = 1, jam: tuple[JamKerja, ...] = JAM_KERJA_BAWAAN
) -> Envelope[KalenderPublished]:
    event = KalenderPublished(
        unit=INSTANSI, period=Periode(tahun), versi=versi, libur=libur, jam_kerja=jam
    )
    return fact(event, at=at("2026-01-02 08:00"), version=versi)


CHRISTMAS = HariLibur(tanggal=date(2026, 12, 25), nama="Hari Raya Natal")
NEW_YEAR = HariLibur(tanggal=date(2027, 1, 1), nama="Tahun Baru")


async def test_without_a_calendar_the_office_works_from_monday_to_friday(store: Store) -> None:
    waktu = await store.read(waktu_kerja)

    assert waktu.shift(date(2026, 12, 24), 2) == date(2026, 12, 28)


async def test_days_off_of_every_known_year_count(store: Store) -> None:
    await deliver(store, consumers, published("2026", CHRISTMAS), published("2027", NEW_YEAR))

    waktu = await store.read(waktu_kerja)

    assert waktu.shift(date(2026, 12, 24), 1) == date(2026, 12, 28)
    assert waktu.shift(date(2026, 12, 31), 1) == date(2027, 1, 4)


async def test_a_later_version_replaces_the_whole_year(store: Store) -> None:
    short = (JamKerja(hari=0, mulai=time(8), selesai=time(10)),)
    await deliver(store, consumers, published("2026", CHRISTMAS))
    await deliver(store, consumers, published("2026", versi=2, jam=short))

    waktu = await store.read(waktu_kerja)

    assert (waktu.libur, waktu.jam) == (frozenset(), {0: (time(8), time(10))})
