from io import StringIO

from rich.console import Console

from eval.history import Comparison, compare
from eval.report import Measured, Report
from eval.terminal import print_report
from tests.eval.made import MARKED, RIGHT, WRONG, outcome, report


def printed(found: Report, comparison: Comparison | None = None) -> str:
    written = StringIO()
    print_report(Console(file=written, width=190), found, comparison)
    return written.getvalue()


def rows(text: str, *start: str) -> list[str]:
    """Return the lines that begin with some words, their spaces folded."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [line for line in lines if line.startswith(" ".join(start))]


def test_measures_are_shown_by_kind_and_document() -> None:
    text = printed(report())
    expected = "2 1/2 50% 2/2 100% – – – 2/2 100% 2/2 100% 5 30 39"
    assert rows(text, "dev field") == [f"dev field {expected}"]
    assert rows(text, "test plan") == [f"test plan {expected}"]
    assert len(rows(text, "test all")) == 2


def test_retrievers_and_consistency_are_shown() -> None:
    text = printed(report())
    assert rows(text, "stock") == ["stock 7 0.400 0.400 0.400 0.400 0.400 0.400 0.400 30.0 60.0"]
    assert rows(text, "typo") == ["typo 10 90.0%"]
    assert rows(text, "consistency") == ["consistency 10 90.0%"]
    assert "retriever" not in printed(report(measured=Measured()))


def test_failures_are_listed_with_what_was_understood() -> None:
    text = printed(report())
    assert f"✗ dev-wrong: dev {MARKED}? → [Leaders · {MARKED}] lacks Spain / ES" in text
    assert f"≠ typo: typo {MARKED} → [understood so] cites no OA 1.1" in text
    assert "dev-right" not in text
    assert "test-wrong" not in text and "test <b>" not in text
    assert "Failures of the test part, which are not shown: 1." in text


def test_what_changed_is_listed() -> None:
    before = report(outcome(RIGHT, part="dev"), outcome(RIGHT, id="y", part="test"))
    now = report(outcome(WRONG, part="dev"), outcome(WRONG, id="y", part="test"))
    text = printed(now, compare(now, before))
    assert "Since 2026-01-02 03:04, 2 same cases:" in text
    assert "right, dev: 100.0 % → 0.0 %" in text
    assert "turned wrong: x, 1 of the test part\n" in text
    assert "turned right: x" in printed(before, compare(before, now))
