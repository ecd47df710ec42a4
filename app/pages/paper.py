"""A paper to take along, before it becomes a Word or a PDF file: headings, paragraphs, tables."""

from typing import NamedTuple


class Heading(NamedTuple):
    """A heading, from level 1."""

    words: str
    level: int = 1


class Paragraph(NamedTuple):
    """A paragraph; a quiet one is set smaller."""

    words: str
    quiet: bool = False


class Table(NamedTuple):
    """A table; the widths are shares of the page's width and add up to 1."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Block = Heading | Paragraph | Table


class Paper(NamedTuple):
    """A title, a line below it, and what follows."""

    title: str
    subtitle: str
    blocks: tuple[Block, ...]
    language: str = "en"
    """The code of the language of the words that are not the plan's."""
