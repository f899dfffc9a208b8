"""Sentences about what was reached: the tally, the extremes, the course, and what has no figure."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from lapkin_contracts.laporan import Pembanding
from lapkin_contracts.printed import capaian_text
from lapkin_contracts.rekap import RekapCompleted, Ringkasan
from lapkin_contracts.rules.capaian import State
from lapkin_contracts.rules.numbers import format_percent
from lapkin_contracts.rules.periods import Jenis, Periode
from reporter.documents.narrative_units import OTHERS
from reporter.documents.pembanding import same_period_last_year
from reporter.documents.rows import NumberedRow
from reporter.documents.uraian import with_figures
from reporter.documents.wording import direction, listed


def capaian_sentences(rekap: RekapCompleted, rows: Sequence[NumberedRow]) -> Iterator[str]:
    if not rows:
        yield f"Tidak ada indikator kinerja yang dicatat untuk {rekap.period.title}."
        return
    yield " ".join([*tally(rekap.ringkasan), *_extremes(rows), *_movement(rows, rekap.period)])
    if without_figure := " ".join(_states(rows)):
        yield without_figure


def tally(ringkasan: Ringkasan) -> Iterator[str]:
    if ringkasan.rata_rata_capaian is None:
        yield f"Belum ada capaian yang dapat dihitung dari {ringkasan.indikator} indikator."
        return
    yield _reached(ringkasan.tercapai, ringkasan.terhitung)
    rata_rata = format_percent(ringkasan.rata_rata_capaian)
    yield f"Rata-rata capaian sebesar {rata_rata} dengan predikat {ringkasan.predikat}."


def _reached(tercapai: int, terhitung: int) -> str:
    if terhitung == 1:
        verb = "mencapai" if tercapai else "belum mencapai"
        return f"Satu indikator dihitung capaiannya dan {verb} target."
    if tercapai == terhitung:
        return f"Seluruh {terhitung} indikator yang dihitung capaiannya mencapai target."
    if not tercapai:
        return f"Belum satu pun dari {terhitung} indikator yang dihitung mencapai target."
    return (
        f"Dari {terhitung} indikator yang dihitung capaiannya, {tercapai} indikator mencapai"
        f" target dan {terhitung - tercapai} indikator belum mencapainya."
    )


def _extremes(rows: Sequence[NumberedRow]) -> Iterator[str]:
    groups = _by_capaian(rows)
    if sum(map(len, groups.values())) < 2:
        return
    best, weakest = groups[max(groups)], groups[min(groups)]
    highest, lowest = capaian_text(best[0].baris), capaian_text(weakest[0].baris)
    if len(groups) == 1:
        yield f"Semua indikator tersebut mencatat capaian yang sama, yaitu {highest}."
        return
    yield (
        f"Capaian tertinggi, {highest}, diraih {_named(best)}, sedangkan capaian terendah,"
        f" {lowest}, tercatat pada {_named(weakest)}."
    )


def _by_capaian(rows: Iterable[NumberedRow]) -> dict[Decimal, list[NumberedRow]]:
    groups: dict[Decimal, list[NumberedRow]] = {}
    for row in rows:
        if row.baris.capaian_persen is not None:
            groups.setdefault(row.baris.capaian_persen, []).append(row)
    return groups


def _named(rows: Sequence[NumberedRow]) -> str:
    first = f"{rows[0].baris.nama} ({rows[0].unit.nama})"
    if len(rows) == 1:
        return f"indikator {first}"
    return f"{len(rows)} indikator, antara lain {first}"


def _movement(rows: Iterable[NumberedRow], period: Periode) -> Iterator[str]:
    pairs = [pair for row in rows if len(pair := with_figures(row.baris.riwayat[-2:])) == 2]
    if not pairs:
        return
    (before, _), (last, _) = pairs[0]
    since = f"Dibandingkan dengan {before.title}"
    if period.jenis is not Jenis.TRIWULAN:
        since = f"Dari {before.title} ke {last.title}"
    signs = Counter((now > was) - (now < was) for (_, was), (_, now) in pairs)
    words = {1: "naik", -1: "turun", 0: "tidak berubah"}
    moves = [f"{signs[sign]} indikator {word}" for sign, word in words.items() if signs[sign]]
    yield f"{since}, capaian {listed(moves)}."


def _states(rows: Sequence[NumberedRow]) -> Iterator[str]:
    if blank := _of_state(rows, State.BELUM_DIISI):
        yield (
            f"Sebanyak {len(blank)} indikator belum diisi oleh unit penanggung jawabnya:"
            f" {listed(blank, OTHERS)}. Kekosongan ini tidak dihitung sebagai nol."
        )
    if unmeasured := [_with_reason(row) for row in rows if row.baris.state is State.TIDAK_DIUKUR]:
        yield f"Tidak diukur pada periode ini: {listed(unmeasured, OTHERS)}."
    if zero := _of_state(rows, State.TARGET_NOL):
        yield (
            f"Target periode ini nol untuk {listed(zero, OTHERS)}, sehingga persentase"
            " capaiannya tidak dihitung."
        )
    if untargeted := _of_state(rows, State.TANPA_TARGET):
        yield f"Target angka tidak tersedia untuk {listed(untargeted, OTHERS)}."


def _of_state(rows: Iterable[NumberedRow], state: State) -> list[str]:
    return [row.baris.nama for row in rows if row.baris.state is state]


def _with_reason(row: NumberedRow) -> str:
    alasan = " ".join(row.baris.alasan.split()).rstrip(".")
    return f"{row.baris.nama} ({alasan or 'alasan belum disampaikan'})"


def perbandingan_text(rekap: RekapCompleted, pembanding: Sequence[Pembanding]) -> Iterator[str]:
    """This report's mean beside those of earlier reports, and plainly what is not known."""
    now = rekap.ringkasan.rata_rata_capaian
    alike = [one for one in pembanding if one.period.jenis is rekap.period.jenis]
    told = [
        _compared(one, now)
        for one in alike
        if one.rata_rata_capaian is not None and now is not None
    ]
    last_year = same_period_last_year(rekap.period)
    if last_year not in [one.period for one in alike]:
        told.append(
            f"Laporan {last_year.title} tidak tercatat di dalam sistem, sehingga perbandingan"
            " dengan periode yang sama tahun sebelumnya belum dapat disajikan."
        )
    yield " ".join(told)
    if rekap.period.jenis is Jenis.TAHUN:
        yield (
            "Target jangka menengah (Renstra) dan standar nasional tidak tercatat di dalam sistem;"
            " perbandingan dengan keduanya ditambahkan oleh penyusun apabila tersedia."
        )


def _compared(earlier: Pembanding, now: Decimal | None) -> str:
    assert earlier.rata_rata_capaian is not None
    assert now is not None
    was = format_percent(earlier.rata_rata_capaian)
    return (
        f"Dibandingkan dengan {earlier.period.title}, yang mencatat rata-rata capaian {was},"
        f" rata-rata capaian periode ini {direction(now - earlier.rata_rata_capaian)}."
    )
