"""What every paper says besides its own contents."""

from pydantic import BaseModel, Field

from lapkin_contracts.organisasi import Kop


class Sheet(BaseModel):
    """All contents come as text, formatted and in the order of the page: a template only places it."""

    judul: str
    """Title of the document, repeated at the foot of each page."""
    instansi: str
    kop: Kop
    date: tuple[int, int, int]
    """Year, month, day the paper bears."""
    contoh: bool
    """Sample site: the paper carries DATA CONTOH."""
    sumber: str
    """Where the sample figures come from."""


class TandaTangan(BaseModel):
    """The block at the end: where and when, by what right, who."""

    tempat_tanggal: str
    sebutan: str
    """Printed title, with Plt. or Plh. before it."""
    dasar: str = ""
    """The decree behind a Plt or Plh."""
    nama: str = ""
    """A dotted line while nobody is known."""
    pangkat: str = ""
    nip: str = Field(default="", repr=False)
