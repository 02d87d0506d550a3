"""A diagnosis kept as JSON, and read back to go on from it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from aqyl.diagnose.models import Diagnosis
from aqyl.problems import InputError, Place, Problem


def as_document(diagnosis: Diagnosis) -> dict[str, object]:
    """What is kept as JSON: all but gaps and peers, which are tables."""
    return diagnosis.model_dump(mode="json", exclude={"profiles", "peers"})


def read_diagnosis(path: Path) -> Diagnosis:
    """The diagnosis kept in a file. Raises InputError where there is none."""
    try:
        return Diagnosis.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError([_unreadable(path, str(error.strerror))]) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        detail = f"{where}: {first['msg']}" if where else first["msg"]
        raise InputError([_unreadable(path, detail)]) from None


def _unreadable(path: Path, detail: str) -> Problem:
    return Problem("diagnose.previous_unreadable", Place(path.name), {"detail": detail})
