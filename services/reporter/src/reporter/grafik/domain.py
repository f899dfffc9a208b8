"""Which charts tell of a year, from its issued reports. Pure."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rules.periods import Jenis
from reporter.documents.chart import (
    Chart,
    capaian_charts,
    peta_charts,
    rata_rata_chart,
    serapan_charts,
)
from reporter.documents.pembanding import pembanding_of


class Grafik(NamedTuple):
    """A kind of chart, and what it takes to draw one."""

    draw: Callable[[Sequence[Snapshot]], Iterator[Chart]]
    needs: str


PAPER: Final = re.compile(r'viewBox="0 0 640 ')
SCREEN: Final = 'viewBox="-56 0 744 '
"""Letters of a screen are wider than those of the papers: room for labels and figures."""
WIDE: Final = "system-ui"
NARROW: Final = "Arial, Liberation Sans"


def charts_of(nama: str, issued: Sequence[Snapshot]) -> tuple[Chart, ...]:
    """The sheets of a chart; none where `issued` holds too little."""
    drawn = GRAFIK[nama].draw(issued) if nama in GRAFIK and issued else ()
    return tuple(_for_screen(one) for one in drawn)


@lru_cache(maxsize=4)
def charts_in(isi: str) -> Mapping[str, Sequence[Chart]]:
    """Every chart of one report, from its canonical JSON; a page and its pictures ask for the same."""
    snapshot = Snapshot.model_validate_json(isi)
    tren = rata_rata_chart(snapshot)
    return {
        "tren": (_for_screen(tren),) if tren else (),
        **{nama: charts_of(nama, [snapshot]) for nama in ("capaian", "peta", "serapan")},
    }


def _for_screen(chart: Chart) -> Chart:
    svg = PAPER.sub(SCREEN, chart.svg, count=1).replace(WIDE, NARROW)
    return replace(chart, svg=svg)


def latest(issued: Sequence[Snapshot]) -> Snapshot:
    """How far the year has come: of the reports that end last, the one that reaches furthest back."""
    return max(
        issued,
        key=lambda one: (one.rekap.period.ends_on, -one.rekap.period.starts_on.toordinal()),
    )


def _tren(issued: Sequence[Snapshot]) -> Iterator[Chart]:
    """The means of the year's triwulan, whatever earlier years had."""
    triwulan = sorted(
        (one for one in issued if one.rekap.period.jenis is Jenis.TRIWULAN),
        key=lambda one: one.rekap.period.starts_on,
    )
    if not triwulan:
        return
    earlier = tuple(pembanding_of(one) for one in triwulan[:-1])
    chart = rata_rata_chart(triwulan[-1].model_copy(update={"pembanding": earlier}))
    if chart is not None:
        yield chart


GRAFIK: Final[Mapping[str, Grafik]] = {
    "tren": Grafik(_tren, "dua triwulan atau lebih yang memiliki rata-rata capaian"),
    "capaian": Grafik(
        lambda issued: capaian_charts(latest(issued).rekap),
        "laporan yang memuat indikator",
    ),
    "peta": Grafik(
        lambda issued: peta_charts(latest(issued).rekap),
        "laporan yang memuat indikator",
    ),
    "serapan": Grafik(
        lambda issued: serapan_charts(latest(issued).rekap),
        "laporan yang memuat anggaran",
    ),
}
