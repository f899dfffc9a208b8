"""Every table of the service in one place, for the migrations."""

from aggregator.kebijakan import models as _kebijakan
from aggregator.organisasi import models as _organisasi
from aggregator.pengumpulan import models as _pengumpulan
from aggregator.perencanaan import models as _perencanaan
from aggregator.rekap import models as _rekap
from aggregator.tables import Table

__all__ = ["metadata"]

TABLES = (_kebijakan, _organisasi, _pengumpulan, _perencanaan, _rekap)
"""A table exists once its module is imported; a new noun with tables is added here."""

metadata = Table.metadata
