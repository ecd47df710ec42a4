"""A report as one HTML page that needs nothing else: no network, no other file."""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from eval.history import Comparison
from eval.metrics import Share
from eval.plots import script
from eval.report import Report
from eval.sections import sections
from eval.tables import milliseconds, percent

_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"
"""Nothing may be asked for from anywhere, whatever a question or an answer holds."""


def page(report: Report, comparison: Comparison | None) -> str:
    """Return the page: the figures that count, then each measure as a plot and a table.

    What the part that is held back was asked and answered does not stand in it.
    """
    css = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    title = f"OAP Assistant, evaluated {report.started:%Y-%m-%d %H:%M}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{css}</style><script>{script()}</script></head>"
        f"<body><main><h1>{title}</h1>{_about(report)}"
        f'<dl class="tiles">{"".join(_tiles(report))}</dl>'
        f"{''.join(sections(report, comparison))}</main></body></html>\n"
    )


def _about(report: Report) -> str:
    asked = f"{len(report.cases):,} questions with known answers"
    if report.variants:
        asked += f" and {sum(row.asked for row in report.variants):,} generated ones"
    documents = ", ".join(map(escape, report.documents))
    return f'<p class="note">{asked}, in {report.seconds:,.0f} s. Documents: {documents}.</p>'


def _tiles(report: Report) -> Iterator[str]:
    for part in report.parts:
        yield _share(f"right, {part}", report.summary(part).right)
    first = report.summary(report.parts[0])
    yield _share(f"answered where it should, {first.part}", first.answer_recall)
    yield _share(f"refused where it should, {first.part}", first.refusal_recall)
    yield _share("same answer in other words", report.consistency)
    yield _times(f"a question, {first.part}", first.p50_ms, first.p95_ms)
    for stock in report.retrieval[-1:]:  # the recipe that we hold ourselves against comes last
        yield _times(f"{stock.name}, retrieval alone", stock.p50_ms, stock.p95_ms)


def _times(name: str, p50_ms: float, p95_ms: float) -> str:
    return _tile(name, milliseconds(p50_ms), f"p50; p95 {milliseconds(p95_ms)}")


def _share(name: str, share: Share) -> str:
    if share.value is None:
        return ""
    return _tile(name, percent(share.value), f"{share.hits:,} of {share.total:,}")


def _tile(name: str, value: str, note: str) -> str:
    return (
        f'<div class="tile"><dt>{escape(name)}</dt>'
        f"<dd>{escape(value)}<small>{escape(note)}</small></dd></div>"
    )
