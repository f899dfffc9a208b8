"""The reminder ladder, as the office sets it."""

from datetime import time
from enum import StrEnum
from typing import ClassVar

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from lapkin_contracts.envelope import UnitEvent


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


class TanggaChanged(UnitEvent):
    """The office set the reminder ladder, or took its own back. `unit` is the instansi.

    What was due before `berlaku_sejak` is not made up for.
    """

    type: ClassVar[str] = "lapkin.tangga.changed.v1"

    versi: int
    anak_tangga: tuple[AnakTangga, ...] = ()
    """Empty: as shipped again."""
    jam: time | None = None
    alasan: str
    oleh: str
    berlaku_sejak: AwareDatetime
