"""Bodies of the disposisi."""

from datetime import datetime

from pydantic import BaseModel

from lapkin_contracts.rules.periods import Periode


class DisposisiOut(BaseModel):
    """An order as it went out."""

    tahun: int
    nomor: int
    nomor_agenda: str
    period: Periode
    perihal: str
    issued_at: datetime
