"""A strict run that the audit stops."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from aqyl.cli.failures import STOPPED
from aqyl.cli.screen import Screen

if TYPE_CHECKING:
    from aqyl.assess.audit import Finding


def stop_if(screen: Screen, findings: Sequence[Finding], strict: bool) -> None:
    """Say on stderr what stops a strict run and end with its exit code; else do nothing."""
    from aqyl.assess.audit import stops
    from aqyl.cli.summary import findings_text

    if not stops(findings, "strict" if strict else "warn"):
        return
    grave = [finding for finding in findings if finding.severity != "note"]
    if screen.is_json:
        listed = [finding.as_dict() for finding in grave]
        text = json.dumps(listed, ensure_ascii=False, indent=2)
    else:
        text = (
            f"{findings_text(screen, grave)}\n\n{screen.say('cli.audit.stopped', count=len(grave))}"
        )
    sys.stderr.write(text + "\n")
    raise typer.Exit(STOPPED)
