"""Design tokens: both themes whole, contrasts that can be read, nothing undefined."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

DESIGN = files("aqyl.publish").joinpath("design")
CSS = {
    name: DESIGN.joinpath(name).read_text(encoding="utf-8")
    for name in ("tokens.css", "report.css", "print.css")
}
BLOCKS = [
    dict(re.findall(r"--([\w-]+):\s*([^;]+);", block))
    for block in re.findall(r":root[^{]*\{([^}]*)\}", CSS["tokens.css"])
]
LIGHT, DARK, SYSTEM_DARK = BLOCKS
THEMES = {"light": LIGHT, "dark": {**LIGHT, **DARK}}
TEXT_ON = [
    ("ink", "page"), ("ink", "paper"), ("ink", "raised"), ("ink-soft", "page"),
    ("ink-soft", "paper"), ("ink-soft", "raised"), ("accent", "page"), ("accent", "paper"),
    ("accent", "raised"), ("bar-ink", "bar"), ("bar-soft", "bar"), ("bar", "bar-ink"),
    ("warn-ink", "warn"), ("good-ink", "good"), ("rise", "paper"), ("fall", "paper"),
    ("paper", "verified"), ("error-ink", "paper"), ("ink", "land"),
    *((f"on-{level}", f"shade-{n}") for level, numbers in
      (("low", (1, 2, 3, 4)), ("mid", (5,)), ("high", (6, 7, 8))) for n in numbers),
]  # fmt: skip
DRAWN_ON = [
    ("unknown", "paper"), ("focus", "paper"), ("mark", "paper"), ("reported", "paper"),
    ("mark", "band"),
]  # fmt: skip


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_two_dark_blocks_are_alike() -> None:
    assert DARK == SYSTEM_DARK
    colours = {name for name, value in LIGHT.items() if value.startswith("#")}
    assert colours == set(DARK)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_ON)
def test_text_can_be_read(theme: str, ink: str, ground: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), DRAWN_ON)
def test_drawings_can_be_seen(theme: str, ink: str, ground: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_shades_run_one_way_in_lightness(theme: str) -> None:
    lights = [luminance(THEMES[theme][f"shade-{n}"]) for n in range(1, 9)]
    assert lights == sorted(lights, reverse=theme == "light")


def test_every_token_used_is_defined() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", "".join(CSS.values())))
    assert used <= set(LIGHT)


def test_colours_stand_in_the_tokens_only() -> None:
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b", CSS["report.css"] + CSS["print.css"]) == []


def test_paper_has_no_switches_and_is_light() -> None:
    assert "size: A4" in CSS["print.css"]
    assert re.search(r"\.bar[^}]*display: none", CSS["print.css"])
    assert CSS["tokens.css"].count("@media screen") == 2
