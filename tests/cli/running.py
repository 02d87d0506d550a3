"""Run the command line inside the test process, or as a program of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

import pytest

from aqyl.cli.main import main


@dataclass(frozen=True)
class Result:
    """What a run left: its exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result."""
        return json.loads(self.out)

    @property
    def problems(self) -> list[dict[str, Any]]:
        """The problems of a run with `--json`."""
        found: list[dict[str, Any]] = json.loads(self.err)
        return found


class Cli:
    """`aqyl` inside this process, in English unless a test says otherwise."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *words: object) -> Result:
        arguments = [str(word) for word in words]
        if "--lang" not in arguments:
            arguments += ["--lang", "en"]
        self._capsys.readouterr()
        code = main(arguments)
        out, err = self._capsys.readouterr()
        return Result(code, out, err)


def run_program(*words: object, **environment: str) -> Result:
    """`aqyl` as a program, without a terminal and without the settings of this machine."""
    bare = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    found = subprocess.run(
        [sys.executable, "-m", "aqyl.cli.main", *map(str, words)],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        env=bare | environment,
    )
    return Result(found.returncode, found.stdout, found.stderr)
