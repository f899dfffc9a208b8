"""The kebijakan of computing capaian, as the office sets it."""

from datetime import date
from typing import ClassVar

from lapkin_contracts.envelope import UnitEvent
from lapkin_contracts.rules.policy import Kebijakan


class KebijakanChanged(UnitEvent):
    """The office set how capaian is computed. `unit` is the instansi.

    It holds for triwulan that open on `berlaku_sejak` or later; those that are open keep theirs.
    """

    type: ClassVar[str] = "lapkin.kebijakan.changed.v1"

    nomor: int
    """Counts what the office set; of two from the same day the higher one holds."""
    kebijakan: Kebijakan
    alasan: str
    oleh: str
    berlaku_sejak: date
