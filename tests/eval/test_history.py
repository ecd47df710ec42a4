from datetime import timedelta
from pathlib import Path

import pytest

from answer.claims import Answer
from eval.history import TOLERANCE, Change, compare, last_report
from eval.report import Measured, Report
from eval.summary import Outcome
from tests.eval.made import MEASURED, RIGHT, STARTED, WRONG, answer, outcome, report, variants


def run(right: int, total: int = 400, part: str = "dev", wrong: Answer = WRONG) -> Report:
    """Return a report on some cases of which the first ones are right."""
    return report(*outcomes(right, total, part, wrong), measured=Measured())


def outcomes(right: int, total: int, part: str = "dev", wrong: Answer = WRONG) -> list[Outcome]:
    return [
        outcome(RIGHT if n < right else wrong, id=f"{part}{n}", part=part) for n in range(total)
    ]


def regressed(report: Report, earlier: Report) -> list[str]:
    return [change.name for change in compare(report, earlier).regressions]


@pytest.mark.parametrize(("right", "worse"), [(400, False), (398, False), (397, True)])
def test_more_than_half_a_percent_is_worse(right: int, worse: bool) -> None:
    assert regressed(run(right), run(400)) == ["right, dev"] * worse
    assert regressed(run(400), run(right)) == []


def test_in_a_small_set_one_case_counts() -> None:
    assert regressed(run(9, 10), run(10, 10)) == ["right, dev"]


def test_each_part_is_held_on_its_own() -> None:
    before = report(*outcomes(5, 10), *outcomes(5, 10, "test"), measured=Measured())
    now = report(*outcomes(9, 10), *outcomes(4, 10, "test"), measured=Measured())
    assert regressed(now, before) == ["right, test"]


def test_refusals_are_held() -> None:
    refused = answer("No.", status="not_found")
    assert regressed(run(0, 10, wrong=refused), run(0, 10)) == ["refused or answered rightly, dev"]


@pytest.mark.parametrize(
    ("now", "worse"),
    [
        (variants(9), []),
        (variants(8), ["consistency"]),
        (variants(9, written=9), ["generated questions right"]),
        ((), []),
    ],
)
def test_consistency_is_held(now: tuple[object, ...], worse: list[str]) -> None:
    measured = Measured((), now)  # type: ignore[arg-type]
    assert regressed(report(measured=measured), report()) == worse


def test_only_cases_that_both_asked_are_compared() -> None:
    before = report(*outcomes(10, 10), measured=Measured())
    grown = report(*outcomes(10, 20), measured=Measured())
    found = compare(grown, before)
    assert (found.cases, found.regressions, found.turned_wrong) == (10, (), ())
    changed = [outcome(WRONG, id=f"dev{n}", part="dev", question="Other?") for n in range(10)]
    assert compare(report(*changed, measured=Measured()), before).cases == 0


def test_it_is_told_which_cases_turned_but_not_those_held_back() -> None:
    before = report(*outcomes(2, 4), *outcomes(2, 4, "test"))
    now = report(*outcomes(1, 4), *outcomes(4, 4, "test"))
    found = compare(now, before)
    assert (found.turned_wrong, found.turned_right) == (("dev1",), ())
    assert (found.hidden_wrong, found.hidden_right) == (0, 2)


def test_times_and_other_measures_are_shown_and_not_held() -> None:
    slow = WRONG.model_copy(update={"elapsed_ms": 900.0, "dropped_claims": 9})
    now, before = run(0, 4, wrong=slow), run(0, 4)
    assert regressed(now, before) == []
    shown = list(map(str, compare(now, before).changes))
    assert "p50 a question, dev: 40 ms → 900 ms" in shown
    assert "claims verified, dev: 100.0 % → 10.0 %" in shown
    grown = [str(change) for change in compare(run(0, 5), before).changes]
    assert not any("p50" in line for line in grown), "they are about other cases"


def test_a_retriever_is_shown_where_both_runs_have_it() -> None:
    shown = list(map(str, compare(report(), report()).changes))
    assert "nDCG@10, stock: 40.0 % → 40.0 %" in shown
    assert not any(
        "stock" in str(c) for c in compare(report(), report(measured=Measured())).changes
    )


def test_the_tolerance_is_where_it_is_said_to_be() -> None:
    assert not Change("x", 1.0, 1.0 - TOLERANCE, held=True).regressed
    assert Change("x", 1.0, 0.9949, held=True).regressed
    assert not Change("x", 1.0, 0.5).regressed


def write(folder: Path, day: int, written: Report) -> Report:
    written = written.model_copy(update={"started": STARTED + timedelta(days=day)})
    (folder / f"{written.started:%Y-%m-%d}.json").write_text(written.model_dump_json())
    return written


def test_the_last_comparable_report_is_found(tmp_path: Path) -> None:
    assert last_report(tmp_path, run(4, 4)) is None
    write(tmp_path, 0, run(4, 4))
    wanted = write(tmp_path, 1, run(3, 4))
    write(tmp_path, 2, run(2, 2))
    write(tmp_path, 3, run(4, 4, part="other"))
    (tmp_path / "2027.json").write_text("{}")
    (tmp_path / "2028.json").write_text("][")
    assert last_report(tmp_path, run(4, 4)) == wanted


def test_a_quick_run_does_not_stand_in_for_a_whole_one(tmp_path: Path) -> None:
    whole = report(*outcomes(4, 4), measured=MEASURED)
    kept = write(tmp_path, 0, whole)
    quick = write(tmp_path, 1, run(4, 4))
    assert last_report(tmp_path, whole) == kept
    assert last_report(tmp_path, run(4, 4)) == quick
