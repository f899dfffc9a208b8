"""`lapkin verify`: checks the archive of an issued report, offline."""

import hashlib
import importlib
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final, NamedTuple

import typer

from lapkin.archive import MANIFES, Archive, NotAnArchive, manifest_of, opened
from lapkin_contracts.rules.numbers import format_indonesian

SNAPSHOT: Final = "snapshot.json"
PERISTIWA: Final = "peristiwa.jsonl"
ISSUED: Final = "lapkin.laporan.issued."
SIGNED: Final = "lapkin.laporan.signed."
FAULTY, UNREADABLE = 1, 2
"""Exit codes; 0 is an archive that holds."""


class Tingkat(StrEnum):
    BAIK = "baik"
    INFO = "info"
    GALAT = "galat"


class Temuan(NamedTuple):
    """One thing found out about a member."""

    tingkat: Tingkat
    berkas: str
    uraian: str


def verify(
    path: Annotated[Path, typer.Argument(help="Zip arsip, atau folder hasil bukanya.")],
    json_only: Annotated[bool, typer.Option("--json", help="Cetak sebagai JSON.")] = False,  # noqa: FBT002
) -> None:
    """Periksa keutuhan arsip laporan tanpa jaringan: sidik, data laporan, tanda tangan.

    Keluar dengan 0 bila utuh, 1 bila ada yang tidak cocok, 2 bila bukan arsip yang terbaca.
    """
    try:
        with opened(path) as archive:
            manifest = manifest_of(archive)
            findings = list(check(archive, manifest))
    except NotAnArchive as problem:
        typer.echo(json.dumps({"galat": str(problem)}) if json_only else str(problem), err=True)
        sys.exit(UNREADABLE)
    faults = [one for one in findings if one.tingkat is Tingkat.GALAT]
    _tell_json(manifest, findings) if json_only else _tell(manifest, findings, len(faults))
    sys.exit(FAULTY if faults else 0)


def check(archive: Archive, manifest: Mapping[str, Any]) -> Iterator[Temuan]:
    """Members against the manifest, the manifest against snapshot and events, the signature."""
    names = Counter(archive.names())
    read: dict[str, bytes] = {}
    for member in _listed(manifest):
        name = str(member.get("nama"))
        if name not in names or name == MANIFES:
            yield Temuan(Tingkat.GALAT, name, "tercatat, tetapi tidak ada di dalam arsip")
            continue
        read[name] = archive.read(name)
        yield _compared(name, read[name], member)
    yield from _unlisted(names, read)
    yield from _identity(manifest, read)
    yield from _told_by_events(manifest, read)
    for name, content in read.items():
        if name.endswith(".pdf"):
            yield from _signature(name, content)


def _listed(manifest: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    """Raises NotAnArchive unless the manifest names members as it should."""
    members = manifest.get("anggota")
    if not isinstance(members, list) or not all(isinstance(one, dict) for one in members):
        msg = f"{MANIFES} tidak memuat daftar anggota."
        raise NotAnArchive(msg)
    return members


def _compared(name: str, content: bytes, member: Mapping[str, Any]) -> Temuan:
    if _sha256(content) != member.get("sha256"):
        return Temuan(Tingkat.GALAT, name, "sidiknya tidak cocok; isinya berubah atau rusak")
    size = format_indonesian(Decimal(len(content)))
    return Temuan(Tingkat.BAIK, name, f"sidik cocok ({size} bait)")


def _unlisted(names: Mapping[str, int], read: Mapping[str, bytes]) -> Iterator[Temuan]:
    for name, times in sorted(names.items()):
        if name not in read and name != MANIFES:
            yield Temuan(Tingkat.GALAT, name, "tidak tercatat di MANIFES.json")
        elif times > 1:
            yield Temuan(Tingkat.GALAT, name, "ada lebih dari satu kali")


def _identity(manifest: Mapping[str, Any], read: Mapping[str, bytes]) -> Iterator[Temuan]:
    """The hash of the snapshot is what a report is known by."""
    if SNAPSHOT not in read:
        yield Temuan(Tingkat.GALAT, SNAPSHOT, "tidak ada data laporan")
    elif _sha256(read[SNAPSHOT]) != manifest.get("snapshot_sha256"):
        yield Temuan(Tingkat.GALAT, SNAPSHOT, "bukan data dari laporan yang disebut MANIFES.json")
    else:
        yield Temuan(Tingkat.BAIK, SNAPSHOT, "sama dengan jati diri laporan")


def _told_by_events(manifest: Mapping[str, Any], read: Mapping[str, bytes]) -> Iterator[Temuan]:
    """What was announced at issue and at signing against what is here."""
    announced = [
        event
        for event in _events(read.get(PERISTIWA, b""))
        if event["data"].get("edisi") == manifest.get("edisi")
    ]
    issued = [one["data"] for one in announced if str(one.get("type")).startswith(ISSUED)]
    signed = [one["data"] for one in announced if str(one.get("type")).startswith(SIGNED)]
    if not issued:
        yield Temuan(Tingkat.GALAT, PERISTIWA, "tidak memuat peristiwa penerbitan edisi ini")
        return
    if issued[-1].get("snapshot_sha256") != manifest.get("snapshot_sha256"):
        yield Temuan(Tingkat.GALAT, PERISTIWA, "penerbitan menyebut data laporan yang lain")
    yield from _as_announced(
        [*issued[-1].get("berkas", ()), *(one.get("berkas", {}) for one in signed)], read
    )


def _as_announced(
    files: Sequence[Mapping[str, Any]], read: Mapping[str, bytes]
) -> Iterator[Temuan]:
    wrong = [one.get("nama") for one in files if _sha256_of(read, one) != one.get("sha256")]
    for name in wrong:
        yield Temuan(Tingkat.GALAT, str(name), "berbeda dari yang diumumkan saat terbit")
    if not wrong:
        yield Temuan(Tingkat.BAIK, PERISTIWA, f"{len(files)} berkas sama dengan yang diumumkan")


def _events(lines: bytes) -> list[dict[str, Any]]:
    try:
        events = [json.loads(line) for line in lines.splitlines()]
    except ValueError:
        return []
    return [one for one in events if isinstance(one, dict) and isinstance(one.get("data"), dict)]


def _signature(name: str, content: bytes) -> Iterator[Temuan]:
    if importlib.util.find_spec("pyhanko") is None:
        yield Temuan(Tingkat.INFO, name, "tanda tangan tidak diperiksa: pyHanko tidak terpasang")
        return
    found = importlib.import_module("lapkin.signature").signature_in(content)
    if found is None:
        yield Temuan(Tingkat.INFO, name, "tanpa tanda tangan elektronik")
    elif not found.is_sound:
        yield Temuan(Tingkat.GALAT, name, "tanda tangan elektroniknya rusak")
    else:
        owner = f"tanda tangan utuh, sertifikat atas nama {found.owner}"
        yield Temuan(Tingkat.BAIK, name, owner)
        issuer = f"penerbit sertifikat {found.issuer}; kepercayaan kepadanya tidak diperiksa"
        yield Temuan(Tingkat.INFO, name, issuer)


def _tell(manifest: Mapping[str, Any], findings: Sequence[Temuan], faults: int) -> None:
    typer.echo(f"{manifest.get('judul')}, nomor {manifest.get('nomor')}")
    typer.echo(f"edisi {manifest.get('edisi')}, kode verifikasi {manifest.get('kode')}")
    for one in findings:
        typer.echo(f"[{one.tingkat}] {one.berkas}: {one.uraian}")
    if faults:
        typer.echo(f"Arsip TIDAK utuh: {faults} galat.")
    else:
        typer.echo(f"Arsip utuh. Sidik data laporan: {manifest.get('snapshot_sha256')}")
        typer.echo("Bandingkan sidik itu dengan halaman verifikasi kantor penerbitnya.")


def _tell_json(manifest: Mapping[str, Any], findings: Sequence[Temuan]) -> None:
    report = {
        **{name: manifest.get(name) for name in ("period", "edisi", "nomor", "kode")},
        "snapshot_sha256": manifest.get("snapshot_sha256"),
        "utuh": all(one.tingkat is not Tingkat.GALAT for one in findings),
        "temuan": [one._asdict() for one in findings],
    }
    typer.echo(json.dumps(report, ensure_ascii=False))


def _sha256_of(read: Mapping[str, bytes], berkas: Mapping[str, Any]) -> str:
    return _sha256(read.get(str(berkas.get("nama")), b""))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
