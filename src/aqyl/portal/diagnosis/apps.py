"""The app of diagnosis."""

from django.apps import AppConfig


class DiagnosisConfig(AppConfig):
    """Diagnosis; it keeps nothing in the database."""

    name = "aqyl.portal.diagnosis"
    label = "diagnosis"
