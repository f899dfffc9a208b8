"""Periods of the SOP: a quarter `2026-TW3`, a semester `2026-S2`, a year `2026`; and a month `2026-07`."""

import re
from calendar import monthrange
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Final, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, AwareDatetime, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

ZONE: Final = ZoneInfo("Asia/Jakarta")
"""Decides which day it is: a quarter ends at local midnight, not at 07:00 WIB."""


D = TypeVar("D", bound=date)


def _within_reach(moment: D) -> D:
    """What lies at the ends of the calendar can be counted neither on nor back from."""
    if not 1900 <= moment.year <= 2200:
        raise ValueError(f"'{moment}' harus antara tahun 1900 dan 2200.")
    return moment


Tanggal = Annotated[date, AfterValidator(_within_reach)]
"""A day as somebody sent it."""
Saat = Annotated[AwareDatetime, AfterValidator(_within_reach)]
"""A moment as somebody sent it."""


class Jenis(StrEnum):
    TRIWULAN = "triwulan"
    SEMESTER = "semester"
    TAHUN = "tahun"


MONTHS: Final = {Jenis.TRIWULAN: 3, Jenis.SEMESTER: 6, Jenis.TAHUN: 12}
PREFIX: Final = {Jenis.TRIWULAN: "-TW", Jenis.SEMESTER: "-S"}
ROMAN: Final = ("I", "II", "III", "IV")
MONTH_NAMES: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


class Label(str):
    """A string that can only hold a valid label, so a wrong one is refused at the edge."""

    __slots__ = ()

    pattern: ClassVar[str]
    remedy: ClassVar[str]
    examples: ClassVar[tuple[str, ...]]

    def __new__(cls, label: str) -> Self:
        if re.fullmatch(cls.pattern, label) is None:
            raise ValueError(f"'{label}' {cls.remedy}")
        return super().__new__(cls, label)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Reads the label itself and the forms other systems use for the same period.

        Raises:
            ValueError: the text names no period; the message says how to write one.
        """
        return cls(text)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": "string", "pattern": f"^{cls.pattern}$", "examples": list(cls.examples)}


class Periode(Label):
    """A reporting period: quarter, semester or year."""

    __slots__ = ()

    pattern = r"[12][0-9]{3}(?:-TW[1-4]|-S[12])?"
    remedy = "bukan periode. Tulis 2026-TW3 (triwulan), 2026-S2 (semester), atau 2026 (tahun)."
    examples = ("2026-TW3", "2026-S2", "2026")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Also reads `2026Q3`, `2026S1` and the ADX form `2026-07-01/P3M` (P6M, P1Y)."""
        if short := re.fullmatch(r"([12][0-9]{3})(Q[1-4]|S[12])", text):
            return cls(f"{short[1]}-{short[2].replace('Q', 'TW')}")
        if adx := re.fullmatch(r"([12][0-9]{3})-([0-9]{2})-01/(P3M|P6M|P1Y)", text):
            jenis = {"P3M": Jenis.TRIWULAN, "P6M": Jenis.SEMESTER, "P1Y": Jenis.TAHUN}[adx[3]]
            number, past_start = divmod(int(adx[2]) - 1, MONTHS[jenis])
            if past_start == 0 and 0 <= number < 12 // MONTHS[jenis]:
                return cls.of(jenis, int(adx[1]), number + 1)
        return cls(text)

    @classmethod
    def of(cls, jenis: Jenis, tahun: int, nomor: int = 1) -> Self:
        return cls(f"{tahun}{PREFIX[jenis]}{nomor}" if jenis in PREFIX else str(tahun))

    @classmethod
    def triwulan_of(cls, day: date) -> Self:
        """The quarter that holds `day`, a date in `ZONE`."""
        return cls.of(Jenis.TRIWULAN, day.year, (day.month + 2) // 3)

    @property
    def jenis(self) -> Jenis:
        if len(self) == 4:
            return Jenis.TAHUN
        return Jenis.TRIWULAN if self[5] == "T" else Jenis.SEMESTER

    @property
    def tahun(self) -> int:
        return int(self[:4])

    @property
    def nomor(self) -> int | None:
        return int(self[-1]) if len(self) > 4 else None

    @property
    def starts_on(self) -> date:
        return date(self.tahun, self._first_month, 1)

    @property
    def ends_on(self) -> date:
        return self.bulan[-1].ends_on

    @property
    def triwulan(self) -> tuple[Self, ...]:
        """Its quarters in order; a quarter holds itself."""
        first = (self._first_month + 2) // 3
        count = MONTHS[self.jenis] // 3
        return tuple(self.of(Jenis.TRIWULAN, self.tahun, first + i) for i in range(count))

    @property
    def parts(self) -> tuple[Self, ...]:
        """The periods whose reports it waits for: 2 quarters, 2 semesters, or none."""
        if self.jenis is Jenis.TRIWULAN:
            return ()
        if self.jenis is Jenis.SEMESTER:
            return self.triwulan
        return tuple(self.of(Jenis.SEMESTER, self.tahun, nomor) for nomor in (1, 2))

    @property
    def parent(self) -> Self | None:
        """The period that waits for this one."""
        if self.jenis is Jenis.TAHUN:
            return None
        if self.jenis is Jenis.SEMESTER:
            return self.of(Jenis.TAHUN, self.tahun)
        return self.of(Jenis.SEMESTER, self.tahun, 1 if self[-1] in "12" else 2)

    @property
    def sebelumnya(self) -> Self:
        """The period of the same kind just before, across the turn of the year."""
        nomor = self.nomor or 1
        if nomor > 1:
            return self.of(self.jenis, self.tahun, nomor - 1)
        return self.of(self.jenis, self.tahun - 1, 12 // MONTHS[self.jenis])

    @property
    def title(self) -> str:  # type: ignore[override]  # a label has no use for str.title()
        """As printed in a heading: "Triwulan III Tahun 2026"."""
        if self.nomor is None:
            return f"Tahun {self.tahun}"
        return f"{self.jenis.capitalize()} {ROMAN[self.nomor - 1]} Tahun {self.tahun}"

    @property
    def bulan(self) -> "tuple[Bulan, ...]":
        first = self._first_month
        months = range(first, first + MONTHS[self.jenis])
        return tuple(Bulan(f"{self.tahun}-{month:02d}") for month in months)

    @property
    def _first_month(self) -> int:
        return ((self.nomor or 1) - 1) * MONTHS[self.jenis] + 1


class Bulan(Label):
    """A month of progress reports (Laporan Progres Bulanan)."""

    __slots__ = ()

    pattern = r"[12][0-9]{3}-(?:0[1-9]|1[0-2])"
    remedy = "bukan bulan. Tulis tahun dan bulan, mis. 2026-07."
    examples = ("2026-07",)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Also reads the ADX form `2026-07-01/P1M`."""
        return cls(text.removesuffix("-01/P1M"))

    @property
    def tahun(self) -> int:
        return int(self[:4])

    @property
    def nomor(self) -> int:
        return int(self[5:])

    @property
    def starts_on(self) -> date:
        return date(self.tahun, self.nomor, 1)

    @property
    def ends_on(self) -> date:
        return date(self.tahun, self.nomor, monthrange(self.tahun, self.nomor)[1])

    @property
    def triwulan(self) -> Periode:
        return Periode.triwulan_of(self.starts_on)

    @property
    def sebelumnya(self) -> Self:
        if self.nomor == 1:
            return type(self)(f"{self.tahun - 1}-12")
        return type(self)(f"{self.tahun}-{self.nomor - 1:02d}")

    @property
    def title(self) -> str:  # type: ignore[override]  # a label has no use for str.title()
        return f"{MONTH_NAMES[self.nomor - 1]} {self.tahun}"
