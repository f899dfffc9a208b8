"""Refusals about the workbooks that units fill in."""

from typing import Self

from lapkin_chassis.errors import Fault, Refusal, Text


class UnusableFile(Refusal):
    """Nothing can be read from it; the one entry of `errors` says why, by a stable code."""

    status = 422
    code = "unusable-file"
    title = Text("Berkas tidak dapat dipakai", "The file cannot be used")
    detail = Text("{reason}", "{reason}")

    @classmethod
    def because(cls, code: str, detail: str, hint: str) -> Self:
        return cls(errors=(Fault("", code, detail, hint),), reason=f"{detail} {hint}")


class SheetRefused(Refusal):
    status = 422
    code = "invalid-sheet"
    title = Text("Lembar kerja perlu diperbaiki", "The workbook needs correction")
    detail = Text(
        "{count} isian perlu diperbaiki; tidak ada yang disimpan.",
        "{count} fields need correction; nothing was stored.",
    )
