"""The `lapkin` command."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import httpx
import typer
from rich.console import Console
from rich.progress import Progress

from lapkin.check_table import check_table
from lapkin.demo import run_demo
from lapkin.isi import app as isi
from lapkin.office import SIGN_INS, Refused, first_admin, sign_ins
from lapkin.rehearse import rehearsing
from lapkin.sample.load import load_sample
from lapkin.serve import Listen, Site, run, serve_one
from lapkin.site import SERVICES, SiteProblem, data_folder
from lapkin.stage import Stuck
from lapkin.verify import verify
from lapkin.year import Year, acts_in

app = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Laporan kinerja menurut SOP 10/2023."
)
app.command("check-table")(check_table)
app.command()(verify)
app.add_typer(isi, name="isi")

DataOption = Annotated[Path, typer.Option(help="Folder data.")]


@app.command()
def serve(
    service: Annotated[
        str, typer.Argument(help="Satu layanan saja, atau kosong untuk semua.")
    ] = "",
    data: DataOption = Path("data"),
    host: Annotated[str, typer.Option(help="Alamat jaringan.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Porta.")] = 8000,
    sample: Annotated[bool, typer.Option("--sample", help="Muat situs contoh.")] = False,  # noqa: FBT002
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
                run(_serve_sample(folder, listen) if sample else _serve_all(folder, listen))
    except SiteProblem as problem:
        typer.echo(str(problem), err=True)
        sys.exit(1)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder hasil.")] = Path("out"),
    json_only: Annotated[bool, typer.Option("--json", help="Cetak ringkasan JSON saja.")] = False,  # noqa: FBT002
) -> None:
    """Jalankan tahun contoh tanpa layar dan tulis tujuh laporannya."""
    out.mkdir(parents=True, exist_ok=True)
    with Progress(console=Console(stderr=True), disable=json_only) as progress:
        task = progress.add_task("Menyiapkan situs", total=acts_in(load_sample()))
        summary = run(
            run_demo(out, lambda text: progress.update(task, description=text, advance=1))
        )
    if json_only:
        typer.echo(json.dumps(summary, ensure_ascii=False))
    else:
        typer.echo(f"{len(summary['laporan'])} laporan dan ringkasan.json ditulis di {out}/")


async def _serve_all(folder: Path, listen: Listen) -> None:
    async with Site(folder, listen) as site:
        typer.echo(f"Lapkin berjalan di {listen.address}  (Ctrl-C untuk berhenti)")
        if password := await first_admin(listen.address):
            typer.echo(f"Akun pertama: admin, kata sandi {password}  (hanya dicetak sekali ini)")
        await site.until_stopped()


async def _serve_sample(folder: Path, listen: Listen) -> None:
    is_new = not (folder / SIGN_INS).exists()
    async with rehearsing(folder, listen, typer.echo) as (site, year):
        typer.echo(f"Lapkin berjalan di {listen.address}  (Ctrl-C untuk berhenti)")
        if is_new:
            for name, password in sign_ins(folder).items():
                typer.echo(f"  masuk sebagai {name:<11} kata sandi {password}")
        else:
            typer.echo(f"  kata sandi contoh: {folder / SIGN_INS}")
        playing = asyncio.create_task(_play(year))
        await site.until_stopped()
        playing.cancel()


async def _play(year: Year) -> None:
    try:
        await year.play()
    except (Stuck, Refused, httpx.HTTPError) as problem:
        typer.echo(f"Tahun contoh berhenti: {problem}", err=True)
    else:
        typer.echo("Tahun contoh selesai.")
