"""Events in: which use case takes in which fact."""

from functools import partial

from aggregator.gabungan import service as gabungan
from aggregator.kebijakan import service as kebijakan
from aggregator.organisasi import service as organisasi
from aggregator.pengumpulan import service as pengumpulan
from aggregator.rekap import service as rekap
from aggregator.settings import Settings
from lapkin_chassis.consumer import Consumers
from lapkin_contracts.kebijakan import KebijakanChanged
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.organisasi import InstansiRegistered, UnitRegistered
from lapkin_contracts.pengumpulan import (
    DataReturned,
    DataSubmitted,
    PeriodeClosed,
    PeriodeOpened,
    ProgresSubmitted,
)
from lapkin_contracts.perencanaan import PerjanjianKinerjaPublished, RencanaAksiPublished


def consumers_of(settings: Settings) -> Consumers:
    """A triwulan keeps the policy it opened with: the settings' until the office set another."""
    consumers = Consumers()
    consumers.on(InstansiRegistered)(organisasi.record_instansi)
    consumers.on(UnitRegistered)(organisasi.record_unit)
    consumers.on(PerjanjianKinerjaPublished)(rekap.publish_perjanjian_kinerja)
    consumers.on(RencanaAksiPublished)(rekap.publish_rencana_aksi)
    consumers.on(KebijakanChanged)(kebijakan.keep)
    consumers.on(PeriodeOpened)(partial(pengumpulan.open_period, bawaan=settings.kebijakan))
    consumers.on(PeriodeClosed)(rekap.close_period)
    consumers.on(DataSubmitted)(rekap.receive_data)
    consumers.on(DataReturned)(rekap.take_back_data)
    consumers.on(ProgresSubmitted)(pengumpulan.record_progres)
    consumers.on(LaporanIssued)(gabungan.issue)
    return consumers
