"""The chat: answers as HTML that lets nothing in, and the conversation frame by frame."""

import re
from collections.abc import Sequence
from itertools import pairwise

import pytest

from answer.claims import Answer, QueryView, Status
from app.answer_html import answer_html, notice_html, pending_html, pieces, place, plain_html
from app.conversation import (
    MAX_QUESTION_CHARS,
    TOO_LONG,
    UNEXPECTED,
    Exchange,
    converse,
    stopped,
    turns,
)
from ingest.errors import IndexNotReady
from tests.app.fakes import (
    DOCUMENT_ID,
    HOSTILE,
    FakeService,
    ReplayingAssistant,
    citation,
    clarify_answer,
    leader_answer,
    span_of,
)
from tests.app.pages import Page


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.conversation._PIECE_PAUSE_S", 0)


def asked(
    service: FakeService, question: str, past: Sequence[Exchange] = ()
) -> list[tuple[Exchange, ...]]:
    return list(converse(service, question, past, None))


def test_a_marker_becomes_a_link_to_the_cited_words() -> None:
    html = answer_html(leader_answer())
    cites = [given for tag, given in Page(html).tags if given.get("class") == "cite"]
    where = span_of("Leader: ES")
    assert [cite["href"] for cite in cites] == [
        f"/documents/{DOCUMENT_ID}?start={where['start']}&end={where['end']}#OA-2.8"
    ]
    assert cites[0]["title"] == "OA 2.8, leader: Leader: ES"
    assert cites[0]["target"] == "_blank"


def test_a_marker_without_its_citation_stays_text() -> None:
    answer = leader_answer().model_copy(update={"answer": "So it is [2], `[1]`."})
    html = answer_html(answer)
    assert "So it is [2], <code>[1]</code>." in html
    assert 'class="cite"' not in html


def test_the_sources_are_listed_with_document_place_and_marking() -> None:
    html = answer_html(leader_answer())
    assert "<summary>1 source</summary>" in html
    assert '<li value="1">' in html
    assert '<span class="document">OAP 2022 &lt;Test&gt;</span>' in html
    assert '<span class="badge marking">LIMITE</span>' in html
    assert ">OA 2.8, leader</a>" in html


def test_a_long_list_of_sources_is_folded() -> None:
    many = tuple(citation(n, "Leader: ES") for n in range(1, 9))
    html = answer_html(leader_answer().model_copy(update={"citations": many}))
    assert '<details class="sources"><summary>8 sources</summary>' in html


def test_a_place_names_ref_field_and_page() -> None:
    cited = citation(1, "Leader: ES", field="co_leader").model_copy(update={"page": 14})
    assert place(cited) == "OA 2.8, co-leader, p. 14"
    assert place(citation(1, "Leader: ES", field=None)) == "OA 2.8"


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
        Answer(status=Status.REDACTED, answer=f"{words} [1]", citations=(cited,), query=query)
    )
    page = Page(html)
    allowed = {"div", "p", "span", "a", "details", "summary", "ol", "li", "br"}
    assert {tag for tag, _ in page.tags} <= allowed
    assert all(link.startswith("/documents/") for link in page.links())
    names = {name for _, given in page.tags for name in given}
    assert names <= {"class", "href", "target", "rel", "title", "value", "open"}


def test_an_answer_is_one_block_for_gradio_to_pass_through() -> None:
    answer = leader_answer().model_copy(
        update={"answer": "One.\n\n- a\n- b\n\n```\nx\n\ny\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |"}
    )
    html = answer_html(answer)
    assert html.startswith("<div")
    assert not re.search(r"\n\s*\n", html)
    assert '<div class="table" tabindex="0"><table>' in html


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
    html = answer_html(leader_answer().model_copy(update={"status": status}))
    assert f'<span class="badge">{words}</span>' in html


def test_what_was_understood_is_said_and_a_plain_answer_has_no_badge() -> None:
    html = answer_html(leader_answer())
    assert (
        '<p class="about">Understood as: Leaders · actions about air routes · 2022 plan</p>' in html
    )


def test_a_question_is_shown_as_typed() -> None:
    assert plain_html(f"a\n{HOSTILE} *b*") == (
        '<div class="plain">a<br>&lt;img src=x onerror=alert(1)&gt; *b*</div>'
    )
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


def test_the_question_stands_there_at_once_then_the_answer() -> None:
    frames = asked(FakeService(), "Who leads OA 2.8?")
    assert frames[0] == (Exchange("Who leads OA 2.8?", "", pending_html()),)
    assert frames[-1][0].html == answer_html(leader_answer())
    assert "sources" not in frames[1][0].html


def test_what_was_said_goes_along_with_the_next_question() -> None:
    service = FakeService()
    past = asked(service, "Who leads OA 2.8?")[-1]
    asked(service, "And who participates?", past)
    _, history, _ = service.assistant.asked[1]
    assert [(turn.role, turn.content) for turn in history] == [
        ("user", "Who leads OA 2.8?"),
        ("assistant", leader_answer().answer),
    ]


def test_a_question_that_failed_is_no_part_of_the_history() -> None:
    assert turns([Exchange("q", "", notice_html("x"))]) == ()


def test_the_documents_picked_are_those_asked() -> None:
    service = FakeService()
    list(converse(service, "Who?", (), [DOCUMENT_ID]))
    assert service.assistant.asked[0][2] == (DOCUMENT_ID,)


def test_choices_are_offered_with_the_last_words() -> None:
    service = FakeService(ReplayingAssistant([clarify_answer()]))
    frames = asked(service, "Summarise strategic goal 5.")
    assert frames[0][0].choices == ()
    assert frames[-1][0].choices == clarify_answer().choices


def test_an_error_of_ours_is_one_sentence() -> None:
    error = IndexNotReady("it is being built")
    frames = asked(FakeService(ReplayingAssistant([error])), "Who?")
    assert frames[-1][0].html == notice_html(str(error))


def test_any_other_error_is_one_polite_sentence_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    frames = asked(FakeService(ReplayingAssistant([RuntimeError("secret")])), "Who?")
    assert frames[-1][0].html == notice_html(UNEXPECTED)
    assert "secret" in caplog.text


def test_a_question_too_long_is_not_asked() -> None:
    service = FakeService()
    frames = asked(service, "x" * (MAX_QUESTION_CHARS + 1))
    assert frames[-1][0].html == notice_html(TOO_LONG)
    assert service.assistant.asked == []


def test_a_blank_question_changes_nothing() -> None:
    service = FakeService()
    past = (Exchange("q", "a", "<p>a</p>"),)
    assert asked(service, "  \n", past) == [past]
    assert service.assistant.asked == []


def test_stopping_says_so_where_nothing_was_told_yet() -> None:
    waiting = Exchange("q", "", pending_html())
    assert "Stopped" in stopped([waiting])[0].html
    told = Exchange("q", "a", "<p>a</p>")
    assert stopped([told]) == (told,)
    assert stopped([]) == ()
