"""The same plan from text, Word, PDF and HTML gives the same facts; `-rP` prints the table."""

import pytest

from ingest.parse import Parsed
from ingest.report import report_on
from tests.ingest.formats.compare import WRITERS, differences, facts_of, read_as

ENOUGH = 0.99


@pytest.fixture(scope="module", params=WRITERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_another_format_gives_the_same_facts(corpus: dict[str, Parsed], form: str) -> None:
    equal = total = 0
    for name, parsed in corpus.items():
        again = read_as(parsed, form)
        left, right = facts_of(parsed.document), facts_of(again.document)
        wrong, facts = differences(left, right), len({*left, *right})
        print(f"{name:45} {form:5} {facts - len(wrong):4} of {facts:4} facts equal")
        for (ref, field), (was, now) in wrong.items():
            print(f"    {ref} {field}: {str(was)[:150]!r} became {str(now)[:150]!r}")
        equal += facts - len(wrong)
        total += facts
        assert again.document.template == parsed.document.template
        assert report_on(again.document, again.text).coverage == 1.0
    print(f"{form}: {equal / total:.1%} of {total}")
    assert equal / total >= ENOUGH
