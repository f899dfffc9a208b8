"""Tinjau while nobody holds the office in whose name reports are made out."""

import pytest
from support.facts import fact
from support.reporter_pages import KASUBAG, Site
from support.reporting import HIGHER, MORNING, TW3, UNIT, completed

from lapkin_contracts.organisasi import PejabatAssigned

TINJAU = f"/tinjau/{TW3}"


@pytest.fixture
def engine() -> str:
    """The queries behind these pages are tested on each engine in `test_tinjau_queries`."""
    return "sqlite"


@pytest.fixture
async def vacant(site: Site) -> Site:
    """Nobody is Inspektur any more, and the draft was composed anew since."""
    nobody = PejabatAssigned(unit=UNIT, pejabat=())
    newer = completed(revision=2, figures=HIGHER)
    await site.receive(fact(nobody, at=MORNING, version=2), newer)
    await site.desk.pakai()
    return site


async def test_without_an_inspektur_the_draft_is_there_and_says_what_it_waits_for(
    vacant: Site,
) -> None:
    queue = await vacant.see(KASUBAG, "/tinjau")
    page = await vacant.see(KASUBAG, TINJAU)
    pdf = await vacant.see(KASUBAG, f"/v1/laporan/{TW3}/preview.pdf")
    ya = {"etag": (await vacant.desk.draft()).etag, "putusan": "ya"}
    refused = await vacant.send(KASUBAG, f"{TINJAU}/putusan", ya)

    for one in (queue, page):
        assert one.shows(
            "Tidak ada Inspektur, Plt., atau Plh. yang menjabat.", "Daftarkan pejabat"
        )
    assert page.shows("Ya belum dapat dipilih", "Belum ada Inspektur yang menandatangani.")
    assert pdf.status == 200
    assert refused.status == 409
    assert "daftarkan dahulu di Pengaturan" in str(refused.galat)
