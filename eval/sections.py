"""The sections of the HTML report: what each measure means, its plot, its table, the failures."""

from collections.abc import Iterator
from html import escape

from eval import plots, tables
from eval.consistency import Divergence
from eval.history import Comparison
from eval.report import HELD_BACK, CaseReport, Report

_MAX_DIVERGENCES = 40
"""How many failures of each change of wording are shown; the JSON has all of them."""


def sections(report: Report, comparison: Comparison | None) -> Iterator[str]:
    """Yield the sections that there is anything to show in."""
    if comparison:
        yield _comparison(comparison)
    yield from _answers(report)
    if report.retrieval:
        yield _retrieval(report)
        yield _times(report)
    yield _sizes(report)
    if report.variants:
        yield _consistency(report)
    yield _failures(report)


def _comparison(comparison: Comparison) -> str:
    worse = "; ".join(escape(str(change)) for change in comparison.regressions)
    verdict = (
        f'<p class="verdict bad">Worse: {worse}.</p>'
        if worse
        else '<p class="verdict good">Nothing got worse.</p>'
    )
    return _section(
        f"Since the run of {comparison.since:%Y-%m-%d %H:%M}",
        f"Over the {comparison.cases} cases that both runs asked; milliseconds are shown and not "
        "held against the run.",
        verdict + _folded("All measures of both runs", tables.changes(comparison)),
        _turned("Turned wrong", comparison.turned_wrong, comparison.hidden_wrong),
        _turned("Turned right", comparison.turned_right, comparison.hidden_right),
    )


def _turned(name: str, ids: tuple[str, ...], hidden: int) -> str:
    named = [f"<code>{escape(key)}</code>" for key in ids]
    named += [f"{hidden} of the {HELD_BACK} part"] if hidden else []
    return f"<p>{name}: {', '.join(named)}.</p>" if named else ""


def _answers(report: Report) -> Iterator[str]:
    yield _section(
        "By kind of question",
        "An answer is right when its status, all its facts and its citations are right.",
        plots.right_by(report, "kind"),
        tables.right_by(report, "kind"),
    )
    yield _section(
        "By document",
        "A question about several documents counts for each of them.",
        plots.right_by(report, "document"),
        _folded("The numbers", tables.right_by(report, "document")),
    )
    yield _section(
        "Refusals, both ways",
        "Precision: of those refused (answered), how many should have been. Recall: of those that "
        "should have been refused (answered), how many were.",
        plots.refusals(report),
        tables.refusals(report),
    )
    yield _section(
        "Citations and claims",
        "Precision: of the actions cited, those that belong there, where a case names all that do. "
        "Recall: of the refs that are to be cited, those that are. Verbatim: citations that are "
        "the stored text at their offsets. Verified: of the claims drafted, those let pass.",
        plots.citations(report),
        tables.citations(report),
    )


def _retrieval(report: Report) -> str:
    return _section(
        "Retrieval",
        f"Over the {report.retrieval[0].cases} questions that the documents answer at known "
        "places. Evidence: all facts of a question stand in the first so many characters of what "
        "was retrieved. The assistant returns only what it cites.",
        "<h3>Recall by number of pieces</h3>" + plots.recall(report),
        "<h3>Rank and evidence</h3>" + plots.evidence(report),
        tables.retrieval(report),
    )


def _times(report: Report) -> str:
    return _section(
        "Time",
        "In the same process, one after another: the assistant until its whole answer, the others "
        "until they have retrieved.",
        plots.times(report),
    )


def _sizes(report: Report) -> str:
    return _section(
        "Answer length and latency",
        "Boxes hold the middle half of the answers, with the median; the scales are logarithmic.",
        "<h3>Length of the answer</h3>" + plots.lengths(report),
        "<h3>Time to the answer</h3>" + plots.latency(report),
        _folded("The numbers", tables.sizes(report)),
    )


def _consistency(report: Report) -> str:
    blocks = [plots.consistency(report), tables.consistency(report)]
    for row in report.variants:
        shown = row.failures[:_MAX_DIVERGENCES]
        if shown:
            name = f"{row.change}: {len(shown)} of {len(row.failures):,} that differ"
            blocks.append(_folded(name, "".join(map(_divergence, shown))))
    return _section(
        "The same answer in other words",
        "Questions made from the stored facts. “As written” must be answered with exactly those "
        "facts; every other change must leave the answer as it was.",
        *blocks,
    )


def _divergence(one: Divergence) -> str:
    told = {"instead of": one.original, "understood": one.understood, "differs": one.differs}
    return _told(escape(one.question), told)


def _failures(report: Report) -> str:
    failed = [case for case in report.cases if not case.right]
    hidden = sum(case.part == HELD_BACK for case in failed)
    note = f"{len(failed)} of {len(report.cases)} questions"
    if hidden:
        note += f"; those of the {HELD_BACK} part ({hidden}) are not shown: nobody tunes on them"
    return _section("Failures", f"{note}.", *map(_failure, failed))


def _failure(case: CaseReport) -> str:
    if not case.detail:
        return ""
    detail = case.detail
    told = {
        "understood": detail.understood,
        "wrong": "\n".join(detail.wrong),
        "answer": detail.answer.answer,
    }
    return _told(f"<code>{escape(case.id)}</code>{escape(detail.question)}", told)


def _told(summary: str, told: dict[str, str]) -> str:
    """Return what folds open; the summary is HTML, all else words."""
    lines = (f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in told.items())
    return f"<details><summary>{summary}</summary><dl>{''.join(lines)}</dl></details>"


def _section(title: str, note: str, *blocks: str) -> str:
    return (
        f'<section><h2>{escape(title)}</h2><p class="note">{escape(note)}</p>'
        f"{''.join(blocks)}</section>"
    )


def _folded(name: str, block: str) -> str:
    return f"<details><summary>{escape(name)}</summary>{block}</details>"
