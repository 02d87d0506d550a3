"""What all documents have in common, whatever the format."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from aqyl.language import LANGUAGES, Lang
from aqyl.plan import Plan, Roadmap, Strategy, read_plan
from aqyl.problems import InputError
from aqyl.publish import documents
from aqyl.publish.documents import (
    KINDS,
    Format,
    Kind,
    Teller,
    document_bytes,
    gantt_chart,
    make_document,
    money_chart,
    open_dossier,
    write_document,
)
from aqyl.publish.documents.blocks import Bullets, Notice, Paragraph, Picture, Table
from aqyl.publish.view.sources import sources_of, totals
from aqyl.standard import Text, load_edition
from tests.plan.example import almaty, almaty_reports, example_plan


def test_the_public_face() -> None:
    assert sorted(documents.__all__) == sorted(set(documents.__all__))
    assert set(documents.__all__) == {
        "FORMATS", "KINDS", "Document", "Dossier", "Format", "Kind", "Teller", "document_bytes",
        "gantt_chart", "make_document", "money_chart", "open_dossier", "write_document",
    }  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_document_says_what_is_not_official_and_where_it_comes_from(
    kind: Kind, lang: Lang
) -> None:
    document = make_document(open_dossier(almaty(), almaty_reports()), kind, lang)
    first = document.blocks[0]
    assert isinstance(first, Notice)
    counts = totals(sources_of(load_edition("kz-2026")))
    assert str(counts["working"]) in first.text
    assert document.title.startswith(open_dossier(almaty()).settlement.say(lang))
    sources = [one for one in document.blocks if isinstance(one, Table)][-1]
    assert sum(int(row[3].text) for row in sources.rows) == counts["assumption"]


def test_assumed_money_is_said_to_be_assumed_on_every_line() -> None:
    document = make_document(open_dossier(almaty()), "roadmap", "en")
    table = next(b for b in document.blocks if isinstance(b, Table) and len(b.columns) == 7
                 and b.columns[2].title == "Responsible")  # fmt: skip
    assert {row[4].small for row in table.rows} == {"assumption"}
    said = [one.text for one in document.blocks if isinstance(one, Paragraph)]
    assert any("0 thousand tenge are the akimat's own figures" in text for text in said)


def test_passages_of_people_are_counted_apart_from_generated_ones() -> None:
    plan = almaty()
    first, *rest = plan.strategy.standing
    ours = first.model_copy(update={"written": {"en": "We stand here."}})
    strategy = plan.strategy.model_copy(update={"standing": (ours, *rest)})
    changed = open_dossier(plan.model_copy(update={"strategy": strategy}))
    document = make_document(changed, "strategy", "en")
    texts = [one.text for one in document.blocks if isinstance(one, Paragraph)]
    assert "We stand here." in texts
    assert texts[-1].endswith("1 were written by a person.")


def test_an_empty_plan_makes_documents_too() -> None:
    plan = almaty().model_copy(
        update={"strategy": Strategy(), "roadmap": Roadmap(start=2027, end=2031)}
    )
    for kind in ("strategy", "roadmap"):
        assert document_bytes(open_dossier(plan), kind, "pdf", "kk").startswith(b"%PDF")
        assert document_bytes(open_dossier(plan), kind, "docx", "kk").startswith(b"PK")
    assert document_bytes(open_dossier(plan), "roadmap", "xlsx", "kk").startswith(b"PK")


def test_a_small_town_and_a_state_of_the_procedure_are_named() -> None:
    state = Text(kk="жоба", ru="проект", en="draft")
    dossier = open_dossier(example_plan("111010000"), state=state)
    document = make_document(dossier, "strategy", "ru")
    assert document.title == "Кокшетау: стратегия «умного» города"
    assert ("Статус", "проект") in document.facts


def test_a_changed_edition_is_told() -> None:
    plan = almaty()
    baseline = plan.baseline.model_copy(update={"fingerprint": "0" * 64})
    document = make_document(
        open_dossier(plan.model_copy(update={"baseline": baseline})), "roadmap", "en"
    )
    assert any(
        isinstance(one, Paragraph) and one.text.startswith("The edition has changed")
        for one in document.blocks
    )


def test_a_progress_report_needs_reports_and_tells_states_in_words() -> None:
    with pytest.raises(InputError, match="no progress report"):
        make_document(open_dossier(almaty()), "progress", "en")
    document = make_document(open_dossier(almaty(), almaty_reports()), "progress", "en")
    table = next(one for one in document.blocks if isinstance(one, Table))
    states = {row[2].text: row[2].tone for row in table.rows}
    assert states["done"] == "good"
    assert states["overdue"] == "bad"
    assert states["behind"] == "warn"
    assert states["not begun"] == "plain"


def test_json_of_a_roadmap_is_the_plan_and_of_progress_its_figures(tmp_path: Path) -> None:
    dossier = open_dossier(almaty(), almaty_reports())
    write_document(tmp_path / "plan.json", dossier, "roadmap", "json", "kk")
    assert read_plan(tmp_path / "plan.json") == almaty()
    progress = json.loads(document_bytes(dossier, "progress", "json", "kk"))
    assert (progress["year"], progress["quarter"]) == (2028, 2)
    assert len(progress["actions"]) == len(almaty().roadmap.actions)
    assert progress["sources"]["assumption"] == 168


def test_a_file_is_named_as_its_format(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.pdf"):
        write_document(tmp_path / "plan.docx", open_dossier(almaty()), "roadmap", "pdf", "kk")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_are_worded_in_the_language_and_labelled(lang: Lang) -> None:
    tell = Teller(open_dossier(almaty()), lang)
    actions = almaty().roadmap.actions
    drawn = str(gantt_chart(tell, actions))
    assert drawn.count('role="img"') == 1
    assert 'aria-label="' in drawn
    assert actions[1].title.say(lang)[:12] in drawn
    assert tell.title("local") in str(money_chart(tell))


def test_colours_of_a_picture_are_true_ones_and_its_words_no_keys() -> None:
    document = make_document(open_dossier(almaty(), almaty_reports()), "progress", "kk")
    for picture in (one for one in document.blocks if isinstance(one, Picture)):
        assert "var(" not in picture.svg
        assert "data-" not in picture.svg
        assert "⟦" not in picture.svg
        assert "xmlns=" in picture.svg


def test_goals_that_actions_serve_are_listed_with_their_numbers() -> None:
    document = make_document(open_dossier(almaty()), "roadmap", "kk")
    goals = next(one for one in document.blocks if isinstance(one, Bullets))
    assert len(goals.items) == len(almaty().strategy.goals)


def plan_without_titles() -> Plan:
    plan = almaty()
    bare = tuple(
        one.model_copy(update={"title": type(one.title)()}) for one in plan.roadmap.actions
    )
    return plan.model_copy(update={"roadmap": plan.roadmap.model_copy(update={"actions": bare})})


def test_an_action_without_a_title_is_called_by_its_initiative() -> None:
    document = make_document(open_dossier(plan_without_titles()), "roadmap", "ru")
    table = next(b for b in document.blocks if isinstance(b, Table) and b.columns[0].title == "№")
    assert all(row[1].text for row in table.rows)


@pytest.mark.parametrize(("missing", "form"), [("typst", "pdf"), ("docx", "docx")])
def test_without_the_extra_it_is_said_what_to_install(
    monkeypatch: pytest.MonkeyPatch, missing: str, form: Format
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(InputError, match=r"aqyl\[documents\]"):
        document_bytes(open_dossier(almaty()), "strategy", form, "en")
