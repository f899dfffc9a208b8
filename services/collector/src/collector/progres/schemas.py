"""Bodies of the progress reports."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from lapkin_contracts.rules.periods import Bulan

Uraian = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000, pattern=r"^[^\x00]*$"),
]


class ProgresIn(BaseModel):
    """What a unit says about a month."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    uraian: Annotated[Uraian, StringConstraints(min_length=1)]
    kendala: Uraian = ""
    solusi: Uraian = ""
    faktor_pendorong: Uraian = ""


class ProgresOut(ProgresIn):
    """A stored revision."""

    unit: str
    bulan: Bulan
    revision: int
    submitted_at: datetime
    oleh: str
