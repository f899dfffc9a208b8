"""How long a role may be held in somebody's place, and which."""

from datetime import date, datetime, time, timedelta
from typing import Final

from collector.akun.mandat.errors import (
    MandateEndsBeforeItBegins,
    MandateIsOver,
    MandateTooLong,
)
from lapkin_contracts.organisasi import Jabatan, StatusPejabat
from lapkin_contracts.rules.periods import ZONE

MANDATE_ROLES: Final = (
    Jabatan.STAF,
    Jabatan.KASUBAG,
    Jabatan.IRBAN,
    Jabatan.SEKRETARIS,
    Jabatan.INSPEKTUR,
)
"""Offices only: whoever runs the system has an account of their own."""

LONGEST: Final = timedelta(days=366)
LAST_SECOND: Final = time(23, 59, 59)


def window(sejak: date, sampai: date, now: datetime) -> tuple[datetime, datetime]:
    """From the first second of one day to the last of the other, in the office's zone.

    Raises:
        MandateEndsBeforeItBegins, MandateTooLong: the days do not fit together.
        MandateIsOver: it could never be used.
    """
    since = datetime.combine(sejak, time.min, ZONE)
    until = datetime.combine(sampai, LAST_SECOND, ZONE)
    if until < since:
        raise MandateEndsBeforeItBegins(sejak=sejak, sampai=sampai)
    if until - since > LONGEST:
        raise MandateTooLong(days=LONGEST.days)
    if until < now:
        raise MandateIsOver(sampai=sampai)
    return since, until


def title(jenis: StatusPejabat, sebutan: str) -> str:
    """As printed under an act: `Plh. Kepala Subbagian Program dan Keuangan`."""
    return f"{jenis.awalan}{sebutan}"
