"""What an archive of an edition holds, and its bytes: the same contents, the same zip."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final, NamedTuple
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from lapkin_contracts.laporan import Snapshot
from lapkin_contracts.rekap import BarisRekap, BarisRtl

SKEMA: Final = "lapkin-arsip/1"
MANIFES: Final = "MANIFES.json"
SIDIK: Final = "SHA256SUMS"
SNAPSHOT: Final = "snapshot.json"
BUKTI: Final = "bukti.json"
PERISTIWA: Final = "peristiwa.jsonl"
BACA: Final = "README.txt"
FILE_MODE: Final = 0o100644 << 16
UNIX: Final = 3


class Keterangan(NamedTuple):
    """What the archive says of itself."""

    period: str
    edisi: int
    judul: str
    nomor: str
    instansi: str
    issued_at: datetime
    kode: str
    snapshot_sha256: str


def evidence(snapshot: Snapshot) -> list[dict[str, object]]:
    """Every bukti the report stands on, by hash; the files themselves are with the units."""
    lines: tuple[BarisRekap | BarisRtl, ...] = (*snapshot.rekap.baris, *snapshot.rekap.rtl)
    return [
        {
            "sha256": bukti.sha256,
            "nama": bukti.nama,
            "unit": baris.unit,
            "indikator": baris.indikator,
            "href": str(bukti.href) if bukti.href else None,
        }
        for baris in lines
        for bukti in sorted(baris.bukti, key=lambda one: (one.sha256, one.nama))
    ]


def history(bodies: Sequence[bytes], edisi: int) -> list[bytes]:
    """The events that led to an edition, up to its issue, and its signature."""
    kept = []
    is_issued = False
    for body in bodies:
        event = json.loads(body)
        kind, number = event["type"], event["data"].get("edisi")
        is_own_signature = kind.startswith("lapkin.laporan.signed.") and number == edisi
        if is_own_signature or not is_issued:
            kept.append(body)
        if kind.startswith("lapkin.laporan.issued.") and number == edisi:
            is_issued = True
    return kept


def archive(keterangan: Keterangan, isi: Mapping[str, bytes]) -> bytes:
    """A zip whose members name each other's hashes. Nothing in it is compressed or dated today."""
    members = dict(isi)
    members[BACA] = readme(keterangan, sorted(isi)).encode()
    members[SIDIK] = "".join(
        f"{_sha256(content)}  {name}\n" for name, content in sorted(members.items())
    ).encode()
    members[MANIFES] = _json(
        {
            "skema": SKEMA,
            **keterangan._asdict(),
            "issued_at": keterangan.issued_at.isoformat(),
            "anggota": [
                {"nama": name, "bytes": len(content), "sha256": _sha256(content)}
                for name, content in sorted(members.items())
            ],
        }
    )
    output = BytesIO()
    with ZipFile(output, "w", ZIP_STORED) as zipped:
        for name, content in sorted(members.items()):
            zipped.writestr(_entry(name, keterangan.issued_at), content)
    return output.getvalue()


def readme(keterangan: Keterangan, names: Sequence[str]) -> str:
    about = {
        SNAPSHOT: "seluruh data yang dicetak; sidiknya adalah jati diri laporan",
        BUKTI: "daftar bukti pendukung beserta sidiknya; berkasnya disimpan unit",
        PERISTIWA: "peristiwa yang dicatat layanan reporter sampai edisi ini terbit",
        SIDIK: "sidik setiap berkas, dapat diperiksa dengan: sha256sum -c SHA256SUMS",
        MANIFES: "keterangan arsip dan sidik setiap anggotanya",
    }
    lines = [
        keterangan.judul,
        f"Nomor {keterangan.nomor}, edisi {keterangan.edisi}, {keterangan.instansi}",
        f"Kode verifikasi: {keterangan.kode}",
        f"Sidik data laporan (SHA-256): {keterangan.snapshot_sha256}",
        "",
        "Isi arsip:",
        *(f"  {name}: {about.get(name, 'berkas laporan')}" for name in (*names, SIDIK, MANIFES)),
        "",
        "Memeriksa keutuhan tanpa jaringan:",
        "  lapkin verify <berkas zip atau foldernya>",
        "Sidik di dalam arsip membuktikan bahwa anggotanya saling cocok. Bahwa arsip ini memang yang",
        "diterbitkan, dibuktikan oleh tanda tangan elektronik pada PDF dan oleh halaman verifikasi.",
        "",
    ]
    return "\n".join(lines)


def json_lines(bodies: Sequence[bytes]) -> bytes:
    return b"".join(body + b"\n" for body in bodies)


def manifest_of(bukti: Sequence[Mapping[str, object]]) -> bytes:
    return _json({"bukti": list(bukti)})


def _entry(name: str, at: datetime) -> ZipInfo:
    entry = ZipInfo(name, (at.year, at.month, at.day, at.hour, at.minute, at.second // 2 * 2))
    entry.create_system = UNIX  # else the machine's own would show
    entry.external_attr = FILE_MODE
    return entry


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
