"""The self-assessment form as a workbook: written, read back, compared with what was there."""

from aqyl.publish.form.filled import Filled, FilledCard, Note
from aqyl.publish.form.head import Head, read_head
from aqyl.publish.form.preview import Change, preview
from aqyl.publish.form.read import read_form
from aqyl.publish.form.write import form_bytes, write_form

__all__ = [
    "Change",
    "Filled",
    "FilledCard",
    "Head",
    "Note",
    "form_bytes",
    "preview",
    "read_form",
    "read_head",
    "write_form",
]
