"""Bring an installation to the present version: tables, files for browsers, territories."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from aqyl.problems import InputError, Problem


def begin(home: Path | None = None, *, demonstration: bool = False) -> None:
    """Make Django ready in this process.

    home and demonstration stand above the environment's own settings; a demonstration is open to
    this machine alone, without TLS. Raises InputError when the portal's libraries are missing or
    a setting cannot be understood.
    """
    if not find_spec("django"):
        raise InputError([Problem("portal.not_installed")])
    import django

    if home is not None:
        os.environ["AQYL_HOME"] = str(home)
    if demonstration:
        os.environ["AQYL_DEMONSTRATION"] = "yes"
        os.environ.setdefault("AQYL_HTTPS", "no")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aqyl.portal.settings")
    django.setup()


def prepare() -> None:
    """Renew tables, files for browsers and territories; done before and nothing new: harmless."""
    from django.core.management import call_command

    from aqyl.portal.places.load import load_places
    from aqyl.register import load_register

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    load_places(load_register())
