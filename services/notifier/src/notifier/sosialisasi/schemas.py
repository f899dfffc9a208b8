"""HTTP bodies of the sosialisasi."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, StringConstraints

from lapkin_contracts.rules.periods import ZONE
from notifier.mail import Status, masked
from notifier.sosialisasi.models import Penerima, Sosialisasi

Line = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]


class PenerimaIn(BaseModel):
    """A further recipient."""

    model_config = ConfigDict(extra="forbid")

    nama: Line
    jabatan: Line
    surel: Line


class UlangIn(BaseModel):
    """Whom to tell again."""

    model_config = ConfigDict(extra="forbid")

    penerima: int | None = None
    """Number of one recipient; everyone who has not acknowledged without it."""


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
    dibuka_at: AwareDatetime | None
    """When the personal link was first opened: by the recipient, or by a mail scanner."""
    acknowledged_at: AwareDatetime | None

    @classmethod
    def of(cls, penerima: Penerima, dibuka_at: datetime | None = None) -> Self:
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
            dibuka_at=_local(dibuka_at),
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
        dibuka: Mapping[int, datetime],
        digantikan_oleh: int | None,
    ) -> Self:
        return cls(
            edisi=sosialisasi.edisi,
            judul=sosialisasi.judul,
            nomor=sosialisasi.nomor,
            sent_at=_local(sosialisasi.sent_at),
            menggantikan=sosialisasi.menggantikan,
            sebab=sosialisasi.sebab,
            digantikan_oleh=digantikan_oleh,
            penerima=[PenerimaOut.of(one, dibuka.get(one.nomor)) for one in penerima],
        )


def _local(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(ZONE)
