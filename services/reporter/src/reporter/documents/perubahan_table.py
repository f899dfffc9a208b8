"""What a Ralat changed: semula, menjadi, sebab, dampak."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from pydantic import BaseModel

from lapkin_contracts.comparison import KOLOM_WORDS
from lapkin_contracts.laporan import BarisPerubahan


class PerubahanLine(BaseModel):
    kolom: str
    semula: str
    menjadi: str


class PerubahanGroup(BaseModel):
    nama: str
    unit: str
    baris: list[PerubahanLine]
    dampak: list[str]


def perubahan_groups(
    perubahan: Iterable[BarisPerubahan], units: Mapping[str, str]
) -> Iterator[PerubahanGroup]:
    """The figures of one indikator or program together."""
    for (unit, _, nama), members in groupby(
        perubahan, key=lambda one: (one.unit, one.kode, one.nama)
    ):
        lines = list(members)
        known = units.get(unit, unit)
        yield PerubahanGroup(
            nama=nama,
            unit="" if known == nama else known,
            baris=[
                PerubahanLine(
                    kolom=KOLOM_WORDS.get(one.kolom, one.kolom),
                    semula=one.semula,
                    menjadi=one.menjadi,
                )
                for one in lines
            ],
            dampak=[sentence for one in lines for sentence in one.dampak],
        )
