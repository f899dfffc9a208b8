"""A year from an office that is not set up yet to the auditor, through the pages alone.

Everyone starts at the front page and goes only where a link or a button leads. Each triwulan is
played in another way; axe examines every page on which people come along, as they see it.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from support.first_day import HEADS, UNITS, set_up
from support.new_site import NewSite, new_site
from support.orang import DIPERBESAR, MEJA, PAPAN_KETIK, TANPA_SKRIP, TELEPON, Cara, Scene
from support.work import (
    answer_koreksi,
    audit,
    check_figures,
    disseminate,
    enter,
    follow,
    keep_files,
    lose_the_link_while_typing,
    open_grid,
    paste_from_excel,
    remind,
    run_what_is_due,
    say_tidak,
    say_ya,
    send,
    sign,
    yield_to,
)

from lapkin_contracts.rules.periods import ZONE, Periode

TW1, TW2, TW3, TW4 = (Periode(f"2026-TW{one}") for one in (1, 2, 3, 4))
S1, S2, TAHUN = Periode("2026-S1"), Periode("2026-S2"), Periode("2026")
FIGURES = {
    TW2: (("82,4", "77"), ("62", "79")),
    TW3: (("84", "76,5"), ("66,5", "81")),
    TW4: (("85,6", "78,2"), ("71", "80,5")),
}
"""Of both units; what does not change from one triwulan to the next would have to be explained."""
CAPAIAN = {
    TW1: "81,25 ÷ 80 × 100 = 101,56",
    TW2: "82,4 ÷ 80 × 100 = 103",
    S1: "82,4 ÷ 80 × 100 = 103",
    TW3: "84 ÷ 80 × 100 = 105",
    TW4: "85,6 ÷ 80 × 100 = 107",
    S2: "85,6 ÷ 80 × 100 = 107",
    TAHUN: "85,6 ÷ 80 × 100 = 107",
}
OFFLINE, CHANGED = "ERR_INTERNET_DISCONNECTED", "409"
"""What a browser writes to its console when the link is lost, and when a row is refused."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewSite]:
    folder = tmp_path_factory.mktemp("kantor")
    with new_site(folder, datetime(2026, 3, 30, 8, tzinfo=ZONE)) as site:
        yield site


def test_a_year_is_played_through_the_pages(
    chromium: Browser, site: NewSite, axe: str, tmp_path: Path
) -> None:
    scene = Scene(chromium, site, axe)
    admin = scene.enter("admin")
    set_up(admin, site)
    admin.leaves()

    begin(scene, TW1, "2026-04-01 07:30")
    collect_by_paste_over_a_lost_link_and_a_conflict(scene)
    send_the_other_unit_late(scene, "2026-04-20 09:00")
    correct(scene, TW1)
    report(scene, TW1, MEJA)
    watch(scene, TW1)

    begin(scene, TW2, "2026-07-01 07:30")
    collect(scene, TW2, PAPAN_KETIK, PAPAN_KETIK)
    report(scene, TW2, PAPAN_KETIK)
    report(scene, S1, DIPERBESAR)

    begin(scene, TW3, "2026-10-01 07:30")
    collect(scene, TW3, TELEPON, TELEPON)
    report(scene, TW3, TELEPON)

    begin(scene, TW4, "2027-01-04 07:30")
    collect(scene, TW4, TANPA_SKRIP, DIPERBESAR)
    report(scene, TW4, TANPA_SKRIP)
    report(scene, S2, DIPERBESAR)
    report(scene, TAHUN, MEJA)
    read(scene, TAHUN, tmp_path)


def begin(scene: Scene, triwulan: Periode, moment: str) -> None:
    scene.site.at(moment)
    admin = scene.enter("admin")
    run_what_is_due(admin, triwulan)
    admin.leaves()


def collect_by_paste_over_a_lost_link_and_a_conflict(scene: Scene) -> None:
    ani, budi = scene.enter("ani"), scene.enter("budi")
    for staf in (ani, budi):
        open_grid(staf, "dinkes", TW1)
    paste_from_excel(ani, "81,25\r\n77\r\n")
    lose_the_link_while_typing(ani, "IK-2", "78")
    yield_to(budi, "Ani", "IK-2", "79", theirs="78")
    budi.leaves(CHANGED)
    send(ani)
    ani.leaves(OFFLINE)


def send_the_other_unit_late(scene: Scene, moment: str) -> None:
    scene.site.at(moment)
    kasubag, budi = scene.enter("kasubag"), scene.enter("budi")
    remind(kasubag, UNITS["dishub"], HEADS["dishub"][1])
    kasubag.leaves()
    enter(budi, "dishub", TW1, "60,5", "80")
    budi.leaves()


def collect(scene: Scene, triwulan: Periode, anis: Cara, budis: Cara) -> None:
    ani, budi = scene.enter("ani", anis), scene.enter("budi", budis)
    of_dinkes, of_dishub = FIGURES[triwulan]
    enter(ani, "dinkes", triwulan, *of_dinkes)
    enter(budi, "dishub", triwulan, *of_dishub)
    ani.leaves()
    budi.leaves()


def correct(scene: Scene, period: Periode) -> None:
    """Tidak with a koreksi, and its answer."""
    kasubag, budi = scene.enter("kasubag"), scene.enter("budi")
    say_tidak(kasubag, period)
    answer_koreksi(budi, period)
    kasubag.leaves()
    budi.leaves()


def report(scene: Scene, period: Periode, cara: Cara) -> None:
    """Checked by the Irban, approved by the Kasubag, signed by the Inspektur, told to the heads."""
    irban, kasubag, inspektur, sekretaris, head = (
        scene.enter(one, cara) for one in ("irban", "kasubag", "inspektur", "sekretaris", "")
    )
    check_figures(irban, period, CAPAIAN[period])
    say_ya(kasubag, period)
    sign(inspektur, period)
    disseminate(sekretaris, period, head)
    for one in (irban, kasubag, inspektur, sekretaris, head):
        one.leaves()


def watch(scene: Scene, period: Periode) -> None:
    operator = scene.enter("operator")
    follow(operator, period)
    operator.leaves()


def read(scene: Scene, period: Periode, folder: Path) -> None:
    staf, operator, auditor = scene.enter("ani"), scene.enter("operator"), scene.enter("")
    keep_files(staf, period, folder)
    follow(operator, period)
    audit(auditor, folder)
    for one in (staf, operator, auditor):
        one.leaves()
