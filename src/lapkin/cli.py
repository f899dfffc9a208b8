"""The `lapkin` command."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from lapkin.check_table import check_table
from lapkin.serve import Listen, Site, serve_one
from lapkin.site import SERVICES, SiteProblem, data_folder

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Laporan kinerja menurut SOP 10/2023."
)
app.command("check-table")(check_table)

DataOption = Annotated[Path, typer.Option(help="Folder data.")]


@app.command()
def serve(
    service: Annotated[
        str, typer.Argument(help="Satu layanan saja, atau kosong untuk semua.")
    ] = "",
    data: DataOption = Path("data"),
    host: Annotated[str, typer.Option(help="Alamat jaringan.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Porta.")] = 8000,
    log_level: Annotated[str, typer.Option(help="debug, info, warning, error")] = "warning",
) -> None:
    """Jalankan Lapkin."""
    listen = Listen(host, port, log_level)
    try:
        if service in SERVICES:
            serve_one(service, listen)
        elif service:
            msg = f"Layanan {service!r} tidak ada; pilih {', '.join(SERVICES)}."
            raise SiteProblem(msg)
        else:
            with data_folder(data) as folder:
                asyncio.run(_serve_all(folder, listen))
    except SiteProblem as problem:
        typer.echo(str(problem), err=True)
        sys.exit(1)


async def _serve_all(folder: Path, listen: Listen) -> None:
    async with Site(folder, listen) as site:
        typer.echo(f"Lapkin berjalan di {listen.address}  (Ctrl-C untuk berhenti)")
        await site.until_stopped()
