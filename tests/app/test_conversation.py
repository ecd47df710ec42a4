"""One question of the chat, told frame by frame."""

import pytest
from pydantic import ValidationError

from answer.claims import Turn
from app.answer_html import notice_html
from app.conversation import MAX_QUESTION_CHARS, Asked, Frame, tell
from app.interface import interface
from ingest.errors import IndexNotReady
from tests.app.fakes import (
    DOCUMENT_ID,
    FakeService,
    ReplayingAssistant,
    clarify_answer,
    leader_answer,
)

EN = interface("en")


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.conversation._PIECE_PAUSE_S", 0)


def told(service: FakeService, **asked: object) -> list[Frame]:
    return list(tell(service, Asked.model_validate({"question": "Who?"} | asked), EN))


def test_the_answer_grows_and_comes_whole_with_its_last_frame() -> None:
    frames = told(FakeService())
    assert "sources" not in frames[0].html
    assert frames[0].answer is None
    assert "1 source" in frames[-1].html
    assert frames[-1].answer == leader_answer()
    assert "You could go on with" in frames[-1].html


def test_history_documents_and_kind_go_along() -> None:
    service = FakeService()
    turn = {"role": "user", "content": "Who leads OA 2.8?"}
    told(service, history=[turn], documents=[DOCUMENT_ID], kind="list/role")
    assert service.assistant.asked == [("Who?", (Turn(**turn),), (DOCUMENT_ID,))]
    assert service.assistant.kinds == ["list/role"]


def test_no_documents_picked_means_all() -> None:
    service = FakeService()
    told(service)
    assert service.assistant.asked[0][2] is None


def test_choices_come_with_the_last_words() -> None:
    frames = told(FakeService(ReplayingAssistant([clarify_answer()])))
    assert "offer" not in frames[0].html
    assert "Summarise SG 5 of 2012." in frames[-1].html


def test_an_error_of_ours_is_one_sentence() -> None:
    error = IndexNotReady("it is being built")
    (frame,) = told(FakeService(ReplayingAssistant([error])))
    assert frame == Frame(html=notice_html(str(error)), failed=True)


def test_any_other_error_is_one_polite_sentence_and_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    (frame,) = told(FakeService(ReplayingAssistant([RuntimeError("secret")])))
    assert frame == Frame(html=notice_html(EN.say("unexpected")), failed=True)
    assert "secret" in caplog.text


@pytest.mark.parametrize("question", ["", "x" * (MAX_QUESTION_CHARS + 1)])
def test_a_question_has_one_to_2000_characters(question: str) -> None:
    with pytest.raises(ValidationError):
        Asked(question=question)
