from pathlib import Path

import pytest

from eval.cases import QUESTIONS, read_cases
from eval.errors import BadCases
from ingest.parse import parse_file

CORPUS = Path(__file__).parents[2] / "corpus"
GOOD = "- {id: a, kind: field, question: 'Who?', status: [answered]}\n"


def test_the_folder_is_the_part(tmp_path: Path) -> None:
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "some.yaml").write_text(GOOD)
    (tmp_path / "dev" / "empty.yaml").write_text("")
    (found,) = read_cases([tmp_path])
    assert (found.id, found.part, found.answerable) == ("a", "dev", True)


def test_what_may_be_refused_is_not_answerable(tmp_path: Path) -> None:
    file = tmp_path / "some.yaml"
    file.write_text(GOOD.replace("answered", "not_found, partial"))
    assert not read_cases([file])[0].answerable


def test_ids_are_unique(tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text(GOOD * 2)
    with pytest.raises(BadCases, match="unique"):
        read_cases([tmp_path])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (GOOD + GOOD.replace("a,", "b,").replace("}", ", colour: red}"), "case 'b' .* 'colour'"),
        (GOOD.replace("kind: field, ", ""), "case 'a' .* 'kind': Field required"),
        (GOOD.replace("id: a, ", ""), "case 1 .* 'id'"),
        (GOOD + "- word\n", "case 2 .* 'id'"),
        (GOOD.replace("}", ", refs: [plan]}"), "case 'a' .* 'refs.0'"),
        ("a: b", "must be a list"),
        ("][", "cannot be read"),
        ("", "no questions"),
    ],
)
def test_a_broken_file_is_told_in_one_sentence(content: str, sentence: str, tmp_path: Path) -> None:
    (tmp_path / "some.yaml").write_text(content)
    with pytest.raises(BadCases, match=sentence) as error:
        read_cases([tmp_path])
    assert "\n" not in str(error.value)


def test_the_questions_name_documents_and_refs_that_there_are() -> None:
    places = set()
    for file in CORPUS.glob("*.txt"):
        document = parse_file(file).document
        refs = {passage.ref for passage in document.passages}
        elements = (document.goals, document.chapters, document.measures, document.sections)
        refs |= {element.ref for group in elements for element in group}
        refs |= {note.ref for note in document.footnotes}
        refs |= {action.ref for action in document.actions()} | {"Acronyms", "Preamble", "Annex"}
        places |= {f"{document.id}#{ref}" for ref in refs}
    cases = read_cases([QUESTIONS])
    assert len(cases) >= 120
    named = {ref for case in cases for refs in case.refs for ref in refs.split(" | ")}
    assert not named - places
