"""The official list of initiatives as a spreadsheet: write a template, read the filled one."""

from aqyl.standard.exchange.importing import ImportSummary, import_initiatives
from aqyl.standard.exchange.template import write_template

__all__ = ["ImportSummary", "import_initiatives", "write_template"]
