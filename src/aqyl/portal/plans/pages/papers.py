"""The documents that a plan can be taken along as."""

from __future__ import annotations

Papers = list[tuple[str, tuple[str, ...]]]


def papers(*, reported: bool) -> Papers:
    """Each kind of document with its formats; progress only where something was reported."""
    found: Papers = [
        ("strategy", ("pdf", "docx", "json")),
        ("roadmap", ("pdf", "docx", "xlsx", "json")),
    ]
    return [*found, ("progress", ("pdf", "docx", "json"))] if reported else found
