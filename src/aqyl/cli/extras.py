"""Whether what a verb needs besides Aqyl's own packages is installed, told before any work."""

from __future__ import annotations

from importlib.util import find_spec

from aqyl.problems import InputError, Problem

PACKAGES = {
    "diagnose": ("pandas", "rapidfuzz", "scipy", "sklearn", "splink"),
    "plan": ("ortools", "scipy"),
}
"""Extra -> the modules it brings."""


def need(*extras: str) -> None:
    """Raises InputError with the modules that are missing and the extra that brings them."""
    problems = []
    for extra in extras:
        missing = [name for name in PACKAGES[extra] if find_spec(name) is None]
        if missing:
            values = {"given": ", ".join(missing), "extra": extra}
            problems.append(Problem("cli.no_extra", values=values))
    if problems:
        raise InputError(problems)
