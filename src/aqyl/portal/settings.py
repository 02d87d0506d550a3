"""Django's settings, made of what the installation sets (environment.py)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from csp.constants import NONE, SELF

from aqyl.portal.environment import Environment
from aqyl.portal.keys import secret_key
from aqyl.portal.mail import mail_settings

ENVIRONMENT = Environment.read()
HERE = Path(__file__).parent
HOME = ENVIRONMENT.home.resolve()

SECRET_KEY = secret_key(HOME)
DEBUG = False
ALLOWED_HOSTS = [urlsplit(ENVIRONMENT.url).hostname or "localhost"]
if not ENVIRONMENT.https:
    ALLOWED_HOSTS += ["127.0.0.1", "localhost"]
CSRF_TRUSTED_ORIGINS = [ENVIRONMENT.url] if ENVIRONMENT.https else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "rules",
    "aqyl.portal.places",
    "aqyl.portal.people",
    "aqyl.portal.history",
    "aqyl.portal.notices",
    "aqyl.portal.campaigns",
    "aqyl.portal.evidence",
    "aqyl.portal.verification",
    "aqyl.portal.results",
    "aqyl.portal.diagnosis",
    "aqyl.portal.projects",
    "aqyl.portal.plans",
    "aqyl.portal.scenarios",
    "aqyl.portal.api",
    "aqyl.portal.look",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "aqyl.portal.look.large.Bounded",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "aqyl.portal.look.nul.WithoutNul",
    "aqyl.portal.look.errors.Refusals",
    "allauth.account.middleware.AccountMiddleware",
    "aqyl.portal.people.second_factor.SecondFactorMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "aqyl.portal.urls"
WSGI_APPLICATION = "aqyl.portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.i18n",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "aqyl.portal.look.context.common",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"

DATABASES = {
    "default": dj_database_url.parse(
        ENVIRONMENT.database_url or f"sqlite:///{HOME / 'aqyl.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A save that was acknowledged outlives the process and the power: synchronous is full.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
    }

# Public pages are the same for everyone: each process keeps those asked for of late.
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "pages", "tags")
}
PUBLISHED_FRESH = 2  # seconds for which a process believes that no correction was published

LANGUAGE_CODE = "kk"
LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
FORMAT_MODULE_PATH = ["aqyl.portal.formats"]
TIME_ZONE = "Asia/Almaty"  # one zone for the whole country since 1 March 2024
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [("design", HERE.parent / "publish" / "design")]  # one look with the report
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = HOME / "evidence"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    }
]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.https
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = ENVIRONMENT.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.proxies else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "aqyl.portal.look.errors.without_token"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# What broke goes to the service's own log; a page that is not there or not allowed is no news.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"service": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["service"], "level": "WARNING"},
    "loggers": {"django": {"handlers": []}, "django.request": {"level": "ERROR"}},
}

PORTAL_URL = ENVIRONMENT.url
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
vars().update(mail_settings(ENVIRONMENT.mail_url, HOME))

from aqyl.portal.signing import *  # noqa: E402, F403 - the settings of signing in
