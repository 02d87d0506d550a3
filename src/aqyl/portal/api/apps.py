"""The app of the interface for programs."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The interface for programs."""

    name = "aqyl.portal.api"
    label = "api"

    def ready(self) -> None:
        """Declare the actions on tokens."""
        from aqyl.portal.api import actions  # noqa: F401
