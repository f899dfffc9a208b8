"""Bodies of the upload of workbooks."""

from enum import StrEnum
from typing import Annotated

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Field

from collector.lembar_kerja.findings import Temuan, Tingkat
from collector.submission.receipt import Receipt
from lapkin_contracts.rules.periods import Periode


class BerkasIn(BaseModel):
    """A filled-in workbook."""

    model_config = ConfigDict(extra="forbid")

    berkas: UploadFile


class Tujuan(BaseModel):
    """Where the sender believes the workbook belongs; what is left out is not checked."""

    unit: str | None = Field(default=None, max_length=31)
    period: Periode | None = None


class Keadaan(StrEnum):
    DAPAT_DITERAPKAN = "dapat_diterapkan"
    PERLU_DIPERBAIKI = "perlu_diperbaiki"
    TIDAK_BERUBAH = "tidak_berubah"
    DITERIMA = "diterima"


class TemuanOut(BaseModel):
    """One finding, with its cell."""

    sel: str
    tingkat: Tingkat
    code: str
    detail: str
    hint: str
    teks: Annotated[str, Field(examples=["Sel L12: [galat] Sel digabung. Pisahkan sel."])]
    """The whole in one line, for people."""

    @classmethod
    def of(cls, temuan: Temuan) -> "TemuanOut":
        return cls(
            sel=temuan.sel,
            tingkat=temuan.tingkat,
            code=temuan.code,
            detail=temuan.detail,
            hint=temuan.hint,
            teks=temuan.teks,
        )


class PerubahanOut(BaseModel):
    """One cell that says something new, in words."""

    sel: str
    kode: str
    isian: str
    dari: str
    menjadi: str


class HasilOut(BaseModel):
    """What came of a workbook, or would come of it."""

    unit: str
    period: Periode
    sha256: str
    """Of the file; the receipt is about these bytes."""
    dasar: int
    """Revision the template was made from."""
    revision: int
    """Stored now."""
    keadaan: Keadaan
    temuan: list[TemuanOut]
    perubahan: list[PerubahanOut]
    receipt: Receipt | None = None
