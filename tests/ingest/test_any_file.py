"""Whatever the file: it is read or refused with one of our own sentences, and nothing else.

OAP_EXAMPLES=5000 pytest tests/ingest/test_any_file.py    # as many files for each test
"""

import os
import zipfile
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.archives import members
from ingest.errors import UnreadableFile
from ingest.inspect import inspect
from ingest.limits import Limits
from ingest.parse import parse_bytes
from ingest.worker import Reply, Request, answer, parse_safely
from tests.ingest.bad_files import BAD_FILES, LONG, TEXT, pdf, word, zipped

LIMITS = Limits(file_bytes=2_000_000, text_bytes=200_000, pages=20, archive_files=20)
SEEDS = [
    TEXT.encode(),
    ("é" + LONG).encode("utf-16"),
    pdf(pages=2),
    word("<w:body><w:p><w:r><w:t>Words of a plan.</w:t></w:r></w:p></w:body>"),
    zipped({"a.txt": TEXT, "b.docx": word("<w:body/>"), "c/d.pdf": pdf()}),
    *(content for bad in BAD_FILES if len(content := bad.make()) < 20_000),
]
NAMES = (
    st.sampled_from(["x", "x.txt", "x.docx", "x.pdf", "x.zip", "../x", "x\udcff", ""]) | st.text()
)

EXAMPLES = int(os.environ.get("OAP_EXAMPLES", "40"))

thorough = settings(
    deadline=None, max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow]
)


@st.composite
def mutilated(draw: st.DrawFn) -> bytes:
    """A file of some format with bytes changed, cut out, doubled or put in."""
    data = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        end = min(end, start + 200)
        treatment = draw(st.sampled_from(["change", "cut", "double", "end", "put"]))
        if treatment == "change" and start < len(data):
            data[start] ^= draw(st.integers(1, 255))
        elif treatment == "cut":
            del data[start:end]
        elif treatment == "double":
            data[start:start] = data[start:end]
        elif treatment == "end":
            del data[max(start, len(data) // 2) :]
        else:
            data[start:start] = draw(st.binary(max_size=20))
    return bytes(data)


def check(name: str, data: bytes) -> None:
    try:
        inspect(name, data, LIMITS)
        parse_bytes(name, data)
    except UnreadableFile as refused:
        assert str(refused).endswith(".")
        assert "\n" not in str(refused)


@thorough
@given(NAMES, mutilated())
def test_a_mutilated_file_is_read_or_refused(name: str, data: bytes) -> None:
    check(name, data)


@thorough
@given(NAMES, st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    check(name, data)


@thorough
@given(mutilated())
def test_a_mutilated_archive_gives_files_or_is_refused(data: bytes) -> None:
    try:
        for member in members("x.zip", data, LIMITS):
            assert (member.data is None) == (member.error is not None)
    except UnreadableFile as refused:
        assert "'x.zip'" in str(refused)


@thorough
@given(
    st.dictionaries(st.text(min_size=1, max_size=30), st.binary(max_size=100), max_size=5),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_any_names_in_an_archive_lead_nowhere(files: dict[str, bytes], level: int) -> None:
    try:
        data = zipped(dict(files), level)
    except (ValueError, IndexError):  # no name that an archive can have
        return
    request = Request(name="x.zip", size=len(data))
    with patch("ingest.worker._limit_time"):
        replies = list(answer(request, data, LIMITS))
    for reply in replies:
        assert Reply.model_validate(reply.model_dump()) == reply
        assert ".." not in reply.name.split("/") or reply.error


@thorough
@given(NAMES, mutilated())
def test_what_the_worker_catches_it_says(name: str, data: bytes) -> None:
    """The last resort, in the worker: whatever a reader raises is one of our own errors there."""
    try:
        parse_safely(name, data, LIMITS)
    except UnreadableFile as refused:
        assert str(refused).endswith(".")
