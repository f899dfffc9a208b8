"""The rungs of the reminder ladder: the site sets them, the rules climb them."""

from datetime import datetime, time
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from lapkin_contracts.pengingat import AnakTangga, Kepada

__all__ = ["RUNGS", "TANGGA", "AnakTangga", "Kepada", "Tangga"]

RUNGS: Final = TypeAdapter(tuple[AnakTangga, ...])


TANGGA: Final = (
    AnakTangga(kode="h-3", hari=-3, kepada=Kepada.UNIT),
    AnakTangga(kode="h", hari=0, kepada=Kepada.UNIT),
    AnakTangga(kode="h+1", hari=1, kepada=Kepada.UNIT),
    AnakTangga(kode="h+3", hari=3, kepada=Kepada.UNIT),
    AnakTangga(kode="kepala-unit", hari=4, kepada=Kepada.KEPALA_UNIT),
    AnakTangga(kode="sekretaris", hari=5, kepada=Kepada.SEKRETARIS),
)


class Tangga(NamedTuple):
    """The rungs, and the hour of a working day at which they are due."""

    anak_tangga: tuple[AnakTangga, ...]
    jam: time
    sejak: datetime | None = None
    """Since the office set it: what was due before is not made up for."""
