"""Every event there is, and the one service that may announce it."""

from collections.abc import Mapping
from types import MappingProxyType

from lapkin_contracts import (
    kalender,
    kebijakan,
    langkah,
    laporan,
    organisasi,
    pengingat,
    pengumpulan,
    perencanaan,
    rekap,
    sosialisasi,
    tindakan,
)
from lapkin_contracts.envelope import Event

OWNED: Mapping[str, tuple[type[Event], ...]] = MappingProxyType(
    {
        "collector": (
            organisasi.InstansiRegistered,
            organisasi.UnitRegistered,
            organisasi.PejabatAssigned,
            perencanaan.PerjanjianKinerjaPublished,
            perencanaan.RencanaAksiPublished,
            kalender.KalenderPublished,
            pengumpulan.PeriodeOpened,
            pengumpulan.PeriodeRescheduled,
            pengumpulan.PeriodeClosed,
            pengumpulan.DisposisiIssued,
            pengumpulan.DisposisiInitialed,
            pengumpulan.DataSubmitted,
            pengumpulan.DataReturned,
            pengumpulan.DataOverdue,
            pengumpulan.PermintaanBukaSubmitted,
            pengumpulan.PermintaanBukaDeclined,
            pengumpulan.KewajibanReopened,
            pengumpulan.TahunSealed,
            pengumpulan.ProgresSubmitted,
        ),
        "aggregator": (
            rekap.RekapCompleted,
            rekap.RekapSuperseded,
            kebijakan.KebijakanChanged,
        ),
        "reporter": (
            laporan.DraftReady,
            laporan.DraftOutdated,
            laporan.KoreksiRequested,
            laporan.LaporanApproved,
            laporan.LaporanIssued,
            laporan.LaporanSigned,
        ),
        "notifier": (
            sosialisasi.SosialisasiSent,
            sosialisasi.SosialisasiRepeated,
            sosialisasi.SosialisasiAcknowledged,
            sosialisasi.PenerimaAdded,
            sosialisasi.PengingatSent,
            sosialisasi.SlaBreached,
            langkah.WaktuLangkahChanged,
            pengingat.TanggaChanged,
            sosialisasi.DeliveryFailed,
            tindakan.TindakanRecorded,
        ),
    }
)

EVENTS: Mapping[str, type[Event]] = MappingProxyType(
    {event.type: event for events in OWNED.values() for event in events}
)
