"""A report as tables for a terminal, with the failures worth reading under them."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eval.history import Comparison
from eval.metrics import Share
from eval.report import HELD_BACK, CaseReport, Report
from eval.summary import Summary

_SHOWN_DIVERGENCES = 3
"""How many failures of each change of wording are printed; the files have all of them."""

_COLUMNS = (
    *("\ncases", "\nright", "citation\nrecall", "citation\nprecision"),
    *("refusal\nprecision", "refusal\nrecall", "answer\nrecall", "claims\nverified"),
    *("p50\nchars", "p50\nms", "p95\nms"),
)
_LEGEND = (
    "right: status, facts and citations; citation recall: of the refs that are to be cited, "
    "precision: of the actions cited where all are named;\nrefusal recall: of the questions that "
    "the documents do not answer; answer recall: of those that they do; claims verified: of all "
    "drafted"
)


def print_report(console: Console, report: Report, comparison: Comparison | None) -> None:
    """Print the measures, the failures one a line, and what changed since the last run.

    The failures of the part that is held back are only counted.
    """
    for by in ("kind", "document"):
        chosen = [s for s in report.summaries if s.by in ("all", by)]
        console.print(_summary_table(by, sorted(chosen, key=lambda s: (s.part, s.by == "all"))))
    print_line(_LEGEND, console, "dim")
    if report.retrieval:
        console.print(_retrieval_table(report))
    if report.variants:
        console.print(_variants_table(report))
    for line in (*_failures(report), *_divergences(report)):
        print_line(line, console)
    if comparison:
        _print_comparison(console, comparison)


def print_line(words: str, console: Console, style: str = "") -> None:
    """Print a line as it is, unbroken, whatever brackets stand in it."""
    console.print(Text(words, style), soft_wrap=True)


def _table(words: Sequence[str], numbers: Sequence[str]) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in words:
        table.add_column(name, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _summary_table(by: str, rows: Sequence[Summary]) -> Table:
    table = _table(("\npart", f"\n{by}"), _COLUMNS)
    for row in rows:
        shares = (
            *(row.right, row.citation_recall, row.citation_precision),
            *(row.refusal_precision, row.refusal_recall, row.answer_recall, row.claims_verified),
        )
        sizes = [f"{size:.0f}" for size in (row.p50_chars, row.p50_ms, row.p95_ms)]
        cells = (row.part, row.name, str(row.cases), *map(_shown, shares), *sizes)
        table.add_row(*cells, style="bold" if row.by == "all" else "")
    return table


def _retrieval_table(report: Report) -> Table:
    first = report.retrieval[0]
    recalls = [f"recall@{k}" for k in first.recall]
    evidence = [f"evidence {most:,}" for most in first.evidence]
    table = _table(("retriever",), ("cases", "nDCG@10", *recalls, *evidence, "p50 ms", "p95 ms"))
    for row in report.retrieval:
        shares = (row.ndcg_10, *row.recall.values(), *row.evidence.values())
        times = (f"{row.p50_ms:.1f}", f"{row.p95_ms:.1f}")
        table.add_row(row.name, str(row.cases), *(f"{share:.3f}" for share in shares), *times)
    return table


def _variants_table(report: Report) -> Table:
    table = _table(("change of wording",), ("asked", "same answer"))
    for row in report.variants:
        table.add_row(row.change, f"{row.asked:,}", _percent(Share(row.same, row.asked)))
    table.add_row("consistency", f"{report.consistency.total:,}", _percent(report.consistency))
    return table


def _failures(report: Report) -> Iterator[str]:
    for case in report.cases:
        if case.detail and not case.right:
            yield _failure(case)
    hidden = sum(not case.right and case.part == HELD_BACK for case in report.cases)
    if hidden:
        yield f"Failures of the {HELD_BACK} part, which are not shown: {hidden}."


def _failure(case: CaseReport) -> str:
    assert case.detail
    wrong = "; ".join(case.detail.wrong)
    return f"✗ {case.id}: {case.detail.question} → [{case.detail.understood}] {wrong}"


def _divergences(report: Report) -> Iterator[str]:
    for row in report.variants:
        for one in row.failures[:_SHOWN_DIVERGENCES]:
            yield f"≠ {row.change}: {one.question} → [{one.understood}] {one.differs}"


def _print_comparison(console: Console, comparison: Comparison) -> None:
    print_line(f"Since {comparison.since:%Y-%m-%d %H:%M}, {comparison.cases} same cases:", console)
    for change in comparison.changes:
        print_line(f"  {change}", console, "bold red" if change.regressed else "")
    for words, ids, hidden in (
        ("turned wrong", comparison.turned_wrong, comparison.hidden_wrong),
        ("turned right", comparison.turned_right, comparison.hidden_right),
    ):
        named = [*ids, *([f"{hidden} of the {HELD_BACK} part"] if hidden else [])]
        if named:
            print_line(f"  {words}: {', '.join(named)}", console)


def _shown(share: Share) -> str:
    return f"{share.hits}/{share.total} {share.hits / share.total:4.0%}" if share.total else "–"


def _percent(share: Share) -> str:
    return f"{share.hits / share.total:.1%}" if share.total else "–"
