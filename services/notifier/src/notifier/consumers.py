"""Events in. Every one is logged and shown to the SOP clock; some concern the sosialisasi too."""

from typing import Any

from sqlmodel import Session

from lapkin_chassis.consumer import Consumers
from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.envelope import Envelope
from lapkin_contracts.kalender import KalenderPublished
from lapkin_contracts.langkah import WaktuLangkahChanged
from lapkin_contracts.laporan import (
    DraftOutdated,
    DraftReady,
    KoreksiRequested,
    LaporanIssued,
    LaporanSigned,
)
from lapkin_contracts.organisasi import PejabatAssigned
from lapkin_contracts.pengingat import TanggaChanged
from lapkin_contracts.pengumpulan import (
    DataReturned,
    DataSubmitted,
    KewajibanReopened,
    PeriodeClosed,
    PeriodeOpened,
    PeriodeRescheduled,
)
from lapkin_contracts.rekap import RekapCompleted
from lapkin_contracts.sosialisasi import (
    PenerimaAdded,
    PengingatSent,
    SlaBreached,
    SosialisasiAcknowledged,
    SosialisasiRepeated,
    SosialisasiSent,
)
from notifier.beranda import reviu
from notifier.event_log import repository as event_log
from notifier.kalender import service as kalender
from notifier.pengingat import kewajiban, tangga
from notifier.pengingat import sending as pengingat
from notifier.sop_clock import breach, penetapan
from notifier.sop_clock import service as sop_clock
from notifier.sosialisasi import repeating
from notifier.sosialisasi import service as sosialisasi
from notifier.webhook import service as webhook

consumers = Consumers()


def on_event(session: Session, fact: Envelope[Any]) -> None:
    event_log.append(session, fact)
    sop_clock.advance(session, fact)
    webhook.enqueue(session, fact)


for event in EVENTS.values():
    consumers.on(event)(on_event)


@consumers.on(KalenderPublished)
def on_kalender_published(session: Session, fact: Envelope[KalenderPublished]) -> None:
    on_event(session, fact)
    kalender.keep(session, fact)


@consumers.on(PejabatAssigned)
def on_pejabat_assigned(session: Session, fact: Envelope[PejabatAssigned]) -> None:
    on_event(session, fact)
    sosialisasi.keep_pejabat(session, fact)


@consumers.on(LaporanIssued)
def on_laporan_issued(session: Session, fact: Envelope[LaporanIssued]) -> None:
    on_event(session, fact)
    reviu.keep_issue(session, fact)
    sosialisasi.begin(session, fact)


@consumers.on(LaporanSigned)
def on_laporan_signed(session: Session, fact: Envelope[LaporanSigned]) -> None:
    on_event(session, fact)
    reviu.keep_signature(session, fact)


@consumers.on(RekapCompleted)
def on_rekap_completed(session: Session, fact: Envelope[RekapCompleted]) -> None:
    on_event(session, fact)
    reviu.keep_rekap(session, fact)


@consumers.on(DraftReady)
def on_draft_ready(session: Session, fact: Envelope[DraftReady]) -> None:
    on_event(session, fact)
    reviu.keep_draft(session, fact)


@consumers.on(DraftOutdated)
def on_draft_outdated(session: Session, fact: Envelope[DraftOutdated]) -> None:
    on_event(session, fact)
    reviu.keep_changes(session, fact)


@consumers.on(KoreksiRequested)
def on_koreksi_requested(session: Session, fact: Envelope[KoreksiRequested]) -> None:
    on_event(session, fact)
    reviu.keep_koreksi(session, fact)


@consumers.on(SosialisasiSent)
def on_sosialisasi_sent(session: Session, fact: Envelope[SosialisasiSent]) -> None:
    on_event(session, fact)
    sosialisasi.settle(session, fact)


@consumers.on(SosialisasiAcknowledged)
def on_sosialisasi_acknowledged(session: Session, fact: Envelope[SosialisasiAcknowledged]) -> None:
    on_event(session, fact)
    sosialisasi.keep_acknowledgement(session, fact)


@consumers.on(SosialisasiRepeated)
def on_sosialisasi_repeated(session: Session, fact: Envelope[SosialisasiRepeated]) -> None:
    on_event(session, fact)
    repeating.keep_round(session, fact)


@consumers.on(PenerimaAdded)
def on_penerima_added(session: Session, fact: Envelope[PenerimaAdded]) -> None:
    on_event(session, fact)
    repeating.keep_penerima(session, fact)


@consumers.on(SlaBreached)
def on_sla_breached(session: Session, fact: Envelope[SlaBreached]) -> None:
    on_event(session, fact)
    breach.keep(session, fact)


@consumers.on(WaktuLangkahChanged)
def on_waktu_langkah_changed(session: Session, fact: Envelope[WaktuLangkahChanged]) -> None:
    on_event(session, fact)
    penetapan.keep(session, fact)


@consumers.on(PeriodeOpened)
def on_periode_opened(session: Session, fact: Envelope[PeriodeOpened]) -> None:
    on_event(session, fact)
    kewajiban.open_period(session, fact)


@consumers.on(PeriodeRescheduled)
def on_periode_rescheduled(session: Session, fact: Envelope[PeriodeRescheduled]) -> None:
    on_event(session, fact)
    kewajiban.reschedule(session, fact)


@consumers.on(PeriodeClosed)
def on_periode_closed(session: Session, fact: Envelope[PeriodeClosed]) -> None:
    on_event(session, fact)
    kewajiban.close_period(session, fact)


@consumers.on(DataSubmitted)
def on_data_submitted(session: Session, fact: Envelope[DataSubmitted]) -> None:
    on_event(session, fact)
    kewajiban.keep_figures(session, fact)


@consumers.on(DataReturned)
def on_data_returned(session: Session, fact: Envelope[DataReturned]) -> None:
    on_event(session, fact)
    kewajiban.take_back(session, fact)


@consumers.on(KewajibanReopened)
def on_kewajiban_reopened(session: Session, fact: Envelope[KewajibanReopened]) -> None:
    on_event(session, fact)
    kewajiban.reopen(session, fact)


@consumers.on(PengingatSent)
def on_pengingat_sent(session: Session, fact: Envelope[PengingatSent]) -> None:
    on_event(session, fact)
    pengingat.settle(session, fact)


@consumers.on(TanggaChanged)
def on_tangga_changed(session: Session, fact: Envelope[TanggaChanged]) -> None:
    on_event(session, fact)
    tangga.keep(session, fact)
