import json
import re
from html.parser import HTMLParser

import pytest

from eval.history import compare
from eval.html import page
from eval.report import Measured
from eval.tables import milliseconds
from tests.eval.made import MARKED, RIGHT, WRONG, outcome, report

ESCAPED = "&lt;b&gt;&amp;amp; [bold]&lt;/b&gt;"


@pytest.fixture(scope="module")
def whole() -> str:
    return page(report(), compare(report(), report()))


def outside_scripts(html: str) -> str:
    return re.sub(r"(?s)<(script|style)\b.*?</\1>", "", html)


class Tags(HTMLParser):
    """Collects what a page asks for and which tags stay open."""

    def __init__(self) -> None:
        super().__init__()
        self.asked_for: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.asked_for += [str(value) for name, value in attrs if name in ("src", "href", "srcset")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_asks_for_nothing_and_closes_what_it_opens(whole: str) -> None:
    tags = Tags()
    tags.feed(whole)
    assert tags.asked_for == [] and tags.open == []
    assert "default-src 'none'" in whole
    assert "@import" not in outside_scripts(whole) and "url(" not in whole.partition("</style>")[0]


def test_plotly_is_in_it_once(whole: str) -> None:
    assert whole.count("plotly.js v") == 1
    assert 4e6 < len(whole) < 6e6


@pytest.mark.parametrize(
    "plot",
    [
        *("right-by-kind", "right-by-document", "refusals", "citations", "recall", "evidence"),
        *("times", "lengths", "latency", "consistency"),
    ],
)
def test_every_measure_has_a_plot(plot: str, whole: str) -> None:
    assert whole.count(f'id="plot-{plot}"') == 1


def test_a_plot_holds_the_numbers(whole: str) -> None:
    drawn = re.search(r'Plotly\.newPlot\(\s*"plot-right-by-kind",\s*(\[.*?\]),\s*\{', whole)
    assert drawn
    assert [(bars["name"], bars["y"], bars["x"]) for bars in json.loads(drawn.group(1))] == [
        ("test", ["field"], [0.5]),
        ("dev", ["field"], [0.5]),
    ]


def test_tables_hold_the_numbers(whole: str) -> None:
    assert '<th scope="row">field</th><td>test</td><td>2</td><td>50.0 % (1 of 2)</td>' in whole
    assert '<th scope="row">stock</th><td>7</td><td>0.400</td><td>40.0 %</td>' in whole
    assert '<th scope="row">typo</th><td>10</td><td>90.0 % (9 of 10)</td>' in whole
    assert "<dt>a question, test</dt><dd>30 ms<small>p50; p95 39 ms</small></dd>" in whole


@pytest.mark.parametrize(
    ("value", "words"), [(0.44, "0.4 ms"), (54.4, "54 ms"), (1e4, "10,000 ms")]
)
def test_tenths_of_milliseconds_are_shown_where_they_count(value: float, words: str) -> None:
    assert milliseconds(value) == words


def test_failures_are_listed_and_their_words_escaped(whole: str) -> None:
    assert f"<code>dev-wrong</code>dev {ESCAPED}?" in whole
    assert f"<dt>understood</dt><dd>Leaders · {ESCAPED}</dd>" in whole
    assert "<dt>wrong</dt><dd>lacks Spain / ES</dd><dt>answer</dt><dd>Malta</dd>" in whole
    assert f"typo {ESCAPED}" in whole and MARKED not in whole
    assert "dev-right" not in whole


def test_what_is_held_back_is_counted_only(whole: str) -> None:
    assert "2 of 4 questions; those of the test part (1) are not shown" in whole
    assert "test-wrong" not in whole and "test-right" not in whole
    assert f"test {ESCAPED}?" not in whole


def test_the_comparison_says_what_got_worse(whole: str) -> None:
    assert "Nothing got worse." in whole
    before = report(outcome(RIGHT, part="dev"), outcome(RIGHT, id="y", part="test"))
    now = report(outcome(WRONG, part="dev"), outcome(WRONG, id="y", part="test"))
    text = outside_scripts(page(now, compare(now, before)))
    assert "Worse: right, test: 100.0 % → 0.0 %; right, dev: 100.0 % → 0.0 %." in text
    assert "Turned wrong: <code>x</code>, 1 of the test part." in text


def test_a_first_quick_run_leaves_out_what_it_has_not_measured() -> None:
    text = outside_scripts(page(report(measured=Measured()), None))
    assert "<h2>By kind of question</h2>" in text and "right, test" in text
    for left_out in ("Retrieval", "Since the run", "other words", "generated", "<h2>Time"):
        assert left_out not in text
