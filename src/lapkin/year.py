"""One year of the sample office: what its people and programs do, when, over HTTP.

Every act may be repeated: a rehearsal that was interrupted goes on where it stopped.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from datetime import time as clock_time

from lapkin.desk import Desk
from lapkin.mailbox import Mailbox
from lapkin.office import publish
from lapkin.sample.kasus import SalahKirim
from lapkin.sample.site import Kiriman, SampleSite
from lapkin.stage import Stage
from lapkin_contracts.rules.periods import ZONE, Bulan, Jenis, Periode

OFFICE_OPENS = clock_time(7, 30)
SATURDAY = 5
REMINDERS_GO = clock_time(8, 5)


def acts_in(site: SampleSite) -> int:
    """How often a year says something."""
    collecting = sum(1 + len(units) for units in site.triwulan.values())
    cases = len(("draft", "terbit", "tanda tangan", "sosialisasi")) * 7
    detours = len(("perjanjian", "terlambat", "tidak", "koreksi", "draft", "pakai"))
    ralat = len(("buka", "draft", "terbit", "tanda tangan", "sosialisasi", "ralat")) + 5
    return collecting + cases + detours + ralat


class Year:
    """Plays the year, quarter by quarter, with a clock that is set to each act's hour."""

    def __init__(self, site: SampleSite, stage: Stage, mailbox: Mailbox) -> None:
        self._site = site
        self._stage = stage
        self._desk = Desk(stage, mailbox)
        self.office = stage.office

    @property
    def periods(self) -> list[Periode]:
        """The seven cases, in the order their reports are first issued."""
        order: list[Periode] = []
        for semester in self._site.tahun.parts:
            order += [*semester.parts, semester]
        return [*order, self._site.tahun]

    async def play(self) -> None:
        try:
            for period in self.periods:
                if not await self._desk.edition_of(period):
                    if period.jenis is Jenis.TRIWULAN:
                        await self._collect(period)
                    await self._review(period)
                await self._desk.sign(period)
                await self._desk.disseminated(period)
                if period == self._site.kasus.setelah_terbit.period.parent:
                    await self._replace(self._site.kasus.setelah_terbit)
            self._stage.at(_morning(self._site.tahun.ends_on + timedelta(days=32)))
            await self._stage.run_schedules()
            self._stage.clock.end()
        finally:
            self._stage.clock.release()

    async def _collect(self, period: Periode) -> None:
        """SOP step 1: monthly progress, opening by the clock, and each unit's figures."""
        units = self._site.triwulan[period]
        for month, bulan in enumerate(period.bulan):
            await self._revise_plans(bulan)
            self._stage.at(_morning(bulan.ends_on))
            for unit, sent in units.items():
                path = f"/collector/v1/progres/{unit}/{bulan}"
                body = sent.progres[month].model_dump(mode="json", exclude_defaults=True)
                await self.office.programs[unit].ask("PUT", path, body)
        opened = _morning(period.ends_on + timedelta(days=1))
        self._stage.at(opened)
        await self._stage.run_schedules()
        self._stage.say(f"{period.title}: periode dibuka, disposisi terbit")
        late = self._site.kasus.terlambat
        on_time = [unit for unit in units if (unit, period) != (late.unit, late.period)]
        moments = _office_hours_after(opened)
        for number, unit in enumerate(on_time, 1):
            self._stage.at(next(moments))
            await self._submit(period, unit, units[unit])
            self._stage.say(f"{period.title}: {number} dari {len(units)} unit mengirim data")
        if period == late.period:
            await self._wait_for_the_late(period, len(on_time))
            await self._submit(period, late.unit, units[late.unit])
            self._stage.say(f"{period.title}: {late.unit} terlambat mengirim data")

    async def _revise_plans(self, bulan: Bulan) -> None:
        """A plan that is revised within the month is published on its day."""
        revised = self._site.kasus.perubahan
        if Bulan(f"{revised.berlaku_sejak:%Y-%m}") != bulan:
            return
        self._stage.at(_morning(revised.berlaku_sejak))
        [plan] = [one for one in self._site.perjanjian_kinerja if one.alasan is not None]
        [aksi] = [one for one in self._site.rencana_aksi if one.berlaku_sejak is not None]
        await publish(self.office.people["admin"], plan, aksi)
        self._stage.say(f"{plan.nomor}: Perjanjian Kinerja perubahan berlaku")

    async def _wait_for_the_late(self, period: Periode, sent: int) -> None:
        """Each morning the clock reminds, until two days after the due date."""

        async def all_are_known() -> bool:
            return await self._stage.events("data.submitted", period) >= sent

        await self._stage.until(f"kiriman {period}", all_are_known)
        due = (await self._moment(period, "batas")).date()
        day = self._stage.clock.now().astimezone(ZONE).date()
        while day < due + timedelta(days=2):
            day += timedelta(days=1)
            self._stage.at(datetime.combine(day, REMINDERS_GO, ZONE))
            await self._stage.run_schedules()

    async def _submit(self, period: Periode, unit: str, sent: Kiriman) -> None:
        wrong = [
            one
            for one in (self._site.kasus.sebelum_terbit, self._site.kasus.setelah_terbit)
            if (one.unit, one.period) == (unit, period)
        ]
        body = {"unit": unit, "period": period} | sent.model_dump(
            mode="json", include={"nilai", "anggaran", "rtl"}
        )
        for one in wrong:
            for nilai in body["nilai"]:
                if nilai["indikator"] == one.indikator:
                    nilai["realisasi"] = str(one.realisasi)
        key = {"Idempotency-Key": f"{unit}-{period}-1"}
        await self.office.programs[unit].ask("POST", "/collector/v1/submissions", body, **key)

    async def _correct(self, salah: SalahKirim) -> None:
        """The unit sends the right figure."""
        sent = self._site.triwulan[salah.period][salah.unit]
        [right] = [one for one in sent.nilai if one.indikator == salah.indikator]
        body = {
            "unit": salah.unit,
            "period": salah.period,
            "nilai": [right.model_dump(mode="json")],
        }
        key = {"Idempotency-Key": f"{salah.unit}-{salah.period}-2"}
        program = self.office.programs[salah.unit]
        await program.ask("POST", "/collector/v1/submissions", body, **key)
        self._stage.say(f"{salah.period.title}: {salah.unit} mengoreksi {salah.indikator}")

    async def _review(self, period: Periode) -> None:
        """SOP steps 4, 7 and 9: Kasubag decides."""
        await self._desk.drafted(period)
        kasus = self._site.kasus
        if period == kasus.tidak_dua_kali:
            await self._desk.send_back_twice(period)
        if period == kasus.sebelum_terbit.period:
            self._stage.later(minutes=30)
            await self._correct(kasus.sebelum_terbit)
            await self._desk.take_over(period)
        await self._desk.approve(period)

    async def _replace(self, salah: SalahKirim) -> None:
        """An error is found after issue: reopened, corrected, and a Ralat of all that follows."""
        if await self._desk.edition_of(salah.period) > 1:
            return
        path = f"/collector/v1/kewajiban/{salah.unit}/{salah.period}"
        closed = await self._moment(salah.period, "ditutup_pada")
        self._stage.at(next(_office_hours_after(closed)))
        await self._stage.run_schedules()
        asked = {"alasan": salah.sebab}
        await self.office.programs[salah.unit].ask("POST", f"{path}:request-reopening", asked)
        until: date = (self._stage.clock.now() + timedelta(days=3)).date()
        granted = {"sampai": until.isoformat(), "alasan": salah.sebab}
        await self._stage.ask("kasubag", "POST", f"{path}:reopen", granted)
        self._stage.say(f"{salah.period.title}: dibuka kembali untuk {salah.unit}")
        self._stage.later(hours=2)
        await self._correct(salah)
        await self._desk.replace(salah.period, salah.sebab)
        assert salah.period.parent is not None
        await self._desk.replace(salah.period.parent, salah.sebab)

    async def _moment(self, period: Periode, which: str) -> datetime:
        """Of the period's collection, in the office's zone."""
        periode = await self._stage.ask("kasubag", "GET", f"/collector/v1/periode/{period}")
        return datetime.fromisoformat(periode[which]).astimezone(ZONE)


def _office_hours_after(moment: datetime) -> Iterator[datetime]:
    """Three moments of every following working day."""
    day = moment.date()
    while True:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            yield from (_morning(day) + timedelta(hours=hours) for hours in (1, 3, 6))


def _morning(day: date) -> datetime:
    return datetime.combine(day, OFFICE_OPENS, ZONE)
