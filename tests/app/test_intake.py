"""What comes in: which files, what is known already, and what a new parser does to the old."""

from pathlib import Path

from app.intake import GivenFile, files_in, printable, read_given, refresh
from ingest.facts import FactStore
from ingest.guard import ReadFile
from ingest.limits import Limits
from ingest.parse import parse_bytes

PAGES = b"1. Aim\nTo fight networks.\n\f2. Means\nTo share what is known.\n"
TEXT = b"1. Aim\nTo fight networks.\n"
LIMITS = Limits(file_bytes=1_000_000)


def read(path: Path, folder: Path | None = None, **known: str) -> ReadFile:
    (one,) = read_given(GivenFile(path, folder), LIMITS, known)
    return one


def test_a_folder_gives_its_files_without_hidden_ones_and_sources(tmp_path: Path) -> None:
    for name in ("b.txt", "a.md", "SOURCES.md", ".hidden.txt", ".git/x.txt", "deep/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TEXT)
    found = files_in([tmp_path])
    assert [file.path.relative_to(tmp_path).as_posix() for file in found] == [
        "a.md",
        "b.txt",
        "deep/c.txt",
    ]
    assert files_in([tmp_path / "SOURCES.md"]) == [GivenFile(tmp_path / "SOURCES.md")]
    assert [file.path.name for file in files_in([tmp_path / "*.txt"])] == ["b.txt"]
    assert not files_in([tmp_path / "*.pdf"])


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(tmp_path: Path) -> None:
    (tmp_path / "plan [1].txt").write_bytes(TEXT)
    assert [file.path.name for file in files_in([tmp_path / "plan [1].txt"])] == ["plan [1].txt"]


def test_content_that_is_known_is_not_parsed_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_bytes(TEXT)
    first = read(tmp_path / "plan.txt")
    assert first.parsed
    assert first.parsed.document.id == "plan"
    again = read(tmp_path / "plan.txt", **{first.sha256: "other"})
    assert (again.sha256, again.parsed, again.error) == (first.sha256, None, None)


def test_what_cannot_be_read_is_reported_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b" \n")
    for name in ("empty.txt", "missing.txt"):
        assert name in str(read(tmp_path / name).error)


def test_links_are_followed_within_a_folder_and_where_they_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "out.txt").write_bytes(TEXT)
    (folder / "in.txt").write_bytes(TEXT)
    (folder / "inward.txt").symlink_to(folder / "in.txt")
    (folder / "outward.txt").symlink_to(tmp_path / "out.txt")
    (folder / "dangling.txt").symlink_to(tmp_path / "none.txt")
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    results = {file.path.name: read(file.path, file.folder) for file in files_in([folder])}
    assert {name for name, result in results.items() if result.error is None} == {
        "in.txt",
        "inward.txt",
    }
    assert "leads out of its folder" in str(results["outward.txt"].error)
    assert read(folder / "outward.txt").parsed


def test_a_device_is_no_file_and_a_large_file_is_not_opened(tmp_path: Path) -> None:
    assert "no file" in str(read(Path("/dev/zero")).error)
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(10**9)
    assert "at most 1 MB" in str(read(tmp_path / "large.txt").error)


def test_a_name_is_shown_without_what_a_terminal_would_obey() -> None:
    assert printable("a\x1b[2J\udcff\nb") == "a\ufffd[2J\ufffd\ufffdb"


def test_stored_texts_are_parsed_anew_when_the_parsers_changed(tmp_path: Path) -> None:
    store = FactStore("sqlite://")
    parsed = parse_bytes("plan.txt", TEXT)
    store.save(parsed.document.model_copy(update={"sections": ()}), parsed.text)
    (tmp_path / "parsed-by").write_text("an earlier version")
    assert refresh(store, tmp_path)
    assert store.documents() == (parsed.document,)
    assert not refresh(store, tmp_path)


def test_what_the_reader_knew_of_pages_is_kept_when_a_text_is_parsed_anew(tmp_path: Path) -> None:
    store = FactStore("sqlite://")
    parsed = parse_bytes("plan.txt", PAGES)
    assert len(parsed.document.pages) == 2
    store.save(parsed.document.model_copy(update={"sections": ()}), parsed.text)
    assert refresh(store, tmp_path)
    assert store.documents() == (parsed.document,)
