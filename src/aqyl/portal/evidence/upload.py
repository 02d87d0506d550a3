"""Take an upload in pieces: cut off at the limit, hashed as it comes, never twice on the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import (
    FileUploadHandler,
    SkipFile,
    StopFutureHandlers,
    StopUpload,
)

from aqyl.portal.evidence.store import Incoming
from aqyl.problems import InputError, Problem


def limit() -> int:
    """How many bytes a file may have."""
    return int(settings.ENVIRONMENT.evidence_max_mb) * 1024 * 1024


def too_large() -> InputError:
    """What is said of a file over the limit."""
    return InputError([Problem("portal.evidence_large", values={"allowed": limit() // 1024**2})])


class ReceivedFile(UploadedFile):  # type: ignore[type-arg]
    """A file in `incoming`, whole."""

    def __init__(self, received: Incoming, name: str) -> None:
        super().__init__(name=name, size=received.size)
        self.received = received


class Receiver(FileUploadHandler):
    """Receives one file; too_large tells whether it was cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.received: Incoming | None = None
        self.too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins; a second one in the same form is passed over."""
        super().new_file(*args, **kwargs)
        if self.received is not None:
            raise SkipFile
        self.received = Incoming()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """The next piece."""
        assert self.received is not None  # noqa: S101 - new_file came before
        if self.received.size + len(raw_data) > limit():
            self.too_large = True
            self.received.drop()
            raise StopUpload(connection_reset=True)
        self.received.write(raw_data)

    def file_complete(self, file_size: int) -> ReceivedFile | None:
        """The file is whole."""
        assert self.received is not None  # noqa: S101
        self.received.close()
        return ReceivedFile(self.received, self.file_name or "")

    def upload_interrupted(self) -> None:
        """The connection broke."""
        self.drop()

    def drop(self) -> None:
        """Forget what came, unless it was kept."""
        if self.received is not None:
            self.received.drop()
