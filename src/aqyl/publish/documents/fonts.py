"""Fonts of the PDF and of pictures: those that come with typst and hold all Kazakh letters.

Libertinus Serif holds Latin, Cyrillic and Ә Ғ Қ Ң Ө Ұ Ү Һ І; DejaVu Sans Mono stands in for signs
it lacks. Fonts of the machine are never looked at, so that every machine writes the same bytes.
"""

from __future__ import annotations

FONTS = ("Libertinus Serif", "DejaVu Sans Mono")
# Word processors take the font of official letters from the reader's machine.
OFFICE_FONT = "Times New Roman"
