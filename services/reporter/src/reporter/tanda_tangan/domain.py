"""Where a signature stands, and who may be asked for one."""

from enum import StrEnum

from reporter.tanda_tangan.errors import EditionReplaced


class State(StrEnum):
    """Of one edition's signature."""

    MENUNGGU = "menunggu"
    """Asked for; the signer has not signed yet."""
    DITANDATANGANI = "ditandatangani"
    GAGAL = "gagal"
    """Refused after it was asked for; it may be asked for again."""


def check_newest(edisi: int, newest: int) -> None:
    """Raises EditionReplaced: nobody puts a name under figures known to be replaced."""
    if edisi != newest:
        raise EditionReplaced(edisi=edisi, newest=newest)


def signed_name(nama: str) -> str:
    """`laporan-kinerja-2024-TW1-ditandatangani.pdf`"""
    return f"{nama.removesuffix('.pdf')}-ditandatangani.pdf"
