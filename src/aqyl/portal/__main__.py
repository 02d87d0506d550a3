"""Django's own commands: `python -m aqyl.portal check --deploy`, `... migrate`, `... shell`."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aqyl.portal.settings")
execute_from_command_line(["python -m aqyl.portal", *sys.argv[1:]])
