"""The tables of the HTML report; every word in them is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from eval.history import Comparison
from eval.metrics import Share
from eval.report import Report
from eval.summary import By, Summary


def table(head: Sequence[str], rows: Iterable[Sequence[str]], strong: Sequence[int] = ()) -> str:
    """Return a table; the first column holds words, the others numbers.

    `strong` are the positions of rows to stand out.
    """
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(_row(row, number in strong) for number, row in enumerate(rows))
    return (
        f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'
        "</div>"
    )


def _row(cells: Sequence[str], strong: bool) -> str:
    first, *others = map(escape, cells)
    numbers = "".join(f"<td>{cell}</td>" for cell in others)
    opened = '<tr class="strong">' if strong else "<tr>"
    return f'{opened}<th scope="row">{first}</th>{numbers}</tr>'


def right_by(report: Report, by: By) -> str:
    """Return what is right in each part, by kind of question or by document."""
    chosen = [s for part in report.parts for s in _of(report, part, by)]
    head = ("", "part", "cases", "right", "status and facts", "citation recall")
    rows = [
        (s.name, s.part, str(s.cases), *map(share, (s.right, s.answers_right, s.citation_recall)))
        for s in chosen
    ]
    return table(head, rows, [at for at, s in enumerate(chosen) if s.by == "all"])


def _of(report: Report, part: str, by: By) -> list[Summary]:
    own = [s for s in report.summaries if (s.part, s.by) == (part, by)]
    return [*own, report.summary(part)]


def refusals(report: Report) -> str:
    """Return precision and recall of refusing and of answering, by part."""
    head = ("", "refusal precision", "refusal recall", "answer precision", "answer recall")
    parts = [report.summary(part) for part in report.parts]
    return table(
        head,
        [
            (
                s.part,
                *map(share, (s.refusal_precision, s.refusal_recall)),
                *map(share, (s.answer_precision, s.answer_recall)),
            )
            for s in parts
        ],
    )


def citations(report: Report) -> str:
    """Return how good the citations are and how many claims passed verification, by part."""
    head = ("", "precision", "recall", "verbatim", "claims verified")
    parts = [report.summary(part) for part in report.parts]
    return table(
        head,
        [
            (
                s.part,
                *map(share, (s.citation_precision, s.citation_recall)),
                *map(share, (s.verbatim, s.claims_verified)),
            )
            for s in parts
        ],
    )


def retrieval(report: Report) -> str:
    """Return what each retriever finds, and how fast."""
    first = report.retrieval[0]
    recalls = (f"recall@{k}" for k in first.recall)
    evidence = (f"evidence in {most:,}" for most in first.evidence)
    head = ("", "cases", "nDCG@10", *recalls, *evidence, "p50", "p95")
    rows = [
        (
            *(s.name, str(s.cases), f"{s.ndcg_10:.3f}"),
            *map(percent, (*s.recall.values(), *s.evidence.values())),
            *map(milliseconds, (s.p50_ms, s.p95_ms)),
        )
        for s in report.retrieval
    ]
    return table(head, rows, [0])


def consistency(report: Report) -> str:
    """Return how many answers stay the same under each change of wording."""
    rows = [(v.change, f"{v.asked:,}", share(Share(v.same, v.asked))) for v in report.variants]
    total = report.consistency
    rows.append(("consistency: all but “as written”", f"{total.total:,}", share(total)))
    return table(("", "asked", "same answer"), rows, [len(rows) - 1])


def sizes(report: Report) -> str:
    """Return answer length and latency, by part and kind."""
    head = ("", "part", "p50 length", "p95 length", "p50", "p95")
    chosen = [s for part in report.parts for s in _of(report, part, "kind")]
    rows = [
        (
            *(s.name, s.part),
            *(f"{size:,.0f} chars" for size in (s.p50_chars, s.p95_chars)),
            *map(milliseconds, (s.p50_ms, s.p95_ms)),
        )
        for s in chosen
    ]
    return table(head, rows, [at for at, s in enumerate(chosen) if s.by == "all"])


def changes(comparison: Comparison) -> str:
    """Return what changed since the run compared with."""
    rows = [
        (change.name, *str(change).partition(": ")[2].split(" → ")) for change in comparison.changes
    ]
    worse = [at for at, change in enumerate(comparison.changes) if change.regressed]
    return table(("", "before", "now"), rows, worse)


def milliseconds(value: float) -> str:
    """Return "54 ms", or "0.4 ms" where tenths count."""
    return f"{value:.1f} ms" if value < 10 else f"{value:,.0f} ms"


def share(value: Share) -> str:
    """Return "82.5 % (132 of 160)", or a dash where there is nothing to measure."""
    if value.value is None:
        return "–"
    return f"{percent(value.value)} ({value.hits:,} of {value.total:,})"


def percent(value: float) -> str:
    """Return "82.5 %"."""
    return f"{value:.1%}".replace("%", " %")
