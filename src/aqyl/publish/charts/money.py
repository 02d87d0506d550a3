"""Money by year: a bar a year, made of its sources, and a mark where the year's budgets end."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from aqyl.publish.charts.ink import ink
from aqyl.publish.charts.pixels import Rows, bars, canvas, labels, lines
from aqyl.publish.charts.scale import tick_texts, ticks
from aqyl.publish.charts.svg import Shown, draw, key
from aqyl.publish.words import Number, Three, Words

if TYPE_CHECKING:
    import altair as alt

WIDTH, ROW = 860, 38
_LEFT, _RIGHT, _BAR, _KEY, _LETTER, _AXIS = 50, 120, 18, 22, 7.2, 34
# Sources in the order of the edition; further ones begin anew.
_COLOURS = ("mark", "shade-5", "band", "unknown")

Amounts = Mapping[tuple[int, str], int]


def money(
    planned: Amounts, budgets: Amounts, sources: Mapping[str, Three], words: Words, label: Markup
) -> Markup:
    """Amounts by year and source, and where the year's budgets end.

    sources: names by id, in their order. label: the attribute that says in words what is drawn.
    """
    years = sorted({year for year, _ in (*planned, *budgets)})
    scene = _Scene(planned, budgets, sources, tuple(years))
    texts: dict[str, Shown] = {**sources, **tick_texts(scene.ticks)}
    texts |= {f"y{year}": str(year) for year in years}
    texts |= {f"s{year}": Number(_sum(planned, year)) for year in years}
    return draw(scene.chart(), words, texts, label, kind="money")


def _sum(amounts: Amounts, year: int) -> int:
    return sum(amount for (y, _), amount in amounts.items() if y == year)


@dataclass(frozen=True, slots=True)
class _Scene:
    planned: Amounts
    budgets: Amounts
    sources: Mapping[str, Three]
    years: tuple[int, ...]

    @property
    def most(self) -> int:
        both = (self.planned, self.budgets)
        return max((_sum(one, year) for one in both for year in self.years), default=0) or 1

    @property
    def ticks(self) -> list[float]:
        return ticks(0, self.most, 4)

    def x(self, amount: float) -> float:
        return round(_LEFT + (WIDTH - _LEFT - _RIGHT) * amount / self.most, 1)

    def colour(self, source: str) -> str:
        return ink(_COLOURS[list(self.sources).index(source) % len(_COLOURS)])

    def chart(self) -> alt.LayerChart:
        keys = self._keys()
        top = keys[-1][2] + _KEY + _AXIS if keys else _AXIS
        bottom = top + ROW * len(self.years)
        grid = [
            {"x": self.x(one), "y": top - 6, "x2": self.x(one), "y2": bottom} for one in self.ticks
        ]
        layers = [
            lines(grid, "line-soft"),
            bars([*self._squares(keys), *self._bars(top)]),
            labels([_text(name, x + 18, y + 11) for name, x, y in keys], "ink"),
            labels(self._numbers(top - 12), "ink-soft", "center", 11),
            labels(self._beside("y", top, lambda _: _LEFT - 8.0), "ink", "right"),
            labels(self._beside("s", top, self._end), "ink"),
        ]
        if self.budgets:
            layers.append(lines(list(self._limits(top)), "fall"))
        return canvas(layers, WIDTH, bottom + 4)

    def _keys(self) -> list[tuple[str, float, float]]:
        """Where the key of each source stands: as many in a row as their longest names allow."""
        found: list[tuple[str, float, float]] = []
        x, y = 0.0, 0.0
        for name, title in self.sources.items():
            wide = 30 + max(map(len, title.values())) * _LETTER
            if x and x + wide > WIDTH:
                x, y = 0.0, y + _KEY
            found.append((name, x, y))
            x += wide
        return found

    def _squares(self, keys: list[tuple[str, float, float]]) -> Iterator[dict[str, object]]:
        for name, x, y in keys:
            yield {"x": x, "y": y, "x2": x + 12, "y2": y + 12, "colour": self.colour(name)}

    def _bars(self, top: float) -> Iterator[dict[str, object]]:
        for row, year in enumerate(self.years):
            begin, y = 0, top + row * ROW + (ROW - _BAR) / 2
            for source in self.sources:
                end = begin + self.planned.get((year, source), 0)
                box = {"x": self.x(begin), "x2": self.x(end), "y": y, "y2": y + _BAR}
                yield {**box, "colour": self.colour(source)}
                begin = end

    def _limits(self, top: float) -> Iterator[dict[str, object]]:
        for row, year in enumerate(self.years):
            x, y = self.x(_sum(self.budgets, year)), top + row * ROW
            yield {"x": x, "x2": x, "y": y + 4, "y2": y + ROW - 4}

    def _numbers(self, y: float) -> Rows:
        return [_text(f"tick{place}", self.x(one), y) for place, one in enumerate(self.ticks)]

    def _beside(self, kind: str, top: float, x: Callable[[int], float]) -> Rows:
        rows = enumerate(self.years)
        return [_text(f"{kind}{year}", x(year), top + n * ROW + ROW / 2 + 4) for n, year in rows]

    def _end(self, year: int) -> float:
        """Right of the bar and of the budget's mark."""
        return self.x(max(_sum(self.planned, year), _sum(self.budgets, year))) + 8


def _text(name: str, x: float, y: float) -> dict[str, object]:
    return {"text": key(name), "x": x, "y": y}
