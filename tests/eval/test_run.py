import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from answer.claims import Answer, Claim, Status, Turn
from app.cli import app
from eval import run
from eval.errors import BadCases, BadReport
from eval.run import Options, run_evaluation
from tests.eval.made import retriever, variants

QUESTIONS = """\
- {id: right, kind: field, question: "Who leads?", status: [answered], facts: [[Spain]]}
- {id: wrong, kind: field, question: "Who [else] leads?", status: [answered], facts: [[Malta]]}
- {id: refused, kind: unanswerable, question: "What is the weather?", status: [not_found]}
"""


@dataclass
class AlwaysOne:
    """An assistant that gives one answer to everything, and remembers what it was asked."""

    name: str = "Spain"
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
        claim = Claim(text=f"{self.name} leads.", citations=(1,))
        return Answer(status=Status.ANSWERED, answer=claim.text, claims=(claim,), elapsed_ms=7)


@pytest.fixture
def service(tmp_path: Path) -> SimpleNamespace:
    return SimpleNamespace(
        assistant=AlwaysOne(),
        store=SimpleNamespace(hashes=lambda: {"plan": "0"}, text=lambda _key: "Leader: ES"),
        settings=SimpleNamespace(home=tmp_path / "home"),
    )


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    for part in ("dev", "test"):
        folder = tmp_path / "questions" / part
        folder.mkdir(parents=True)
        (folder / "some.yaml").write_text(QUESTIONS.replace("id: ", f"id: {part}-"))
    return tmp_path / "questions"


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let retrieval and consistency be what we say; return what was measured, step by step."""
    steps: list[str] = []

    def scores(_service: object, _cases: object, advance: Callable[[], None]) -> object:
        advance()
        steps.append("retrieval")
        return (retriever("OAP Assistant", 0.9),)

    def same(_service: object, advance: Callable[[], None], most: int | None) -> object:
        advance()
        steps.append(f"consistency {most}")
        return variants(9)

    monkeypatch.setattr(run, "measure_retrieval", scores)
    monkeypatch.setattr(run, "measure_consistency", same)
    monkeypatch.setattr(run, "retrieval_steps", lambda _cases: 1)
    monkeypatch.setattr(run, "consistency_steps", lambda _service, _most: 1)
    return steps


def quick(*paths: Path, **more: Path | None) -> Options:
    return Options(paths, quick=True, **more)  # type: ignore[arg-type]


def written(folder: Path) -> dict[str, list[dict[str, object]]]:
    (file,) = folder.glob("*.json")
    return json.loads(file.read_text())  # type: ignore[no-any-return]


def test_all_is_asked_measured_and_written(
    service: SimpleNamespace,
    parts: Path,
    measured: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run_evaluation(service, Options((parts,))) == 0
    assert len(service.assistant.asked) == 6
    assert measured == ["retrieval", f"consistency {run.GENERATED_PER_CHANGE}"]
    folder = service.settings.home / "eval"
    found = written(folder)
    rows = {(row["part"], row["by"], row["name"]): row for row in found["summaries"]}
    assert rows["dev", "all", "all"]["right"] == {"hits": 1, "total": 3}
    assert rows["dev", "all", "all"]["refusal_recall"] == {"hits": 0, "total": 1}
    assert rows["test", "kind", "field"]["p95_ms"] == 7
    assert [row["name"] for row in found["retrieval"]] == ["OAP Assistant"]
    assert [row["change"] for row in found["variants"]] == ["as written", "typo"]
    told = capsys.readouterr().out.replace("\n", "")
    for file in folder.iterdir():
        assert str(file) in told
    assert sorted(file.suffix for file in folder.iterdir()) == [".html", ".json"]


def test_a_quick_run_asks_the_questions_only(
    service: SimpleNamespace, parts: Path, tmp_path: Path, measured: list[str]
) -> None:
    out = tmp_path / "some" / "folder"
    assert run_evaluation(service, quick(parts / "dev" / "some.yaml", out=out)) == 0
    assert measured == []
    assert [case["id"] for case in written(out)["cases"]] == [
        "dev-right",
        "dev-wrong",
        "dev-refused",
    ]


def test_a_run_that_is_worse_than_the_last_fails(
    service: SimpleNamespace, parts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = quick(parts)
    assert run_evaluation(service, options) == 0
    service.assistant.name = "Nobody"
    assert run_evaluation(service, options) == 1
    told = capsys.readouterr()
    (sentence,) = [line for line in told.err.splitlines() if line.startswith("oap: Worse")]
    assert "right, dev: 33.3 % → 0.0 %" in sentence
    assert "turned wrong: dev-right, 1 of the test part" in told.out


def test_a_baseline_stands_in_for_the_last_run(
    service: SimpleNamespace, parts: Path, tmp_path: Path
) -> None:
    run_evaluation(service, quick(parts, out=tmp_path / "good"))
    (baseline,) = (tmp_path / "good").glob("*.json")
    service.assistant.name = "Nobody"
    assert run_evaluation(service, quick(parts, out=tmp_path / "bad")) == 0
    assert run_evaluation(service, quick(parts, out=tmp_path / "bad", baseline=baseline)) == 1


def test_a_baseline_on_other_questions_is_told_before_any_is_asked(
    service: SimpleNamespace, parts: Path, tmp_path: Path
) -> None:
    run_evaluation(service, quick(parts / "dev", out=tmp_path / "out"))
    (baseline,) = (tmp_path / "out").glob("*.json")
    with pytest.raises(BadReport, match="other questions"):
        run_evaluation(service, quick(parts / "test", baseline=baseline))
    assert len(service.assistant.asked) == 3


def test_a_folder_that_cannot_be_written_to_is_told(
    service: SimpleNamespace, parts: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadReport, match="folder"):
        run_evaluation(service, quick(parts, out=tmp_path / "file"))
    assert not service.assistant.asked


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        ("{id: a}", "case 'a'"),
        (
            "{id: b, kind: field, question: Who, status: [answered], documents: [mine]}",
            "case 'b' names the document 'mine'.*oap ingest.*plan",
        ),
        (
            "{id: c, kind: field, question: Who, status: [answered], refs: ['plan#§ 1 | my#§ 1']}",
            "case 'c' names the document 'my'",
        ),
    ],
)
def test_a_broken_case_is_told_before_any_is_asked(
    case: str, sentence: str, service: SimpleNamespace, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(f"- {case}\n")
    with pytest.raises(BadCases, match=sentence):
        run_evaluation(service, quick(file))
    assert not service.assistant.asked


def test_the_command_passes_on_what_it_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[Options] = []

    def worse(_service: object, options: Options) -> int:
        given.append(options)
        return 1

    monkeypatch.setattr(run, "run_evaluation", worse)
    monkeypatch.setenv("OAP_HOME", str(tmp_path))
    arguments = ["eval", str(tmp_path), "--quick", "--out", "o", "--baseline", "b.json"]
    assert CliRunner().invoke(app, arguments).exit_code == 1
    assert CliRunner().invoke(app, ["eval"]).exit_code == 1
    assert given == [Options((tmp_path,), Path("o"), Path("b.json"), quick=True), Options()]


def test_the_command_tells_a_broken_file_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OAP_HOME", str(tmp_path / "home"))
    (tmp_path / "own.yaml").write_text("- {id: a}\n")
    result = CliRunner().invoke(app, ["eval", str(tmp_path / "own.yaml")])
    (line,) = result.stderr.splitlines()
    assert result.exit_code == 1
    assert line.startswith("oap: The case 'a' in ")
