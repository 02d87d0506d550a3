"""A document as plain blocks, in one language: what the DOCX and the PDF are both made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from aqyl.language import Lang

Align = Literal["left", "right", "center"]
Tone = Literal["plain", "good", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; soft: smaller and paler."""

    text: str
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What a reader must not miss, in a frame."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, what stands smaller beneath it, and a tone beside the words."""

    text: str
    small: str = ""
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head and its share of the width."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one head row that repeats on each page; footer: a last row of sums."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    footer: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG that stands by itself; alt says in words what it shows."""

    svg: str
    alt: str
    caption: str


Block = Heading | Paragraph | Notice | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. facts: label and value, beneath the title. running: head of each page."""

    lang: Lang
    title: str
    subtitle: str
    running: str
    facts: tuple[tuple[str, str], ...]
    contents: str
    landscape: bool
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings in order."""
        return tuple(block for block in self.blocks if isinstance(block, Heading))
