"""An edition of a standard as data: load, check, compare, import."""

from aqyl.standard.loader import check_folder, list_editions, load_edition
from aqyl.standard.meaning import fingerprint
from aqyl.standard.models import Edition, Source, Text

__all__ = [
    "Edition",
    "Source",
    "Text",
    "check_folder",
    "fingerprint",
    "list_editions",
    "load_edition",
]
