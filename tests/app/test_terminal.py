"""The progress bar of `oap ingest`: the current file, how far it is, and the time left."""

import io
import re

import pytest
from rich.console import Console

from app import terminal
from app.terminal import Printer


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Standard error as a terminal that keeps all that is written to it."""
    written = io.StringIO()

    def console(**options: object) -> Console:
        shown = written if options.get("stderr") else io.StringIO()
        return Console(file=shown, force_terminal=True, width=120, color_system=None)

    monkeypatch.setattr(terminal, "Console", console)
    return written


def test_the_bar_shows_the_file_how_far_it_is_and_the_time_left(screen: io.StringIO) -> None:
    with Printer().progress(clock=iter(float(second) for second in range(10_000)).__next__) as tell:
        for done in range(1, 21):
            tell(done, 200, f"Reading plan-{done:03}.txt")
    shown = screen.getvalue()
    assert "Reading plan-020.txt" in shown
    assert "20/200" in shown
    assert re.search(r"left \d+:\d\d", shown)


def test_names_with_brackets_are_shown_as_they_are(screen: io.StringIO) -> None:
    with Printer().progress() as tell:
        tell(0, 1, "Reading [red]plan[/red].txt")
    assert "Reading [red]plan[/red].txt" in screen.getvalue()
