"""The service: taking in and removing, asking, and being ready."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import pytest

from answer.ask import Assistant
from answer.claims import Answer, Status, Turn
from app.errors import BadQuestion, StillLoading
from app.intake import Outcome
from app.interface import interface
from app.service import Service
from index.search import Hit, SearchIndex
from ingest.errors import BadSetting, IndexNotReady, UnknownDocument
from ingest.facts import FactStore
from tests.app.conftest import settings_for

FIRST = "1. Aim\nTo fight networks that smuggle migrants by air.\n"
SECOND = "1. Aim\nTo protect victims of trafficking.\n"


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text)
    return folder


def found(service: Service, words: str) -> set[str]:
    return {hit.document_id for hit in service.index.search(words)}


def test_files_are_stored_and_found(empty: Service, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    folder = write(tmp_path / "in", first=FIRST, second=SECOND)
    report = empty.ingest([folder], lambda *step: steps.append(step))
    assert [taken.outcome for taken in report.files] == [Outcome.ADDED] * 2
    assert set(empty.store.hashes()) == {"first", "second"}
    assert "first" in found(empty, "networks by air")
    assert steps[:2] == [(0, 2, "Reading first.txt"), (1, 2, "Reading second.txt")]
    assert any("embed" in what for _, _, what in steps)


def test_known_content_costs_nothing(empty: Service, tmp_path: Path) -> None:
    folder = write(tmp_path / "in", first=FIRST)
    empty.ingest([folder])
    report = empty.ingest([folder])
    assert [taken.outcome for taken in report.files] == [Outcome.UNCHANGED]
    assert (report.build.added, report.build.unchanged) == (0, 1)


def test_a_changed_file_replaces_its_document(empty: Service, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path / "in", first=FIRST)])
    report = empty.ingest([write(tmp_path / "in", first=SECOND)])
    assert [taken.outcome for taken in report.files] == [Outcome.CHANGED]
    assert empty.store.text("first") == SECOND
    (hit, *_) = empty.index.search("victims of trafficking")
    assert SECOND[hit.start : hit.end] == hit.text


def test_one_bad_file_does_not_keep_out_the_others(empty: Service, tmp_path: Path) -> None:
    report = empty.ingest([write(tmp_path / "in", bad=" ", first=FIRST)])
    assert [taken.name for taken in report.failed] == ["bad.txt"]
    assert set(empty.store.hashes()) == {"first"}


def test_files_that_would_replace_each_other_are_refused(empty: Service, tmp_path: Path) -> None:
    one, other = write(tmp_path / "a", first=FIRST), write(tmp_path / "b", first=SECOND)
    report = empty.ingest([one, other])
    assert [taken.outcome for taken in report.files] == [Outcome.ADDED, Outcome.FAILED]
    assert "rename" in report.failed[0].error
    assert empty.store.text("first") == FIRST


def test_the_same_content_twice_in_one_run_is_one_document(empty: Service, tmp_path: Path) -> None:
    report = empty.ingest([write(tmp_path / "in", first=FIRST, same=FIRST)])
    assert [taken.outcome for taken in report.files] == [Outcome.ADDED, Outcome.DUPLICATE]
    assert set(empty.store.hashes()) == {"first"}


def test_when_the_index_fails_the_facts_stay_as_they_were(
    empty: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise IndexNotReady("no space left")

    monkeypatch.setattr("index.build.update_index", fail)
    with pytest.raises(IndexNotReady):
        empty.ingest([write(tmp_path / "in", first=FIRST)])
    assert not empty.store.hashes()


def test_a_removed_document_is_found_no_more(empty: Service, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path / "in", first=FIRST, second=SECOND)])
    empty.remove("first")
    assert set(empty.store.hashes()) == {"second"}
    assert found(empty, "networks by air") <= {"second"}
    with pytest.raises(UnknownDocument):
        empty.remove("first")


def test_what_another_process_takes_in_is_seen(empty: Service, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path / "in", first=FIRST)])
    assert found(empty, "victims") <= {"first"}
    Service.open(empty.settings).ingest([write(tmp_path / "in", second=SECOND)])
    assert "second" in found(empty, "victims of trafficking")


def test_status_reports_on_each_document(library: Service) -> None:
    for status in library.status():
        assert status.report.coverage > 0.99
    (one,) = library.status("oap-2022-migrant-smuggling")
    assert one.report.counts["actions"] == 30
    with pytest.raises(UnknownDocument):
        library.status("no-such-document")


class ScriptedAssistant:
    """Keeps what it was asked; `warm` waits until it is let go."""

    def __init__(self, trouble: Exception | None = None) -> None:
        self.asked: list[tuple[str, int, list[str] | None]] = []
        self.trouble = trouble
        self.let_go = threading.Event()

    def warm(self) -> None:
        self.let_go.wait(5)
        if self.trouble:
            raise self.trouble

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
        kind: str | None = None,
    ) -> Answer:
        self.asked.append((question, len(history), list(documents) if documents else None))
        return Answer(status=Status.NOT_FOUND, answer="No.")


def scripted(home: Path, assistant: ScriptedAssistant) -> Service:
    return Service(settings_for(home), FactStore("sqlite://"), cast(Assistant, assistant))


def test_a_question_is_asked_without_space_around_it(own_home: Path) -> None:
    assistant = ScriptedAssistant()
    scripted(own_home, assistant).ask("  Who? \n", [Turn(role="user", content="x")], ["first"])
    assert assistant.asked == [("Who?", 1, ["first"])]


@pytest.mark.parametrize("question", ["", " \n\t", "x" * 2001])
def test_a_question_has_1_to_2000_characters(own_home: Path, question: str) -> None:
    assistant = ScriptedAssistant()
    with pytest.raises(BadQuestion, match="1 to 2,000 characters"):
        scripted(own_home, assistant).ask(question)
    assert not assistant.asked
    assert scripted(own_home, assistant).ask("x" * 2000).answer == "No."


def test_it_is_not_ready_before_the_model_is_loaded(own_home: Path) -> None:
    service = scripted(own_home, assistant := ScriptedAssistant())
    service.warm_soon()
    with pytest.raises(StillLoading):
        service.check_ready()
    assistant.let_go.set()


def test_what_keeps_it_from_being_ready_is_said_and_tried_again(own_home: Path) -> None:
    service = scripted(own_home, assistant := ScriptedAssistant(IndexNotReady("there is none")))
    assistant.let_go.set()
    service.warm_soon()
    wait_for_threads("warm")
    for _ in range(2):
        with pytest.raises(IndexNotReady, match="there is none"):
            service.check_ready()
        wait_for_threads("warm")


def test_what_nobody_expected_is_logged_and_tried_again(
    own_home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    service = scripted(own_home, assistant := ScriptedAssistant(RuntimeError("a bad day")))
    assistant.let_go.set()
    for tries in (1, 2):
        with pytest.raises(StillLoading):
            service.check_ready()
        wait_for_threads("warm")
        assert caplog.text.count("RuntimeError: a bad day") == tries


def test_a_warm_service_is_ready(empty: Service, tmp_path: Path) -> None:
    empty.ingest([write(tmp_path / "in", first=FIRST)])
    empty.warm_soon()
    wait_for_threads("warm")
    assert empty.ready
    empty.check_ready()


class NoIndex:
    """Fails where it is asked anything."""

    def search(self, *_: object, **__: object) -> list[Hit]:
        raise AssertionError("a question about facts waited for the model")

    embed = search


@pytest.mark.parametrize(
    "question",
    [question for kind, question in interface("en").examples if kind != "Comparison"],
)
def test_a_question_about_facts_needs_no_model(library: Service, question: str) -> None:
    answer = Assistant(library.store, cast(SearchIndex, NoIndex())).ask(question)
    assert answer.status == "answered"


def wait_for_threads(name: str) -> None:
    for thread in threading.enumerate():
        if thread.name == name:
            thread.join(10)


@pytest.mark.parametrize(
    "url", ["sqlite:////nowhere/at/all/facts.db", "nonsense", "nosuchdb://localhost/x"]
)
def test_facts_that_cannot_be_opened_are_a_bad_setting(own_home: Path, url: str) -> None:
    with pytest.raises(BadSetting, match="OAP_DATABASE_URL"):
        Service.open(settings_for(own_home, database_url=url))


def test_a_home_that_cannot_be_made_is_a_bad_setting(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match="OAP_HOME"):
        Service.open(settings_for(tmp_path / "file" / "home"))
