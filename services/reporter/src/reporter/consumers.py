"""Facts that the reporter takes in."""

from sqlmodel import Session

from lapkin_chassis.consumer import Consumers
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.organisasi import InstansiRegistered, PejabatAssigned
from lapkin_contracts.rekap import RekapCompleted, RekapSuperseded
from reporter.organisasi import service as organisasi
from reporter.perubahan import service as perubahan
from reporter.settings import Settings


def consumers_of(settings: Settings) -> Consumers:
    """The handlers; composing a draft needs the site's pattern of report numbers."""
    consumers = Consumers()

    @consumers.on(InstansiRegistered)
    def on_instansi_registered(session: Session, fact: Envelope[InstansiRegistered]) -> None:
        organisasi.remember_instansi(session, fact)

    @consumers.on(PejabatAssigned)
    def on_pejabat_assigned(session: Session, fact: Envelope[PejabatAssigned]) -> None:
        organisasi.remember_pejabat(session, fact)

    @consumers.on(RekapCompleted)
    def on_rekap_completed(session: Session, fact: Envelope[RekapCompleted]) -> None:
        perubahan.receive(session, fact, settings.nomor_laporan)

    @consumers.on(RekapSuperseded)
    def on_rekap_superseded(session: Session, fact: Envelope[RekapSuperseded]) -> None:
        perubahan.supersede(session, fact)

    return consumers
