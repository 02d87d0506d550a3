"""Answers under verification, to be told of their verdicts."""

from tests.portal.verification.conftest import filled, kazakh, store, taken

__all__ = ["filled", "kazakh", "store", "taken"]
