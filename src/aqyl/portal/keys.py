"""The key that signs sessions: made once, kept in the installation's own folder."""

from __future__ import annotations

import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """The key in `home`; a new one when there is none, readable by its owner alone."""
    file = home / "secret-key"
    try:
        return file.read_text(encoding="ascii")
    except FileNotFoundError:
        home.mkdir(parents=True, exist_ok=True)
    new = home / f"secret-key.{secrets.token_hex(8)}"
    new.touch(mode=0o600)
    new.write_text(secrets.token_urlsafe(64), encoding="ascii")
    try:
        file.hardlink_to(new)  # fails when another process was first: then its key holds
    except FileExistsError:
        pass
    finally:
        new.unlink()
    return file.read_text(encoding="ascii")
