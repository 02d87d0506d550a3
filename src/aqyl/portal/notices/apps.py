"""The app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices."""

    name = "aqyl.portal.notices"
    label = "notices"

    def ready(self) -> None:
        """Declare the actions."""
        from aqyl.portal.notices import actions  # noqa: F401
