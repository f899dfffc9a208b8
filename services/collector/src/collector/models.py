"""Every table of the service in one place, for the migrations."""

from collector.akun import models as _akun
from collector.akun.mandat import models as _mandat
from collector.disposisi import models as _disposisi
from collector.isian import models as _isian
from collector.kalender import models as _kalender
from collector.organisasi import models as _organisasi
from collector.perencanaan import models as _perencanaan
from collector.periode import models as _periode
from collector.progres import models as _progres
from collector.submission import models as _submission
from collector.surat import models as _surat
from collector.tables import Table

__all__ = ["metadata"]

TABLES = (
    _akun,
    _disposisi,
    _isian,
    _kalender,
    _mandat,
    _organisasi,
    _perencanaan,
    _periode,
    _progres,
    _submission,
    _surat,
)
"""A table exists once its module is imported; a new noun with tables is added here."""

metadata = Table.metadata
