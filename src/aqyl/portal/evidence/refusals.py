"""Which status a page has that says why nothing was changed."""

from __future__ import annotations

from aqyl.portal.procedure import ConflictError, RefusedError
from aqyl.problems import AqylError


def status_of(error: AqylError) -> int:
    """403 for a person who may never, 409 for one who came second, 422 for anything else."""
    if isinstance(error, ConflictError):
        return 409
    return 403 if isinstance(error, RefusedError) and error.forbidden else 422
