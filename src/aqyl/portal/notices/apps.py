"""The app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices."""

    name = "aqyl.portal.notices"
    label = "notices"
