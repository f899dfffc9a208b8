"""`lapkin demo`: the sample year by itself, and the papers it leads to."""

import json
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lapkin.attachments import save_attachments
from lapkin.office import Caller
from lapkin.rehearse import rehearsing
from lapkin.serve import Listen
from lapkin.site import free_port
from lapkin.year import Year
from lapkin_contracts.rules.periods import Periode

SIGNED = "pdf-signed"

NILAI = ("unit", "indikator", "target", "realisasi", "state", "capaian_persen", "predikat")

PRINTED_ADDRESS = "http://127.0.0.1:8000"
"""Of `make run`, which plays the same year: a port taken by chance would change every document."""


async def run_demo(out: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Play the year against a private instance; write its papers and `ringkasan.json`.

    `out` must exist.
    """
    with tempfile.TemporaryDirectory(prefix="lapkin-demo-") as folder:
        listen = Listen("127.0.0.1", free_port(), "error")
        async with rehearsing(Path(folder), listen, say, PRINTED_ADDRESS) as (_, year):
            await year.play()
            summary = await _summary(year, out)
    text = json.dumps(summary, indent=1, ensure_ascii=False)
    (out / "ringkasan.json").write_text(f"{text}\n", encoding="utf-8")
    return summary


async def _summary(year: Year, out: Path) -> dict[str, Any]:
    reader = year.office.people["kasubag"]
    editions = [one for period in year.periods for one in await _editions(reader, period, out)]
    return {
        "laporan": [one for one in editions if one["digantikan_oleh"] is None],
        "digantikan": [one for one in editions if one["digantikan_oleh"] is not None],
        "nilai": [line for period in year.periods for line in await _figures(reader, period)],
        "lampiran": await save_attachments(reader, year.periods, out),
        "langkah": [step for period in year.periods for step in await _steps(reader, period)],
        "peristiwa": await _events(year.office.people["operator"]),
    }


async def _editions(reader: Caller, period: Periode, out: Path) -> list[dict[str, Any]]:
    """Save the files of every edition; a replaced one says so in its files' names."""
    editions = await reader.ask("GET", f"/reporter/v1/laporan/{period}/editions")
    return [await _edition(reader, one, out) for one in editions]


async def _edition(reader: Caller, edition: dict[str, Any], out: Path) -> dict[str, Any]:
    period, replaced = Periode(edition["period"]), edition["digantikan_oleh"]
    stem = period if replaced is None else f"{period}-edisi-{edition['edisi']}"
    names = {one["format"]: _file_name(stem, one["format"]) for one in edition["berkas"]}
    for berkas in edition["berkas"]:
        content = await _download(reader, f"/reporter/v1/berkas/{berkas['sha256']}")
        (out / names[berkas["format"]]).write_bytes(content)
    arsip = Path("arsip", f"{stem}.zip")
    kept = f"/reporter/v1/laporan/{period}/editions/{edition['edisi']}/arsip.zip"
    (out / arsip).parent.mkdir(exist_ok=True)
    (out / arsip).write_bytes(await _download(reader, kept))
    return {
        "period": period,
        "jenis": period.jenis,
        "edisi": edition["edisi"],
        "digantikan_oleh": replaced,
        "pdf": names["pdf"],
        "pdf_ditandatangani": names[SIGNED],
        "xlsx": names["xlsx"],
        "arsip": arsip.as_posix(),
        "sha256": {
            berkas["format"]: berkas["sha256"]
            for berkas in edition["berkas"]
            if berkas["format"] != SIGNED  # a new key signs in every run
        },
    }


def _file_name(stem: str, kind: str) -> str:
    return f"{stem}-ditandatangani.pdf" if kind == SIGNED else f"{stem}.{kind}"


async def _download(reader: Caller, path: str) -> bytes:
    answer = await reader.client.get(path, headers=dict(reader.headers))
    answer.raise_for_status()
    return answer.content


async def _figures(reader: Caller, period: Periode) -> list[dict[str, Any]]:
    rekap = await reader.ask("GET", f"/aggregator/v1/rekap/{period}")
    return [{"period": period} | {key: line[key] for key in NILAI} for line in rekap["baris"]]


async def _steps(reader: Caller, period: Periode) -> list[dict[str, Any]]:
    """Seconds the machine took for each step of the case."""
    case = await reader.ask("GET", f"/notifier/v1/sop/kasus/{period}")
    return [
        {"step": step["nomor"], "period": period, "seconds": step["machine_seconds"]}
        for step in case["langkah"]
    ]


async def _events(reader: Caller) -> dict[str, int]:
    """How many events of each type there were; the prefix is the subject without unit and period."""
    counts: Counter[str] = Counter()
    after = 0
    while True:
        page = await reader.ask("GET", f"/notifier/v1/events?after={after}&limit=500")
        counts.update(event["type"] for event in page["items"])
        if not page["items"]:
            return dict(sorted(counts.items()))
        after = page["next"]
