"""The measure of what was learned, on questions left out."""

import pytest

from eval.learning import Told, confusions, groups, left_out, report, share

LINES = [
    *[(f"who {verb} the {thing}", "field/leader", 1.0)
      for verb in ("leads", "heads", "runs") for thing in ("action", "task force", "project")],
    *[(f"when {verb} the {thing}", "field/timing", 1.0)
      for verb in ("starts", "ends", "begins") for thing in ("action", "task force", "project")],
]  # fmt: skip


def told(wanted: str, first: str, second: str, chance: float) -> Told:
    return Told("file", "who?", wanted, first, second, chance)


def test_shares_tell_how_many_are_right() -> None:
    found = share([told("a", "a", "b", 0.9), told("b", "a", "b", 0.7), told("c", "a", "b", 0.2)])
    assert found.count == 3
    assert found.first == pytest.approx(1 / 3)
    assert found.second == pytest.approx(2 / 3)
    assert found.sure == pytest.approx(2 / 3)
    assert found.sure_right == pytest.approx(1 / 2)


def test_no_questions_have_no_shares() -> None:
    assert share([]).count == 0
    assert share([]).first == 0


def test_confusions_come_most_often_first() -> None:
    found = confusions([told("a", "b", "c", 1), told("c", "b", "a", 1), told("c", "b", "a", 1)])
    assert found == [("c", "b", 2), ("a", "b", 1)]


def test_a_line_belongs_to_the_file_that_it_comes_from() -> None:
    files = {"one": ["We met. Who leads the action on small boats in the 2022 plan, please?"]}
    lines = ["Who leads the action on small boats in the [plan], please?", "who leads [action]"]
    assert groups(lines, files) == ["one", "part 2"]


def test_each_line_is_told_without_its_group() -> None:
    names = [f"part {at % 2}" for at in range(len(LINES))]
    found = list(left_out(LINES, [], names))
    assert sorted(one.question for one in found) == sorted(line for line, _, _ in LINES)
    assert share(found).first == 1


def test_the_report_tells_groups_intents_and_confusions() -> None:
    lines = list(report([told("a/x", "b/y", "a/x", 0.9), told("b/y", "b/y", "a/x", 0.9)]))
    assert "all" in lines[1]
    assert lines[2].endswith("file")
    assert lines[-1].endswith("1 × a/x taken for b/y")
