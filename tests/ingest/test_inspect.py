"""A look into files before they are read: bad ones are refused, odd ones are let through."""

import pytest

from ingest.errors import UnreadableFile
from ingest.inspect import Kind, inspect
from ingest.limits import Limits
from ingest.worker import Reply, Request, answer
from tests.ingest.bad_files import BAD_FILES, LONG, TEXT, BadFile, pdf, word, zipped

LIMITS = Limits()


def replies(name: str, data: bytes, **more: object) -> list[Reply]:
    request = Request.model_validate({"name": name, "size": len(data), **more})
    return [reply for reply in answer(request, data, LIMITS) if not (reply.begins or reply.last)]


@pytest.mark.parametrize("bad", BAD_FILES, ids=lambda bad: bad.case)
def test_a_bad_file_is_refused_with_one_sentence(
    bad: BadFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ingest.worker._limit_time", lambda _seconds: None)
    (reply,) = replies(bad.name, bad.make())
    assert reply.message.startswith(bad.sentence)
    assert reply.message.endswith(".")
    assert "\n" not in reply.message
    assert reply.error == bad.error.__name__


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("plan.pdf", TEXT.encode(), Kind.TEXT),
        ("plan.txt", pdf(), Kind.PDF),
        ("plan.pdf", word("<w:body/>"), Kind.WORD),
        ("plan.txt", zipped({"a.docx": word("<w:body/>")}, 0), Kind.ARCHIVE),
        ("latin.txt", "Président, Österreich".encode("latin-1"), Kind.TEXT),
        ("utf16.txt", "Président".encode("utf-16"), Kind.TEXT),
        ("no-mark.txt", LONG.encode("utf-16-le"), Kind.TEXT),
        ("bom.txt", "Président".encode("utf-8-sig"), Kind.TEXT),
        ("greek.html", f"<meta charset=cp1253><p>{'Σχέδιο ' * 9}".encode("cp1253"), Kind.TEXT),
        ("line.txt", b"word " * 900_000, Kind.TEXT),
        ("owner.pdf", b"\n" * 100 + pdf(), Kind.PDF),
    ],
)
def test_the_content_decides_what_a_file_is(name: str, data: bytes, kind: Kind) -> None:
    assert inspect(name, data, LIMITS) is kind


def test_the_files_of_an_archive_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.worker._limit_time", lambda _seconds: None)
    files: dict[str, bytes | str] = {
        "plans/a.txt": TEXT,
        "plans/": "",
        "plans/empty.txt": "",
        "__MACOSX/plans/._a.txt": "x",
        ".hidden": "x",
        "b.txt": LONG,
    }
    first, second, third = replies("all.zip", zipped(files))
    assert (first.name, second.name, third.name) == (
        "all.zip/plans/a.txt",
        "all.zip/plans/empty.txt",
        "all.zip/b.txt",
    )
    assert (first.text, third.text) == (TEXT, LONG)
    assert second.error == "EmptyFile"
    again = replies("all.zip", zipped(files), skip=1, known=[third.sha256])
    assert [(one.error, one.document) for one in again] == [("EmptyFile", None), (None, None)]


def test_a_limit_is_the_limit_that_is_named() -> None:
    small = Limits(file_bytes=100_000, text_bytes=1000, pages=2, archive_files=1)
    for data, words in [
        (b"x" * 1001, "at most 1,000 bytes"),
        (pdf(pages=3), "at most 2 are read"),
        (zipped({"a": "x", "b": "x"}), "at most 1 of an archive"),
        (b"x" * 100_001, "at most 0.1 MB"),
    ]:
        with pytest.raises(UnreadableFile, match=words):
            inspect("plan", data, small)
