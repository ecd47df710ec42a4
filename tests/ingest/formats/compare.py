"""What a document says, fact by fact, and where two readings of it differ."""

from collections.abc import Iterator
from pathlib import Path

from ingest.model import Document, Field
from ingest.parse import Parsed, parse_bytes
from tests.ingest.formats.plan_blocks import plan_of
from tests.ingest.formats.write_html import html_file
from tests.ingest.formats.write_pdf import pdf_file
from tests.ingest.formats.write_word import word_file

WRITERS = {"docx": word_file, "pdf": pdf_file, "html": html_file}
_HEADING = ("title", "number", "date", "year", "marking", "status", "priority", "aim", "driver",
            "total_actions")  # fmt: skip

Facts = dict[tuple[str, str], object]


def read_as(parsed: Parsed, form: str) -> Parsed:
    """Write a parsed document in another format and read it again."""
    return parse_bytes(f"{parsed.document.id}.{form}", WRITERS[form](plan_of(parsed)))


def facts_of(document: Document) -> Facts:
    """Return each fact under the element and the field that it belongs to."""
    return {(ref, field): value for ref, field, value in _facts(document) if value}


def _facts(document: Document) -> Iterator[tuple[str, str, object]]:
    for field in _HEADING:
        value = getattr(document.heading, field)
        yield "Heading", field, getattr(value, "value", value)
    for goal in document.goals:
        yield goal.ref, "title", goal.title.value
        yield goal.ref, "objective", goal.objective and goal.objective.value
        yield goal.ref, "wording", goal.wording and goal.wording.value
    for action in document.actions():
        yield action.ref, "goal", action.goal
        yield action.ref, "notes", action.notes
        for field in Field:
            values = action.values(field)
            yield action.ref, field.value, " | ".join(_plain(value.value) for value in values)
        yield action.ref, "codes", [getattr(a, "code", None) for a in action.participants]
        yield action.ref, "targets", [kpi.targets for kpi in action.kpis]
        yield action.ref, "timings", [a.timing for a in action.activities]
    for row in document.overview:
        yield f"Overview {row.ref}", "row", (row.leader.value, row.title.value)
    for chapter in document.chapters:
        yield chapter.ref, "title", chapter.title.value
    for measure in document.measures:
        yield measure.ref, "title", measure.title.value
        yield measure.ref, "summary", " | ".join(v.value for v in measure.summary)
        yield measure.ref, "annex", " | ".join(v.value for v in measure.annex)
        yield measure.ref, "notes", measure.notes
    for section in document.sections:
        yield section.ref, "title", section.title and section.title.value
        yield section.ref, "parent", section.parent
    for note in document.footnotes:
        yield note.ref, "words", note.value
        yield note.ref, "caller", note.caller
    for acronym in document.acronyms:
        yield f"{acronym.ref} {acronym.short}", "long", acronym.long
    for number, redaction in enumerate(document.redactions, start=1):
        yield f"Redaction {number}", "what", (redaction.ref, redaction.scope, redaction.label)


def _plain(words: str) -> str:
    return words.replace("\u00ad", "")


def differences(left: Facts, right: Facts) -> dict[tuple[str, str], tuple[object, object]]:
    keys = sorted({*left, *right})
    return {k: (left.get(k), right.get(k)) for k in keys if left.get(k) != right.get(k)}


def main(folder: Path, wanted: str, forms: list[str]) -> None:
    """Print the table for all documents in a folder."""
    from ingest.parse import parse_file

    for path in sorted(folder.glob(f"{wanted}*.txt")):
        parsed = parse_file(path)
        for form in forms or WRITERS:
            left, right = facts_of(parsed.document), facts_of(read_as(parsed, form).document)
            wrong = differences(left, right)
            total = len({*left, *right})
            print(f"{path.stem:45} {form:5} {total - len(wrong):4} of {total:4}")
            for key, (was, now) in list(wrong.items())[:12]:
                print("   ", *key, "\n       ", repr(was)[:300], "\n       ", repr(now)[:300])


if __name__ == "__main__":
    import sys

    main(Path("corpus"), sys.argv[1], sys.argv[2:])
