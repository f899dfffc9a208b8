from datetime import UTC, date, datetime

from lapkin_ui.formats import pelaku, tanggal, waktu


def test_a_date_has_its_month_in_words_and_no_leading_zero() -> None:
    assert tanggal(date(2026, 5, 3)) == "3 Mei 2026"
    assert tanggal(date(2026, 11, 22)) == "22 November 2026"


def test_a_moment_is_told_in_the_time_of_the_office() -> None:
    moment = datetime(2026, 10, 15, 17, 30, tzinfo=UTC)

    assert waktu(moment) == "16 Oktober 2026 pukul 00.30 WIB"


def test_a_program_that_acted_is_told_from_a_person() -> None:
    assert pelaku("client:sistem-dinkes") == "klien sistem-dinkes"
    assert pelaku("kasubag") == "kasubag"
