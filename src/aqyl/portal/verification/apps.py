"""The app of verification."""

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """Verification of answers."""

    name = "aqyl.portal.verification"
    label = "verification"

    def ready(self) -> None:
        """Make known what this app does and demands at a step of the procedure."""
        from aqyl.portal.verification import reviews, screening, second  # noqa: F401
