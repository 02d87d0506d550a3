"""The hidden sheet: which form it is, and the statuses that the drop-down lists offer."""

from __future__ import annotations

from typing import Any

from aqyl.assess.form import Form
from aqyl.publish.form.layout import HEAD, IDS, VERSION


def write_ids(sheet: Any, form: Form, lang: str) -> str:
    """Fill the sheet and hide it; the cells that hold the titles of the statuses."""
    head = dict(
        zip(
            HEAD,
            (VERSION, form.edition, form.fingerprint, form.settlement, form.period, lang),
            strict=True,
        )
    )
    for row, (name, value) in enumerate(head.items()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
    first = len(head) + 1
    for row, status in enumerate(form.statuses, start=first):
        sheet.write_string(row, 0, status.id)
        sheet.write_string(row, 1, status.title.say(lang))
    sheet.protect()
    sheet.very_hidden()
    return f"={IDS}!$B${first + 1}:$B${first + len(form.statuses)}" if form.statuses else ""
