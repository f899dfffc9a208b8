"""The part of a plan that the figures of a triwulan are measured against."""

import json
from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final, NamedTuple

from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.numbers import canonical

POLARITAS: Final[Mapping[str, Polaritas]] = MappingProxyType({one.value: one for one in Polaritas})


class RencanaIndikator(NamedTuple):
    kode: str
    satuan: str
    polaritas: Polaritas
    target: Decimal | None
    """Of the triwulan."""


class Rencana(NamedTuple):
    versi: int
    """Of the Perjanjian Kinerja; 0 where there is none."""
    indikator: tuple[RencanaIndikator, ...]
    """In the order of the plan."""


def pack(rencana: Rencana) -> str:
    """One text that a submission is checked against, instead of a row for each indikator."""
    return json.dumps(
        [
            [
                one.kode,
                one.satuan,
                one.polaritas,
                None if one.target is None else canonical(one.target),
            ]
            for one in rencana.indikator
        ],
        ensure_ascii=False,
    )


def unpack(text: str) -> list[RencanaIndikator]:
    return [
        RencanaIndikator(
            kode, satuan, POLARITAS[polaritas], None if target is None else Decimal(target)
        )
        for kode, satuan, polaritas, target in json.loads(text)
    ]
