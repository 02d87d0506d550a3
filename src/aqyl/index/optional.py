"""Packages that only some methods need."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from aqyl.index.arrays import problem
from aqyl.problems import raise_if


def need(module: str, method: str) -> ModuleType:
    """A module, imported when a method first asks for it; InputError when it is not installed.

    >>> need("math", "a method").sqrt(4.0)
    2.0
    """
    package = module.split(".", maxsplit=1)[0]
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise_if([problem("package", method=method, package=package)])
        raise
