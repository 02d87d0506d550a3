"""The frameworks speak Kazakh: every string that our pages can show, dates and numbers too."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from django.utils import translation
from django.utils.formats import date_format, number_format, sanitize_separators
from django.utils.translation import trans_real

from tools.compile_locale import LOCALE, compiled

SHOWN = {
    "django": [
        *("contrib/auth/password_validation.py", "core/paginator.py", "core/validators.py"),
        *("db/models/base.py", "db/models/constraints.py", "db/models/fields/__init__.py"),
        *("forms/fields.py", "forms/forms.py", "forms/formsets.py", "forms/models.py"),
        *("forms/utils.py", "forms/widgets.py", "template/defaultfilters.py"),
        *("utils/dateformat.py", "utils/dates.py", "utils/text.py", "utils/timesince.py"),
        "views/csrf.py",
    ],
    "allauth": [
        *("account/adapter.py", "account/fields.py", "account/forms.py", "mfa/adapter.py"),
        *("mfa/base/forms.py", "mfa/recovery_codes/forms.py", "mfa/totp/forms.py"),
        *("socialaccount/adapter.py", "usersessions/forms.py"),
    ],
    "axes": ["conf.py"],
}
WITH_CONTEXT = {"pgettext": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3)}
LAZY = {
    "gettext_lazy": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": WITH_CONTEXT["pgettext"],
    "npgettext_lazy": WITH_CONTEXT["npgettext"],
}
KEYWORDS = {**DEFAULT_KEYWORDS, **WITH_CONTEXT, **LAZY, "_": None}
Said = tuple[str | None, str]


def said(file: Path) -> Iterator[Said]:
    """Every string that a module hands to gettext, with its context."""
    for _, message, _, context in extract_from_file("python", file, KEYWORDS):
        yield context, message if isinstance(message, str) else message[0]


def of(package: str) -> set[Said]:
    folder = Path(find_spec(package).origin).parent  # type: ignore[union-attr, arg-type]
    return {one for name in SHOWN[package] for one in said(folder / name)}


def known() -> set[Said]:
    """What Django finds in Kazakh, in its own catalogues, in the packages' and in ours."""
    keys = trans_real.translation("kk")._catalog.keys()
    texts = (key[0] if isinstance(key, tuple) else key for key in keys)
    parts = (text.rpartition("\x04") for text in texts)
    return {(context or None, message) for context, _, message in parts}


@pytest.mark.parametrize("package", SHOWN)
def test_every_string_that_a_page_can_show_has_a_kazakh_wording(package: str) -> None:
    shown = of(package)
    assert len(shown) >= 2
    assert sorted(shown - known(), key=str) == []


def test_a_wording_keeps_its_placeholders() -> None:
    text = (LOCALE / "kk/LC_MESSAGES/django.po").read_text("utf-8")
    entries = re.findall(
        r'^msgid ((?:".*"\n)+)(?:msgid_plural .*\n)?(?s:(.*?))(?:\n\n|\Z)', text, re.M
    )
    assert len(entries) > 140
    for source, wording in entries[1:]:
        fields = re.compile(r"%\(\w+\)[sdr]|%[sd]|\{\w+\}")
        for line in re.findall(r"msgstr(?:\[\d\])? (.*(?:\n\".*)*)", wording):
            assert set(fields.findall(line)) == set(fields.findall(source)), source


def test_what_is_read_is_what_was_written() -> None:
    for source in LOCALE.rglob("*.po"):
        made = source.with_suffix(".mo").read_bytes()
        assert made == compiled(source), "run tools/compile_locale.py"


def test_kazakh_dates_and_numbers() -> None:
    day = dt.datetime(2026, 1, 9, 8, 5)
    with translation.override("kk"):
        assert date_format(day, "DATE_FORMAT") == "2026 ж. 9 қаңтар"
        assert date_format(day, "SHORT_DATETIME_FORMAT") == "09.01.2026 08:05"
        assert number_format(1234.5, force_grouping=True) == "1\u00a0234,5"
        assert sanitize_separators("1234,5") == "1234.5"
