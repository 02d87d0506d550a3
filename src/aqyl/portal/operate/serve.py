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
        """The application with what each page needs, once for all workers."""
        from aqyl.portal.wsgi import application
        from aqyl.register import load_register
        from aqyl.standard import list_editions, load_edition

        load_register()
        for name in list_editions():
            load_edition(name)
        return application


def serve(bind: str, workers: int = 2) -> None:
    """Answer at `bind` (host:port) until stopped.

    Workers are forks of a process that has read everything, so that one that is renewed answers at
    once; the pages it kept are gone, therefore it is renewed seldom.
    """
    from django.db import connections

    connections.close_all()
    Server(
        bind=bind,
        workers=workers,
        threads=4,
        worker_class="gthread",
        preload_app=True,
        max_requests=200_000,
        max_requests_jitter=20_000,
        accesslog=None,
        loglevel="warning",
        timeout=60,
    ).run()
