"""The domain model: what a Council paper says, as typed facts that each carry their span.

A span is a pair of character offsets into the document's canonical text. Nothing here knows how a
document is read, stored, searched or shown.
"""

from bisect import bisect_right
from collections.abc import Iterator
from enum import StrEnum
from typing import Literal

from ingest.layout import Layout, Table
from ingest.span import Frozen as Frozen
from ingest.span import Span as Span


class Value(Span):
    """A value as a careful reader would write it down, and the stretch that it was read from."""

    value: str


class ActorValue(Value):
    """An actor in a cell; `code` is None for free text that names nobody in the vocabulary."""

    code: str | None = None


class Target(Frozen):
    """One number that a KPI states, with its unit when one stands beside it."""

    number: float
    unit: str | None = None


class Kpi(Value):
    """A key performance indicator; `target` and `unit` are those of the first number stated."""

    target: float | None = None
    unit: str | None = None
    targets: tuple[Target, ...] = ()


class Activity(Value):
    """An activity under an action; the timing is as printed ("Q1 - Q4", "2023"), or None."""

    marker: str | None = None
    timing: str | None = None
    timing_start: int | None = None
    timing_end: int | None = None


class Labelled(Value):
    """A labelled row that no template knows, kept under the label that the document prints."""

    label: str


class Row(Span):
    """Where a field of an action stands with its label: the words that a citation quotes."""

    field: str


class Field(StrEnum):
    """The fields of an action, in the order of a sheet; the names that citations use."""

    TITLE = "title"
    LEADER = "leader"
    CO_LEADER = "co_leader"
    PARTICIPANTS = "participants"
    SUMMARY = "summary"
    TARGET = "target"
    KPI = "kpi"
    TYPE = "type"
    ACTIVITY = "activity"
    TIMING = "timing"
    LINKS = "links"
    RELATED = "related"
    JAD = "jad"
    OTHER = "other"


class Action(Span):
    """An operational action: its sheet or table row, field by field."""

    ref: str
    goal: str
    title: Value
    leaders: tuple[ActorValue, ...] = ()
    co_leaders: tuple[ActorValue, ...] = ()
    participants: tuple[ActorValue, ...] = ()
    summary: tuple[Value, ...] = ()
    targets: tuple[Value, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    types: tuple[Value, ...] = ()
    activities: tuple[Activity, ...] = ()
    timing: tuple[Value, ...] = ()
    links: tuple[Value, ...] = ()
    related: tuple[Value, ...] = ()
    jads: tuple[Value, ...] = ()
    other: tuple[Labelled, ...] = ()
    rows: tuple[Row, ...] = ()
    """Each field with its label, as printed; a field may have several rows."""
    notes: tuple[str, ...] = ()
    """Refs of the footnotes that are called inside this action ("Footnote 7")."""
    withheld: bool = False
    """True when the document names the action and withholds its sheet."""

    def values(self, field: Field) -> tuple[Value, ...]:
        """Return the values of one field, in the order of the document."""
        return {
            Field.TITLE: (self.title,),
            Field.LEADER: self.leaders,
            Field.CO_LEADER: self.co_leaders,
            Field.PARTICIPANTS: self.participants,
            Field.SUMMARY: self.summary,
            Field.TARGET: self.targets,
            Field.KPI: self.kpis,
            Field.TYPE: self.types,
            Field.ACTIVITY: self.activities,
            Field.TIMING: self.timing,
            Field.LINKS: self.links,
            Field.RELATED: self.related,
            Field.JAD: self.jads,
            Field.OTHER: self.other,
        }[field]

    def row(self, field: Field) -> Row | None:
        """Return the first printed row of a field, or None where the sheet has none."""
        return next((row for row in self.rows if row.field == field), None)


class Goal(Span):
    """A strategic goal with its actions; `span` covers its heading, not its actions."""

    ref: str
    title: Value
    objective: Value | None = None
    wording: Value | None = None
    """The goal as worded elsewhere in the same document, when it is (2012: § 5.1)."""
    wording_ref: str | None = None
    """The ref of the section that `wording` stands in."""
    actions: tuple[Action, ...] = ()


class OverviewRow(Span):
    """A row of the overview table: action, leader and short title as the overview has them."""

    ref: str
    leader: ActorValue
    title: Value


class Chapter(Span):
    """A chapter of numbered measures."""

    ref: str
    title: Value


class Measure(Span):
    """A numbered measure: its summary bullets and its fuller text in the annex."""

    ref: str
    chapter: str
    title: Value
    summary: tuple[Value, ...] = ()
    annex_title: Value | None = None
    annex: tuple[Value, ...] = ()
    """The paragraphs of the annex part."""
    notes: tuple[str, ...] = ()


class Section(Span):
    """A numbered section, or one of the named stretches around them (Preamble, Annex)."""

    ref: str
    title: Value | None = None
    parent: str | None = None


class Footnote(Span):
    """A footnote; `calls` are the places in the text that refer to it."""

    ref: str
    number: int
    value: str
    calls: tuple[Span, ...] = ()
    caller: str | None = None
    """Ref of the element that calls it, when known."""


class Acronym(Span):
    """An entry of a list of acronyms, or an expansion found in the running text."""

    short: str
    long: str
    ref: str


class Redaction(Span):
    """Words that stand in place of withheld text."""

    ref: str
    """The section in which it stands."""
    scope: Literal["phrase", "passage", "section", "rest"]
    label: str | None = None
    """What was withheld, in the document's own words (a label, a section title, a sentence)."""
    page: str | None = None
    """The page up to which text is withheld, as printed ("page 56")."""


PassageKind = Literal["heading", "paragraph", "bullet", "row", "furniture"]


class Passage(Span):
    """A paragraph, a bullet or a list that belongs to an element: what retrieval finds."""

    ref: str
    field: str | None = None
    """For a part of an action or measure its field; for a labelled block its label."""
    kind: PassageKind = "paragraph"


class Heading(Frozen):
    """What the cover of a document says about it, each with its span where one is printed."""

    title: str
    number: Value | None = None
    date: Value | None = None
    """`value` is the ISO date, the span covers the date as printed."""
    year: int | None = None
    original_number: Value | None = None
    """The number of the document of which this is the declassified version, as printed."""
    original_date: Value | None = None
    """The ISO date of that document."""
    marking: Value | None = None
    status: Value | None = None
    """The status after declassification, as printed ("Public")."""
    priority: Value | None = None
    aim: Value | None = None
    """The political aim of the priority, as quoted in the plan."""
    previous: Value | None = None
    """The number of the document that it follows on, as printed."""
    driver: ActorValue | None = None
    co_drivers: tuple[ActorValue, ...] = ()
    sender: Value | None = None
    addressee: Value | None = None
    subject: Value | None = None
    letter: Value | None = None
    """The letter of the crime priority ("C"), where priorities have letters."""
    total_actions: Value | None = None
    """How many actions the document itself says it has, when it says so."""


class Document(Frozen):
    """A document as parsed: the one form in which the other rooms know it."""

    id: str
    kind: Literal["plan", "measures", "other"]
    template: str
    confidence: float
    sha256: str
    heading: Heading
    goals: tuple[Goal, ...] = ()
    overview: tuple[OverviewRow, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    measures: tuple[Measure, ...] = ()
    sections: tuple[Section, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    redactions: tuple[Redaction, ...] = ()
    passages: tuple[Passage, ...] = ()
    pages: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    """Running headers and footers of pages, which are no part of the flow."""
    notes: tuple[Span, ...] = ()
    """Where footnotes stand outside the flow."""
    tables: tuple[Table, ...] = ()

    @property
    def layout(self) -> Layout:
        """What the reader knew about the text beyond its words."""
        return Layout(
            pages=self.pages, furniture=self.furniture, notes=self.notes, tables=self.tables
        )

    @property
    def title(self) -> str:
        """The document's title, as shown beside a citation."""
        return self.heading.title

    @property
    def year(self) -> int | None:
        """The year that the plan is for, or of the paper's date."""
        return self.heading.year

    def actions(self) -> Iterator[Action]:
        """Yield the actions of all goals in order, withheld ones included."""
        for goal in self.goals:
            yield from goal.actions

    def page_of(self, offset: int) -> int | None:
        """Return the 1-based page that an offset lies on, or None for text without pages."""
        found = bisect_right(self.pages, offset, key=lambda page: page.start)
        return found or None
