"""`python -m aqyl.portal sweep_evidence`: delete evidence whose term is over."""

from __future__ import annotations

from django.core.management.base import BaseCommand
from django.utils import timezone

from aqyl.portal.evidence.retention import sweep


class Command(BaseCommand):
    """Meant to be run once a week by the machine's own timer."""

    help = "Delete content whose term is over, content no row names, and uploads cut short."

    def handle(self, *arguments: object, **options: object) -> None:
        """Print how many files of each of the three were deleted."""
        swept = sweep(timezone.now())
        self.stdout.write(f"{len(swept.expired)} {len(swept.unnamed)} {swept.unfinished}")
