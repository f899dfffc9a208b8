"""Events in: what others say that concerns collection."""

from sqlmodel import Session

from collector.periode import sealing
from lapkin_chassis.consumer import Consumers
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.laporan import LaporanIssued

consumers = Consumers()


@consumers.on(LaporanIssued)
def on_laporan_issued(session: Session, fact: Envelope[LaporanIssued]) -> None:
    sealing.seal(session, fact)
