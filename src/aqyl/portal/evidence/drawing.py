"""Draw a small picture of a file; run as a program of its own, with bounds on what it may use.

python -m aqyl.portal.evidence.drawing application/pdf FILE TARGET
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

SIDE = 240
MEMORY = 1536 * 1024 * 1024
SECONDS = 10


def draw(media_type: str, file: Path, target: Path) -> None:
    """Write a PNG of at most SIDE pixels a side. Raises what the libraries raise."""
    from PIL import Image

    picture = _first_page(file) if media_type == "application/pdf" else Image.open(file)
    picture.draft("RGB", (SIDE * 2, SIDE * 2))
    picture.thumbnail((SIDE, SIDE))
    picture.convert("RGB").save(target, "PNG", optimize=True)


def _first_page(file: Path) -> Image:
    import pypdfium2

    page = pypdfium2.PdfDocument(file)[0]
    picture: Image = page.render(scale=2 * SIDE / max(*page.get_size(), 1.0)).to_pil()
    return picture


def bound() -> None:
    """Let this process use no more memory and time than a small picture takes."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    bound()
    draw(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
