"""Print what each dependency of pyproject.toml weighs in .venv, in MB on disk.

    .venv/bin/python requirements/sizes.py

`own` is the package itself, `brings` what nothing else needs and would go with it; without the
bytecode that Python adds on the first import (or pip at once), which stands in the last line.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
MB = 2**20


def main() -> int:
    """Print one table for the package and one for the groups."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = {"dependencies": project["project"]["dependencies"], **project["dependency-groups"]}
    here = {plain(found.name): found for found in distributions()}
    for group, lines in groups.items():
        direct = [plain(Requirement(line).name) for line in lines]
        print(f"{group}: {megabytes(needed(direct, here), here):.0f} MB in all")
        for name in direct:
            others = needed([other for other in direct if other != name], here)
            brings = needed([name], here) - others - {name}
            own = megabytes([name], here)
            print(f"  {name:20} own {own:6.1f}  brings {megabytes(brings, here):6.1f}")
    bytecode = sum(on_disk(path) for path in Path(sys.prefix).rglob("*.pyc"))
    print(f"bytecode now in .venv: {bytecode / MB:.0f} MB")
    return 0


def needed(names: Iterable[str], here: dict[str, Distribution]) -> set[str]:
    """The names and all that they need on this machine, directly or not."""
    found: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in found or name not in here:
            continue
        found.add(name)
        wants = [Requirement(line) for line in here[name].requires or ()]
        todo += [plain(want.name) for want in wants if applies(want)]
    return found


def applies(want: Requirement) -> bool:
    """Whether a requirement holds here, no extra asked for."""
    return want.marker is None or want.marker.evaluate({"extra": ""})


def megabytes(names: Iterable[str], here: dict[str, Distribution]) -> float:
    """What the packages take on disk, without bytecode."""
    found = [here[name] for name in names if name in here]
    files = (Path(str(one.locate_file(file))) for one in found for file in one.files or ())
    return sum(on_disk(file) for file in files if file.suffix != ".pyc") / MB


def on_disk(file: Path) -> int:
    """The bytes of the blocks a file takes."""
    return file.stat().st_blocks * 512 if file.is_file() else 0


def plain(name: str) -> str:
    """A package's name as indexes spell it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
