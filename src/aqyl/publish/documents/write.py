"""Open a plan as a dossier, make a document of it and write it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal, get_args

from aqyl.language import Lang
from aqyl.plan.models import Plan, ProgressReport
from aqyl.problems import InputError, Place, Problem
from aqyl.publish.documents.blocks import Document
from aqyl.publish.documents.docx import docx_bytes
from aqyl.publish.documents.dossier import Dossier, Teller
from aqyl.publish.documents.export import json_bytes
from aqyl.publish.documents.frame import Kind
from aqyl.publish.documents.pdf import pdf_bytes
from aqyl.publish.documents.progress import progress_document
from aqyl.publish.documents.roadmap import roadmap_document
from aqyl.publish.documents.strategy import strategy_document
from aqyl.publish.documents.xlsx import xlsx_bytes
from aqyl.register import load_register
from aqyl.standard import Edition, Text, fingerprint, load_edition
from aqyl.tables.write import write_bytes

Format = Literal["docx", "pdf", "xlsx", "json"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMATS: tuple[Format, ...] = get_args(Format)

_DOCUMENTS: dict[Kind, Callable[[Teller], Document]] = {
    "strategy": strategy_document,
    "roadmap": roadmap_document,
    "progress": progress_document,
}


def open_dossier(
    plan: Plan,
    reports: tuple[ProgressReport, ...] = (),
    edition: Edition | None = None,
    state: Text | None = None,
) -> Dossier:
    """A plan with its edition and the names of settlements.

    edition: where it is not one that comes with Aqyl. state: where the plan stands in procedure.
    Raises NotFoundError for an edition that is not there, InputError for another than the plan's.
    """
    used = edition or load_edition(plan.baseline.edition)
    if used.id != plan.baseline.edition:
        values = {"given": used.id, "allowed": plan.baseline.edition}
        raise InputError([Problem("documents.other_edition", values=values)])
    names = {
        one.kato: Text(kk=one.name("kk"), ru=one.name("ru"), en=one.name("en"))
        for one in load_register().settlements
    }
    bare = Text(kk=plan.settlement, ru=plan.settlement, en=plan.settlement)
    return Dossier(
        plan=plan,
        edition=used,
        settlement=names.get(plan.settlement, bare),
        names=names,
        reports=reports,
        state=state,
        same_edition=fingerprint(used) == plan.baseline.fingerprint,
    )


def make_document(dossier: Dossier, kind: Kind, lang: Lang) -> Document:
    """The document as blocks. Raises InputError for a progress report without reports."""
    return _DOCUMENTS[kind](Teller(dossier, lang))


def document_bytes(dossier: Dossier, kind: Kind, form: Format, lang: Lang) -> bytes:
    """A document in one of the formats; the same dossier gives the same bytes.

    Raises InputError: a workbook of anything but the roadmap, no report, a sign no font holds, an
    extra that is not installed.
    """
    if form == "json":
        return json_bytes(Teller(dossier, lang), kind)
    if form == "xlsx":
        if kind != "roadmap":
            raise InputError([Problem("documents.no_workbook", values={"given": kind})])
        return xlsx_bytes(Teller(dossier, lang))
    document = make_document(dossier, kind, lang)
    return docx_bytes(document) if form == "docx" else pdf_bytes(document)


def write_document(path: Path, dossier: Dossier, kind: Kind, form: Format, lang: Lang) -> None:
    """Write a document, whole or not at all.

    Raises InputError as `document_bytes` does, and for a name that ends otherwise than the format.
    """
    if path.suffix.lower() != f".{form}":
        values = {"form": form, "given": path.name}
        raise InputError([Problem("documents.suffix", Place(path.name), values)])
    write_bytes(path, document_bytes(dossier, kind, form, lang))
