"""Whatever the text: it is parsed, its spans lie in it, and no word is lost."""

from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from ingest.errors import OapError
from ingest.model import Document, Footnote, Passage, Span
from ingest.parse import parse_bytes, parse_text
from ingest.read import read_text
from ingest.report import report_on
from ingest.text import clean

CORPUS = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
TEXTS = [path.read_text("utf-8") for path in CORPUS]
# what the forms are made of, to be thrown together
PARTS = [
    "\n", "\t", " ", "\n\n\n", "Ref.: OA 1.1", "OA 2.1", "Leader: ES", "Co-leader:", "Objective:",
    "Participants:", "Strategic Goal 1: x", "Key Performance Indicators (KPIs)", "a) ", "(5)",
    "Q1-Q4", "Activities", "1.1\t", "#\tActivity\tLeader\tTarget", "KPI:", "<p>", "</p>", "2. Act",
    "I. To see this", "II. To stop that", "1. Look", "measures", "DELETED", "NOT DECLASSIFIED",
    "¹", "² note", "[footnoteRef:1]", "[1: x]", "1. Aim", "2.1\tWhy", "- ", "· ", "Goal 1:",
    "CHSG 1 - x", "(SIENA)", " UNTIL THE END OF THE DOCUMENT", "Acronyms", "AB\tC d", "7704/17",
    "Brussels, 31 February 2011", "at least 5 ", "Subject: x", "Budget: EUR 5", "*", "**", "United",
    "Kingdom", "AT, BE", "٣", "ſix",
]  # fmt: skip

slow = settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def mutilated(draw: st.DrawFn) -> str:
    """A stretch of a real document, with a piece cut out or doubled, or its lines shuffled."""
    text = draw(st.sampled_from(TEXTS))
    start = draw(st.integers(0, len(text)))
    text = text[start : start + draw(st.integers(0, 8000))]
    a, b = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    treatment = draw(st.sampled_from(["cut", "double", "shuffle", "keep"]))
    if treatment == "cut":
        return text[:a] + text[b:]
    if treatment == "double":
        return text[:b] + text[a:]
    if treatment == "shuffle":
        lines = text.split("\n")
        draw(st.randoms(use_true_random=False)).shuffle(lines)
        return "\n".join(lines)
    return text


def check(text: str) -> None:
    document = parse_text("any", text, "")
    for model in models(document):
        if isinstance(model, Span):
            assert 0 <= model.start <= model.end <= len(text)
    assert report_on(document, text).coverage == 1.0
    reached = 0
    for passage in document.passages:
        if not is_footnote(passage, document.footnotes):
            assert passage.start >= reached
            reached = passage.end
    assert Document.model_validate(document.model_dump(mode="json")) == document


def is_footnote(passage: Passage, notes: tuple[Footnote, ...]) -> bool:
    return any(passage.ref == note.ref for note in notes)


def models(model: BaseModel) -> list[BaseModel]:
    values = dict(model).values()
    parts = [part for value in values for part in (value if isinstance(value, tuple) else (value,))]
    return [model, *(m for part in parts if isinstance(part, BaseModel) for m in models(part))]


@slow
@given(st.text())
def test_any_characters(text: str) -> None:
    check(text)


@slow
@given(st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=50).map("".join))
def test_parts_of_forms_thrown_together(text: str) -> None:
    check(text)


@slow
@given(mutilated())
def test_mutilated_documents(text: str) -> None:
    check(text)


@given(st.binary() | st.text().map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text = read_text("any.txt", data)
    except OapError as refused:
        assert "'any.txt'" in str(refused)
    else:
        assert text.strip() and "\r" not in text and "\x00" not in text


@slow
@given(st.text(), st.binary())
def test_any_file_is_parsed_or_refused(name: str, data: bytes) -> None:
    parse: Callable[[str, bytes], object] = parse_bytes
    try:
        parse(name or "x", data)
    except OapError as refused:
        assert str(refused).endswith(".")


@given(st.text())
def test_clean_is_steady(text: str) -> None:
    """Clean words have no white space to fold, and cleaning never makes them longer."""
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert len(cleaned) <= len(text)
