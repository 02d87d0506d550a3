"""The look of the workbook: one set of cell formats, colours as in the report."""

from __future__ import annotations

from functools import cache
from typing import Any

INK, SOFT, BAR, ACCENT = "#14212B", "#465662", "#0B3A52", "#0B5A7D"
LINE, LOCKED, OPEN, BAND = "#B9C5CD", "#F3F6F8", "#FFFBEA", "#DFE9EF"
WARN, WARN_LINE, WARN_INK = "#FFF5DA", "#B97A00", "#553A00"
OPEN_LINE = "#D8BE7C"
FONT = {"font_name": "Calibri", "font_size": 10, "font_color": INK, "valign": "top"}
_BOX = {"border": 1, "border_color": LINE}
_WRAP = {"text_wrap": True}
_IN = {"align": "left", "indent": 1, **_WRAP}

_STYLES: dict[str, dict[str, Any]] = {
    "plain": {},
    "wrap": _WRAP,
    "bold": {"bold": True},
    "soft": {"font_color": SOFT, **_WRAP},
    "small": {"font_color": SOFT, "font_size": 8},
    "title": {"bold": True, "font_size": 20, "font_color": BAR, "valign": "vcenter"},
    "subtitle": {"bold": True, "font_size": 13, "font_color": INK, "valign": "vcenter"},
    "heading": {"bold": True, "font_size": 12, "font_color": ACCENT, "valign": "bottom"},
    "link": {"font_color": ACCENT, "underline": 1, **_WRAP},
    "sheet_title": {"bold": True, "font_size": 15, "font_color": BAR, "valign": "vcenter"},
    "head": {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BAR,
        "valign": "vcenter",
        "border": 1,
        "border_color": BAR,
        **_IN,
    },
    "bar": {"bold": True, "font_size": 11, "bg_color": BAND, "valign": "vcenter"},
    "notice": {
        "bg_color": WARN,
        "font_color": WARN_INK,
        "valign": "vcenter",
        "align": "left",
        "indent": 1,
        "border": 1,
        "border_color": WARN_LINE,
        **_WRAP,
    },
    "number": {"align": "right", "font_color": SOFT, "bg_color": LOCKED, **_BOX},
    "name": {"bold": True, "bg_color": LOCKED, **_BOX, **_IN},
    "cell": {"bg_color": LOCKED, **_BOX, **_IN},
    "cell_bold": {"bold": True, "bg_color": LOCKED, **_BOX, **_IN},
    "cell_small": {"font_size": 9, "bg_color": LOCKED, **_BOX, **_IN},
    "last": {"italic": True, "font_color": SOFT, "bg_color": LOCKED, **_BOX, **_IN},
    "last_number": {
        "italic": True,
        "font_color": SOFT,
        "bg_color": LOCKED,
        "align": "right",
        **_BOX,
    },
    "none": {"bg_color": LOCKED, "pattern": 1, **_BOX},
    "open": {"bg_color": OPEN, "locked": False, "border": 1, "border_color": OPEN_LINE, **_IN},
    "open_number": {
        "bg_color": OPEN,
        "locked": False,
        "border": 1,
        "border_color": OPEN_LINE,
        "align": "right",
    },
    "sample_open": {
        "bg_color": OPEN,
        "border": 1,
        "border_color": OPEN_LINE,
        "align": "left",
        "indent": 1,
    },
    "sample_locked": {"bg_color": LOCKED, **_BOX, "align": "left", "indent": 1},
    "count": {"align": "right", "indent": 1, **_BOX},
    "head_right": {"bold": True, "font_color": "#FFFFFF", "bg_color": BAR, "align": "right"},
    "boxed": {**_BOX, **_IN},
    "boxed_link": {**_BOX, "align": "left", "indent": 1, "font_color": ACCENT, "underline": 1},
    "run_bold": {"bold": True, "font_size": 9},
    "run": {"font_size": 9},
    "run_soft": {"font_size": 9, "italic": True, "font_color": SOFT},
}


class Styles:
    """Formats of a workbook by name, made when first used."""

    def __init__(self, book: Any) -> None:
        self._make = cache(lambda name: book.add_format({**FONT, **_STYLES[name]}))

    def __call__(self, name: str) -> Any:
        """The format of a name."""
        return self._make(name)
