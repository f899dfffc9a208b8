"""Dates, times and actors as the office writes them. Figures are formatted in `rules.numbers`."""

from datetime import date, datetime

from lapkin_contracts.rules.periods import MONTH_NAMES, ZONE


def tanggal(day: date) -> str:
    """`22 November 2026`"""
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"


def waktu(moment: datetime) -> str:
    """`22 November 2026 pukul 14.30 WIB`, whatever zone the moment was written in."""
    local = moment.astimezone(ZONE)
    return f"{tanggal(local)} pukul {local:%H.%M} WIB"


def pelaku(subject: str) -> str:
    """Who acted: `kasubag`, `klien sistem-dinkes`"""
    return subject.replace("client:", "klien ", 1)
