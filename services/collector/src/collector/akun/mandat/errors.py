"""Refusals of mandates."""

from lapkin_chassis.errors import Refusal, Text


class MandateRefused(Refusal):
    status = 422
    title = Text("Mandat tidak dapat diberikan", "The mandate cannot be given")


class MandateEndsBeforeItBegins(MandateRefused):
    code = "mandate-ends-before-it-begins"
    detail = Text(
        "Tanggal berakhir {sampai} mendahului tanggal mulai {sejak}. Perbaiki salah satunya.",
        "It ends on {sampai}, before it begins on {sejak}. Correct one of them.",
    )


class MandateTooLong(MandateRefused):
    code = "mandate-too-long"
    detail = Text(
        "Mandat paling lama {days} hari. Untuk jabatan tetap, berikan peran pada akunnya.",
        "A mandate lasts at most {days} days. For a lasting office, grant the account the role.",
    )


class MandateIsOver(MandateRefused):
    code = "mandate-is-over"
    detail = Text(
        "Masa mandat sudah berakhir pada {sampai}; tindakan yang lampau tidak dapat dimandatkan.",
        "It was over on {sampai}; past acts cannot be mandated.",
    )


class RoleHeld(MandateRefused):
    code = "role-held"
    detail = Text(
        "{username} sudah memegang {grant} dengan haknya sendiri; mandat tidak diperlukan.",
        "{username} holds {grant} in their own right; no mandate is needed.",
    )


class ReplacedOfficerMissing(MandateRefused):
    code = "menggantikan-required"
    detail = Text(
        "Plh. menggantikan pejabat yang berhalangan sementara; sebutkan akunnya pada menggantikan.",
        "A Plh. stands in for an officer who is away; name the account in menggantikan.",
    )


class ReplacedOfficerUnfit(MandateRefused):
    code = "menggantikan-unfit"
    detail = Text(
        "{menggantikan} tidak memegang {grant} dengan haknya sendiri. Mandat tidak dapat diteruskan dari mandat; sebutkan pejabat definitifnya.",
        "{menggantikan} does not hold {grant} in their own right. A mandate cannot be passed on; name the officer who holds the post.",
    )


class MandateOverlaps(Refusal):
    status = 409
    code = "mandate-overlaps"
    title = Text("Mandat bertumpang tindih", "The mandates overlap")
    detail = Text(
        "{username} sudah diberi mandat {grant} pada masa itu ({dasar}). Akhiri yang itu dahulu.",
        "{username} is given {grant} for that time already ({dasar}). End that one first.",
    )


class UnknownMandate(Refusal):
    status = 404
    code = "unknown-mandate"
    title = Text("Mandat tidak dikenal", "Unknown mandate")
    detail = Text(
        "{username} tidak mempunyai mandat nomor {number}.",
        "{username} has no mandate number {number}.",
    )


class MandateEnded(Refusal):
    status = 409
    code = "mandate-ended"
    title = Text("Mandat sudah berakhir", "The mandate has ended")
    detail = Text("Mandat ini berakhir pada {when}.", "This mandate ended at {when}.")
