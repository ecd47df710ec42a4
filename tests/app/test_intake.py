"""What comes in: which files, what is known already, and what a new parser does to the old."""

from pathlib import Path

import pytest

from app.intake import Outcome, files_in, refresh, take_bytes, take_file, without_clashes
from ingest.errors import EmptyFile
from ingest.facts import FactStore
from ingest.parse import parse_bytes

TEXT = b"1. Aim\nTo fight networks.\n"


def test_a_folder_gives_its_files_without_hidden_ones_and_sources(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "SOURCES.md", ".hidden.txt", ".git/x.txt", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    names = [path.relative_to(tmp_path).as_posix() for path in files_in([tmp_path])]
    assert names == ["a.md", "b.txt", "deep/c.txt"]
    assert files_in([tmp_path / "SOURCES.md"]) == [tmp_path / "SOURCES.md"]


def test_content_that_is_known_is_not_parsed_whatever_its_name() -> None:
    first = take_bytes("plan.txt", TEXT, {})
    assert (first.outcome, first.document_id) == (Outcome.ADDED, "plan")
    assert first.parsed
    again = take_bytes("renamed.txt", TEXT, {"plan": first.parsed.document.sha256})
    assert (again.outcome, again.document_id, again.parsed) == (Outcome.UNCHANGED, "plan", None)


def test_other_content_under_a_known_name_is_a_change() -> None:
    assert take_bytes("plan.txt", TEXT, {"plan": "0" * 64}).outcome is Outcome.CHANGED


def test_what_cannot_be_read_is_reported_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    for name in ("empty.txt", "missing.txt"):
        taken = take_file(tmp_path / name, {})
        assert taken.outcome is Outcome.FAILED
        assert name in taken.error
    with pytest.raises(EmptyFile):
        take_bytes("empty.txt", b"", {})


def test_two_files_for_one_document_clash_and_one_file_twice_does_not() -> None:
    files = [Path("a/plan.txt"), Path("b/Plan.md"), Path("a/plan.txt")]
    assert [earlier for _, earlier in without_clashes(files)] == [None, files[0], None]


def test_stored_texts_are_parsed_anew_when_the_parsers_changed(tmp_path: Path) -> None:
    store = FactStore("sqlite://")
    parsed = parse_bytes("plan.txt", TEXT)
    store.save(parsed.document.model_copy(update={"sections": ()}), parsed.text)
    (tmp_path / "parsed-by").write_text("an earlier version")
    assert refresh(store, tmp_path)
    assert store.documents() == (parsed.document,)
    assert not refresh(store, tmp_path)
