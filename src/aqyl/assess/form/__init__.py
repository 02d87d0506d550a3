"""The self-assessment form as data: cards, what is wrong with how they are filled, what is left."""

from aqyl.assess.form.build import build_form, find_unit
from aqyl.assess.form.check import check
from aqyl.assess.form.entries import Entries, fields_of
from aqyl.assess.form.model import (
    Card,
    Form,
    IndicatorCard,
    InitiativeCard,
    Section,
    StatusChoice,
)
from aqyl.assess.form.progress import Progress, completeness, what_next
from aqyl.assess.form.remark import KINDS, Remark

__all__ = [
    "KINDS",
    "Card",
    "Entries",
    "Form",
    "IndicatorCard",
    "InitiativeCard",
    "Progress",
    "Remark",
    "Section",
    "StatusChoice",
    "build_form",
    "check",
    "completeness",
    "fields_of",
    "find_unit",
    "what_next",
]
