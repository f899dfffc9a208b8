"""Refusals of this service."""

from lapkin_chassis.errors import Refusal, Text


class RekapNotCompleted(Refusal):
    status = 404
    code = "rekap-not-completed"
    title = Text("Rekap belum ada", "The rekap is not there yet")
    detail = Text(
        "Rekap {period} belum selesai, atau revisi yang diminta tidak ada.",
        "The rekap of {period} is not completed, or has no such revision.",
    )


class PeriodNotOpened(Refusal):
    status = 404
    code = "period-not-opened"
    title = Text("Pengumpulan belum dibuka", "Collection has not begun")
    detail = Text(
        "Pengumpulan data {period} belum dibuka.", "Collection of {period} has not begun."
    )


class NotTriwulan(Refusal):
    status = 422
    code = "not-a-triwulan"
    title = Text("Bukan triwulan", "Not a triwulan")
    detail = Text(
        "{period} bukan triwulan. Data dikumpulkan per triwulan, misalnya 2026-TW3.",
        "{period} is not a triwulan. Figures are collected by triwulan, such as 2026-TW3.",
    )
