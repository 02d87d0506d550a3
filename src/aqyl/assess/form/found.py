"""What the checks of a form are given, and what they find."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from aqyl.assess.audit.wording import Said, each
from aqyl.assess.form.entries import Entries
from aqyl.assess.form.model import Form
from aqyl.standard.entries import Text
from aqyl.standard.procedure import RemarkKind


class Given(NamedTuple):
    """A form, how it is filled in, and the answers and values of the year before."""

    form: Form
    now: Entries
    last_year: Entries


class Found(NamedTuple):
    """A remark before it is weighed: its kind, the field and what fills its words."""

    key: RemarkKind
    field: str
    values: Mapping[str, object]


def titles(names: Iterable[Text]) -> Said:
    """Titles one after another, in each language."""
    listed = tuple(names)
    return each(lambda lang: "; ".join(name.say(lang) for name in listed))
