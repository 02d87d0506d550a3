"""The standard streams when they are closed, broken off, or lack a letter."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from aqyl.problems import Problem


def no_stdout() -> list[Problem]:
    """A problem when there is nowhere to write a result to, as after `>&-`."""
    return [] if sys.stdout else [Problem("cli.no_stdout")]


def speak_any_letter(*streams: TextIO) -> None:
    """A terminal that lacks a letter shows a question mark instead of ending the run."""
    for stream in streams:
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def let_go_of_broken_pipes() -> None:
    """What could not be written any more goes nowhere, and is no fault when Python ends."""
    for stream in filter(None, (sys.__stdout__, sys.__stderr__)):  # Typer may wrap the others.
        try:
            stream.flush()
        except BrokenPipeError:
            closed = os.open(os.devnull, os.O_WRONLY)
            os.dup2(closed, stream.fileno())


def write_error(text: str) -> None:
    """A text on stderr, unless it is closed or its reader has left."""
    if not sys.stderr:
        return
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except BrokenPipeError:
        let_go_of_broken_pipes()
