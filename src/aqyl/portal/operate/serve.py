"""Serve the portal with gunicorn; a proxy with TLS stands in front of it in earnest."""

from __future__ import annotations

from typing import Any

from gunicorn.app.base import BaseApplication


class Server(BaseApplication):  # type: ignore[misc]
    """gunicorn with the portal's settings, taken from no file of its own."""

    def __init__(self, **options: Any) -> None:
        self.options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand over the settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, in each worker."""
        from aqyl.portal.wsgi import application

        return application


def serve(bind: str, workers: int = 2) -> None:
    """Answer at `bind` (host:port) until stopped. A worker is renewed after some thousand calls."""
    from django.db import connections

    connections.close_all()
    Server(
        bind=bind,
        workers=workers,
        threads=4,
        worker_class="gthread",
        max_requests=5000,
        max_requests_jitter=500,
        accesslog=None,
        loglevel="warning",
        timeout=60,
    ).run()
