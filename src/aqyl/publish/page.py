"""The page: the parts of the report set into the templates, with style and script inside."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from aqyl.publish.words import Number, Percent, Wording, Words, in_three, said

if TYPE_CHECKING:
    from jinja2 import Environment

# Languages as their speakers call them.
_NAMES = (("kk", "Қазақша"), ("ru", "Русский"), ("en", "English"))


def page(words: Words, title: Wording, parts: Mapping[str, object]) -> str:
    """The whole HTML file. parts: what the templates show, by the names they use."""
    style = Markup(_asset("tokens.css", "report.css", "print.css"))  # noqa: S704 - our own files
    script = Markup(_asset("report.js"))  # noqa: S704
    template = _environment().get_template("report.html.j2")
    return template.render(
        **_tools(words),
        **parts,
        lang=words.lang,
        languages=_NAMES,
        title_element=_title(words, title),
        style=style,
        script=script,
        policy=_policy(style, script),
        dictionary=words.as_json,
    )


def _tools(words: Words) -> dict[str, object]:
    """The functions templates call."""
    return {
        "t": words.text,
        "say": words.say,
        "said": said,
        "num": words.number,
        "pct": words.percent,
        "date": words.date,
        "label": words.label,
        "option": lambda wording: _option(words, wording),
        "N": Number,
        "P": Percent,
    }


def _option(words: Words, wording: Wording) -> Markup:
    """The rest of an `option` element: it can hold text only."""
    three = in_three(wording)
    template = Markup('data-t="{}">{}</option>')
    return template.format(words.place(three), three[words.lang])


def _title(words: Words, title: Wording) -> Markup:
    three = in_three(title)
    template = Markup('<title data-t="{}">{}</title>')
    return template.format(words.place(three), three[words.lang])


def _policy(style: str, script: str) -> str:
    """Nothing is loaded from anywhere; only the style and the script of this page are let run."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"


def _asset(*names: str) -> str:
    folder = files("aqyl.publish").joinpath("design")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("aqyl.publish"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["breakable"] = _breakable
    return environment


def _breakable(code: str) -> Markup:
    """A code that may be broken after its dots and underscores."""
    return Markup(re.sub(r"([._])", r"\1<wbr>", str(escape(code))))  # noqa: S704 - escaped before
