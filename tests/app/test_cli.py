"""The command line: what it prints, its exit codes, and what it does not import."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.service import Service

FIRST = "1. Aim\nTo fight networks that smuggle migrants by air.\n"
SMUGGLING = "oap-2022-migrant-smuggling"


@pytest.fixture
def corpus(library: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands find the whole corpus."""
    monkeypatch.setenv("OAP_HOME", str(library.settings.home))


def oap(*arguments: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(app, arguments, input=typed)


def ok(*arguments: str, typed: str | None = None) -> str:
    result = oap(*arguments, typed=typed)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_files_are_taken_in_and_reported_on(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST)
    printed = ok("ingest", str(tmp_path / "first.txt"))
    assert "added      first: 1 sections" in printed
    assert "unchanged  first" in ok("ingest", str(tmp_path / "first.txt"))
    assert "text covered" in ok("status")


def test_a_bad_file_is_one_sentence_and_exit_code_1(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "bad.txt").write_text(" ")
    (folder / "first.txt").write_text(FIRST)
    result = oap("ingest", str(folder))
    assert result.exit_code == 1
    assert "added      first" in result.stdout
    assert result.stderr.splitlines()[-1].startswith("oap: 'bad.txt' holds no text")


@pytest.mark.parametrize(
    "arguments",
    [
        ["ingest", "/no/such/path"],
        ["ask"],
        ["nonsense"],
        ["actions", "--csv", "--json"],
        ["serve", "--port", "x"],
        [],
    ],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str]) -> None:
    assert oap(*arguments).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "OA 99.9"], "There is no 'OA 99.9'"),
        (["sheet", "Atlantis"], "No actor is known as 'Atlantis'"),
        (["actions", "--document", "x"], "There is no document 'x'"),
        (["ask", " "], "1 to 2,000 characters"),
    ],
)
@pytest.mark.usefixtures("corpus")
def test_an_error_is_one_sentence_and_exit_code_1(arguments: list[str], sentence: str) -> None:
    result = oap(*arguments)
    assert result.exit_code == 1
    (line,) = result.stderr.strip().splitlines()
    assert sentence in line


def test_without_an_index_a_question_says_what_to_do() -> None:
    result = oap("ask", "Who leads OA 2.8?")
    assert result.exit_code == 1
    assert "run `oap ingest`" in result.stderr


def test_a_wrong_setting_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAP_PORT", "http")
    result = oap("status")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)


@pytest.mark.usefixtures("corpus")
def test_an_answer_comes_with_the_words_that_it_rests_on(library: Service) -> None:
    printed = ok("ask", "Who leads OA 2.8?", "--document", SMUGGLING)
    assert "Spain" in printed
    assert f"[1] {SMUGGLING} · OA 2.8" in printed
    answer = json.loads(ok("ask", "Who leads OA 2.8?", "--json"))
    text = library.store.text(SMUGGLING)
    for citation in answer["citations"]:
        assert text[citation["start"] : citation["end"]] == citation["quote"]


@pytest.mark.usefixtures("corpus")
def test_a_chat_remembers_until_it_is_told_to_forget() -> None:
    typed = f"Who leads OA 2.8 of the 2022 plan?\nAnd its co-leader?\n/new\n{'x' * 2001}\n\n"
    printed = ok("chat", typed=typed)
    assert "Spain" in printed
    assert "Europol" in printed
    assert "1 to 2,000 characters" in printed


@pytest.mark.usefixtures("corpus")
def test_a_ref_is_shown_with_its_words_and_offsets(library: Service) -> None:
    printed = ok("show", "oa2.8", "-d", SMUGGLING)
    assert printed.startswith(f"OA 2.8 · {SMUGGLING} [")
    assert "leader         ES [" in printed
    (found,) = (a for a in library.store.document(SMUGGLING).actions() if a.ref == "OA 2.8")
    for line in found.quote(library.store.text(SMUGGLING)).splitlines():
        assert line.strip() in printed


@pytest.mark.usefixtures("corpus")
def test_a_ref_of_several_documents_is_listed_by_document() -> None:
    result = oap("show", "SG 5")
    assert result.exit_code == 0
    assert SMUGGLING in result.stdout
    assert "oap-2012-illegal-immigration" in result.stdout
    assert "--document" in result.stderr


@pytest.mark.usefixtures("corpus")
def test_a_sheet_lists_roles_by_plan() -> None:
    printed = ok("sheet", "Spain")
    assert printed.startswith("Spain (ES)\n")
    assert "  leads (" in printed


@pytest.mark.usefixtures("corpus")
def test_actions_are_listed_as_table_csv_and_json() -> None:
    conditions = ["actions", "-d", SMUGGLING, "--leader", "Spain"]
    table = ok(*conditions)
    rows = list(csv.DictReader(io.StringIO(ok(*conditions, "--csv"))))
    objects = json.loads(ok(*conditions, "--json"))
    assert [row["ref"] for row in rows] == [action["ref"] for action in objects]
    assert all(row["ref"] in table for row in rows)


@pytest.mark.usefixtures("corpus")
def test_status_shows_what_is_withheld() -> None:
    printed = ok("status")
    assert "redactions     § 5.4: the rest of the document" in printed
    assert "disagreements  SG 5" in printed


def test_without_documents_status_says_what_to_do() -> None:
    assert "oap ingest" in oap("status").stderr


HEAVY = "torch chromadb reportlab docx fastapi llama_index sentence_transformers transformers"


@pytest.mark.parametrize(
    ("arguments", "absent"),
    [
        (["--help"], f"{HEAVY} numpy sqlalchemy pydantic"),
        (["status"], HEAVY),
        (["actions", "--leader", "ES"], HEAVY),
        (["ask", "Who leads OA 2.8 of the 2022 smuggling plan?"], HEAVY),
    ],
)
@pytest.mark.usefixtures("corpus")
def test_what_is_slow_to_import_is_not_imported(arguments: list[str], absent: str) -> None:
    program = (
        "import sys\nfrom app.cli import app\n"
        f"try: app({arguments!r})\n"
        "except SystemExit as done: assert not done.code\n"
        f"finally: print(*sorted(sys.modules.keys() & set({absent.split()!r})), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip().splitlines()[-1:] in ([], [""])
