"""Periksa tabel over HTTP: open to everybody, stores nothing, survives any file."""

import base64
import re

import httpx
import pytest
from fastapi import FastAPI

from aggregator.periksa_tabel import pages
from aggregator.periksa_tabel.pages import MAX_FILE, MAX_ROWS, MAX_UPLOAD

HEADING = "indikator;satuan;polaritas;target;realisasi;capaian\n"
RIGHT = "Air irigasi;%;naik;80;75;93,75\n"
WRONG = "Jalan <b>mantap</b>;%;naik;80;75;94,5\n"


async def examine(http: httpx.AsyncClient, content: str | bytes, name: str = "tabel.csv"):
    return await http.post("/periksa-tabel", files={"berkas": (name, content)})


async def test_a_stranger_sees_each_wrong_figure_with_its_reason(http: httpx.AsyncClient) -> None:
    form = await http.get("/periksa-tabel")
    answer = await examine(http, HEADING + RIGHT + WRONG)

    assert form.status_code == answer.status_code == 200
    assert "Seharusnya 93,75; tercetak 94,5." in answer.text
    assert "1 berbeda" in answer.text
    assert "Jalan &lt;b&gt;mantap" in answer.text
    assert re.findall(r"<script|<style| style=| on\\w+=", answer.text) == []


async def test_the_findings_come_with_the_page_as_files(http: httpx.AsyncClient) -> None:
    answer = await examine(http, HEADING + WRONG)

    found = re.findall(r'href="data:([^;]+);base64,([^"]+)" download="([^"]+)"', answer.text)
    assert [name for _, _, name in found] == [
        "temuan-tabel.csv",
        "temuan-tabel.xlsx",
        "temuan-tabel.jsonl",
    ]
    assert b"Seharusnya 93,75" in base64.b64decode(found[0][1])


async def test_a_table_without_a_fault_is_called_so(http: httpx.AsyncClient) -> None:
    answer = await examine(http, HEADING + RIGHT)

    assert "Semua angka capaian yang tercetak sesuai" in answer.text


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("kosong.csv", b"", "baris judul"),
        ("lain.csv", b"a;b\n1;2\n", "baris judul"),
        ("acak.bin", bytes(range(256)) * 50, "baris judul"),
        ("palsu.xlsx", b"bukan zip", "rusak atau terpotong"),
        ("lama.xls", b"\xd0\xcf\x11\xe0" * 9, "format .xls lama"),
        ("panjang.csv", HEADING + RIGHT * (MAX_ROWS + 1), f"lebih dari {MAX_ROWS} baris"),
    ],
)
async def test_a_file_that_is_no_such_table_is_refused_beside_the_field(
    http: httpx.AsyncClient, name: str, content: bytes, said: str
) -> None:
    answer = await examine(http, content, name)

    assert answer.status_code == 422
    [refusal] = re.findall(r'<a href="#berkas">([^<]+)</a>', answer.text)
    assert said in refusal


async def test_a_form_without_a_file_says_what_to_choose(http: httpx.AsyncClient) -> None:
    empty = await examine(http, b"", "")
    bare = await http.post("/periksa-tabel")

    assert (empty.status_code, bare.status_code) == (422, 422)
    assert "Pilih dahulu berkas tabel" in empty.text
    assert "Pilih dahulu berkas tabel" in bare.text


async def test_a_file_beyond_the_limit_is_refused_in_words_or_not_read(
    http: httpx.AsyncClient,
) -> None:
    large = await examine(http, b"0" * (MAX_FILE + 1))
    huge = await examine(http, b"0" * (MAX_UPLOAD + 1))

    assert "Berkas lebih dari 5 MB" in large.text
    assert (large.status_code, huge.status_code) == (422, 413)


async def test_whoever_waits_too_long_for_a_turn_is_told_to_come_back(
    app: FastAPI, http: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "WAIT_SECONDS", 0.05)

    async with app.state.satu_tabel:
        answer = await examine(http, HEADING + RIGHT)
    afterwards = await examine(http, HEADING + RIGHT)

    assert answer.status_code == 503
    assert "Coba lagi beberapa saat lagi." in answer.text
    assert afterwards.status_code == 200
