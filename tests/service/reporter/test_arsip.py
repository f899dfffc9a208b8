"""The archive of an issued edition, and what `lapkin verify` says of it."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlmodel import Session
from support.reporting import HIGHER, TW3, Desk, completed, office
from typer.testing import CliRunner

from lapkin.cli import app
from lapkin.verify import FAULTY, UNREADABLE
from reporter.arsip.service import archive_of
from reporter.laporan.models import Laporan
from reporter.tanda_tangan import service
from reporter.tanda_tangan.lokal import Kunci, Lokal
from reporter.tanda_tangan.periksa import checked
from reporter.tanda_tangan.service import Jawaban

PDF = f"laporan-kinerja-{TW3}.pdf"
SIGNED = f"laporan-kinerja-{TW3}-ditandatangani.pdf"


async def sign(desk: Desk, laporan: Laporan, folder: Path) -> None:
    act = desk.act_of("inspektur-1")
    pekerjaan = await desk.store.read(service.prepare, laporan, act, SecretStr(""))
    tiket = await Lokal(Kunci(None, folder)).minta(pekerjaan.permintaan)
    assert tiket.pdf is not None
    bertanda = checked(pekerjaan.permintaan.pdf, tiket.pdf)
    await desk.store.write(service.record, pekerjaan, Jawaban("lokal", "", bertanda))


async def zip_of(desk: Desk, laporan: Laporan) -> bytes:
    def put_together(session: Session) -> bytes:
        return archive_of(session, laporan)

    return await desk.store.read(put_together)


@pytest.fixture
async def issued(desk: Desk) -> Laporan:
    await desk.receive(*office(), completed())
    return await desk.say_ya()


@pytest.fixture
async def archive(desk: Desk, issued: Laporan, tmp_path: Path) -> Path:
    await sign(desk, issued, tmp_path / "contoh")
    path = tmp_path / "arsip.zip"
    path.write_bytes(await zip_of(desk, issued))
    return path


def members(zipped: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(zipped)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def rewrite(path: Path, changes: dict[str, bytes | None]) -> None:
    """The same zip with members changed, added, or left out."""
    whole = {**members(path.read_bytes()), **changes}
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in whole.items():
            if content is not None:
                zipped.writestr(name, content)


def verify(path: Path, *options: str) -> tuple[int, str]:
    ran = CliRunner().invoke(app, ["verify", str(path), *options])
    return ran.exit_code, ran.output


def verified(path: Path) -> Any:
    return json.loads(verify(path, "--json")[1])


def test_an_archive_holds_the_files_the_data_the_events_and_their_hashes(
    archive: Path, issued: Laporan
) -> None:
    inside = members(archive.read_bytes())

    assert {PDF, SIGNED, "snapshot.json", "bukti.json", "README.txt", "SHA256SUMS"} < set(inside)
    assert inside["snapshot.json"].decode() == issued.isi
    manifest = json.loads(inside["MANIFES.json"])
    assert {one["nama"] for one in manifest["anggota"]} == set(inside) - {"MANIFES.json"}
    kinds = [json.loads(line)["type"] for line in inside["peristiwa.jsonl"].splitlines()]
    assert kinds[0] == "lapkin.draft.ready.v1"
    assert kinds[-2:] == ["lapkin.laporan.issued.v1", "lapkin.laporan.signed.v1"]
    assert issued.judul in inside["README.txt"].decode()


async def test_a_signed_edition_has_the_same_archive_for_ever(
    desk: Desk, issued: Laporan, archive: Path
) -> None:
    before = await zip_of(desk, issued)
    assert before == archive.read_bytes()  # noqa: ASYNC240

    await desk.receive(completed(revision=2, figures=HIGHER))
    await desk.ralat()
    newer = await desk.say_ya()

    assert await zip_of(desk, issued) == before
    assert await zip_of(desk, newer) != before


def test_verify_finds_an_archive_whole_as_zip_and_as_folder(
    archive: Path, issued: Laporan, tmp_path: Path
) -> None:
    shutil.unpack_archive(archive, tmp_path / "folder")

    for path in (archive, tmp_path / "folder"):
        code, said = verify(path)

        assert code == 0, said
        assert "Arsip utuh." in said
        assert issued.sha256 in said
        assert "tanda tangan utuh" in said
    assert verified(archive)["utuh"] is True


@pytest.mark.parametrize("name", [PDF, SIGNED, "snapshot.json", "peristiwa.jsonl", "bukti.json"])
def test_verify_names_the_member_that_was_changed(archive: Path, name: str) -> None:
    forged = bytearray(members(archive.read_bytes())[name])
    forged[len(forged) // 3] ^= 1
    rewrite(archive, {name: bytes(forged)})

    code, said = verify(archive)

    assert code == FAULTY
    assert f"[galat] {name}: sidiknya tidak cocok" in said
    assert "Arsip TIDAK utuh" in said


def test_verify_names_what_is_missing_and_what_was_slipped_in(archive: Path) -> None:
    rewrite(archive, {PDF: None, "lain.exe": b"MZ"})

    code, said = verify(archive)

    assert code == FAULTY
    assert f"[galat] {PDF}: tercatat, tetapi tidak ada" in said
    assert "[galat] lain.exe: tidak tercatat" in said


def test_a_manifest_made_to_fit_a_changed_file_does_not_fool_verify(archive: Path) -> None:
    inside = members(archive.read_bytes())
    forged = bytearray(inside[SIGNED])
    forged[9000] ^= 1
    text = inside["MANIFES.json"].decode()
    sha = next(one for one in json.loads(text)["anggota"] if one["nama"] == SIGNED)["sha256"]
    fitting = hashlib.sha256(forged).hexdigest()
    rewrite(archive, {SIGNED: bytes(forged), "MANIFES.json": text.replace(sha, fitting).encode()})

    faults = [one for one in verified(archive)["temuan"] if one["tingkat"] == "galat"]

    assert {one["uraian"] for one in faults} == {
        "berbeda dari yang diumumkan saat terbit",
        "tanda tangan elektroniknya rusak",
    }


def test_verify_says_what_is_no_archive(archive: Path, tmp_path: Path) -> None:
    text, half = tmp_path / "surat.txt", tmp_path / "separuh.zip"
    text.write_text("bukan zip", encoding="utf-8")
    half.write_bytes(archive.read_bytes()[:4000])
    rewrite(archive, {"MANIFES.json": None})

    for path in (text, half, archive, tmp_path / "tidak-ada", tmp_path):
        code, said = verify(path)

        assert code == UNREADABLE, path
        assert "Traceback" not in said
        assert said.strip()


def test_the_hashes_can_be_checked_without_lapkin(archive: Path, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    shutil.unpack_archive(archive, folder)

    ran = subprocess.run(
        ["sha256sum", "-c", "SHA256SUMS"], cwd=folder, capture_output=True, text=True, check=False
    )

    assert ran.returncode == 0, ran.stdout
