"""The app of scenarios."""

from django.apps import AppConfig


class ScenariosConfig(AppConfig):
    """Scenarios."""

    name = "aqyl.portal.scenarios"
    label = "scenarios"

    def ready(self) -> None:
        """Declare what can be done."""
        from aqyl.portal.scenarios import actions  # noqa: F401
