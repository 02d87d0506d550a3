"""The app of the event log."""

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    """The event log."""

    name = "aqyl.portal.history"
    label = "history"
