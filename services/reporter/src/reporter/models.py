"""Every table of the service in one place, for the migrations."""

from reporter.draft import models as _draft
from reporter.laporan import models as _laporan
from reporter.organisasi import models as _organisasi
from reporter.perubahan import models as _perubahan
from reporter.review import models as _review
from reporter.tables import Table
from reporter.tanda_tangan import models as _tanda_tangan

__all__ = ["metadata"]

TABLES = (_draft, _laporan, _organisasi, _perubahan, _review, _tanda_tangan)
"""A table exists once its module is imported; a new noun with tables is added here."""

metadata = Table.metadata
