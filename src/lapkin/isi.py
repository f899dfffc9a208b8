"""`lapkin isi`: fetches a unit's workbook and uploads it filled in."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import httpx
import typer

app = typer.Typer(no_args_is_help=True, help="Lembar kerja Excel: unduh, periksa, dan kirim.")

SECONDS: Final = 60.0
UrlOption = Annotated[str, typer.Option(help="Alamat layanan collector.", envvar="LAPKIN_URL")]
TokenOption = Annotated[
    str, typer.Option(help="Token masuk; lebih aman lewat LAPKIN_TOKEN.", envvar="LAPKIN_TOKEN")
]
HERE: Final = "http://127.0.0.1:8000/collector"


class Unserved(Exception):
    """The service refused or could not be reached; the message is for people."""


@app.command()
def unduh(
    unit: Annotated[str, typer.Argument(help="Kode unit, mis. dinkes.")],
    periode: Annotated[str, typer.Argument(help="Triwulan, mis. 2026-TW3.")],
    token: TokenOption,
    out: Annotated[Path | None, typer.Option(help="Berkas hasil.")] = None,
    url: UrlOption = HERE,
) -> None:
    """Unduh lembar kerja sebuah unit untuk satu triwulan."""
    path = out or Path(f"lembar-kerja-{unit}-{periode}.xlsx")
    try:
        answer = _ask(url, token, "GET", f"/v1/units/{unit}/periode/{periode}/lembar-kerja.xlsx")
        path.write_bytes(answer.content)
    except (Unserved, OSError) as problem:
        _stop(problem)
    typer.echo(f"Lembar kerja ditulis ke {path}")


@app.command()
def unggah(
    berkas: Annotated[Path, typer.Argument(help="Lembar kerja .xlsx yang sudah diisi.")],
    token: TokenOption,
    terapkan: Annotated[bool, typer.Option("--terapkan", help="Kirim isinya.")] = False,  # noqa: FBT002
    koreksi: Annotated[
        Path | None, typer.Option(help="Tulis lembar yang sama dengan sel merah ke berkas ini.")
    ] = None,
    url: UrlOption = HERE,
    as_json: Annotated[bool, typer.Option("--json", help="Cetak jawaban JSON saja.")] = False,  # noqa: FBT002
) -> None:
    """Periksa lembar kerja yang sudah diisi; dengan --terapkan sekaligus kirim isinya."""
    try:
        files = {"berkas": (berkas.name, berkas.read_bytes())}
        if koreksi is not None:
            marked = _ask(url, token, "POST", "/v1/lembar-kerja:koreksi", files=files)
            koreksi.write_bytes(marked.content)
        dry_run = {"dry_run": str(not terapkan).lower()}
        found = _ask(url, token, "POST", "/v1/lembar-kerja", files=files, params=dry_run).json()
    except (Unserved, OSError) as problem:
        _stop(problem)
    typer.echo(json.dumps(found, ensure_ascii=False) if as_json else _in_words(found))
    if found["keadaan"] == "perlu_diperbaiki":
        sys.exit(1)


def _ask(url: str, token: str, method: str, path: str, **parts: Any) -> httpx.Response:  # noqa: ANN401  what httpx takes
    """
    Raises:
        Unserved: the answer was no success, or there was none.
    """
    headers = {"Authorization": f"Bearer {token}"}
    try:
        answer = httpx.request(
            method, f"{url.rstrip('/')}{path}", headers=headers, timeout=SECONDS, **parts
        )
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        msg = f"{url} tidak dapat dihubungi: {error}"
        raise Unserved(msg) from error
    if not answer.is_success:
        raise Unserved(_refusal(answer))
    return answer


def _refusal(answer: httpx.Response) -> str:
    if "json" not in answer.headers.get("Content-Type", ""):
        return f"Layanan menjawab {answer.status_code}."
    problem = answer.json()
    found = problem.get("errors", [])
    lines = [f"{one['pointer']}: {one['detail']} {one['hint']}" for one in found if one["pointer"]]
    return "\n".join([problem["detail"], *lines])


def _in_words(found: dict[str, Any]) -> str:
    lines = [one["teks"] for one in found["temuan"]]
    lines += [
        f"Sel {one['sel']}: {one['kode']} {one['isian']} dari {one['dari']} menjadi"
        f" {one['menjadi']}"
        for one in found["perubahan"]
    ]
    return "\n".join([*lines, _outcome(found)])


def _outcome(found: dict[str, Any]) -> str:
    match found["keadaan"]:
        case "diterima":
            return f"Diterima sebagai versi {found['revision']}, tanda terima {found['receipt']['seq']}."
        case "tidak_berubah":
            return f"Tidak ada yang berubah; tersimpan versi {found['revision']}."
        case "dapat_diterapkan":
            return "Tidak ada yang perlu diperbaiki; ulangi dengan --terapkan untuk mengirim."
        case _:
            return "Perbaiki sel di atas, lalu unggah lagi."


def _stop(problem: Exception) -> NoReturn:
    typer.echo(str(problem), err=True)
    sys.exit(1)
