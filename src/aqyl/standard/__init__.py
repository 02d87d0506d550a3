"""An edition of a standard as data: load, check, compare, import."""

from aqyl.standard.diff import Change, diff_editions
from aqyl.standard.entries import Source, Text
from aqyl.standard.exchange import ImportSummary, import_initiatives, write_template
from aqyl.standard.files import EditionFiles, edition_files
from aqyl.standard.loader import check_folder, list_editions, load_edition
from aqyl.standard.meaning import fingerprint
from aqyl.standard.models import Edition
from aqyl.standard.sources import count_sources, sources_in

__all__ = [
    "Change",
    "Edition",
    "EditionFiles",
    "ImportSummary",
    "Source",
    "Text",
    "check_folder",
    "count_sources",
    "diff_editions",
    "edition_files",
    "fingerprint",
    "import_initiatives",
    "list_editions",
    "load_edition",
    "sources_in",
    "write_template",
]
