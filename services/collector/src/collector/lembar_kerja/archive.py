"""What an uploaded workbook may be, in the words of those who fill one in."""

from typing import Final

from collector.lembar_kerja.errors import UnusableFile
from lapkin_sheets import archive
from lapkin_sheets.archive import TOO_LARGE, WRONG_TYPE, Flaw, UnsafeWorkbook

HINTS: Final = {
    TOO_LARGE: "Hapus gambar dan lembar tambahan; kirim bukti lewat rujukan.",
    WRONG_TYPE: "Isi lembar kerja yang diunduh dari aplikasi ini dan simpan sebagai .xlsx.",
}


def check_archive(content: bytes) -> None:
    """
    Raises:
        UnusableFile: not an .xlsx, broken, locked, too large, or with something that runs or links.
    """
    try:
        archive.check_archive(content)
    except UnsafeWorkbook as unsafe:
        raise unusable(unsafe.flaw) from unsafe


def unusable(flaw: Flaw) -> UnusableFile:
    return UnusableFile.because(flaw.code, flaw.detail, HINTS.get(flaw, flaw.hint))
