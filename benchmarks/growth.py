"""How time grows with units, indicators and draws: docs/pictures/growth.svg.

python -m benchmarks.growth [-o docs/pictures/growth.svg]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from aqyl import index
from aqyl.tables import write_text
from benchmarks.figure import seconds

BASE = {"units": 1_000, "indicators": 100, "draws": 1_000}
VARIED = {
    "units": (50, 100, 300, 1_000, 3_000, 13_000),
    "indicators": (10, 30, 100, 300, 1_000),
    "draws": (100, 300, 1_000, 3_000, 10_000),
}
INK, SOFT, LINE, MARK = "#14212b", "#465662", "#dfe6ea", "#0b5a7d"


def analysis(units: int, indicators: int, draws: int) -> index.Uncertainty:
    """Weights uncertain by a quarter, ten indicators a pillar (synthetic, for load only)."""
    parents: dict[str, str | None] = {f"i{n}": f"p{n // 10}" for n in range(indicators)}
    parents |= {f"p{n}": "index" for n in range(-(-indicators // 10))} | {"index": None}
    tree = index.Hierarchy.from_parents(parents)
    leaves = np.random.default_rng(469).random((units, indicators))
    noise = index.noisy_weights(tree, np.ones(len(tree.nodes)), 0.25)
    return index.uncertainty_analysis(index.Study(tree, index.Setting(leaves), noise), draws)


def points() -> Iterator[dict[str, Any]]:
    """Seconds with one of the three varied and the others at their base."""
    for varied, sizes in VARIED.items():
        for size in sizes:
            given = BASE | {varied: size}
            time = seconds(partial(analysis, **given), runs=3)
            print(f"{varied} {size:,}: {time:.3g} s", flush=True)
            yield {"varied": f"{varied} (others: {_others(varied)})", "size": size, "seconds": time}


def _others(varied: str) -> str:
    return ", ".join(f"{size:,} {name}" for name, size in BASE.items() if name != varied)


def drawing(rows: list[dict[str, Any]]) -> str:
    """A panel each, both axes logarithmic."""
    import altair as alt
    import vl_convert

    axis = {"gridColor": LINE, "domain": False, "ticks": False, "labelColor": SOFT}
    fonts = {"labelFontSize": 12, "titleFontSize": 12, "titleColor": INK}
    sizes = alt.Axis(values=[10, 100, 1_000, 10_000], title=None)
    times = alt.Axis(values=[0.01, 0.1, 1], title="seconds")
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("size:Q", scale=alt.Scale(type="log"), axis=sizes),
        y=alt.Y("seconds:Q", scale=alt.Scale(type="log"), axis=times),
    )
    line = base.mark_line(color=MARK, strokeWidth=2)
    dots = base.mark_point(filled=True, size=60, color=MARK, opacity=1)
    chart = (
        (line + dots)
        .properties(width=230, height=200)
        .facet(
            column=alt.Column(
                "varied:N", title=None, sort=None, header=alt.Header(labelFontSize=12)
            )
        )
    )
    look = {"axis": {**axis, **fonts}, "view": {"stroke": None}, "background": "white"}
    version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
    return str(vl_convert.vegalite_to_svg({**chart.to_dict(), "config": look}, version))


def main() -> None:
    """Measure and draw."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--out", type=Path, default=Path("docs/pictures/growth.svg"))
    given = parser.parse_args()
    write_text(given.out, drawing(list(points())))


if __name__ == "__main__":
    main()
