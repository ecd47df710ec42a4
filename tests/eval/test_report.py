from pathlib import Path

import pytest

from eval.errors import BadReport
from eval.metrics import Share
from eval.report import digest, read_report
from tests.eval.made import MARKED, MEASURED, case, outcome, report


def test_a_report_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text(report().model_dump_json())
    assert read_report(file) == report()


def test_questions_and_answers_that_are_held_back_are_not_in_it() -> None:
    written = report().model_dump_json()
    assert f"dev {MARKED}?" in written
    assert f"test {MARKED}?" not in written
    cases = {case.id: case for case in report().cases}
    assert cases["test-wrong"].detail is None and not cases["test-wrong"].right
    detail = cases["dev-wrong"].detail
    assert detail and (detail.wrong, detail.answer.answer) == (("lacks Spain / ES",), "Malta")


def test_the_part_that_counts_comes_first() -> None:
    parts = ("a", "test", "dev")
    assert report(*(outcome(part=part) for part in parts)).parts == ("test", "a", "dev")


def test_consistency_leaves_out_what_is_asked_as_written() -> None:
    assert report().consistency == Share(9, 10)
    assert report().generated_right == Share(10, 10)
    assert report(measured=type(MEASURED)()).consistency.value is None


def test_a_digest_changes_with_the_case_and_not_with_its_place() -> None:
    assert digest(case(part="a")) == digest(case(part="b"))
    assert digest(case()) != digest(case(facts=[["Malta"]]))


@pytest.mark.parametrize("content", [None, "{}", "][", '{"version": 2}'])
def test_a_file_that_is_no_report_is_told(content: str | None, tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    if content is not None:
        file.write_text(content)
    with pytest.raises(BadReport, match=r"report\.json") as error:
        read_report(file)
    assert "\n" not in str(error.value)
