"""The app of territories."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Territories."""

    name = "aqyl.portal.places"
    label = "places"
