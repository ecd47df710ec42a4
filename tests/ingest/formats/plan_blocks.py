"""A plan of the corpus as its Word file must have been: paragraphs, tables and footnotes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.model import Action, Field, Span
from ingest.parse import Parsed
from ingest.readers.marks import superscript
from ingest.text import EMPHASIS, INLINE_CALL, INLINE_NOTE, TAG, split_lines

MARK = re.compile(r"[¹²³⁰⁴⁵⁶⁷⁸⁹]+")
RUNNING = re.compile(r"RESTREINT UE/EU RESTRICTED|13874/17 EXT 1 SB/dk|DGD 1 EN|\d")


@dataclass
class Cell:
    lines: list[str] = field(default_factory=list)
    inner: "Table | None" = None
    span: int = 1


@dataclass
class Table:
    columns: int
    rows: list[list[Cell]]
    header: bool = False
    notes: list[str] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        return self.columns > 4


Block = str | Table


@dataclass
class Plan:
    """What the writers write; raised digits in the text call the notes of that number."""

    blocks: list[Block]
    notes: dict[str, str]
    header: str


def plan_of(parsed: Parsed) -> Plan:
    document = parsed.document
    notes = {superscript(str(note.number)): note.value for note in document.footnotes}
    blocks = [b for b in _blocks(parsed) if isinstance(b, Table) or b.strip()]
    marking = document.heading.marking
    return Plan(_merged(blocks), notes, marking.value if marking else "A RUNNING HEADER")


def words(raw: str) -> str:
    """Return the words of a line as a reader of the printed page sees them."""
    raised = INLINE_CALL.sub(lambda call: superscript(call.group(1)), INLINE_NOTE.sub("", raw))
    plain = EMPHASIS.sub(r"\2", EMPHASIS.sub(r"\2", TAG.sub("", raised)))
    return re.sub(r"[ \t]+", " ", plain.replace("^{", "").replace("}", "")).strip()


def _blocks(parsed: Parsed) -> Iterator[Block]:
    text, document = parsed.text, parsed.document
    tables: list[tuple[Span, Table]] = []
    if document.overview:
        span = Span(start=document.overview[0].start, end=document.overview[-1].end)
        tables.append((_with_header(text, span), _overview(parsed)))
    if document.template == "sheet_2022":
        tables += [(a, _sheet(text, a)) for a in document.actions() if not a.withheld]
    acronyms = [a for a in document.acronyms if a.ref == "Acronyms"]
    if acronyms:
        rows = [[Cell([a.short]), Cell([a.long])] for a in acronyms]
        tables.append((Span(start=acronyms[0].start, end=acronyms[-1].end), Table(2, rows)))
    aside = [n for n in document.footnotes if text[n.start - 3 : n.start - 2] != "["]
    skipped: list[tuple[Span, Block]] = [*tables, *((n, "") for n in aside)]
    reached = 0
    for span, block in sorted(skipped, key=lambda item: item[0].start):
        yield from _lines(text, reached, span.start)
        yield block
        reached = max(reached, span.end)
    yield from _lines(text, reached, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[Block]:
    for line in split_lines(text, start, end):
        if "\t" in line.text and len(line.text.split("\t")) > 5:
            if not re.match(r"[-\t ]+$", line.text):
                yield _wide_row(line.text)
        elif not RUNNING.fullmatch(line.text.strip(" ^{}")):
            yield words(line.text) if "\t" not in line.text else _labelled(line.text)


def _labelled(line: str) -> str:
    return re.sub(r"\s*\t\s*", " ", words(line))


def _wide_row(line: str) -> Table:
    cells = line.split("\t")
    if cells[0].startswith("Strategic Goal"):
        return Table(len(cells), [[Cell([words(cells[0])], span=len(cells))]])
    rows = [Cell([w for part in _paragraphs(cell) if (w := words(part))]) for cell in cells]
    return Table(len(cells), [rows], header=cells[0] == "#")


def _paragraphs(cell: str) -> list[str]:
    return re.split(r"</?p>|<br ?/?>|</?li>|</?ul[^>]*>", cell)


def _merged(blocks: list[Block]) -> list[Block]:
    """Put the rows of a wide table together; they stand on many pages in the text."""
    merged: list[Block] = []
    for block in blocks:
        last = merged[-1] if merged else None
        if isinstance(block, Table) and block.wide and isinstance(last, Table) and last.wide:
            last.rows += block.rows
        else:
            merged.append(block)
    return merged


def _with_header(text: str, span: Span) -> Span:
    start = text.rfind("\tNo\n", 0, span.start)
    return Span(start=start if start > 0 else span.start, end=span.end)


def _overview(parsed: Parsed) -> Table:
    rows = [[Cell(["No"]), Cell(["OA"]), Cell(["AL"]), Cell(["Short title"])]]
    for row in parsed.document.overview:
        cells = [cell.strip() for cell in row.quote(parsed.text).split("\n\t")]
        rows.append([Cell([words(cell)]) for cell in cells])
    return Table(4, rows, header=True)


def _sheet(text: str, action: Action) -> Table:
    rows: list[list[Cell]] = []
    for row in sorted(action.rows, key=lambda row: row.start):
        lines = [w for line in row.quote(text).split("\n") if (w := words(line))]
        if row.field == Field.LEADER:
            rows.append([Cell([f"Ref.: {action.ref}"]), Cell([" ".join(lines)])])
        elif row.field == Field.CO_LEADER:
            rows.append([Cell(), Cell([" ".join(lines)])])
        elif row.field == Field.PARTICIPANTS:
            rows.append([Cell(lines[:1]), Cell(lines[1:])])
        elif row.field == Field.KPI:
            rows.append([Cell(lines[:1], span=2)])
            rows.append([Cell(inner=Table(1, [[Cell([x])] for x in lines[1:]]), span=2)])
        elif row.field == Field.ACTIVITY:
            rows.append([Cell(lines[:1], span=2)])
            rows.append([Cell(inner=_activities(text, action), span=2)])
        else:
            rows.append([Cell(lines[:1], span=2)])
            rows.append([Cell(lines[1:], span=2)])
    return Table(2, rows)


def _activities(text: str, action: Action) -> Table:
    rows = [[Cell(["Activity"]), Cell(["Timing"])]]
    for activity in action.activities:
        marker = f"{activity.marker}) " if activity.marker else ""
        lines = [w for line in activity.quote(text).split("\n") if (w := words(line))]
        lines[0] = marker + lines[0]
        rows.append([Cell(lines), Cell([activity.timing] if activity.timing else [])])
    return Table(2, rows)
