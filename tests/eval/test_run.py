import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest

from answer.claims import Answer, Claim, Status, Turn
from eval.run import run_evaluation

QUESTIONS = """\
- {id: right, kind: field, question: "Who leads?", status: [answered], facts: [[Spain]]}
- {id: wrong, kind: field, question: "Who [else] leads?", status: [answered], facts: [[Malta]]}
- {id: refused, kind: unanswerable, question: "What is the weather?", status: [not_found]}
"""


@dataclass
class AlwaysSpain:
    """An assistant that gives one answer to everything, and remembers what it was asked."""

    asked: list[tuple[str, Sequence[Turn], Sequence[str] | None]] = field(default_factory=list)

    def warm(self) -> None:
        """Do nothing."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
    ) -> Answer:
        self.asked.append((question, history, documents))
        claim = Claim(text="Spain leads.", citations=(1,))
        return Answer(status=Status.ANSWERED, answer="Spain leads.", claims=(claim,), elapsed_ms=7)


@pytest.fixture
def service(tmp_path: Path) -> SimpleNamespace:
    return SimpleNamespace(
        assistant=AlwaysSpain(), settings=SimpleNamespace(home=tmp_path / "home")
    )


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    for part in ("dev", "test"):
        folder = tmp_path / "questions" / part
        folder.mkdir(parents=True)
        (folder / "some.yaml").write_text(QUESTIONS.replace("id: ", f"id: {part}-"))
    return tmp_path / "questions"


def test_all_is_asked_scored_and_written(
    service: SimpleNamespace, parts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_evaluation(service, [parts], None) == 0
    assert len(service.assistant.asked) == 6
    (file,) = (service.settings.home / "eval").glob("*.json")
    found = json.loads(file.read_text())
    rows = {(row["part"], row["kind"]): row for row in found["summaries"]}
    assert rows["dev", "all"]["answers_right"] == {"hits": 1, "total": 3}
    assert rows["dev", "all"]["wrongly_answered"] == {"hits": 1, "total": 1}
    assert rows["dev", "all"]["wrongly_refused"] == {"hits": 0, "total": 2}
    assert rows["test", "field"]["citations_right"] == {"hits": 0, "total": 0}
    assert rows["test", "field"]["p95_ms"] == 7
    assert found["cases"][0]["answer"]["answer"] == "Spain leads."
    assert str(file) in capsys.readouterr().out.replace("\n", "")


def test_failures_of_the_test_part_are_counted_and_not_shown(
    service: SimpleNamespace, parts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_evaluation(service, [parts], None)
    told = capsys.readouterr().out
    assert "dev-wrong: Who [else] leads?" in told and "lacks Malta" in told
    assert "test-wrong" not in told and "2 failures of the test part" in told


def test_one_file_may_be_run_and_the_report_put_anywhere(
    service: SimpleNamespace, parts: Path, tmp_path: Path
) -> None:
    out = tmp_path / "some" / "report.json"
    assert run_evaluation(service, [parts / "dev" / "some.yaml"], out) == 0
    assert len(json.loads(out.read_text())["cases"]) == 3
    assert run_evaluation(service, [parts / "dev"], tmp_path / "folder") == 0
    assert list((tmp_path / "folder").glob("*.json"))


@pytest.mark.parametrize("content", ["- {id: a}", "][", ""])
def test_questions_that_cannot_be_read_are_told(
    content: str, service: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "broken.yaml"
    file.write_text(content)
    assert run_evaluation(service, [file], None) == 1
    assert "question" in capsys.readouterr().err
    assert not service.assistant.asked
