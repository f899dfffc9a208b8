"""Tells the log what somebody did on the console."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlmodel import Session

from lapkin_chassis.outbox import emit
from lapkin_contracts.organisasi import InstansiRegistered
from lapkin_contracts.tindakan import Tindakan, TindakanRecorded
from notifier.event_log.repository import latest_of_no_period

HERE: Final = "notifier"
NOBODY: Final = "-"


class Act(NamedTuple):
    """What was done, to what, by whom, when."""

    tindakan: Tindakan
    sasaran: str
    oleh: str
    at: datetime
    catatan: str = ""
    layanan: str = HERE


def office_of(session: Session) -> str:
    """The instansi, in whose name facts about the house itself are told."""
    known = latest_of_no_period(session, InstansiRegistered)
    return known.data.unit if known else NOBODY


def record(session: Session, act: Act) -> None:
    event = TindakanRecorded(
        unit=office_of(session),
        tindakan=act.tindakan,
        layanan=act.layanan,
        sasaran=act.sasaran,
        catatan=act.catatan,
        oleh=act.oleh,
    )
    emit(session, event, at=act.at)
