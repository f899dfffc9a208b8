"""Which section of the menus a page belongs to."""

import pytest

from lapkin_ui.menu import MENU, PENGATURAN, current

PLACES = [
    ("/notifier/", "/notifier/", ""),
    ("/notifier/pemantauan/kasus/2026-TW3", "/notifier/pemantauan", ""),
    ("/notifier/pengaturan/webhook/abc", "/collector/pengaturan", "/notifier/pengaturan/webhook"),
    ("/collector/pengaturan/unit/dinkes", "/collector/pengaturan", "/collector/pengaturan"),
    ("/aggregator/pengaturan/lain", "/collector/pengaturan", "/collector/pengaturan"),
    ("/reporter/verifikasi", "", ""),
]


@pytest.mark.parametrize(("path", "section", "setting"), PLACES)
def test_a_page_belongs_to_the_nearest_section(path: str, section: str, setting: str) -> None:
    assert (current(path, MENU), current(path, PENGATURAN)) == (section, setting)
