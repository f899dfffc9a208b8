"""`lapkin check-table`: the findings of Periksa tabel at the command line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from lapkin_contracts.rules.numbers import format_indonesian
from lapkin_sheets.published_table import Finding, Verdict, as_json, check
from lapkin_sheets.table_file import TableUnusable, read_table


def _show(findings: Sequence[Finding]) -> None:
    table = Table(box=box.SIMPLE_HEAD)
    for heading in ("Baris", "Target", "Realisasi", "Capaian"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Indikator", ratio=1)
    table.add_column("Putusan", ratio=1)
    for finding in findings:
        if finding.reason:
            table.add_row(*_printed(finding))
    console = Console()
    if table.row_count:
        console.print(table)
    counts = Counter(finding.verdict for finding in findings)
    summary = ", ".join(f"{counts[verdict]} {verdict.label}" for verdict in Verdict)
    typer.echo(f"{len(findings)} baris diperiksa: {summary}.")


def _printed(finding: Finding) -> Iterator[str]:
    yield str(finding.row)
    yield "" if finding.target is None else format_indonesian(finding.target)
    yield "" if finding.realisasi is None else format_indonesian(finding.realisasi)
    persen = finding.capaian.persen if finding.capaian else None
    yield "" if persen is None else format_indonesian(persen, 2)
    yield escape(finding.indikator)
    yield escape(f"{finding.verdict.label}: {finding.reason}")


def check_table(
    file: Annotated[Path, typer.Argument(help="Tabel CSV atau XLSX yang sudah diterbitkan.")],
    *,
    json_lines: Annotated[
        bool, typer.Option("--json", help="Satu objek JSON per baris tabel.")
    ] = False,
) -> None:
    """Hitung ulang capaian setiap baris tabel terbitan dan tunjukkan yang berbeda.

    Kode keluar: 0 semua sesuai, 1 ada yang berbeda atau ditolak, 2 berkas tidak dapat dipakai.
    """
    try:
        findings = list(check(read_table(file.read_bytes(), str(file))))
    except TableUnusable as unusable:
        typer.echo(str(unusable), err=True)
        raise typer.Exit(2) from unusable
    except OSError as error:
        typer.echo(f"{file}: berkas tidak ditemukan atau tidak boleh dibaca.", err=True)
        raise typer.Exit(2) from error
    if json_lines:
        for finding in findings:
            typer.echo(as_json(finding))
    else:
        _show(findings)
    if any(finding.verdict.is_wrong for finding in findings):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(check_table)
