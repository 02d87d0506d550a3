"""The app of the common look."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    """Templates and tags that all pages share."""

    name = "aqyl.portal.look"
    label = "look"
