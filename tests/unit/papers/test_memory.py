"""A service that has written reports for a year is as small as on its first day."""

from pathlib import Path

import typst

from lapkin_papers.memory import forget_layouts

ROWS = ", ".join(f"[baris {number} dengan isi yang panjang]" for number in range(1500))
STATM = Path("/proc/self/statm")


def resident_mb() -> int:
    return int(STATM.read_text().split()[1]) * 4096 // 1_000_000


def test_laying_out_documents_leaves_nothing_behind(tmp_path: Path) -> None:
    sheet = tmp_path / "lembar.typ"
    forget_layouts()
    sizes = []
    for number in range(4):
        sheet.write_text(f"#table(columns: 3, {ROWS})\n{number}")
        typst.Compiler(sheet, ignore_system_fonts=True).compile(format="pdf")
        forget_layouts()
        sizes.append(resident_mb())

    assert sizes[-1] - sizes[0] < 10
