"""What each unit reached beside what it spent."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pydantic import BaseModel

from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.rules.budget import Sebutan, efisiensi
from lapkin_contracts.rules.policy import Kebijakan
from reporter.documents.capaian_table import EMPTY, percent_figure

SEBUTAN_WORDS: Final = {
    Sebutan.EFISIEN: "efisien",
    Sebutan.CUKUP: "cukup efisien",
    Sebutan.TIDAK: "tidak efisien",
}


class EfisiensiLine(BaseModel):
    unit: str
    capaian: str
    serapan: str
    selisih: str
    sebutan: str


def efisiensi_lines(rekap: RekapCompleted) -> Iterator[EfisiensiLine]:
    """Units that have both figures or either, and the whole office last."""
    for unit in rekap.units:
        if unit.rata_rata_capaian is not None or unit.serapan_persen is not None:
            yield _line(unit.nama, unit.rata_rata_capaian, unit.serapan_persen, rekap.kebijakan)
    ringkasan = rekap.ringkasan
    yield _line(
        "Seluruh unit", ringkasan.rata_rata_capaian, ringkasan.serapan_persen, rekap.kebijakan
    )


def _line(
    unit: str, capaian: Decimal | None, serapan: Decimal | None, kebijakan: Kebijakan
) -> EfisiensiLine:
    found = efisiensi(capaian, serapan, kebijakan)
    return EfisiensiLine(
        unit=unit,
        capaian=percent_figure(capaian),
        serapan=percent_figure(serapan),
        selisih=percent_figure(found.selisih) if found else EMPTY,
        sebutan=SEBUTAN_WORDS[found.sebutan] if found else EMPTY,
    )
