"""An office whose year a test tells fact by fact, as the other services would announce it."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from support.facts import fact

from lapkin_contracts.envelope import Envelope, Event
from lapkin_contracts.laporan import LaporanIssued
from lapkin_contracts.organisasi import InstansiRegistered, Kop, UnitRegistered
from lapkin_contracts.pengumpulan import (
    DataReturned,
    DataSubmitted,
    Nilai,
    PeriodeClosed,
    PeriodeOpened,
    ProgresIndikator,
    ProgresSubmitted,
    RealisasiAnggaran,
)
from lapkin_contracts.perencanaan import (
    Alasan,
    Anggaran,
    Indikator,
    PerjanjianKinerjaPublished,
    RencanaAksiPublished,
    TargetTriwulan,
)
from lapkin_contracts.rules.aggregation import Mode
from lapkin_contracts.rules.capaian import Polaritas
from lapkin_contracts.rules.periods import ZONE, Bulan, Periode

INSTANSI = "inspektorat"
Targets = tuple[str, str, str, str]


def an_indikator(kode: str, **overrides: Any) -> Indikator:
    """A percentage that should rise and is read at the end of the quarter."""
    fields: dict[str, Any] = {
        "sasaran": "Meningkatnya akuntabilitas kinerja",
        "nama": f"Indikator {kode}",
        "satuan": "%",
        "polaritas": Polaritas.NAIK,
        "mode": Mode.AKHIR,
        "target": "100",
    }
    return Indikator(kode=kode, **{**fields, **overrides})


class Office:
    """Counts versions of aggregates and lets a minute pass with each fact."""

    def __init__(self, tahun: int = 2026) -> None:
        self.tahun = Periode(str(tahun))
        self._versions: Counter[str] = Counter()
        self._now = datetime(tahun, 1, 2, 8, 0, tzinfo=ZONE)

    def say(self, event: Event) -> Envelope[Any]:
        self._versions[event.aggregate] += 1
        return fact(event, at=self._pass(), version=self._versions[event.aggregate])

    def register(self, *units: str) -> list[Envelope[Any]]:
        instansi = InstansiRegistered(
            unit=INSTANSI,
            nama="Inspektorat Daerah Kabupaten Bantul",
            tempat="Bantul",
            kop=Kop(pemerintah="PEMERINTAH KABUPATEN BANTUL", nama="INSPEKTORAT", alamat="Bantul"),
            contoh=True,
        )
        since = date(self.tahun.tahun, 1, 1)
        named = (
            UnitRegistered(unit=unit, nama=unit.title(), jenis="irban", berlaku_sejak=since)
            for unit in units
        )
        return [self.say(instansi), *map(self.say, named)]

    def reorganise(self, unit: str, *asal: str, sejak: date, dasar: str) -> Envelope[Any]:
        """A unit that was made from others."""
        return self.say(
            UnitRegistered(
                unit=unit,
                nama=unit.title(),
                jenis="opd",
                berlaku_sejak=sejak,
                asal=asal,
                dasar=dasar,
            )
        )

    def promise(
        self,
        unit: str,
        *indikator: Indikator,
        pagu: Mapping[str, str] | None = None,
        sejak: date | None = None,
    ) -> Envelope[Any]:
        """The next version of a unit's Perjanjian Kinerja, in force from 1 January if not said."""
        versi = self._next_version(PerjanjianKinerjaPublished, unit)
        return self.say(
            PerjanjianKinerjaPublished(
                unit=unit,
                period=self.tahun,
                nomor=f"PK/{unit}/{versi}",
                tanggal=self.tahun.starts_on,
                versi=versi,
                berlaku_sejak=sejak or self.tahun.starts_on,
                alasan=None if versi == 1 else Alasan.PERUBAHAN_STRATEGI,
                indikator=indikator,
                anggaran=tuple(
                    Anggaran(kode=kode, uraian=f"Program {kode}", pagu=Decimal(amount))
                    for kode, amount in (pagu or {}).items()
                ),
            )
        )

    def plan(
        self,
        unit: str,
        targets: Mapping[str, Targets],
        *,
        atas: Mapping[str, Targets] | None = None,
        sejak: date | None = None,
    ) -> Envelope[Any]:
        """The next version of a unit's Rencana Aksi; a blank target is none."""
        upper = {kode: _figures(four) for kode, four in (atas or {}).items()}
        return self.say(
            RencanaAksiPublished(
                unit=unit,
                period=self.tahun,
                versi=self._next_version(RencanaAksiPublished, unit),
                berlaku_sejak=sejak,
                target=tuple(
                    TargetTriwulan(
                        indikator=kode, target=_figures(four), target_atas=upper.get(kode)
                    )
                    for kode, four in targets.items()
                ),
            )
        )

    def open(self, period: str, *wajib: str) -> Envelope[Any]:
        batas = self._now + timedelta(days=14)
        return self.say(
            PeriodeOpened(
                unit=INSTANSI,
                period=Periode(period),
                wajib=wajib,
                batas=batas,
                ditutup=batas + timedelta(days=16),
                oleh="jam",
            )
        )

    def submit(
        self,
        unit: str,
        period: str,
        *nilai: Nilai,
        spent: Mapping[str, str] | None = None,
        belum: Sequence[str] = (),
        **more: Any,
    ) -> Envelope[Any]:
        """The unit's next revision for the quarter; `more` are fields of the event."""
        revision = self._next_version(DataSubmitted, unit, period)
        body = f"{unit}/{period}/{revision}"
        return self.say(
            DataSubmitted(
                unit=unit,
                period=Periode(period),
                revision=revision,
                submitted_at=self._now + timedelta(minutes=1),
                oleh=f"staf-{unit}",
                nomor_tanda_terima=100 + revision,
                body_sha256=hashlib.sha256(body.encode()).hexdigest(),
                nilai=nilai,
                belum=tuple(belum),
                **{"anggaran": _spending(spent or {}), **more},
            )
        )

    def give_back(self, unit: str, period: str) -> Envelope[Any]:
        """The unit's newest revision for the quarter goes back to it."""
        return self.say(
            DataReturned(
                unit=unit,
                period=Periode(period),
                revision=self._next_version(DataSubmitted, unit, period) - 1,
                oleh="kasubag",
                alasan="Bukti tidak terbaca.",
            )
        )

    def report_progres(self, unit: str, bulan: str, *indikator: ProgresIndikator) -> Envelope[Any]:
        return self.say(
            ProgresSubmitted(
                unit=unit,
                period=Bulan(bulan).triwulan,
                bulan=Bulan(bulan),
                revision=1,
                submitted_at=self._now,
                uraian="Pemeriksaan berjalan sesuai rencana.",
                indikator=indikator,
            )
        )

    def close(self, period: str) -> Envelope[Any]:
        return self.say(PeriodeClosed(unit=INSTANSI, period=Periode(period), oleh="jam"))

    def issue(self, period: str, *, edisi: int = 1, rekap_revision: int = 1) -> Envelope[Any]:
        label = Periode(period)
        return self.say(
            LaporanIssued(
                unit=INSTANSI,
                period=label,
                edisi=edisi,
                judul=f"Laporan Kinerja {label.title}",
                nomor="700/1/2026",
                issued_at=self._now + timedelta(minutes=1),
                rekap_revision=rekap_revision,
                snapshot_sha256=hashlib.sha256(f"{period}/{edisi}".encode()).hexdigest(),
                berkas=(),
            )
        )

    def _pass(self) -> datetime:
        self._now += timedelta(minutes=1)
        return self._now

    def _next_version(self, event: type[Event], unit: str, period: str | None = None) -> int:
        return self._versions[f"{event.type}.{unit}.{period or self.tahun}"] + 1


def said(kode: str, realisasi: str, **overrides: Any) -> Nilai:
    return Nilai(indikator=kode, realisasi=Decimal(realisasi), **overrides)


def _spending(spent: Mapping[str, str]) -> tuple[RealisasiAnggaran, ...]:
    return tuple(
        RealisasiAnggaran(kode=kode, realisasi=Decimal(amount)) for kode, amount in spent.items()
    )


def _figures(four: Targets) -> Any:
    return tuple(Decimal(text) if text else None for text in four)
