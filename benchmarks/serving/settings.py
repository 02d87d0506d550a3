"""The portal's own settings, and an empty view beside its pages to measure against."""

from aqyl.portal.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.serving.urls"
