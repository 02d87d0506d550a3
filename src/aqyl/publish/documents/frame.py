"""What every document begins and ends with: what it is of, what is official in it, its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from aqyl.language import say
from aqyl.plan.models import Passage, Strategy
from aqyl.plan.sums import by_cell
from aqyl.publish.documents.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Heading,
    Notice,
    Paragraph,
    Table,
)
from aqyl.publish.documents.dossier import Teller
from aqyl.publish.view.sources import sources_of, totals
from aqyl.standard.entries import Source
from aqyl.standard.sources import SOURCE_KINDS

Kind = Literal["strategy", "roadmap", "progress"]


def framed(tell: Teller, kind: Kind, blocks: Sequence[Block], extra: Sequence[Block]) -> Document:
    """A document: its head, a notice of what is not official, its blocks, its sources.

    extra: what the chapter of sources says besides.
    """
    place = tell.dossier.settlement.say(tell.lang)
    title = tell(f"{kind}.title")
    years = f"{tell.dossier.plan.roadmap.start}–{tell.dossier.plan.roadmap.end}"
    return Document(
        lang=tell.lang,
        title=f"{place}: {title}",
        subtitle=tell("subtitle", years=years, version=tell.dossier.plan.version),
        running=f"{place} · {title} · {years}",
        facts=_facts(tell),
        contents=tell("contents"),
        landscape=kind != "strategy",
        blocks=(notice(tell), *blocks, *_sources(tell, extra)),
    )


def _facts(tell: Teller) -> tuple[tuple[str, str], ...]:
    dossier, plan = tell.dossier, tell.dossier.plan
    edition = dossier.edition
    act = tell("fact.act_value", act=edition.basis.act, date=tell.day(edition.basis.date))
    facts = [
        (tell("fact.settlement"), f"{dossier.settlement.say(tell.lang)} ({plan.settlement})"),
        (tell("fact.edition"), edition.title.say(tell.lang)),
        (tell("fact.act"), act),
        (tell("fact.period"), plan.baseline.period),
    ]
    if dossier.state:
        facts.append((tell("fact.state"), dossier.state.say(tell.lang)))
    return tuple(facts)


def notice(tell: Teller) -> Notice:
    """What of the edition is official, working and assumed, before anything else is said."""
    counts = totals(sources_of(tell.dossier.edition))
    values = {kind: tell.number(count) for kind, count in counts.items()}
    mixed = counts["working"] + counts["assumption"] > 0
    key = "notice.mixed" if mixed else "notice.official"
    return Notice(tell(f"{key}.title"), tell(f"{key}.text", **values))


def _sources(tell: Teller, extra: Sequence[Block]) -> tuple[Block, ...]:
    dossier, baseline = tell.dossier, tell.dossier.plan.baseline
    print_ = baseline.fingerprint[:16]
    blocks: list[Block] = [Heading(tell("sources.heading"))]
    blocks.append(Paragraph(tell("sources.edition", edition=baseline.edition, fingerprint=print_)))
    if not dossier.same_edition:
        blocks.append(Paragraph(tell("sources.other_edition")))
    blocks += [_parts(tell), *_rules(tell), *extra]
    return tuple(blocks)


def _parts(tell: Teller) -> Table:
    columns = [Column(say("report.part", tell.lang), 0.49)]
    columns += [
        Column(say(f"report.kind.{kind}", tell.lang), 0.17, "right") for kind in SOURCE_KINDS
    ]
    rows = tuple(
        (
            Cell(say(f"report.part.{part.part}", tell.lang)),
            *(Cell(tell.number(part.counts[kind])) for kind in SOURCE_KINDS),
        )
        for part in sources_of(tell.dossier.edition)
    )
    return Table(tell("sources.caption"), tuple(columns), rows)


def _rules(tell: Teller) -> tuple[Block, ...]:
    """Where costs, sources of funding and the rules of planning come from."""
    edition = tell.dossier.edition
    named: list[tuple[str, Source]] = []
    if edition.planning:
        named.append(("rules", edition.planning.source))
    costs = (one.cost.source for one in edition.initiatives if one.cost)
    named += [("costs", source) for source in list(costs)[:1]]
    named += [("funding", one.source) for one in edition.funding[:1]]
    items = tuple(_source(tell, name, source) for name, source in named)
    return (Bullets(items),) if items else ()


def _source(tell: Teller, name: str, source: Source) -> str:
    note = source.note.say(tell.lang) if source.note else source.act or ""
    kind = say(f"report.kind.{source.kind}", tell.lang)
    return tell(f"sources.{name}", kind=kind, note=note)


def basis_of_money(tell: Teller) -> Paragraph:
    """How much of the money is the akimat's own figure and how much an assumption."""
    actions = tell.dossier.plan.roadmap.actions
    own = sum(by_cell(actions, "own").values())
    assumed = sum(by_cell(actions, "assumption").values())
    money = {"own": tell.number(own), "assumed": tell.number(assumed), "unit": tell.unit}
    return Paragraph(tell("sources.money", **money))


def authorship(tell: Teller, strategy: Strategy) -> Paragraph:
    """How many passages were generated from data and how many a person wrote."""
    passages = list(_passages(strategy))
    written = sum(bool(one.written.get(tell.lang)) for one in passages)
    counts = {"written": written, "generated": len(passages) - written}
    return Paragraph(tell("sources.passages", **counts))


def _passages(strategy: Strategy) -> list[Passage]:
    found = list(strategy.standing)
    found += [one for goal in strategy.goals for one in (goal.title, goal.reason)]
    found += [one.reason for one in strategy.priorities]
    found += [one.title for one in strategy.stages]
    found += [one for risk in strategy.risks for one in (risk.title, risk.answer)]
    return [one for one in found if one.generated or one.written]
