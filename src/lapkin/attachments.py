"""The papers of the sample year besides its reports, period by period."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lapkin.office import Caller, Refused
from lapkin_contracts.rules.periods import Jenis, Periode


class Paper(NamedTuple):
    """One paper and where it comes from."""

    period: Periode
    jenis: str
    name: str
    path: str


async def save_attachments(
    reader: Caller, periods: Sequence[Periode], out: Path
) -> list[dict[str, Any]]:
    """Write them to `out/lampiran/<period>/` and list them."""
    return [
        await _save(reader, paper, out)
        for period in periods
        async for paper in _papers(reader, period)
    ]


async def _papers(reader: Caller, period: Periode) -> AsyncIterator[Paper]:
    for order in await reader.ask("GET", "/collector/v1/disposisi"):
        if order["period"] == period:
            path = f"/collector/v1/disposisi/{order['tahun']}/{order['nomor']}.pdf"
            yield Paper(period, "disposisi", "disposisi", path)
    if period.jenis is Jenis.TRIWULAN:
        for owed in await reader.ask("GET", f"/collector/v1/kewajiban?period={period}"):
            unit = owed["unit"]
            path = f"/collector/v1/kewajiban/{unit}/{period}/surat.pdf"
            yield Paper(period, "surat-permintaan", f"surat-permintaan-{unit}", path)
        path = f"/notifier/v1/sop/kepatuhan/{period}.pdf"
        yield Paper(period, "kepatuhan", "lembar-kepatuhan", path)
    for edition in await reader.ask("GET", f"/notifier/v1/sosialisasi/{period}"):
        edisi = edition["edisi"]
        path = f"/reporter/v1/laporan/{period}/hasil-koreksi.pdf?edisi={edisi}"
        yield Paper(period, "hasil-koreksi", f"hasil-koreksi-edisi-{edisi}", path)
        path = f"/notifier/v1/sosialisasi/{period}/{edisi}/tanda-terima.pdf"
        yield Paper(period, "tanda-terima", f"tanda-terima-edisi-{edisi}", path)


async def _save(reader: Caller, paper: Paper, out: Path) -> dict[str, Any]:
    answer = await reader.client.get(paper.path, headers=dict(reader.headers))
    if not answer.is_success:
        msg = f"GET {paper.path}: {answer.status_code} {answer.text}"
        raise Refused(msg)
    berkas = Path("lampiran", paper.period, f"{paper.name}.pdf")
    (out / berkas).parent.mkdir(parents=True, exist_ok=True)
    (out / berkas).write_bytes(answer.content)
    return {"period": paper.period, "jenis": paper.jenis, "berkas": berkas.as_posix()}
