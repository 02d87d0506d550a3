"""Long Kazakh words may break between syllables and stay the same words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from aqyl.plan.models import Passage
from aqyl.publish.documents import document_bytes, open_dossier
from aqyl.publish.documents.breaks import breakable
from tests.plan.example import almaty
from tests.publish.documents.test_pdf import flat, text_of

SOFT = "\u00ad"
LONG = "коммуналдықшаруашылықбасқармаларыныңқанағаттандырылмағандықтарыңыздан"


def test_short_words_stay_whole() -> None:
    assert breakable("Тұрғын үй-коммуналдық шаруашылық") == "Тұрғын үй-коммуналдық шаруашылық"


def test_no_piece_is_shorter_than_three_letters_at_the_ends() -> None:
    first, *_, last = breakable(LONG).split(SOFT)
    assert min(len(first), len(last)) >= 3


@given(st.text(alphabet="аәоұбғқңрст yz-", max_size=80))
def test_without_the_soft_hyphens_the_text_is_the_same(text: str) -> None:
    assert breakable(text).replace(SOFT, "") == text


def test_a_word_longer_than_its_column_breaks_in_the_pdf() -> None:
    plan = almaty()
    first, *rest = plan.roadmap.actions
    named = first.model_copy(update={"responsible": Passage(written={"kk": LONG})})
    roadmap = plan.roadmap.model_copy(update={"actions": (named, *rest)})
    dossier = open_dossier(plan.model_copy(update={"roadmap": roadmap}))
    text = text_of(document_bytes(dossier, "roadmap", "pdf", "kk"))
    assert flat(LONG) in flat(text)
    assert LONG not in text
