"""The portal's settings in a folder of their own, for tests and type checks."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("AQYL_HOME", tempfile.mkdtemp(prefix="aqyl-portal-"))
os.environ.setdefault("AQYL_HTTPS", "no")
os.environ.setdefault("AQYL_SECOND_FACTOR", "none")
# A browser driven from the same process keeps a loop running, which Django takes for asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from aqyl.portal.settings import *  # noqa: F403

# Pages name their files as they are: nobody collects them for a test.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 - whitenoise looks for it
PUBLISHED_FRESH = 0  # a test publishes twice in a second
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, not memory: several threads share it as they do in earnest.
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}  # noqa: F405
