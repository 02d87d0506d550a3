"""The charts of a plan, for documents and pages alike: Gantt and money, worded once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from aqyl.plan.models import Action
from aqyl.plan.sums import budget_cells, by_cell
from aqyl.publish.charts.gantt import Span, gantt
from aqyl.publish.charts.money import money
from aqyl.publish.documents.blocks import Picture
from aqyl.publish.documents.dossier import Teller
from aqyl.publish.documents.pictures import standalone

# As many actions as go onto one page.
ROWS = 14


def gantt_chart(
    tell: Teller,
    actions: Sequence[Action],
    shares: Mapping[str, float] | None = None,
    day: dt.date | None = None,
) -> Markup:
    """The Gantt chart of actions of the roadmap as inline SVG.

    shares: what is done of each action, by id. day: the day a report is of.
    """
    roadmap = tell.dossier.plan.roadmap
    spans = [
        Span(
            number=tell.dossier.numbers[action.id],
            title=tell.action_in_three(action),
            start=action.start,
            end=max(action.end, action.start),
            share=None if shares is None else shares.get(action.id, 0.0),
            milestones=tuple(m.due for m in roadmap.milestones if m.action == action.id),
        )
        for action in actions
    ]
    label = _label(gantt_words(tell, actions))
    return gantt(spans, (roadmap.start, roadmap.end), tell.words, label, day)


def gantt_words(tell: Teller, actions: Sequence[Action]) -> str:
    """What the Gantt chart shows, in words."""
    first, last = min(one.start for one in actions), max(one.end for one in actions)
    values = {"start": tell.day(first), "end": tell.day(last)}
    return tell("picture.gantt", count=len(actions), **values)


def money_chart(tell: Teller) -> Markup:
    """Money by year and source beside its budgets, as inline SVG."""
    roadmap = tell.dossier.plan.roadmap
    planned, budgets = by_cell(roadmap.actions), budget_cells(roadmap)
    used = {funding for _, funding in (*planned, *budgets)}
    sources = {name: title for name, title in tell.sources().items() if name in used}
    sources |= {
        name: dict.fromkeys(("kk", "ru", "en"), name) for name in sorted(used - set(sources))
    }
    return money(planned, budgets, sources, tell.words, _label(money_words(tell)))


def money_words(tell: Teller) -> str:
    """What the chart of money shows, in words."""
    total = sum(by_cell(tell.dossier.plan.roadmap.actions).values())
    return tell("picture.money", total=tell.number(total), unit=tell.unit)


def gantt_pictures(
    tell: Teller, shares: Mapping[str, float] | None = None, day: dt.date | None = None
) -> tuple[Picture, ...]:
    """The Gantt chart cut into pieces that go onto a page."""
    actions = tell.dossier.plan.roadmap.actions
    pieces = [actions[at : at + ROWS] for at in range(0, len(actions), ROWS)]
    caption = "picture.gantt_caption" if shares is None else "picture.progress_caption"
    return tuple(
        Picture(
            standalone(gantt_chart(tell, piece, shares, day)),
            gantt_words(tell, piece),
            tell(caption, part=place, parts=len(pieces)),
        )
        for place, piece in enumerate(pieces, start=1)
    )


def money_picture(tell: Teller) -> Picture:
    """The chart of money."""
    caption = tell("picture.money_caption", unit=tell.unit)
    return Picture(standalone(money_chart(tell)), money_words(tell), caption)


def _label(text: str) -> Markup:
    return Markup('aria-label="{}"').format(escape(text))
