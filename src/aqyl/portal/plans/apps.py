"""The app of plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Plans, their public consultation, the reports on them."""

    name = "aqyl.portal.plans"
    label = "plans"

    def ready(self) -> None:
        """Make known what this app does and demands at a step of the procedure."""
        from aqyl.portal.plans import (  # noqa: F401
            actions,
            commenting,
            effects,
            guards,
            proving,
            reporting,
        )
