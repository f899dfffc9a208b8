"""Bodies of the entry grid's autosave."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Field40 = Annotated[str, StringConstraints(min_length=1, max_length=40)]
Typed = Annotated[str, StringConstraints(max_length=4000)]


class BarisIn(BaseModel):
    """One row as it stands on somebody's page."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bagian: Literal["nilai", "anggaran", "rtl"]
    kode: Field40
    isi: dict[Field40, Typed]
    """Texts by field, whether they can be read or not."""
    versi: int = Field(ge=0)
    """What the page believes is stored."""


class BarisOut(BaseModel):
    """The row after it was stored, and what a check says of it."""

    versi: int
    jam: str
    """`10.32`"""
    capaian: str
    terisi: bool
    catatan: list[str]
    """How a figure was read, such as `1.234 dibaca sebagai 1234`."""
    temuan: dict[str, str]
    """What is wrong, by field."""


class BentrokOut(BaseModel):
    """Why the row was not stored: somebody else changed it."""

    code: str
    detail: str
    nama: str
    versi: int
    isi: dict[str, str]
    """What stands there now."""
