"""What holds for every parsed document, whatever it says."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import pairwise

from pydantic import BaseModel

from ingest.model import Document, Field, Footnote, Passage, Span, Value
from ingest.parse import Parsed
from ingest.passages import innermost_ref
from ingest.report import report_on
from ingest.text import clean, line_start

Walk = Callable[[BaseModel], Iterator[BaseModel]]

# the forms that DESIGN.md promises to whatever reads a ref
CONTRACT = re.compile(
    r"OA \d+\.\d+|SG \d+|Measure \d+|§ \d+(\.\d+)*|Chapter [IVX]+|Footnote \d+"
    r"|Acronyms|Preamble|Annex"
)
# fields that are printed on a row of their own, whose words a citation quotes
ROW_FIELDS = [f for f in Field if f not in (Field.TITLE, Field.RELATED)]


def test_spans_lie_in_the_text(parsed: Parsed, models_in: Walk) -> None:
    for model in models_in(parsed.document):
        if isinstance(model, Span):
            assert 0 <= model.start < model.end <= len(parsed.text)


def test_a_value_is_what_its_span_says(parsed: Parsed, models_in: Walk) -> None:
    """Apart from punctuation at the ends, and from dates and refs, which have one form."""
    heading = parsed.document.heading
    related = [value for action in parsed.document.actions() for value in action.related]
    normalised = [heading.date, heading.original_date, *related]
    for model in models_in(parsed.document):
        if isinstance(model, Value) and not any(model is value for value in normalised):
            assert bare(model.value) == bare(clean(model.quote(parsed.text)))


def bare(words: str) -> str:
    return words.strip(' .,;:“”"')


def test_dates_and_refs_stand_at_their_spans_in_another_form(parsed: Parsed) -> None:
    heading = parsed.document.heading
    for date in filter(None, (heading.date, heading.original_date)):
        printed = datetime.strptime(date.quote(parsed.text), "%d %B %Y")
        assert date.value == printed.date().isoformat()
    for action in parsed.document.actions():
        for value in action.related:
            assert value.value.split()[-1] in value.quote(parsed.text)


def test_a_footnote_is_its_words(parsed: Parsed) -> None:
    for note in parsed.document.footnotes:
        assert clean(note.quote(parsed.text)).endswith(note.value)


def test_elements_open_and_close_on_words(parsed: Parsed, models_in: Walk) -> None:
    for model in models_in(parsed.document):
        if isinstance(model, Span):
            quote = model.quote(parsed.text)
            assert quote == quote.strip()


def test_actions_follow_one_another_below_their_goal(parsed: Parsed) -> None:
    for goal in parsed.document.goals:
        actions = [action for action in goal.actions if not action.withheld]
        starts = [goal.start, *(action.start for action in actions)]
        assert starts == sorted(starts)
        for before, after in pairwise(actions):
            assert before.end <= after.start


def test_values_of_an_action_lie_in_it(parsed: Parsed) -> None:
    overview = {row.title for row in parsed.document.overview}
    for action in parsed.document.actions():
        for field in Field:
            for value in action.values(field):
                inside = action.start <= value.start and value.end <= action.end
                assert inside or (field == Field.TITLE and value in overview)


def test_each_value_stands_in_a_row_of_its_field(parsed: Parsed) -> None:
    for action in parsed.document.actions():
        for field in ROW_FIELDS:
            rows = [row for row in action.rows if row.field == field]
            for value in action.values(field):
                assert any(row.start <= value.start and value.end <= row.end for row in rows)


def test_rows_lie_in_their_action(parsed: Parsed) -> None:
    for action in parsed.document.actions():
        for row in action.rows:
            assert action.start <= row.start < row.end <= action.end


def test_a_timing_is_printed_behind_its_activity(parsed: Parsed) -> None:
    for action in parsed.document.actions():
        for activity in action.activities:
            if activity.timing is not None:
                assert activity.timing_start is not None and activity.timing_end is not None
                assert activity.end <= activity.timing_start
                printed = parsed.text[activity.timing_start : activity.timing_end]
                assert printed == activity.timing


def test_refs_have_the_forms_of_the_contract(parsed: Parsed, models_in: Walk) -> None:
    for ref in refs_in(parsed.document, models_in):
        assert CONTRACT.fullmatch(ref), ref


def refs_in(document: Document, models_in: Walk) -> Iterator[str]:
    for model in models_in(document):
        for field in ("ref", "goal", "chapter", "parent", "caller", "wording_ref"):
            value = getattr(model, field, None)
            if isinstance(value, str):
                yield value
        yield from getattr(model, "notes", ())


def test_a_ref_names_one_element(parsed: Parsed) -> None:
    document = parsed.document
    elements = (
        *document.goals, *document.actions(), *document.chapters, *document.measures,
        *document.sections, *document.footnotes,
    )  # fmt: skip
    refs = [element.ref for element in elements]
    assert len(refs) == len(set(refs))


def test_passages_stand_in_order_and_overlap_only_at_inline_footnotes(parsed: Parsed) -> None:
    inline = {(n.start, n.end) for n in parsed.document.footnotes if is_inline(n, parsed.text)}
    reached = 0
    for passage in parsed.document.passages:
        if (passage.start, passage.end) not in inline:
            assert passage.start >= reached
            reached = passage.end
    starts = [passage.start for passage in parsed.document.passages]
    assert starts == sorted(starts)


def is_inline(note: Footnote, text: str) -> bool:
    return text[line_start(text, note.start) : note.start].strip(" [0123456789:\t") != ""


def test_passages_belong_to_the_element_that_they_lie_in(parsed: Parsed) -> None:
    document = parsed.document
    for passage in document.passages:
        assert passage.ref == innermost_ref(document, passage.start)


def test_every_footnote_can_be_found_as_a_passage(parsed: Parsed) -> None:
    passages = {passage.ref: passage for passage in parsed.document.passages}
    for note in parsed.document.footnotes:
        assert isinstance(passages[note.ref], Passage)


def test_nothing_is_lost(parsed: Parsed) -> None:
    assert report_on(parsed.document, parsed.text).coverage == 1.0


def test_a_document_survives_json(parsed: Parsed) -> None:
    document = parsed.document
    assert Document.model_validate_json(document.model_dump_json()) == document
