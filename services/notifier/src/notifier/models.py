"""Every table of the service in one place, for the migrations."""

from notifier.beranda import models as _beranda
from notifier.event_log import models as _event_log
from notifier.kalender import models as _kalender
from notifier.pengingat import models as _pengingat
from notifier.sop_clock import models as _sop_clock
from notifier.sosialisasi import models as _sosialisasi
from notifier.tables import Table
from notifier.webhook import models as _webhook

__all__ = ["metadata"]

TABLES = (_beranda, _event_log, _kalender, _pengingat, _sop_clock, _sosialisasi, _webhook)
"""A table exists once its module is imported; a new noun with tables is added here."""

metadata = Table.metadata
