"""Which worker of xdist runs what, and when."""

from xdist.scheduler import LoadFileScheduling

LONG = (
    "tests/e2e/test_separate_processes.py",
    "tests/browser/",
    "tests/e2e/",
    "tests/scenarios/",
    "tests/service/lapkin/",
    "tests/service/",
)
"""By what a path begins with; what takes longest first, so that nobody waits for it at the end."""


OWN_SITE = ("tests/browser/test_isi_data.py", "tests/browser/test_tahun_lewat_halaman.py")


class LongestFirst(LoadFileScheduling):
    """A file stays with one worker. All that look at the sample site stay with one, too."""

    def schedule(self) -> None:
        self.config.option.loadscopereorder = False  # by the number of tests, not by their length
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        needs_sample = nodeid.startswith("tests/browser/") and not nodeid.startswith(OWN_SITE)
        return "browser" if needs_sample else super()._split_scope(nodeid)


def rank(nodeid: str) -> int:
    return next((n for n, start in enumerate(LONG) if nodeid.startswith(start)), len(LONG))
