"""The entry grid: what is typed is kept, read strictly, sent once, and never overwritten unseen."""

import re

import httpx
import pytest
from support.collecting import NILAI, REALISASI, Collecting, figures

GRID = "/isi/dinkes/2024-TW1"
FORM = {
    "nilai.IK-1.realisasi": "81,25",
    "nilai.IK-2.realisasi": "740",
    "nilai.IK-3.status": "tidak_tersedia",
    "nilai.IK-3.alasan": "Survei belum selesai.",
    "anggaran.P1.realisasi": "250.000.000",
    "anggaran.P2.realisasi": "0",
    "kunci": "satu",
}


@pytest.fixture
def page(collecting: Collecting):
    """One request by someone's browser."""

    async def ask(
        method: str,
        path: str = GRID,
        *,
        by: str = "ani",
        grants: str = "staf@dinkes",
        **content: object,
    ) -> httpx.Response:
        token = collecting.signer.token(*grants.split(), sub=by)
        headers = {"Cookie": f"lapkin_session={token}", "Sec-Fetch-Site": "same-origin"}
        return await collecting.http.request(method, path, headers=headers, **content)

    return ask


def row(kode: str, versi: int = 0, bagian: str = "nilai", **isi: str) -> dict[str, object]:
    return {"bagian": bagian, "kode": kode, "isi": isi, "versi": versi}


async def test_the_list_shows_what_is_owed_and_by_when(page) -> None:
    shown = await page("GET", "/isi")

    assert "Dinas Kesehatan" in shown.text
    assert "Dinas Pendidikan" not in shown.text
    assert "Belum masuk" in shown.text
    assert ">Isi<span" in shown.text


async def test_a_stranger_is_shown_to_the_door_and_comes_back(http, collecting) -> None:
    shown = await http.get(GRID)

    assert shown.status_code == 303
    assert shown.headers["location"] == f"/masuk?next={GRID}"


async def test_a_sent_form_ends_at_its_receipt_and_the_figures_are_those_of_the_api(
    page, collecting: Collecting
) -> None:
    sent = await page("POST", data={**FORM, "tindakan": "kirim"})
    receipt = await page("GET", sent.headers["location"])
    stored = await collecting.act("staf@dinkes", "GET", "/v1/submissions/dinkes/2024-TW1")

    assert sent.status_code == 303
    assert "Tanda terima data kinerja nomor 1" in receipt.text
    assert [one["realisasi"] for one in stored.json()["nilai"]] == ["81.25", "740", None]
    assert [one["realisasi"] for one in stored.json()["anggaran"]] == ["250000000", "0"]


async def test_a_double_click_gets_the_same_receipt(page, collecting: Collecting) -> None:
    first = await page("POST", data={**FORM, "tindakan": "kirim"})
    again = await page("POST", data={**FORM, "tindakan": "kirim"})

    assert first.headers["location"] == again.headers["location"]
    assert (await collecting.rows())["submission"] == 1


async def test_a_decimal_point_is_refused_with_the_way_to_write_it_and_nothing_is_lost(
    page, collecting: Collecting
) -> None:
    form = {**FORM, "nilai.IK-1.realisasi": "3.31", "tindakan": "kirim"}
    refused = await page("POST", data=form)
    later = await page("GET")

    assert refused.status_code == 422
    assert "Gunakan koma untuk desimal, mis. 3,31." in refused.text
    assert 'href="#nilai.IK-1.realisasi"' in refused.text
    assert 'value="3.31"' in later.text
    assert 'value="740"' in later.text
    assert (await collecting.rows())["submission"] == 0


async def test_checking_names_every_fault_and_stores_no_submission(page, collecting) -> None:
    form = {"nilai.IK-1.realisasi": "8x", "nilai.IK-3.status": "nihil", "tindakan": "periksa"}
    checked = await page("POST", data=form)

    assert re.findall(r'href="#(nilai[^"]+)"', checked.text) == [
        "nilai.IK-1.realisasi",
        "nilai.IK-3.alasan",
    ]
    assert (await collecting.rows())["submission"] == 0


async def test_autosave_answers_with_capaian_and_how_a_figure_was_read(page) -> None:
    kept = await page("PUT", f"{GRID}/draf", json=row("IK-2", realisasi="1.400"))

    said = kept.json()
    assert (said["versi"], said["capaian"], said["jam"]) == (1, "200%", "09.00")
    assert said["catatan"] == ["1.400 dibaca sebagai 1400"]


async def test_an_unusual_figure_asks_for_its_reason(page, collecting: Collecting) -> None:
    await page("PUT", f"{GRID}/draf", json=row("P1", bagian="anggaran", realisasi="2.000.000.000"))
    checked = await page("POST", data={"tindakan": "periksa"})

    assert 'href="#anggaran.P1.alasan"' in checked.text


async def test_a_row_that_somebody_else_changed_is_not_overwritten(page) -> None:
    await page("PUT", f"{GRID}/draf", json=row("IK-1", realisasi="80"), by="budi")
    clash = await page("PUT", f"{GRID}/draf", json=row("IK-1", realisasi="81"))

    said = clash.json()
    assert clash.status_code == 409
    assert said["detail"].startswith("IK-1 diubah oleh Budi pukul 09.00")
    assert said["isi"] == {"realisasi": "80"}


async def test_a_repeat_after_a_lost_answer_is_no_clash(page) -> None:
    first = await page("PUT", f"{GRID}/draf", json=row("IK-1", realisasi="81"))
    again = await page("PUT", f"{GRID}/draf", json=row("IK-1", realisasi="81"))

    assert first.json()["versi"] == again.json()["versi"] == 1


async def test_a_form_shows_both_versions_of_a_row_and_keeps_the_rest(page) -> None:
    await page("PUT", f"{GRID}/draf", json=row("IK-1", realisasi="80"), by="budi")
    clash = await page("POST", data={**FORM, "tindakan": "kirim"})
    versi = {"nilai.IK-1.versi": "1"}
    settled = await page("POST", data={**FORM, **versi, "tindakan": "kirim"})

    assert clash.status_code == 409
    assert "diubah oleh Budi pukul 09.00 (Realisasi: 80)" in clash.text
    assert 'value="81,25"' in clash.text
    assert settled.status_code == 303


async def test_an_untouched_row_does_not_undo_what_somebody_else_typed(page) -> None:
    shown = await page("GET")
    sidik = re.search(r'name="nilai.IK-1.sidik" value="(\w+)"', shown.text)[1]
    await page("PUT", f"{GRID}/draf", json=row("IK-1", realisasi="80"), by="budi")
    untouched = {"nilai.IK-1.realisasi": "", "nilai.IK-1.sidik": sidik, "nilai.IK-1.versi": "0"}
    kept = await page("POST", data={**untouched, "tindakan": "simpan"})

    assert kept.status_code == 303
    assert 'value="80"' in (await page("GET")).text


async def test_what_a_program_sent_is_told_beside_a_draft(page, collecting: Collecting) -> None:
    await page("PUT", f"{GRID}/draf", json=row("IK-1", realisasi="90"))
    await collecting.send(figures())

    assert "Sudah terkirim: 81,25" in (await page("GET")).text


async def test_evidence_travels_by_name_digest_and_link(page, collecting: Collecting) -> None:
    bukti = {"nama": "laporan.pdf", "href": "https://berkas.example/1", "sha256": "a" * 64}
    fields = {f"nilai.IK-1.bukti1_{name}": text for name, text in bukti.items()}
    await page("POST", data={**FORM, **fields, "tindakan": "kirim"})
    stored = await collecting.act("staf@dinkes", "GET", "/v1/submissions/dinkes/2024-TW1")

    assert stored.json()["nilai"][0]["bukti"] == [bukti]


async def test_a_bad_digest_is_said_at_its_field(page) -> None:
    fields = {"nilai.IK-1.bukti1_nama": "a.pdf", "nilai.IK-1.bukti1_sha256": "x"}
    checked = await page("POST", data={**FORM, **fields, "tindakan": "periksa"})

    assert 'href="#nilai.IK-1.bukti1_sha256"' in checked.text


async def test_others_read_only(page) -> None:
    shown = await page("GET", grants="staf@disdik")
    kept = await page("PUT", f"{GRID}/draf", json=row("IK-1"), grants="staf@disdik")
    sent = await page("POST", data={**FORM, "tindakan": "kirim"}, grants="staf@disdik")

    assert "Hanya dibaca" in shown.text
    assert 'value="kirim"' not in shown.text
    assert (kept.status_code, sent.status_code) == (403, 403)


async def test_after_closing_the_grid_is_read_only_and_says_since_when(page, clock) -> None:
    clock.moment = clock.moment.replace(month=6)
    shown = await page("GET")

    assert "Hanya dibaca" in shown.text
    assert 'name="tindakan"' not in shown.text


async def test_what_was_sent_stands_in_the_grid_afterwards(page, collecting: Collecting) -> None:
    await collecting.send(figures(nilai=NILAI, anggaran=REALISASI))
    shown = await page("GET")

    assert 'name="nilai.IK-1.realisasi" value="81,25"' in shown.text
    assert ">Survei belum selesai.</textarea>" in shown.text


async def test_a_promised_follow_up_is_answered_on_the_page(page, collecting, clock) -> None:
    promise = {"rencana_tindak_lanjut": "Menambah petugas", "penanggung_jawab": "Kasubag"}
    await collecting.send(figures(nilai=[{**NILAI[1], **promise}, NILAI[0], NILAI[2]]))
    clock.moment = clock.moment.replace(month=7)
    await collecting.open("2024-TW2")
    answer = {
        "rtl.IK-2.status": "selesai",
        "rtl.IK-2.keterangan": "Dua orang.",
        "tindakan": "kirim",
    }
    shown = await page("GET", "/isi/dinkes/2024-TW2")
    sent = await page("POST", "/isi/dinkes/2024-TW2", data=answer)

    assert "Menambah petugas (Kasubag)" in shown.text
    assert sent.status_code == 303
    assert "1 tindak lanjut" not in (await page("GET", "/isi")).text


async def test_a_workbook_is_checked_and_sent_from_the_page(page, collecting: Collecting) -> None:
    path = "/v1/units/dinkes/periode/2024-TW1/lembar-kerja.xlsx"
    book = (await page("GET", path)).content
    checked = await page("POST", "/isi/berkas", files={"berkas": ("a.xlsx", book)})
    broken = await page("POST", "/isi/berkas", files={"berkas": ("a.xlsx", b"bukan")})

    assert "Tidak ada perubahan" in checked.text
    assert broken.status_code == 422
    assert "Kembali ke daftar isian" in broken.text
