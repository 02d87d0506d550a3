"""The app of people and roles."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People and roles."""

    name = "aqyl.portal.people"
    label = "people"

    def ready(self) -> None:
        """Declare the actions."""
        from aqyl.portal.people import actions, own, standing  # noqa: F401
