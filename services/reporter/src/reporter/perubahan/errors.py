"""Refusals about newer figures and Ralat."""

from lapkin_chassis.errors import Refusal, Text


class PerubahanUndecided(Refusal):
    status = 409
    code = "perubahan-undecided"
    title = Text("Perubahan data belum diputuskan", "Newer figures await a decision")
    detail = Text(
        "Rekap diperbarui sejak draft ini; {count} angka berbeda. Pilih pakai (draft baru) atau"
        " tunda (ke ralat) sebelum menyetujui.",
        "The rekap was renewed since this draft; {count} figures differ. Take them over (pakai)"
        " or leave them to a Ralat (tunda) before you approve.",
    )


class NothingChanged(Refusal):
    status = 409
    code = "nothing-changed"
    title = Text("Tidak ada perubahan data", "Nothing has changed")
    detail = Text(
        "Angka terbaru {period} sama dengan yang sudah dimuat.",
        "The newest figures of {period} are those it holds already.",
    )


class RalatUnderReview(Refusal):
    status = 409
    code = "ralat-under-review"
    title = Text("Draft masih dalam reviu", "A draft is still under review")
    detail = Text(
        "Edisi {edisi} {period} masih dalam reviu; selesaikan dahulu.",
        "Edition {edisi} of {period} is still under review; finish it first.",
    )
