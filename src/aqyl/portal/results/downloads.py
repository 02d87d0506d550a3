"""Open data: the tables of a publication as CSV, XLSX and JSON, and the bundle itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from zipfile import ZipFile

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language

import aqyl
from aqyl.language import say
from aqyl.portal.results import store
from aqyl.portal.results.caching import page, published
from aqyl.portal.results.models import Publication
from aqyl.portal.results.shown import Shown
from aqyl.tables import SCHEMAS
from aqyl.tables.schema import Schema
from aqyl.tables.write import write_bytes

FILES: Mapping[str, str] = {
    "scores": "results/scores.csv",
    "ranks": "results/ranks.csv",
    "answers": "data/answers.csv",
    "values": "data/values.csv",
}
KINDS: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_FIRST_DAY = (1980, 1, 1)


@published
def downloads(request: HttpRequest, shown: Shown) -> HttpResponse:
    """What can be had, under which licence, and how to check it."""
    context = {
        "shown": shown,
        "there": [name for name in FILES if _raw(shown.publication, name) is not None],
        "kinds": list(KINDS),
        "licence": settings.ENVIRONMENT.data_licence,
        "publications": shown.publication.campaign.publications.order_by("-number"),
    }
    return page(request, "results/downloads.html", context)


@published
def bundle(request: HttpRequest, shown: Shown) -> HttpResponseBase:
    """The bundle, byte for byte."""
    path = store.bundle_path(shown.publication.digest)
    return FileResponse(path.open("rb"), as_attachment=True, filename=_name(shown, "zip"))


@published
def table(request: HttpRequest, shown: Shown, table: str, kind: str) -> HttpResponse:
    """One table of the bundle in another form; CSV is the bundle's own file."""
    raw = _raw(shown.publication, table) if table in FILES and kind in KINDS else None
    if raw is None:
        raise Http404
    if kind != "csv":
        raw = _made(shown, table, kind, raw)
    response = HttpResponse(raw, content_type=KINDS[kind])
    name = f"{table}-{_name(shown, kind)}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Link"] = f'<{shown.address("downloads")}>; rel="describedby"'
    return response


def _name(shown: Shown, kind: str) -> str:
    campaign = shown.publication.campaign
    mark = "-demonstration" if campaign.demonstration else ""
    edition = campaign.edition_id.replace("/", "--")
    return f"{edition}-{campaign.period}-{shown.publication.number}{mark}.{kind}"


def _raw(publication: Publication, table: str) -> bytes | None:
    """The table's file in the bundle, or None where the campaign has none."""
    with ZipFile(store.bundle_path(publication.digest)) as archive:
        try:
            return archive.read(FILES[table])
        except KeyError:
            return None


def _made(shown: Shown, table: str, kind: str, raw: bytes) -> bytes:
    """The table as XLSX or JSON, kept as a file, since it stays as it is."""
    lang = get_language() or "kk"
    digest = shown.publication.digest
    path = store.drawing_path("table", aqyl.__version__, digest, table, lang, kind)
    if not path.exists():
        rows = list(csv.DictReader(io.StringIO(raw.decode())))
        schema, notes = SCHEMAS[table], notes_of(shown, lang)
        content = _xlsx(schema, rows, notes) if kind == "xlsx" else _json(schema, rows, notes)
        write_bytes(path, content)
    return path.read_bytes()


def notes_of(shown: Shown, lang: str) -> dict[str, str]:
    """What everyone who takes the data has to know, in words."""
    publication, edition = shown.publication, shown.edition
    sources = shown.sources
    licence = settings.ENVIRONMENT.data_licence or say("portal.results.licence.none", lang)
    notes = {
        "edition": f"{edition.title.say(lang)} ({edition.id})",
        "period": publication.campaign.period,
        "publication": f"{publication.number}, {publication.at.date().isoformat()}",
        "bundle": f"sha256:{publication.digest}",
        "licence": licence,
        "sources": say("portal.results.sources", lang, **{k: str(v) for k, v in sources.items()}),
        "missing": say("portal.results.note.missing", lang),
    }
    if publication.campaign.demonstration:
        notes["demonstration"] = say("portal.results.demonstration", lang)
    return notes


def _cell(schema: Schema, name: str, text: str) -> str | float | None:
    numbers = {column.name for column in schema.columns if column.kind == "number"}
    if not text:
        return None
    return float(text) if name in numbers else text


def _json(schema: Schema, rows: list[dict[str, str]], notes: Mapping[str, str]) -> bytes:
    data = [{k: _cell(schema, k, v) for k, v in row.items()} for row in rows]
    text = json.dumps({"notes": notes, "rows": data}, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def _xlsx(schema: Schema, rows: list[dict[str, str]], notes: Mapping[str, str]) -> bytes:
    """A sheet with the table and one with the notes; text is never taken for a formula."""
    import datetime as dt

    import xlsxwriter  # type: ignore[import-untyped]

    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": dt.datetime(*_FIRST_DAY)})
    sheet, about = book.add_worksheet(schema.name), book.add_worksheet("notes")
    for column, name in enumerate(schema.names):
        sheet.write_string(0, column, name)
    for number, row in enumerate(rows, start=1):
        for column, name in enumerate(schema.names):
            cell = _cell(schema, name, row.get(name, ""))
            if isinstance(cell, float):
                sheet.write_number(number, column, cell)
            elif cell is not None:
                sheet.write_string(number, column, cell)
    for number, (name, text) in enumerate(notes.items()):
        about.write_string(number, 0, name)
        about.write_string(number, 1, text)
    book.close()
    return content.getvalue()
