"""Every event there is, and the one service that may announce it."""

from collections.abc import Mapping
from types import MappingProxyType

from lapkin_contracts import laporan, organisasi, pengumpulan, perencanaan, rekap, sosialisasi
from lapkin_contracts.envelope import Event

OWNED: Mapping[str, tuple[type[Event], ...]] = MappingProxyType(
    {
        "collector": (
            organisasi.InstansiRegistered,
            organisasi.UnitRegistered,
            organisasi.PejabatAssigned,
            perencanaan.PerjanjianKinerjaPublished,
            perencanaan.RencanaAksiPublished,
            pengumpulan.PeriodeOpened,
            pengumpulan.PeriodeClosed,
            pengumpulan.DisposisiIssued,
            pengumpulan.DataSubmitted,
            pengumpulan.ProgresSubmitted,
        ),
        "aggregator": (rekap.RekapCompleted, rekap.RekapSuperseded),
        "reporter": (
            laporan.DraftReady,
            laporan.KoreksiRequested,
            laporan.LaporanApproved,
            laporan.LaporanIssued,
        ),
        "notifier": (sosialisasi.SosialisasiSent, sosialisasi.SosialisasiAcknowledged),
    }
)

EVENTS: Mapping[str, type[Event]] = MappingProxyType(
    {event.type: event for events in OWNED.values() for event in events}
)
