"""Answers as HTML that lets nothing in, in the language of the page."""

from itertools import pairwise

import pytest

from answer.claims import Answer, QueryView, Status
from app.answer_html import answer_html, notice_html, pieces, place
from app.interface import interface
from tests.app.fakes import (
    DOCUMENT_ID,
    HOSTILE,
    citation,
    clarify_answer,
    leader_answer,
    span_of,
)
from tests.app.pages import Page

EN = interface("en")
_ATTRIBUTES = {
    *("class", "href", "target", "rel", "title", "value", "open", "type"),
    *("data-n", "aria-label", "aria-expanded"),
}


def test_a_marker_becomes_a_link_to_the_cited_words() -> None:
    html = answer_html(leader_answer(), EN)
    cites = [given for tag, given in Page(html).tags if given.get("class") == "cite"]
    where = span_of("Leader: ES")
    assert [cite["href"] for cite in cites] == [
        f"/documents/{DOCUMENT_ID}?start={where['start']}&end={where['end']}#OA-2.8"
    ]
    assert cites[0]["aria-label"] == "Source 1: OA 2.8, leader"
    assert cites[0]["data-n"] == "1"
    assert cites[0]["target"] == "_blank"


def test_a_marker_without_its_citation_stays_text() -> None:
    answer = leader_answer().model_copy(update={"answer": "So it is [2], `[1]`."})
    html = answer_html(answer, EN)
    assert "So it is [2], <code>[1]</code>." in html
    assert 'class="cite"' not in html


def test_the_sources_are_listed_with_document_place_and_marking() -> None:
    html = answer_html(leader_answer(), EN)
    assert "<summary>1 source</summary>" in html
    assert '<li value="1">' in html
    assert '<span class="document">OAP 2022 &lt;Test&gt;</span>' in html
    assert '<span class="badge marking">LIMITE</span>' in html
    assert ">OA 2.8, leader</a>" in html


def test_a_long_list_of_sources_is_folded() -> None:
    many = tuple(citation(n, "Leader: ES") for n in range(1, 9))
    html = answer_html(leader_answer().model_copy(update={"citations": many}), EN)
    assert '<details class="sources"><summary>8 sources</summary>' in html


def test_a_place_names_ref_field_and_page() -> None:
    cited = citation(1, "Leader: ES", field="co_leader").model_copy(update={"page": 14})
    assert place(cited, EN) == "OA 2.8, co-leader, p. 14"
    assert place(citation(1, "Leader: ES", field=None), EN) == "OA 2.8"


@pytest.mark.parametrize(
    "words",
    [
        HOSTILE,
        "[click](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "<https://example.org>",
        "[a]: https://example.org\n\n[a]",
        "<script>\nalert(1)\n</script>",
        '"onmouseover=alert(1) x="',
        "    <b>indented</b>",
    ],
)
def test_words_of_a_document_never_become_markup(words: str) -> None:
    cited = citation(1, "Leader: ES").model_copy(
        update={"quote": words, "document_title": words, "ref": words, "marking": words}
    )
    query = QueryView(kind="x", text=words)
    html = answer_html(
        Answer(status=Status.REDACTED, answer=f"{words} [1]", citations=(cited,), query=query),
        EN,
        asks=[words],
    )
    page = Page(html)
    allowed = {"div", "p", "span", "a", "details", "summary", "ol", "li", "br", "ul", "button"}
    assert {tag for tag, _ in page.tags} <= allowed
    assert all(link.startswith("/documents/") for link in page.links())
    names = {name for _, given in page.tags for name in given}
    assert names <= _ATTRIBUTES


def test_a_table_may_scroll_sideways_and_be_reached_by_keyboard() -> None:
    answer = leader_answer().model_copy(update={"answer": "| a | b |\n|---|---|\n| 1 | 2 |"})
    assert '<div class="table" tabindex="0"><table>' in answer_html(answer, EN)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (Status.PARTIAL, "Answered in part"),
        (Status.REDACTED, "Withheld in the source (LIMITE)"),
        (Status.NOT_FOUND, "Not in the documents"),
        (Status.CLARIFY, "Which one do you mean?"),
    ],
)
def test_the_status_is_said(status: Status, words: str) -> None:
    html = answer_html(leader_answer().model_copy(update={"status": status}), EN)
    assert f'<span class="badge">{words}</span>' in html


def test_what_was_understood_is_a_button_and_a_plain_answer_has_no_badge() -> None:
    html = answer_html(leader_answer(), EN)
    assert "Understood as: Leaders · actions about air routes · 2022 plan</button>" in html
    assert 'class="badge"' not in html


def test_choices_and_questions_to_go_on_with_are_buttons() -> None:
    html = answer_html(clarify_answer(), EN, asks=["Who takes part?"])
    assert '<button type="button" class="offer">Summarise SG 5 of 2012.</button>' in html
    assert "<p>You could go on with</p>" in html
    assert "Perhaps you meant" not in html


def test_near_misses_are_called_so() -> None:
    near = clarify_answer().model_copy(update={"status": Status.NOT_FOUND})
    assert "<p>Perhaps you meant</p>" in answer_html(near, EN)


def test_an_answer_is_framed_in_the_language_of_the_page() -> None:
    html = answer_html(leader_answer(), interface("de"))
    assert "Verstanden als" in html
    assert "1 Quelle" in html
    assert ">OA 2.8, Leitung</a>" in html


def test_a_notice_is_escaped() -> None:
    assert HOSTILE not in notice_html(HOSTILE)


def test_an_answer_comes_in_growing_pieces_that_cut_no_word_and_no_table() -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n"
    markdown = f"{'word ' * 60}\n\n{table}\nThe end of it."
    told = list(pieces(markdown, most=10))
    assert told[-1] == markdown
    assert 3 < len(told) <= 11
    assert all(len(one) < len(two) for one, two in pairwise(told))
    assert all(markdown.startswith(piece) for piece in told)
    assert all(table in piece or "|" not in piece for piece in told)
    assert all(piece.endswith((" ", "\n", ".")) for piece in told)


def test_a_short_answer_comes_at_once() -> None:
    assert list(pieces("Spain.")) == ["Spain."]
