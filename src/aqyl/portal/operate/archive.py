"""What a backup is made of; see backup.py."""

from __future__ import annotations

from dataclasses import dataclass

from django.apps import apps
from django.core import serializers
from django.db import models

FORMAT = 1
MANIFEST, ROWS, EVIDENCE = "manifest.json", "rows", "evidence"
_LEFT_OUT = {"sessions", "contenttypes", "auth"}


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds."""

    rows: int
    files: int
    events: int


def kept_models() -> list[type[models.Model]]:
    """Every model whose rows are kept, those that others point at first."""
    kept = [(config, None) for config in apps.get_app_configs() if config.label not in _LEFT_OUT]
    found = serializers.sort_dependencies(kept, allow_cycles=True)
    return [model for model in found if not model._meta.proxy]


def rows_of(model: type[models.Model]) -> str:
    """The file of a model's rows."""
    return f"{ROWS}/{model._meta.label_lower}.jsonl"
