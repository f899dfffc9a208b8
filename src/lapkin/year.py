"""One year of the sample office: what its people and programs do, when, over HTTP.

Every act may be repeated: a rehearsal that was interrupted goes on where it stopped.
"""

import asyncio
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from datetime import time as clock_time
from typing import Any

from lapkin.mailbox import Mailbox
from lapkin.office import Office
from lapkin.rehearsal_clock import RehearsalClock
from lapkin.sample.site import Kiriman, SampleSite
from lapkin_contracts.rules.periods import ZONE, Bulan, Jenis, Periode

PATIENCE_SECONDS = 60.0
OFFICE_OPENS = clock_time(7, 30)
LINK = re.compile(r"https?://\S+/notifier/sosialisasi/\S+")

Say = Callable[[str], None]


class Stuck(Exception):
    """The chain did not go on; the message names what was waited for."""


def acts_in(site: SampleSite) -> int:
    """How often a year says something."""
    collecting = sum(1 + len(units) for units in site.triwulan.values())
    tidak, cases = 1, 7
    return collecting + tidak + cases * len(("draft", "terbit", "sosialisasi"))


class Year:
    """Plays the year, quarter by quarter, with a clock that is set to each act's hour."""

    def __init__(
        self, site: SampleSite, office: Office, clock: RehearsalClock, mailbox: Mailbox, say: Say
    ) -> None:
        self._site = site
        self.office = office
        self._clock = clock
        self._mailbox = mailbox
        self._say = say
        self._read: set[str] = set()

    @property
    def periods(self) -> list[Periode]:
        """The seven cases, in the order their reports are issued."""
        order: list[Periode] = []
        for semester in self._site.tahun.parts:
            order += [*semester.parts, semester]
        return [*order, self._site.tahun]

    async def play(self) -> None:
        try:
            for period in self.periods:
                if await self._state_of(period) != "terbit":
                    if period.jenis is Jenis.TRIWULAN:
                        await self._collect(period)
                    await self._review(period)
                await self._disseminated(period)
            self._set(_morning_after(self._site.tahun) + timedelta(days=31))
            await self._run_schedule()
        finally:
            self._clock.release()

    async def _collect(self, period: Periode) -> None:
        """SOP step 1: monthly progress, opening by the clock, and each unit's figures."""
        units = self._site.triwulan[period]
        for month, bulan in enumerate(period.bulan):
            self._set(_after_month(bulan))
            for unit, sent in units.items():
                body = {"uraian": sent.progres[month]}
                path = f"/collector/v1/progres/{unit}/{bulan}"
                await self.office.programs[unit].ask("PUT", path, body)
        self._set(_morning_after(period))
        await self._run_schedule()
        self._say(f"{period.title}: periode dibuka, disposisi terbit")
        for number, (unit, sent) in enumerate(units.items(), 1):
            self._set(_morning_after(period) + timedelta(days=1, hours=3 * number))
            await self._submit(period, unit, sent)
            self._say(f"{period.title}: {number} dari {len(units)} unit mengirim data")

    async def _run_schedule(self) -> None:
        """What the clock would do by itself within half a minute: open and close."""
        await self.office.people["operator"].ask("POST", "/collector/v1/schedule:run")

    async def _submit(self, period: Periode, unit: str, sent: Kiriman) -> None:
        body = {"unit": unit, "period": period} | sent.model_dump(
            mode="json", include={"nilai", "anggaran"}
        )
        await self.office.programs[unit].ask(
            "POST", "/collector/v1/submissions", body, **{"Idempotency-Key": f"{unit}-{period}-1"}
        )

    async def _review(self, period: Periode) -> None:
        """SOP steps 4, 7 and 9: the draft writes itself; Kasubag decides, once with a Tidak."""
        await self._until(f"draft {period}", lambda: self._is(period, "menunggu_reviu"))
        self._say(f"{period.title}: draft tersusun")
        draft = await self._laporan(period)
        if period.nomor == 2 and period.jenis is Jenis.TRIWULAN and not draft["koreksi"]:
            await self._correct(period, draft)
        self._later(minutes=20)
        draft = await self._laporan(period)
        await self._decide(period, draft, {"putusan": "ya"})
        self._say(f"{period.title}: disetujui dan terbit")

    async def _correct(self, period: Periode, draft: dict[str, Any]) -> None:
        staf = self.office.people["staf"]
        koreksi = {"bagian": "penutup", "uraian": "Sebutkan tindak lanjut triwulan berikutnya."}
        self._later(minutes=25)
        await self._decide(period, draft, {"putusan": "tidak", "koreksi": [koreksi]})
        self._later(hours=2)
        answer = {"jawaban": "Tindak lanjut telah dimuat pada bagian kendala dan solusi."}
        await staf.ask("POST", f"/reporter/v1/laporan/{period}/koreksi/1:answer", answer)
        await staf.ask("POST", f"/reporter/v1/laporan/{period}:resubmit")
        self._say(f"{period.title}: Tidak, dikoreksi, diajukan kembali")

    async def _decide(self, period: Periode, draft: dict[str, Any], body: object) -> None:
        path = f"/reporter/v1/laporan/{period}:review"
        await self.office.people["kasubag"].ask("POST", path, body, **{"If-Match": draft["etag"]})

    async def _disseminated(self, period: Periode) -> None:
        """SOP steps 5 and 8: mail goes out by itself; the officials say that it arrived."""
        await self._until(f"sosialisasi {period}", lambda: self._is_sent(period))
        self._later(hours=1)
        client = self.office.people["operator"].client
        for message in self._mailbox.messages():
            link = LINK.search(message.get_content())
            if link and link.group() not in self._read:
                self._read.add(link.group())
                await client.post(link.group())
        self._say(f"{period.title}: disosialisasikan dan diterima")

    async def _laporan(self, period: Periode) -> dict[str, Any]:
        path = f"/reporter/v1/laporan/{period}"
        laporan: dict[str, Any] = await self.office.people["kasubag"].ask("GET", path)
        return laporan

    async def _state_of(self, period: Periode) -> str:
        lines = await self.office.people["kasubag"].ask("GET", "/reporter/v1/laporan")
        return next((str(line["state"]) for line in lines if line["period"] == period), "")

    async def _is(self, period: Periode, state: str) -> bool:
        return await self._state_of(period) == state

    async def _is_sent(self, period: Periode) -> bool:
        path = f"/notifier/v1/events?types=lapkin.sosialisasi.sent.v1&period={period}"
        return bool((await self.office.people["operator"].ask("GET", path))["items"])

    async def _until(self, what: str, condition: Callable[[], Any]) -> None:
        give_up = time.monotonic() + PATIENCE_SECONDS
        while not await condition():
            if time.monotonic() > give_up:
                msg = f"{what} did not appear within {PATIENCE_SECONDS:.0f} s"
                raise Stuck(msg)
            await asyncio.sleep(0.02)

    def _set(self, moment: datetime) -> None:
        self._clock.set_to(moment)

    def _later(self, **step: float) -> None:
        self._clock.set_to(self._clock.now() + timedelta(**step))


def _morning_after(period: Periode) -> datetime:
    """Half past seven on the day after the period's last."""
    morning = datetime.combine(period.ends_on, OFFICE_OPENS, ZONE)
    return morning + timedelta(days=1)


def _after_month(bulan: Bulan) -> datetime:
    """The last morning of the month."""
    return datetime.combine(bulan.ends_on, OFFICE_OPENS, ZONE)
