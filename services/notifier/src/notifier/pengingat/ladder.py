"""The rungs of the reminder ladder: the site sets them, the rules climb them."""

from datetime import time
from enum import StrEnum
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field


class Kepada(StrEnum):
    """Whom a rung is for."""

    UNIT = "unit"
    KEPALA_UNIT = "kepala-unit"
    SEKRETARIS = "sekretaris"


class AnakTangga(BaseModel):
    """One rung of the ladder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kode: str = Field(pattern=r"^[a-z0-9+-]{1,20}$")
    hari: int = Field(ge=-20, le=20)
    """Working days after the due date; before it if negative."""
    kepada: Kepada


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
