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
    it may state a figure that no longer holds, and the composed words take its place.
    """
    before = {one.bagian: one.teks for one in composed_before}
    kept = {one.bagian: one.teks for one in edited}
    return tuple(
        one.model_copy(update={"teks": kept[one.bagian]})
        if one.bagian in kept and before.get(one.bagian) == one.teks
        else one
        for one in composed
    )


def teks_of(narasi: Iterable[Paragraf], bagian: str) -> str:
    """Raises BagianUnknown if the narrative has no such section."""
    for one in narasi:
        if one.bagian == bagian:
            return one.teks
    raise BagianUnknown(bagian=bagian)


def replace_teks(narasi: Iterable[Paragraf], bagian: str, teks: str) -> tuple[Paragraf, ...]:
    return tuple(
        one.model_copy(update={"teks": teks}) if one.bagian == bagian else one for one in narasi
    )


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
