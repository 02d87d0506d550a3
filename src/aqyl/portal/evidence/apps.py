"""The app of evidence."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Evidence behind answers."""

    name = "aqyl.portal.evidence"
    label = "evidence"

    def ready(self) -> None:
        """Make known what this app does and demands; refuse settings that name no kind of file."""
        from aqyl.portal.evidence import actions, retention  # noqa: F401
        from aqyl.portal.evidence.kinds import allowed_kinds

        allowed_kinds()
