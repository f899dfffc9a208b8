"""What an operator sees of the events: which ones, in what words, and one under the other."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

from lapkin_contracts.catalog import EVENTS
from lapkin_contracts.rules.periods import ZONE

KEPT: Final = 200
"""Events on the page; older ones leave it."""

SURFACES: Final = {
    "lapkin.instansi.registered.v1": "Instansi didaftarkan",
    "lapkin.unit.registered.v1": "Unit didaftarkan",
    "lapkin.pejabat.assigned.v1": "Pejabat ditetapkan",
    "lapkin.perjanjian_kinerja.published.v1": "Perjanjian Kinerja diterbitkan",
    "lapkin.rencana_aksi.published.v1": "Rencana Aksi diterbitkan",
    "lapkin.kalender.published.v1": "Kalender diterbitkan",
    "lapkin.periode.opened.v1": "Periode dibuka",
    "lapkin.periode.rescheduled.v1": "Periode dijadwalkan ulang",
    "lapkin.periode.closed.v1": "Periode ditutup",
    "lapkin.disposisi.initialed.v1": "Disposisi diparaf",
    "lapkin.disposisi.issued.v1": "Disposisi diterbitkan",
    "lapkin.data.submitted.v1": "Data disampaikan",
    "lapkin.data.returned.v1": "Data dikembalikan",
    "lapkin.data.overdue.v1": "Data terlambat",
    "lapkin.permintaan_buka.submitted.v1": "Pembukaan kembali diminta",
    "lapkin.permintaan_buka.declined.v1": "Pembukaan kembali ditolak",
    "lapkin.kewajiban.reopened.v1": "Kewajiban dibuka kembali",
    "lapkin.tahun.sealed.v1": "Tahun disegel",
    "lapkin.progres.submitted.v1": "Progres disampaikan",
    "lapkin.rekap.completed.v1": "Rekap selesai",
    "lapkin.rekap.superseded.v1": "Rekap digantikan",
    "lapkin.kebijakan.changed.v1": "Kebijakan hitung diubah",
    "lapkin.draft.ready.v1": "Draft tersusun",
    "lapkin.draft.outdated.v1": "Draft usang",
    "lapkin.koreksi.requested.v1": "Koreksi diminta",
    "lapkin.laporan.approved.v1": "Laporan disetujui",
    "lapkin.laporan.issued.v1": "Laporan terbit",
    "lapkin.laporan.signed.v1": "Laporan ditandatangani",
    "lapkin.sosialisasi.sent.v1": "Sosialisasi terkirim",
    "lapkin.sosialisasi.repeated.v1": "Sosialisasi diulang",
    "lapkin.sosialisasi.acknowledged.v1": "Sosialisasi diterima",
    "lapkin.penerima.added.v1": "Penerima ditambahkan",
    "lapkin.pengingat.sent.v1": "Pengingat terkirim",
    "lapkin.sla.breached.v1": "Waktu langkah terlampaui",
    "lapkin.waktu_langkah.changed.v1": "Waktu langkah diubah",
    "lapkin.tangga.changed.v1": "Tangga pengingat diubah",
    "lapkin.delivery.failed.v1": "Pengiriman webhook gagal",
    "lapkin.tindakan.recorded.v1": "Tindakan operator",
}
"""Every type in words."""

_SUREL: Final = re.compile(r"\b([A-Za-z0-9])[A-Za-z0-9._%+-]*@([A-Za-z0-9.-]+\.[A-Za-z]{2,})")
_NIP: Final = re.compile(r"(?<![0-9A-Za-z])\d{8} ?\d{6} ?\d ?(\d{3})(?![0-9A-Za-z])")
_TELEPON: Final = re.compile(r"(?<![\w.-])(?:\+?62|0)8\d{5,8}(\d{3})(?![\w.-])")
_PELAKU: Final = re.compile(rb'"(?:oleh|disetujui_oleh)":"([^"\\]{1,120})"')


def masked(text: str) -> str:
    """Without e-mail addresses, NIP and telephone numbers, wherever they stand."""
    text = _SUREL.sub(r"\1***@\2", text)
    text = _NIP.sub(r"***\1", text)
    return _TELEPON.sub(r"***\1", text)


@dataclass(frozen=True)
class Peristiwa:
    """One event of the log."""

    position: int
    event_id: str
    type: str
    unit: str
    period: str
    time: datetime
    recordedtime: datetime
    causationid: str | None
    source: str
    body: bytes

    @property
    def sebutan(self) -> str:
        return SURFACES.get(self.type, self.type)

    @property
    def subjek(self) -> str:
        return f"{self.type}.{self.unit}.{self.period}"

    @property
    def pelaku(self) -> str:
        """Who acted; empty where no person or program did."""
        found = _PELAKU.search(self.body)
        return masked(found[1].decode()) if found else ""

    @cached_property
    def isi(self) -> str:
        """The document for reading, masked."""
        return masked(json.dumps(json.loads(self.body), ensure_ascii=False, indent=2))

    @property
    def layanan(self) -> str:
        return self.source.rpartition("/")[2]


@dataclass(frozen=True)
class Saringan:
    """Which events somebody wants to see; what is empty excludes nothing."""

    subjek: str = ""
    """NATS wildcards; `lapkin.` in front and `.>` at the end may be left out."""
    jenis: str = ""
    unit: str = ""
    periode: str = ""
    """The case: all that happens about one period."""
    pelaku: str = ""
    teks: str = ""

    @cached_property
    def _tokens(self) -> tuple[str, ...]:
        tokens = tuple(filter(None, self.subjek.strip().split(".")))
        return tokens if tokens[:1] in {(), ("lapkin",), ("*",), (">",)} else ("lapkin", *tokens)

    @property
    def types(self) -> list[str]:
        """Types that can be meant."""
        wanted = (one for one in EVENTS if self.jenis in {"", one})
        return [one for one in wanted if _fits(self._tokens, tuple(one.split(".")))]

    def covers(self, one: Peristiwa) -> bool:
        """The text is looked for in what is shown: masked figures cannot be guessed at."""
        if not _fits(self._tokens, tuple(one.subjek.split("."))):
            return False
        if self.pelaku and self.pelaku.casefold() not in one.pelaku.casefold():
            return False
        return not self.teks or self.teks.casefold() in f"{one.subjek} {one.isi}".casefold()

    def as_query(self) -> dict[str, str]:
        """For the address of the page."""
        return {name: text for name, text in vars(self).items() if name in _FIELDS and text}


_FIELDS: Final = ("subjek", "jenis", "unit", "periode", "pelaku", "teks")


class Simpul(NamedTuple):
    """An event, and what followed from it."""

    peristiwa: Peristiwa
    akibat: "Sequence[Simpul]"


def branches(events: Iterable[Peristiwa]) -> Sequence[Simpul]:
    """Each event under the one that led to it; what came from elsewhere stands at the top."""
    held = {one.event_id: one for one in events}
    followers: dict[str | None, list[Peristiwa]] = defaultdict(list)
    for one in held.values():
        followers[one.causationid if one.causationid in held else None].append(one)

    def grown(cause: str | None) -> Sequence[Simpul]:
        return [Simpul(one, grown(one.event_id)) for one in followers[cause]]

    return grown(None)


def menit(moment: datetime) -> str:
    """`09-10-2026 14.30`: in tables, beside a column for what took only seconds."""
    return f"{moment.astimezone(ZONE):%d-%m-%Y %H.%M}"


def detik(moment: datetime) -> str:
    """`09-10-2026 14.30.05`: in lists, where seconds matter."""
    return f"{moment.astimezone(ZONE):%d-%m-%Y %H.%M.%S}"


def _fits(pattern: Sequence[str], tokens: Sequence[str]) -> bool:
    """Whether a subject, or the beginning of one, can be meant by a pattern."""
    for wanted, token in zip(pattern, tokens, strict=False):
        if wanted == ">":
            return True
        if wanted not in {"*", token}:
            return False
    return True
