"""The app of projects."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Projects and pairs of them."""

    name = "aqyl.portal.projects"
    label = "projects"

    def ready(self) -> None:
        """Declare what can be done."""
        from aqyl.portal.projects import actions, judging  # noqa: F401
