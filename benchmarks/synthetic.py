"""Synthetic projects, for load and to fit the first weights on. They are no real purchases.

A project is an initiative of the edition worded in one of several ways, in one to three languages,
at a settlement, with a made-up supplier. Some come again: the same one worded otherwise, a stage
of it, the same need elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from aqyl.diagnose.duplicates.projects import Projects
from aqyl.diagnose.duplicates.verdicts import Verdict
from aqyl.language import LANGUAGES
from aqyl.register import load_register
from aqyl.standard import Text, load_edition
from aqyl.standard.models import Initiative

SEED = 469
FRAMES = (
    ("{x} енгізу", "Внедрение: {x}", "Introduction of {x}"),
    (
        "{x}: сатып алу және орнату",
        "Приобретение и установка ({x})",
        "Supply and installation: {x}",
    ),
    ("«{x}» жобасын іске асыру", "Реализация проекта «{x}»", "Project “{x}”"),
    ("{x}: жаңғырту", "Модернизация. {x}", "Upgrade of {x}"),
    ("{x} құру бойынша қызметтер", "Услуги по созданию: {x}", "Services to set up {x}"),
)
STAGES = (
    (", {n}-кезең", ", {n} этап", ", stage {n}"),
    (" ({n}-лот)", " (лот № {n})", " (lot {n})"),
)
OBJECTS = (", №{n} мектеп", ", школа № {n}", ", school {n}")
PLACES = (" ({p} қ.)", " в г. {p}", " in {p}")
LANGUAGE_SETS = ((0,), (1,), (0, 1), (1, 2), (0, 1, 2))
LANGUAGE_SHARES = (0.15, 0.35, 0.35, 0.05, 0.1)
FORMS = ("ТОО «{s}»", "«{s}» ЖШС", "{s} LLP", 'Товарищество с ограниченной ответственностью "{s}"')
SYLLABLES = ("ал", "бер", "дос", "ер", "жан", "зер", "кел", "мак", "нур", "сап", "тау", "шын")
# Shares: initiative, technology, BIN, supplier and description given; a typing error, a wrong code.
KNOWN, TECHNOLOGY, BIN, SUPPLIER, TOLD = 0.6, 0.5, 0.6, 0.85, 0.3
ERROR, WRONG = 0.15, 0.03
# Worded without the initiative's title.
FREELY = 0.3
FIRST_DAY, DAYS = 737791, 3 * 365


@dataclass(frozen=True)
class Idea:
    """What a project is, before it is worded."""

    initiative: int
    settlement: int
    supplier: int
    amount: float
    start: int
    days: int
    object: int = 0
    stage: int = 0
    marks: int = 0


@dataclass(frozen=True)
class Synthetic:
    """The projects, and of the pairs of one origin the verdict that is right.

    initiative: the number of the one each project was made of, also where the register is silent.
    """

    projects: Projects
    truth: dict[tuple[int, int], Verdict]
    initiative: NDArray[np.int64]


class _Maker:
    def __init__(self, count: int, seed: int) -> None:
        self.rng = np.random.default_rng(seed)
        edition = load_edition("kz-2026")
        self.initiatives: Sequence[Initiative] = edition.initiatives
        self.places = load_register().in_groups()
        self.suppliers = max(30, count // 40)

    def idea(self) -> Idea:
        draw = self.rng.integers
        thing = int(draw(1, 40)) if self.rng.random() < 0.2 else 0
        return Idea(
            int(draw(len(self.initiatives))), int(draw(len(self.places))),
            int(draw(self.suppliers)), round(float(self.rng.lognormal(17, 1.2)), 2),
            FIRST_DAY + int(draw(DAYS)), int(draw(60, 400)), thing,
        )  # fmt: skip

    def same(self, idea: Idea) -> Idea:
        shift = int(self.rng.integers(-60, 120))
        factor = float(self.rng.choice([1.0, self.rng.uniform(0.85, 1.15)]))
        supplier = idea.supplier if self.rng.random() < 0.7 else self.idea().supplier
        amount = round(idea.amount * factor, 2)
        return replace(idea, amount=amount, start=idea.start + shift, supplier=supplier)

    def part(self, idea: Idea, stage: int) -> Idea:
        amount = round(idea.amount * float(self.rng.uniform(0.3, 1.5)), 2)
        start = idea.start + 180 * (stage - 1)
        return replace(idea, amount=amount, start=start, stage=stage, marks=idea.marks)

    def elsewhere(self, idea: Idea) -> Idea:
        other = self.idea()
        return replace(other, initiative=idea.initiative, object=idea.object)

    def titles(self, idea: Idea) -> list[str]:
        chosen = LANGUAGE_SETS[self.rng.choice(len(LANGUAGE_SETS), p=LANGUAGE_SHARES)]
        frame = FRAMES[self.rng.integers(len(FRAMES))]
        placed = self.rng.random() < 0.3
        spoken = self.words_for(self.initiatives[idea.initiative])
        return [
            self._title(idea, spoken, frame[at], at, placed) if at in chosen else ""
            for at in range(len(LANGUAGES))
        ]

    def words_for(self, initiative: Initiative) -> Text:
        """The initiative by its title, or by the beginning of what is done for it."""
        done = list(initiative.done.values())
        if not done or self.rng.random() >= FREELY:
            return initiative.title
        one = done[self.rng.integers(len(done))]
        count = int(self.rng.integers(4, 9))
        cut = {lang: " ".join(one.say(lang).split()[:count]) for lang in LANGUAGES}
        return Text(**cut)

    def _title(self, idea: Idea, spoken: Text, frame: str, at: int, placed: bool) -> str:
        lang = LANGUAGES[at]
        title = frame.format(x=spoken.say(lang))
        if idea.object:
            title += OBJECTS[at].format(n=idea.object)
        if placed:
            title += PLACES[at].format(p=self.places[idea.settlement].name(lang))
        if idea.stage:
            title += STAGES[idea.marks][at].format(n=idea.stage)
        return self._mistyped(title) if self.rng.random() < ERROR else title

    def _mistyped(self, title: str) -> str:
        at = int(self.rng.integers(1, len(title) - 1))
        return title[:at] + title[at + 1] + title[at] + title[at + 2 :]

    def supplier(self, number: int) -> str:
        first, second = divmod(number, len(SYLLABLES))
        third, first = divmod(first, len(SYLLABLES))
        parts = [SYLLABLES[second], SYLLABLES[first], SYLLABLES[third % len(SYLLABLES)]]
        name = "".join(parts).capitalize() + f" {third // len(SYLLABLES) + 1}"
        return FORMS[self.rng.integers(len(FORMS))].format(s=name)


def synthetic(count: int, seed: int = SEED) -> Synthetic:
    """About 60 % of the projects stand alone, the others come twice or three times."""
    maker = _Maker(count, seed)
    ideas: list[Idea] = []
    truth: dict[tuple[int, int], Verdict] = {}
    while len(ideas) < count:
        idea, kind = maker.idea(), maker.rng.random()
        at = len(ideas)
        if kind < 0.75:
            ideas.append(idea)
        elif kind < 0.85:
            ideas += [idea, maker.same(idea)]
            truth[at, at + 1] = "same"
        elif kind < 0.93:
            idea = replace(idea, marks=int(maker.rng.integers(2)))
            ideas += [maker.part(idea, 1), maker.part(idea, 2)]
            truth[at, at + 1] = "part"
        else:
            ideas += [idea, maker.elsewhere(idea)]
            if ideas[-1].settlement != idea.settlement:
                truth[at, at + 1] = "shared_need"
    ideas = ideas[:count]
    whole = {pair: verdict for pair, verdict in truth.items() if pair[1] < count}
    initiative = np.array([idea.initiative for idea in ideas])
    return Synthetic(_worded(maker, ideas), whole, initiative)


def _worded(maker: _Maker, ideas: Sequence[Idea]) -> Projects:
    rng, count = maker.rng, len(ideas)
    titles = [maker.titles(idea) for idea in ideas]
    known, technology, given, named, told, wrong = (
        rng.random(count) < share for share in (KNOWN, TECHNOLOGY, BIN, SUPPLIER, TOLD, WRONG)
    )
    others = rng.integers(len(maker.initiatives), size=count)
    right = [maker.initiatives[idea.initiative] for idea in ideas]
    entries = [
        maker.initiatives[other] if bad else one
        for one, other, bad in zip(right, others, wrong, strict=True)
    ]
    start = np.array([idea.start for idea in ideas])
    return Projects(
        id=[f"S{at:07d}" for at in range(count)],
        settlement=[maker.places[idea.settlement].kato for idea in ideas],
        titles={lang: [row[at] for row in titles] for at, lang in enumerate(LANGUAGES)},
        descriptions={
            lang: [
                one.done["implemented"].say(lang) if yes and row[at] else ""
                for one, yes, row in zip(right, told, titles, strict=True)
            ]
            for at, lang in enumerate(LANGUAGES)
        },
        initiative=[one.id if yes else "" for one, yes in zip(entries, known, strict=True)],
        technology=[
            one.technologies[0] if yes and one.technologies else ""
            for one, yes in zip(entries, technology, strict=True)
        ],
        supplier=[
            maker.supplier(idea.supplier) if yes else ""
            for idea, yes in zip(ideas, named, strict=True)
        ],
        bin=[
            f"9{idea.supplier:011d}" if yes else "" for idea, yes in zip(ideas, given, strict=True)
        ],
        amount=np.array([idea.amount for idea in ideas]),
        start=start,
        end=start + np.array([idea.days for idea in ideas]),
    )
