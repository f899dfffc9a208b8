"""Bodies of the periods."""

from datetime import datetime

from pydantic import BaseModel

from collector.periode.domain import Keadaan, StatusKewajiban
from lapkin_contracts.rules.periods import Periode


class KewajibanOut(BaseModel):
    """What one unit owes, and how far it is."""

    unit: str
    state: StatusKewajiban
    revision: int
    """Newest submission; 0 while there is none."""


class PeriodeOut(BaseModel):
    """A triwulan and its obligations."""

    period: Periode
    title: str
    state: Keadaan
    opens_at: datetime
    batas: datetime
    ditutup_pada: datetime
    opened_at: datetime | None
    closed_at: datetime | None
    kewajiban: list[KewajibanOut]


class ScheduleOut(BaseModel):
    """What the clock did."""

    opened: list[Periode]
    closed: list[Periode]
