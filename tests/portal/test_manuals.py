"""The portal's manuals say what the procedure, the roles and the pages are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from aqyl.language import say
from aqyl.portal.people.models import Role
from aqyl.standard import load_edition
from aqyl.standard.entries import Text
from aqyl.standard.models import Edition
from aqyl.standard.procedure import Subject

DOCS = Path(__file__).parents[2] / "docs"
SUBJECTS = get_args(Subject)
MANUALS = ("portal", "officer", "administrator", "install", "settings", "api")


def page(name: str) -> str:
    return (DOCS / f"{name}.md").read_text("utf-8")


def titled(text: Text) -> str:
    """A title as the manuals give it: English, Kazakh in brackets."""
    return f"{text.en} ({text.kk})"


def steps_of(edition: Edition, subject: str) -> list[str]:
    """The table of a subject: who leads it on from which state, while what, within how long."""
    titles = {state.id: state.title for state in edition.states}
    rows = []
    for state in edition.states:
        steps = [one for one in edition.transitions if state.id in one.from_states]
        if state.subject != subject:
            continue
        for step in steps:
            by = ", ".join(say(f"procedure.role.{role}", "en") for role in step.by)
            during = ", ".join(titles[name].en for name in step.during) or "–"
            days = str(step.within_days or "–") + ("!" if step.late == "refused" else "")
            cells = (titled(state.title), titled(step.title), by, during, days)
            rows.append(f"| {' | '.join(cells)} | {titles[step.to_state].en} |")
        if not steps:
            rows.append(f"| {titled(state.title)} | – | – | – | – | – |")
    return rows


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_tables_of_states_are_the_procedure_of_the_edition(subject: str) -> None:
    part = page("portal").split(f"\n### {subject.capitalize()}\n")[1].split("\n#")[0]
    rows = [line for line in part.splitlines() if line.startswith("| ")]
    assert rows[1:] == steps_of(load_edition("kz-2026"), subject)


def test_every_role_is_named_in_two_languages() -> None:
    rows = re.findall(r"^\| \*\*(.+?)\*\* \((.+?)\) \|", page("portal"), re.MULTILINE)
    said = [tuple(say(f"procedure.role.{role}", lang) for lang in ("en", "kk")) for role in Role]
    assert sorted(rows) == sorted(said)


@pytest.mark.parametrize("name", ["officer", "administrator"])
def test_what_a_manual_quotes_stands_on_a_page(name: str) -> None:
    """Kazakh wording in quotes is the portal's own, letter by letter."""
    strings = "".join(
        file.read_text("utf-8")
        for folder in ("language/strings", "standard/editions/kz-2026")
        for file in (DOCS.parent / "src/aqyl" / folder).glob("*.yaml")
    )
    quoted = re.findall("«(.+?)»", page(name))
    assert len(quoted) > 10
    assert [words for words in quoted if words not in strings] == []


@pytest.mark.parametrize("name", MANUALS)
def test_every_link_of_a_manual_leads_somewhere(name: str) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page(name)):
        assert (DOCS / target).exists(), target


def test_the_portals_page_links_to_every_manual() -> None:
    assert set(MANUALS) - {"portal"} <= set(re.findall(r"\]\((\w+)\.md\)", page("portal")))
