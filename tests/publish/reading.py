"""Read a report as a browser would, as far as the tests ask: elements, texts, the dictionary."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "input", "br", "wbr", "link", "img", "hr", "path", "rect", "circle", "line"}


@dataclass
class Element:
    """An element with its attributes, what stands in it and what it stands in."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text within."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def classes(self) -> set[str]:
        """The classes of the element."""
        return set(self.attributes.get("class", "").split())

    def find(self, tag: str = "", **attributes: str) -> list[Element]:
        """Elements within by tag and attributes (`class_` is one class of several)."""
        found = []
        for child in self.children:
            if isinstance(child, Element):
                if child.fits(tag, attributes):
                    found.append(child)
                found += child.find(tag, **attributes)
        return found

    def one(self, tag: str = "", **attributes: str) -> Element:
        """The only such element."""
        (found,) = self.find(tag, **attributes)
        return found

    def fits(self, tag: str, attributes: dict[str, str]) -> bool:
        """Whether tag and attributes are as asked."""
        if tag and self.tag != tag:
            return False
        asked = dict(attributes)
        wanted = asked.pop("class_", None)
        if wanted and wanted not in self.classes:
            return False
        return all(self.attributes.get(name) == value for name, value in asked.items())

    def within(self, tag: str) -> bool:
        """Whether it stands in an element of that tag."""
        return self.parent is not None and (self.parent.tag == tag or self.parent.within(tag))


@dataclass
class Page(Element):
    """A whole page; `unbalanced` holds tags closed out of turn."""

    html: str = ""
    unbalanced: list[str] = field(default_factory=list)

    @property
    def dictionary(self) -> dict[str, dict[str, list[str]]]:
        """The words and the marks of numbers that the page carries."""
        found: dict[str, dict[str, list[str]]] = json.loads(self.one("script", id="words").text)
        return found

    def section(self, name: str) -> Element:
        """The section of that anchor."""
        return self.one("section", id=name)

    def visible(self) -> list[str]:
        """Every piece of text a reader can meet."""
        return [
            child.strip()
            for element in [self, *self.find()]
            if element.tag not in ("script", "style")
            for child in element.children
            if isinstance(child, str) and child.strip()
        ]


class _Reader(HTMLParser):
    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.open: list[Element] = [page]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open[-1])
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open[-1])
        self.open[-1].children.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.page.unbalanced.append(f"</{tag}> in <{self.open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(html: str) -> Page:
    """A page from its HTML."""
    page = Page("page", {}, html=html)
    reader = _Reader(page)
    reader.feed(html)
    reader.close()
    page.unbalanced += [f"<{element.tag}> left open" for element in reader.open[1:]]
    return page
