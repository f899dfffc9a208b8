"""How an indikator's quarters make its year, read from its wording.

The published tables do not say it. The first rule that fits decides.
"""

import re
from typing import Final

from lapkin_contracts.rules.aggregation import Mode

RULES: Final = (
    # surveys of satisfaction are taken every quarter
    (r"\bkepuasan\b", Mode.RATA_RATA),
    # other indices and scores come from one assessment a year
    (r"\[(indeks|nilai)\]$", Mode.TAHUNAN),
    # ratios of traffic and lengths of stay are observed every quarter
    (r"\[(rasio|hari)\]$", Mode.RATA_RATA),
    # work that is finished, or takers that are won, piece by piece
    (
        r"\b(memanfaatkan|pelaksanaan|pemenuhan|penanganan|penyelesaian|perekaman|terlaksananya)\b",
        Mode.KUMULATIF,
    ),
    # what each quarter adds
    (r"^jumlah\b", Mode.JUMLAH),
)


def mode_of(indikator: str, satuan: str) -> Mode:
    """Mode of an indikator; a share or coverage that no rule names is a state, read at the end."""
    wording = f"{indikator} [{satuan}]".lower()
    return next((mode for pattern, mode in RULES if re.search(pattern, wording)), Mode.AKHIR)
