"""HTTP bodies of the sosialisasi."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from pydantic import AwareDatetime, BaseModel

from lapkin_contracts.rules.periods import ZONE
from notifier.mail import Status, masked
from notifier.sosialisasi.models import Penerima, Sosialisasi


class PenerimaOut(BaseModel):
    """How one recipient stands."""

    nomor: int
    nama: str
    jabatan: str
    surel: str
    """Masked."""
    status: Status
    attempts: int
    next_attempt_at: AwareDatetime | None
    reason: str
    decided_at: AwareDatetime | None
    acknowledged_at: AwareDatetime | None

    @classmethod
    def of(cls, penerima: Penerima) -> Self:
        return cls(
            nomor=penerima.nomor,
            nama=penerima.nama,
            jabatan=penerima.jabatan,
            surel=masked(penerima.surel),
            status=Status(penerima.status),
            attempts=penerima.attempts,
            next_attempt_at=_local(penerima.next_attempt_at),
            reason=penerima.reason,
            decided_at=_local(penerima.decided_at),
            acknowledged_at=_local(penerima.acknowledged_at),
        )


class SosialisasiOut(BaseModel):
    """An edition on its way to the officials."""

    edisi: int
    judul: str
    nomor: str
    sent_at: AwareDatetime | None
    menggantikan: int | None
    """The edition that it replaces."""
    sebab: str
    """Why it does."""
    digantikan_oleh: int | None
    """The edition that replaced it."""
    penerima: list[PenerimaOut]

    @classmethod
    def of(
        cls,
        sosialisasi: Sosialisasi,
        penerima: Iterable[Penerima],
        digantikan_oleh: int | None = None,
    ) -> Self:
        return cls(
            edisi=sosialisasi.edisi,
            judul=sosialisasi.judul,
            nomor=sosialisasi.nomor,
            sent_at=_local(sosialisasi.sent_at),
            menggantikan=sosialisasi.menggantikan,
            sebab=sosialisasi.sebab,
            digantikan_oleh=digantikan_oleh,
            penerima=[PenerimaOut.of(one) for one in penerima],
        )


def _local(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(ZONE)
