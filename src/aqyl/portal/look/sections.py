"""The sections of the portal, in the order of the bar: a room adds a line for its own."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A section: name of its address, key of its wording, roles it is for (empty: everyone)."""

    name: str
    key: str
    roles: frozenset[str] = frozenset()

    def is_for(self, held: Set[str]) -> bool:
        """Whether someone with these roles sees it."""
        return not self.roles or bool(self.roles & held)


_REGISTER = frozenset({"officer", "approver", "manager", "methodologist", "auditor"})
_LOOKERS = frozenset({"verifier", "manager", "auditor", "methodologist"})
_PLANNERS = frozenset({"officer", "approver", "manager", "deputy", "auditor", "methodologist"})
SECTIONS = (
    Section("home", "portal.look.section.home"),
    Section("verification", "portal.look.section.verification", _LOOKERS),
    Section("projects:list", "portal.projects.title", _REGISTER),
    Section("plans", "portal.plans.title", _PLANNERS),
    Section("people_list", "portal.look.section.people", frozenset({"administrator", "manager"})),
    Section("history_log", "portal.look.section.log", frozenset({"auditor", "manager"})),
    Section("results:campaigns", "portal.look.section.results"),
    Section("public-plans", "portal.plans.public_title"),
    Section("results:latest-review", "portal.results.review.title", frozenset({"methodologist"})),
    Section("tokens", "portal.api.tokens.title", frozenset({"officer"})),
)
