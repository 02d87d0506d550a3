"""`aqyl run`: all that ships, assessed, audited, compared and written."""

from __future__ import annotations

from aqyl.cli.arguments import Out, folder
from aqyl.cli.screen import Screen
from aqyl.cli.verb import verb

# Reading, assessing, auditing, drawing, gaming, writing four editions; two comparisons, a bridge.
_STEPS = 4 * 6 + 3


@verb
def run(screen: Screen, out: Out = "out") -> None:
    """kz-2026 from what is publicly known; kz-open-2023 as published and corrected."""
    from aqyl.cli.run_open import run_open
    from aqyl.cli.run_public import run_public

    target = folder(out)
    with screen.progress(_STEPS) as begin:
        public = run_public(target, screen.lang, begin)
        ranking = run_open(target, screen.lang, begin)
    if screen.is_json:
        screen.result({"kz-2026": public.as_dict(), "kz-open-2023": ranking.as_dict()})
    elif screen.talks:
        public.show(screen)
        ranking.show(screen)
