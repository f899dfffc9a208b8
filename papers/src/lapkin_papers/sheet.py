"""What every paper says besides its own contents."""

from pydantic import BaseModel

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
