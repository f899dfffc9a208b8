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


class LongestFirst(LoadFileScheduling):
    """A file stays with one worker. All that need a browser stay with one: they share a site."""

    def schedule(self) -> None:
        self.config.option.loadscopereorder = False  # by the number of tests, not by their length
        super().schedule()

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if "tests/browser/" in nodeid else super()._split_scope(nodeid)


def rank(nodeid: str) -> int:
    return next((n for n, start in enumerate(LONG) if nodeid.startswith(start)), len(LONG))
