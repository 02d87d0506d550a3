"""The app of results."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Results."""

    name = "aqyl.portal.results"
    label = "results"

    def ready(self) -> None:
        """Declare what the procedure calls for."""
        from aqyl.portal.results import actions, compute, freeze  # noqa: F401
