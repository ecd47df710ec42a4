"""The plots of the report: each is one block of HTML that needs the plotly.js of its page.

Backgrounds are left out and `report.css` colours words and grids, so that plots follow the theme.
"""

from collections.abc import Callable, Mapping, Sequence
from itertools import cycle
from typing import Any

from plotly import graph_objects as go
from plotly.offline import get_plotlyjs

from eval.history import Unit
from eval.report import CaseReport, Report
from eval.summary import By
from eval.tables import milliseconds, percent

_PAIR = ("#3b82f6", "#94a3b8", "#f59e0b", "#14b8a6", "#a78bfa", "#f472b6")
"""For parts and percentiles: the first is what counts, the second stands back."""
_RIVALS = ("#3b82f6", "#f59e0b", "#14b8a6", "#a78bfa")
_TICKS = [digit * 10**zeros for zeros in range(6) for digit in (1, 2, 5)]
"""Of logarithmic scales."""
_ROW_PX = 21
_FRAME_PX = 86
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

Numbers = Mapping[str, Mapping[str, float | None]]
"""By series, then by row; None where there is nothing to show."""


def script() -> str:
    """Return plotly.js, 5 MB of it, which the page holds once."""
    return str(get_plotlyjs())


def right_by(report: Report, by: By) -> str:
    """Show how many answers are right, by kind of question or by document."""
    series: dict[str, dict[str, float | None]] = {part: {} for part in report.parts}
    for summary in report.summaries:
        if summary.by == by:
            series[summary.part][summary.name] = summary.right.value
    return _bars(f"right-by-{by}", series)


def refusals(report: Report) -> str:
    """Show precision and recall of refusing, and of answering, by part."""
    return _bars(
        "refusals",
        {
            summary.part: {
                "refusal precision": summary.refusal_precision.value,
                "refusal recall": summary.refusal_recall.value,
                "answer precision": summary.answer_precision.value,
                "answer recall": summary.answer_recall.value,
            }
            for summary in map(report.summary, report.parts)
        },
    )


def citations(report: Report) -> str:
    """Show how good the citations are and how many claims passed verification, by part."""
    return _bars(
        "citations",
        {
            summary.part: {
                "citation precision": summary.citation_precision.value,
                "citation recall": summary.citation_recall.value,
                "verbatim citations": summary.verbatim.value,
                "claims verified": summary.claims_verified.value,
            }
            for summary in map(report.summary, report.parts)
        },
    )


def recall(report: Report) -> str:
    """Show the recall of each retriever by number of pieces."""
    figure = go.Figure()
    for scores, colour in zip(report.retrieval, _RIVALS, strict=False):
        figure.add_scatter(
            x=[str(k) for k in scores.recall],
            y=list(scores.recall.values()),
            name=scores.name,
            mode="lines+markers",
            line={"color": colour, "width": 3 if scores == report.retrieval[0] else 2},
        )
    figure.update_xaxes(title="pieces of text", type="category")
    figure.update_yaxes(title="recall", range=[0, 1.02], tickformat=".0%")
    return _drawn("recall", figure, 340)


def evidence(report: Report) -> str:
    """Show nDCG@10 and evidence recall of each retriever."""
    return _bars(
        "evidence",
        {
            scores.name: {
                "nDCG@10": scores.ndcg_10,
                **{f"evidence in {most:,} chars": v for most, v in scores.evidence.items()},
            }
            for scores in report.retrieval
        },
        colours=_RIVALS,
    )


def times(report: Report) -> str:
    """Show how long the assistant takes to answer beside how long others take to retrieve."""
    series = {
        "p50": {scores.name: scores.p50_ms for scores in report.retrieval},
        "p95": {scores.name: scores.p95_ms for scores in report.retrieval},
    }
    return _bars("times", series, unit="ms")


def consistency(report: Report) -> str:
    """Show how many answers stay the same under each change of wording."""
    same = {row.change: row.same / row.asked for row in report.variants if row.asked}
    return _bars("consistency", {"same answer": same})


def lengths(report: Report) -> str:
    """Show how long answers are, by kind of question."""
    return _spread("lengths", report, "characters of the answer", lambda case: case.chars)


def latency(report: Report) -> str:
    """Show how long answers take, by kind of question."""
    return _spread("latency", report, "ms to the answer", lambda case: case.elapsed_ms)


def _spread(name: str, report: Report, unit: str, measured: Callable[[CaseReport], float]) -> str:
    """Draw a box for each kind and part; what is measured is 1 or more, or counts as 1."""
    kinds = sorted({case.kind for case in report.cases})
    figure = go.Figure()
    for part, colour in zip(report.parts, cycle(_PAIR), strict=False):
        cases = [case for case in report.cases if case.part == part]
        figure.add_box(
            x=[max(1.0, measured(case)) for case in cases],
            y=[case.kind for case in cases],
            name=part,
            orientation="h",
            boxpoints=False,
            marker_color=colour,
        )
    figure.update_layout(boxmode="group")
    figure.update_xaxes(
        title=unit, type="log", tickvals=_TICKS, ticktext=[f"{n:,}" for n in _TICKS]
    )
    figure.update_yaxes(categoryorder="array", categoryarray=kinds, autorange="reversed")
    return _drawn(name, figure, _height(len(kinds) * len(report.parts)))


def _bars(name: str, series: Numbers, unit: Unit = "share", colours: Sequence[str] = _PAIR) -> str:
    """Draw horizontal bars, the first series and the first row on top."""
    rows = list(dict.fromkeys(row for own in series.values() for row in own))
    figure = go.Figure()
    for (label, own), colour in zip(series.items(), cycle(colours), strict=False):
        figure.add_bar(
            x=[own.get(row) for row in rows],
            y=rows,
            name=label,
            orientation="h",
            marker_color=colour,
            text=[_label(own.get(row), unit) for row in rows],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{y}: %{text}",
        )
    figure.update_yaxes(autorange="reversed")
    if unit == "share":
        figure.update_xaxes(range=[0, 1.08], tickformat=".0%", tickvals=[0, 0.25, 0.5, 0.75, 1])
    else:
        figure.update_xaxes(title=unit, rangemode="tozero")
    return _drawn(name, figure, _height(len(rows) * len(series)))


def _label(value: float | None, unit: Unit) -> str:
    if value is None:
        return ""
    return percent(value) if unit == "share" else milliseconds(value)


def _drawn(name: str, figure: go.Figure, height_px: int) -> str:
    figure.update_layout(
        template="none",
        height=height_px,
        margin={"l": 10, "r": 50, "t": 34, "b": 40},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": _FONT, "size": 13},
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "traceorder": "normal"},
        showlegend=len(figure.data) > 1,
        bargap=0.25,
    )
    figure.update_yaxes(automargin=True, ticksuffix="  ")
    config: dict[str, Any] = {"displayModeBar": False, "responsive": True}
    drawn = figure.to_html(config, full_html=False, include_plotlyjs=False, div_id=f"plot-{name}")
    return f"<figure>{drawn}</figure>"


def _height(bars: int) -> int:
    return _FRAME_PX + _ROW_PX * max(bars, 2)
