"""Every table says whether a replay rebuilds it; a new one has to say so too."""

from importlib import import_module

import pytest
from support.deployment import SERVICES
from support.rebuilt import KEPT, REBUILT

from lapkin_chassis.triggers import TRIGGERS

WITH_CLOCK = ("collector", "notifier")


@pytest.mark.parametrize("service", SERVICES)
def test_every_table_is_rebuilt_and_compared_or_says_why_not(service: str) -> None:
    tables = set(import_module(f"{service}.models").metadata.tables)
    tables |= set(TRIGGERS.tables) if service in WITH_CLOCK else set()

    assert set(REBUILT[service]) | set(KEPT[service]) == tables
    assert not set(REBUILT[service]) & set(KEPT[service])
    assert all(KEPT[service].values())
