"""`python -m aqyl.portal search_projects NUMBER`: make a search that was asked for."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from aqyl.portal.projects.models import Search
from aqyl.portal.projects.work import run


class Command(BaseCommand):
    """Begun by the portal itself, in a process of its own."""

    help = "Search the register of projects for pairs that may be one thing."

    def add_arguments(self, parser: CommandParser) -> None:
        """The search's number."""
        parser.add_argument("number", type=int)

    def handle(self, *arguments: object, **options: Any) -> None:
        """Search, and print how many pairs there are."""
        search = Search.objects.get(pk=options["number"], ended_at=None)
        run(search)
        self.stdout.write(str(search.pairs.count()))
