"""The one place that calls typst."""

from __future__ import annotations

import re
from typing import Literal

from aqyl.problems import InputError, Problem

# Seconds since 1970 of 1 January 2026, so that the same bytes come out.
_MADE_ON = 1_767_225_600
_NOT_SHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")


def typeset(
    source: str, data: str, kind: Literal["pdf", "png"], density: float | None = None
) -> bytes:
    """The bytes that a template makes of `data`, which it finds in `sys.inputs.data`.

    A PDF follows PDF/UA-1. density: pixels an inch of a PNG. Raises InputError for a text with a
    sign that no font of the documents holds, and where typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise InputError([Problem("documents.no_extra")]) from None
    try:
        made = typst.compile(
            source.encode(),
            format=kind,
            ppi=density,
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"] if kind == "pdf" else [],
            timestamp=_MADE_ON,
        )
    except typst.TypstError as error:
        found = _NOT_SHOWN.search(str(error))
        if found is None:
            raise
        raise InputError([Problem("documents.sign", values={"given": found[1]})]) from error
    if not isinstance(made, bytes):
        raise TypeError("a picture of one page was expected")
    return made
