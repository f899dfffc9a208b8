"""Which rows facts alone make, and which are the record that facts are made from (ADR 0011)."""

from collections.abc import Mapping
from typing import Final

Table = str

REBUILT: Final[Mapping[str, Mapping[Table, frozenset[str]]]] = {
    "collector": {},
    "aggregator": {
        name: frozenset()
        for name in (
            *("unit", "instansi", "perjanjian_kinerja", "indikator", "anggaran_pagu"),
            *("rencana_aksi", "target_triwulan", "pengumpulan", "kewajiban", "progres"),
            *("rekap", "laporan_terbit", "penetapan"),
        )
    },
    "reporter": {
        "instansi": frozenset(),
        "pejabat": frozenset(),
        "penomoran": frozenset(),
        "perubahan": frozenset(),
        "rekap_gugur": frozenset(),
        "draft": frozenset({"state", "isi", "sha256"}),  # first ones; people move them on
    },
    "notifier": {
        "event": frozenset({"position"}),  # the order of arrival is each store's own
        "langkah": frozenset(),
        "waktu_langkah": frozenset(),
        "tangga": frozenset(),
        "pejabat": frozenset(),
        "kalender": frozenset(),
        "kewajiban": frozenset(),
        "pengingat": frozenset(),
        "diingatkan": frozenset(),
        "sosialisasi": frozenset(),
        "penerima": frozenset(),
        "reviu": frozenset(),
    },
}
"""Tables that come out the same when the log is replayed, each with the columns left out."""

ACCESS: Final = "who may come in, and their secrets: no event tells of them"
RECORD: Final = "the record itself: its events are made from it in the same transaction"
CONVENIENCE: Final = "lost, it costs nobody a fact"
ACT: Final = "what a person did in this service; its event says that it was done, and by whom"
LEDGER: Final = "what the clock did and people paused; facts restore what must not happen twice"

KEPT: Final[Mapping[str, Mapping[Table, str]]] = {
    "collector": {
        **dict.fromkeys(("account", "account_grant", "client", "client_grant"), ACCESS),
        **dict.fromkeys(("mandat", "sign_in"), ACCESS),
        **dict.fromkeys(("unit", "instansi", "pejabat", "kalender", "jam_kerja"), RECORD),
        **dict.fromkeys(("kalender_ubahan", "perjanjian_kinerja", "perjanjian_indikator"), RECORD),
        **dict.fromkeys(("perjanjian_anggaran", "rencana_aksi", "rencana_target"), RECORD),
        **dict.fromkeys(("periode", "kewajiban", "permintaan_buka", "disposisi", "paraf"), RECORD),
        **dict.fromkeys(("submission", "progres", "surat_permintaan"), RECORD),
        **dict.fromkeys(("draf_isian", "idempotency"), CONVENIENCE),
        **dict.fromkeys(("trigger_run", "trigger_pause", "trigger_failure"), LEDGER),
    },
    "aggregator": {},
    "reporter": {
        **dict.fromkeys(("laporan", "berkas", "koreksi", "jawaban", "keputusan"), ACT),
        **dict.fromkeys(("suntingan", "tanda_tangan"), ACT),
    },
    "notifier": {
        **dict.fromkeys(("webhook", "webhook_delivery"), ACCESS),
        "tautan_dibuka": CONVENIENCE,
        **dict.fromkeys(("trigger_run", "trigger_pause", "trigger_failure"), LEDGER),
    },
}
"""Every other table, with the reason why it is not rebuilt: it is backed up."""
