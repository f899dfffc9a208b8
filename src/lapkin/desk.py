"""What happens to a report of the sample year: review, koreksi, changed figures, Ralat (SOP 4-9)."""

import re
from collections.abc import Mapping
from typing import Any

from lapkin.mailbox import Mailbox
from lapkin.stage import Stage
from lapkin_contracts.rules.periods import Periode

LINK = re.compile(r"https?://\S+/notifier/sosialisasi/\S+")

FIRST = (
    {"bagian": "penutup", "uraian": "Sebutkan tindak lanjut triwulan berikutnya."},
    {"bagian": "anggaran", "uraian": "Jelaskan program yang serapannya tertinggal."},
)
SECOND = {"bagian": "pendahuluan", "uraian": "Sebutkan dasar penyusunan laporan."}
ANSWERS: Mapping[int, str] = {
    1: "Tindak lanjut telah dimuat pada bagian kendala dan solusi.",
    2: "Penyebab serapan telah dijelaskan pada bagian anggaran.",
    3: "Dasar penyusunan telah dimuat pada pendahuluan.",
}
UNSETTLED = "Sebutkan juga penanggung jawabnya."


class Desk:
    """Kasubag and Staf at work on the reports."""

    def __init__(self, stage: Stage, mailbox: Mailbox) -> None:
        self._stage = stage
        self._mailbox = mailbox
        self._read: set[str] = set()

    async def drafted(self, period: Periode) -> None:
        """The draft writes itself."""
        await self._stage.until(f"draft {period}", lambda: self._is(period, "menunggu_reviu"))
        self._stage.say(f"{period.title}: draft tersusun")

    async def approve(self, period: Periode) -> None:
        self._stage.later(minutes=20)
        await self._decide(period, {"putusan": "ya"})
        self._stage.say(f"{period.title}: disetujui dan terbit")

    async def sign(self, period: Periode) -> None:
        """The Inspektur signs the newest edition; asked again, nothing more happens."""
        self._stage.later(minutes=10)
        edisi = await self.edition_of(period)
        path = f"/reporter/v1/laporan/{period}/editions/{edisi}:sign"
        await self._stage.ask("inspektur", "POST", path)
        self._stage.say(f"{period.title}: ditandatangani dengan kunci contoh")

    async def send_back_twice(self, period: Periode) -> None:
        """Tidak with two koreksi; one answer does not satisfy, and a third is asked for."""
        if (await self._laporan(period))["koreksi"]:
            return  # an interrupted rehearsal has been here
        self._stage.later(minutes=25)
        await self._decide(period, {"putusan": "tidak", "koreksi": FIRST})
        await self._answer(period, 1, 2)
        self._stage.later(minutes=30)
        unsettled = {"nomor": 1, "tanggapan": UNSETTLED}
        again = {"putusan": "tidak", "koreksi": [SECOND], "belum_selesai": [unsettled]}
        await self._decide(period, again)
        await self._answer(period, 1, 3)
        self._stage.say(f"{period.title}: dua kali Tidak, dikoreksi, diajukan kembali")

    async def take_over(self, period: Periode) -> None:
        """Figures changed under the draft: Kasubag has it composed anew from the newest."""
        await self._stage.until(f"perubahan {period}", lambda: self._is_changed(period))
        self._stage.later(minutes=15)
        await self._stage.ask("kasubag", "POST", f"/reporter/v1/laporan/{period}:pakai")
        await self.drafted(period)
        self._stage.say(f"{period.title}: perubahan sejak draft dipakai")

    async def replace(self, period: Periode, sebab: str) -> None:
        """Issue the next edition of a report whose figures have changed."""
        await self._stage.until(f"perubahan {period}", lambda: self._is_changed(period))
        self._stage.later(minutes=15)
        body = {"sebab": sebab}
        await self._stage.ask("kasubag", "POST", f"/reporter/v1/laporan/{period}:ralat", body)
        await self.drafted(period)
        await self.approve(period)
        await self.sign(period)
        await self.disseminated(period, edisi=2)
        self._stage.say(f"{period.title}: Ralat ke-1 terbit dan diterima")

    async def disseminated(self, period: Periode, edisi: int = 1) -> None:
        """SOP steps 5 and 8: mail goes out by itself; the officials say that it arrived."""
        await self._stage.until(f"sosialisasi {period}", lambda: self._is_sent(period, edisi))
        self._stage.later(hours=1)
        client = self._stage.office.people["operator"].client
        for message in self._mailbox.messages():
            link = LINK.search(message.get_content())
            if link and link.group() not in self._read:
                self._read.add(link.group())
                await client.post(link.group())
        self._stage.say(f"{period.title}: disosialisasikan dan diterima")

    async def state_of(self, period: Periode) -> str:
        lines = await self._stage.ask("kasubag", "GET", "/reporter/v1/laporan")
        return next((str(line["state"]) for line in lines if line["period"] == period), "")

    async def edition_of(self, period: Periode) -> int:
        """0 as long as nothing is issued."""
        laporan = await self._stage.ask("kasubag", "GET", "/reporter/v1/laporan")
        return next((line["edisi"] or 0 for line in laporan if line["period"] == period), 0)

    async def _answer(self, period: Periode, *nomor: int) -> None:
        self._stage.later(hours=2)
        path = f"/reporter/v1/laporan/{period}"
        for one in nomor:
            body = {"jawaban": ANSWERS[one]}
            await self._stage.ask("staf", "POST", f"{path}/koreksi/{one}:answer", body)
        await self._stage.ask("staf", "POST", f"{path}:resubmit")

    async def _decide(self, period: Periode, body: object) -> None:
        path = f"/reporter/v1/laporan/{period}:review"
        seen = {"If-Match": (await self._laporan(period))["etag"]}
        await self._stage.ask("kasubag", "POST", path, body, **seen)

    async def _laporan(self, period: Periode) -> dict[str, Any]:
        path = f"/reporter/v1/laporan/{period}"
        laporan: dict[str, Any] = await self._stage.ask("kasubag", "GET", path)
        return laporan

    async def _is(self, period: Periode, state: str) -> bool:
        return await self.state_of(period) == state

    async def _is_changed(self, period: Periode) -> bool:
        return bool((await self._laporan(period))["perubahan"])

    async def _is_sent(self, period: Periode, edisi: int) -> bool:
        return await self._stage.events("sosialisasi.sent", period) >= edisi
