"""Strategy, roadmap and progress report as DOCX, tagged PDF, XLSX and JSON, and their charts."""

from aqyl.publish.documents.blocks import Document
from aqyl.publish.documents.dossier import Dossier, Teller
from aqyl.publish.documents.drawings import gantt_chart, money_chart
from aqyl.publish.documents.frame import Kind
from aqyl.publish.documents.write import (
    FORMATS,
    KINDS,
    Format,
    document_bytes,
    make_document,
    open_dossier,
    write_document,
)

__all__ = [
    "FORMATS",
    "KINDS",
    "Document",
    "Dossier",
    "Format",
    "Kind",
    "Teller",
    "document_bytes",
    "gantt_chart",
    "make_document",
    "money_chart",
    "open_dossier",
    "write_document",
]
