"""The app of campaigns."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    """Campaigns, submissions, answers."""

    name = "aqyl.portal.campaigns"
    label = "campaigns"

    def ready(self) -> None:
        """Make known what this app does and demands at a step of the procedure."""
        from aqyl.portal.campaigns import (  # noqa: F401
            actions,
            effects,
            guards,
            prolonging,
            taking,
        )
