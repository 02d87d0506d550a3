"""A store of its own for every test, and ways to add to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from pytest_django.fixtures import Settings

from aqyl.portal.campaigns.models import Answer
from aqyl.portal.evidence.adding import add_file
from aqyl.portal.evidence.models import Evidence
from aqyl.portal.evidence.store import Incoming
from aqyl.portal.people.models import Person
from tests.portal import samples

Add = Callable[..., Evidence]
Limits = Callable[..., None]


@pytest.fixture(autouse=True)
def kazakh() -> None:
    """Whatever language the page before was asked in."""
    translation.activate("kk")


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    """An empty store."""
    settings.MEDIA_ROOT = tmp_path / "evidence"
    return tmp_path / "evidence"


@pytest.fixture
def limits(settings: Settings) -> Limits:
    """Set what an installation can: limits(evidence_max_mb=1)."""

    def set_to(**values: Any) -> None:
        settings.ENVIRONMENT = replace(settings.ENVIRONMENT, **values)

    return set_to


def received(content: bytes) -> Incoming:
    """Content that has come in."""
    incoming = Incoming()
    incoming.write(content)
    return incoming


def files_in(store: Path) -> list[Path]:
    """Every file of the store but its lock."""
    return sorted(p for p in store.rglob("*") if p.is_file() and p.name != "lock")


@pytest.fixture
def add(answer: Answer, officer: Person) -> Add:
    """Add a file to Almaty's answer: add(b"...", "act.pdf")."""

    def put(content: bytes | None = None, name: str = "act.pdf", **more: Any) -> Evidence:
        by, to = more.pop("by", officer), more.pop("to", answer)
        add_file(to, by, received(samples.pdf() if content is None else content), name, **more)
        return Evidence.objects.latest("pk")

    return put
