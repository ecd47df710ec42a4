"""What readers thought of answers lands in the database."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.feedback import Feedback, FeedbackStore
from app.service import Service

GIVEN = {"rating": "dislike", "comment": "Wrong plan.", "question": "Who leads OA 2.8?"}


def test_feedback_is_kept_newest_first(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'facts.db'}"
    store = FeedbackStore(url)
    first = store.add(Feedback(rating="like", question="a", status="partial", documents=("x",)))
    store.add(Feedback(rating="dislike", question="b", comment="c"))
    store.close()
    again = FeedbackStore(url)
    kept = again.all()
    again.close()
    assert [given.question for given in kept] == ["b", "a"]
    assert kept[1] == first
    assert datetime.now(UTC) - kept[1].created < timedelta(minutes=1)


@pytest.mark.parametrize("path", ["/api/feedback", "/chat/feedback"])
def test_feedback_lands_in_the_store(writable: TestClient, empty: Service, path: str) -> None:
    response = writable.post(path, json=GIVEN)
    assert response.status_code == 201
    (kept,) = empty.feedback.all()
    assert response.json()["id"] == kept.id
    assert kept.comment == "Wrong plan."
    empty.feedback.close()


@pytest.mark.parametrize("wrong", [{"rating": "meh"}, {"question": ""}, {"comment": "x" * 2001}])
def test_wrong_feedback_is_a_problem(writable: TestClient, wrong: dict[str, str]) -> None:
    response = writable.post("/api/feedback", json=GIVEN | wrong)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
