"""Where letters go: a server, or a folder of the installation."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from aqyl.problems import InputError, Problem

# How the connection is kept from being read, by the first word of AQYL_MAIL_URL.
_SCHEMES = {"smtp": (25, {}), "smtp+tls": (587, {"TLS": True}), "smtps": (465, {"SSL": True})}


def mail_settings(url: str, home: Path) -> dict[str, object]:
    """Django's EMAIL_* for an address such as smtps://user:password@mail.example.kz:465.

    Raises InputError for an address of another kind.

    >>> mail_settings("", Path("x"))["EMAIL_FILE_PATH"].as_posix()
    'x/letters'
    """
    backends = "django.core.mail.backends"
    if not url:
        return {"EMAIL_BACKEND": f"{backends}.filebased.EmailBackend"} | {
            "EMAIL_FILE_PATH": home / "letters"
        }
    parts = urlsplit(url)
    if parts.scheme not in _SCHEMES or not parts.hostname:
        allowed = tuple(f"{one}://user:password@host:port" for one in _SCHEMES)
        values = {"given": parts.scheme or "–", "allowed": allowed}  # the password stays untold
        raise InputError([Problem("portal.setting_mail", values=values)])
    port, kept = _SCHEMES[parts.scheme]
    return {
        "EMAIL_BACKEND": f"{backends}.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_TIMEOUT": 10,
        **{f"EMAIL_USE_{name}": value for name, value in kept.items()},
    }
