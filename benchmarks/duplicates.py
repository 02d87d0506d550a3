"""Candidates among a million synthetic projects, and F1 on the labelled sets."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.labelled import f1_of_link, f1_on_test

COUNT = 1_000_000
_RUN = """
import time
from pathlib import Path
from aqyl.diagnose.duplicates.candidates import candidates
from aqyl.diagnose.duplicates.space import space_of
from aqyl.diagnose.duplicates.suppliers import suppliers
from aqyl.register import load_register
from aqyl.standard import load_edition
from benchmarks.synthetic import synthetic
projects = synthetic({count}).projects
edition, register = load_edition("kz-2026"), load_register()
start = time.perf_counter()
known = suppliers(projects.supplier, projects.bin)
candidates(space_of(projects, edition, register, known))
print(time.perf_counter() - start)
status = Path("/proc/self/status").read_text().splitlines()
print(next(line.split()[1] for line in status if line.startswith("VmHWM")))
"""


def candidates_of(count: int) -> tuple[float, float]:
    """Seconds from projects in memory to their candidates, and the peak memory in GB.

    In a process of its own, once. Suppliers, glossary and vectors are part of it.
    """
    command = [sys.executable, "-c", _RUN.format(count=count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    time, memory = done.stdout.split()
    return float(time), float(memory) / 2**20


def measure(_: Path, count: int = COUNT) -> Iterator[Figure]:
    """Time and memory once; F1 is of the test pairs, learned on train and valid only."""
    time, memory = candidates_of(count)
    yield Figure(f"candidates among {count:,} projects", time, "s", 300, "the aim")
    yield Figure("their peak memory", memory, "GB", 6, "the aim")
    aims = {"abt-buy": ("Abt-Buy", 0.8, 0.665), "dblp-acm": ("DBLP-ACM", 0.985, 0.974)}
    for name, (title, aim, floor) in aims.items():
        against = f"{floor:g} of letter runs and a logistic model"
        yield Figure(f"{title} test pairs", f1_on_test(name).value, "F1", aim, against, least=True)
        alone = f1_on_test(name, among_all=False).value
        yield Figure(f"{title} test pairs, each alone", alone, "F1", aim, against, least=True)
    yield Figure("Febrl 4, linked", f1_of_link().value, "F1", 0.999, "the aim", least=True)
