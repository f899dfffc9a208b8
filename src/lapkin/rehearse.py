"""The sample site: `lapkin serve --sample` shows it, `lapkin demo` writes its papers."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, time
from pathlib import Path

import httpx

from lapkin.mailbox import Mailbox
from lapkin.office import open_office
from lapkin.rehearsal_clock import RehearsalClock
from lapkin.sample.load import load_sample
from lapkin.sample.site import SampleSite
from lapkin.serve import Listen, Rehearsal, Site
from lapkin.stage import Stage
from lapkin.year import Year
from lapkin_contracts.rules.periods import ZONE


def rehearsal_in(folder: Path, sample: SampleSite, printed_address: str) -> Rehearsal:
    """A clock at the first morning of the sample year, and a mailbox in the data folder."""
    morning = datetime.combine(sample.tahun.starts_on, time(7, 30), ZONE)
    clock = RehearsalClock(folder / "jam")
    clock.set_to(morning)
    return Rehearsal(clock, Mailbox(folder / "surat"), printed_address)


@asynccontextmanager
async def rehearsing(
    folder: Path, listen: Listen, say: Callable[[str], None], printed_address: str = ""
) -> AsyncIterator[tuple[Site, Year]]:
    """A running sample site, and the year that is to be played on it.

    Its papers name `printed_address`, or where it listens.
    """
    sample = load_sample()
    rehearsal = rehearsal_in(folder, sample, printed_address or listen.address)
    async with (
        Site(folder, listen, rehearsal) as site,
        httpx.AsyncClient(base_url=listen.address, timeout=30) as client,
    ):
        office = await open_office(client, sample, folder)
        stage = Stage(office, rehearsal.clock, say)
        yield site, Year(sample, stage, rehearsal.mailbox)
