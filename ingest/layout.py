"""What a reader knows about a text beyond its words: pages, page furniture, notes and tables.

All of it is spans into the canonical text, so that it is stored and used again without the file.
"""

from collections.abc import Iterable, Mapping

from ingest.span import Frozen, Span


class Cell(Span):
    """A cell with words in it; empty cells are left out of their row."""

    column: int
    """0-based; cells under one another have the same."""
    width: int = 1
    """How many columns it covers."""


class TableRow(Frozen):
    """The cells of a row from left to right."""

    cells: tuple[Cell, ...]
    header: bool = False
    """True where the file itself marks the row as a header."""


class Table(Span):
    """A table, one that continues over pages included; its repeated header rows are left out."""

    rows: tuple[TableRow, ...]
    columns: int
    inner: bool = False
    """True for a table inside a cell of another one."""


class Layout(Frozen):
    """Where pages, page furniture, notes and tables stand; empty for text that shows none."""

    pages: tuple[Span, ...] = ()
    """Page 1, page 2, ...: together they cover the text."""
    furniture: tuple[Span, ...] = ()
    """Running headers and footers, page numbers, header rows that are printed again."""
    notes: tuple[Span, ...] = ()
    """Footnotes that stand outside the flow of the text."""
    tables: tuple[Table, ...] = ()


def layout_in(parsed: Mapping[str, object]) -> Layout:
    """Return the layout in a stored document, one that an earlier program stored included."""
    return Layout.model_validate({key: parsed.get(key, ()) for key in Layout.model_fields})


def masked(text: str, spans: Iterable[Span]) -> str:
    """Return the text with these stretches blanked out; all offsets stay as they are."""
    parts, reached = [], 0
    for span in sorted(spans, key=lambda span: span.start):
        begin = max(span.start, reached)
        parts += [text[reached:begin], " " * (span.end - begin)]
        reached = max(reached, span.end)
    return "".join([*parts, text[reached:]])
