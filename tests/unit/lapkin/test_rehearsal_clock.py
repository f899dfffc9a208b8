from datetime import UTC, datetime, timedelta
from pathlib import Path

from lapkin.rehearsal_clock import RehearsalClock
from lapkin_contracts.rules.periods import ZONE

MORNING = datetime(2024, 1, 2, 7, 30, tzinfo=ZONE)


def test_the_clock_only_moves_forward_until_it_is_released(tmp_path: Path) -> None:
    clock = RehearsalClock(tmp_path / "jam")
    clock.set_to(MORNING)
    clock.set_to(MORNING - timedelta(days=1))
    stood = clock.now()
    clock.release()

    assert stood == MORNING
    assert clock.now() > datetime(2025, 1, 1, tzinfo=UTC)


def test_a_site_whose_year_is_over_starts_again_in_the_present(tmp_path: Path) -> None:
    first = RehearsalClock(tmp_path / "jam")
    first.set_to(MORNING)
    first.end()
    first.release()

    again = RehearsalClock(tmp_path / "jam")
    again.set_to(MORNING)

    assert again.now() > datetime(2025, 1, 1, tzinfo=UTC)
