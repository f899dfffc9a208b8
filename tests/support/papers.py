"""The files of an issued report, read as a person would."""

import asyncio
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from support.sheets import text_of
from support.world import World

HEAD_ROW = 5
REPORTS = "/reporter/v1/laporan"


@dataclass(frozen=True)
class Papers:
    """One edition."""

    edition: dict[str, Any]
    files: dict[str, bytes]

    @property
    def text(self) -> str:
        """Of the PDF, with single blanks."""
        return text_of(self.files["pdf"])

    def column(self, sheet: str, title: str) -> list[Any]:
        """Of the workbook, below the head."""
        book = load_workbook(BytesIO(self.files["xlsx"]), data_only=True)
        table = list(book[sheet].iter_rows(min_row=HEAD_ROW, values_only=True))
        position = table[0].index(title)
        return [row[position] for row in table[1:]]


async def editions(world: World, period: str) -> list[dict[str, Any]]:
    """Oldest first."""
    found = await world.person("kasubag").get(f"{REPORTS}/{period}/editions")
    return sorted(found, key=lambda edition: int(edition["edisi"]))


async def papers(world: World, period: str, edisi: int = 1) -> Papers:
    edition = (await editions(world, period))[edisi - 1]
    answers = await asyncio.gather(
        *(
            world.client.get(f"/reporter/v1/berkas/{berkas['sha256']}")
            for berkas in edition["berkas"]
        )
    )
    for answer in answers:
        answer.raise_for_status()
    names = [berkas["format"] for berkas in edition["berkas"]]
    return Papers(edition, dict(zip(names, [one.content for one in answers], strict=True)))


async def rekap(world: World, period: str, revision: int | None = None) -> dict[str, Any]:
    """As announced; the newest unless one is asked for."""
    query = f"?revision={revision}" if revision else ""
    found: dict[str, Any] = await world.person("kasubag").get(
        f"/aggregator/v1/rekap/{period}{query}"
    )
    return found


async def line(world: World, period: str, unit: str, indikator: str) -> dict[str, Any]:
    """One line of a rekap."""
    lines = (await rekap(world, period))["baris"]
    return next(one for one in lines if (one["unit"], one["indikator"]) == (unit, indikator))
