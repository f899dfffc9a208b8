"""What a draft is: its states, its words, the hash that names its contents."""

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum

from lapkin_contracts.laporan import Paragraf, Snapshot
from lapkin_contracts.rules.periods import Periode
from reporter.draft.errors import (
    BagianUnknown,
    DraftSuperseded,
    LaporanIssuedAlready,
    StaleDraft,
)


class State(StrEnum):
    """Where one revision of a draft stands."""

    MENUNGGU_REVIU = "menunggu_reviu"
    PERLU_KOREKSI = "perlu_koreksi"
    TERBIT = "terbit"
    DIGANTIKAN = "digantikan"
    """Newer figures or a later revision took its place."""

    @property
    def label(self) -> str:
        return self.replace("_", " ")


def judul_of(period: Periode) -> str:
    """`Laporan Kinerja Semester I Tahun 2024`"""
    return f"Laporan Kinerja {period.title}"


def canonical_json(snapshot: Snapshot) -> str:
    """One text per snapshot: keys sorted, no blanks, figures as canonical strings."""
    return json.dumps(
        snapshot.model_dump(mode="json"), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def carry_edits(
    edited: Iterable[Paragraf], composed_before: Iterable[Paragraf], composed: Iterable[Paragraf]
) -> tuple[Paragraf, ...]:
    """The newly composed paragraphs, with the edits that newer figures leave true.

    An edit stands where the figures would have given the same words as before; anywhere else
    it may state a figure that no longer holds, so the composed words take its place and are
    marked until somebody has read them again.
    """
    before = {one.bagian: one.teks for one in composed_before}
    kept = {one.bagian: one for one in edited}
    return tuple(_carried(one, kept.get(one.bagian), before.get(one.bagian)) for one in composed)


def _carried(fresh: Paragraf, kept: Paragraf | None, before: str | None) -> Paragraf:
    if kept is None:
        return fresh
    if before == fresh.teks:
        return kept
    is_edited = kept.teks != before
    return fresh.model_copy(update={"ditinjau_ulang": is_edited or kept.ditinjau_ulang})


def overtaken(narasi: Iterable[Paragraf]) -> set[str]:
    """Sections whose edit newer figures replaced, not read since."""
    return {one.bagian for one in narasi if one.ditinjau_ulang}


def teks_of(narasi: Iterable[Paragraf], bagian: str) -> str:
    """Raises BagianUnknown if the narrative has no such section."""
    for one in narasi:
        if one.bagian == bagian:
            return one.teks
    raise BagianUnknown(bagian=bagian)


def replace_teks(narasi: Iterable[Paragraf], bagian: str, teks: str) -> tuple[Paragraf, ...]:
    written = {"teks": teks, "ditinjau_ulang": False}
    return tuple(one.model_copy(update=written) if one.bagian == bagian else one for one in narasi)


def check_open(state: State) -> None:
    """Raises unless the draft may still be changed by people."""
    if state is State.TERBIT:
        raise LaporanIssuedAlready
    if state is State.DIGANTIKAN:
        raise DraftSuperseded


def check_seen(etag: str, seen: str) -> None:
    """Raises unless what the caller has read is the draft as it stands."""
    if seen != etag:
        raise StaleDraft
