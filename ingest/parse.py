"""A text becomes a typed document: recognise the form, parse it, and leave no words over."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Required, TypedDict, TypeVar, Unpack

from ingest.acronyms import acronym_list_start, find_acronyms, find_expansions
from ingest.annexes import with_annexes
from ingest.confidence import confidence_in
from ingest.errors import UnreadableFile
from ingest.forms import generic, measures, sheet_2022, table_2012
from ingest.forms.labels import opens_with_label
from ingest.forms.overview import parse_overview
from ingest.goals import joined_goals, listed_goals, once_each, with_overviewed, with_wordings
from ingest.heading import read_heading
from ingest.layout import Layout, masked
from ingest.model import (
    Chapter,
    Document,
    Field,
    Footnote,
    Goal,
    Measure,
    OverviewRow,
    Redaction,
    Section,
)
from ingest.notes import (
    find_footnotes,
    find_redactions,
)
from ingest.passages import document_passages, innermost_ref
from ingest.read import read_document
from ingest.readers.markdown import without_marks
from ingest.sections import find_back_matter, find_sections
from ingest.slug import slug
from ingest.straight.straighten import straighten
from ingest.straight.view import View
from ingest.text import trim
from ingest.withheld import placed_in_actions, without_notices
from ingest.wrapping import unwrapped

_SURE = 0.5
_CERTAIN = 1.0
FORMS = {"sheet_2022": sheet_2022, "table_2012": table_2012, "generic": generic}
"""The forms of plans, by the name of the template."""
_LEAST = {"sheet_2022": _SURE, "table_2012": 0.4, "generic": 0.01}
"""How well a form must fit for what it reads to be heard; a table of actions may lack a header."""
_NO_LAYOUT = Layout()
_T = TypeVar("_T")
_COVER_CHARS = 8000


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed document and the canonical text that its spans point into."""

    document: Document
    text: str


def parse_file(path: Path) -> Parsed:
    """Read and parse a file; raises UnreadableFile (or a kind of it) with the next step."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"{path.name!r} cannot be opened: {error.strerror}.") from error
    return parse_bytes(path.name, data)


def parse_bytes(name: str, data: bytes) -> Parsed:
    """Parse a file's content; `name` gives the document its id. Raises as `parse_file` does."""
    read = read_document(name, data)
    sha256 = hashlib.sha256(data).hexdigest()
    return Parsed(parse_text(slug(Path(name).stem), read.text, sha256, read.layout), read.text)


def parse_text(document_id: str, text: str, sha256: str, layout: Layout = _NO_LAYOUT) -> Document:
    """Parse a canonical text with the form that fits it best; prose when none does.

    Page furniture and notes outside the flow are no part of what the forms see.
    """
    running = masked(text, layout.furniture)
    flow = without_marks(masked(running, layout.notes))
    flow = flow if layout.tables else unwrapped(flow, opens_with_label)
    view = None if layout.tables else straighten(flow)
    read = view.text if view else flow
    template, confidence = recognise(read, layout)
    notes = find_footnotes(running)
    common = _Common(
        document_id, text, flow, read, view, sha256, template, confidence, notes, layout
    )
    if template == "measures":
        return _measures_paper(common)
    return _plan(common)


def recognise(text: str, layout: Layout = _NO_LAYOUT) -> tuple[str, float]:
    """Return the name of the form that fits a text best and how sure that is, from 0 to 1.

    Where several forms find actions, the one counts that tells most of them: a table may be no
    more than the overview of sheets in a form of their own.
    """
    tables = layout.tables
    sheets = sheet_2022.score(text)
    if sheets >= _CERTAIN:
        return "sheet_2022", sheets  # no other form tells more of them
    papers = measures.score(text)
    scores = {
        "sheet_2022": sheets,
        "table_2012": table_2012.score(text, tables),
        "generic": generic.score(text, tables),
    }
    if papers >= max(_SURE, *scores.values()):
        return "measures", papers
    fitting = [name for name, score in scores.items() if score >= _LEAST[name]]
    if len(fitting) > 1:
        told = {name: _facts_told(FORMS[name].parse(text, (), tables)) for name in fitting}
        fitting.sort(key=lambda name: -told[name])  # of equals the first stays first
    if fitting:
        return fitting[0], scores[fitting[0]]
    return "prose", 1 - max(papers, *scores.values())


def _facts_told(goals: Sequence[Goal]) -> int:
    """Return how many fields of how many actions are told; of two with one number the fuller."""
    told: dict[str, int] = {}
    for action in (action for goal in goals for action in goal.actions):
        fields = sum(bool(action.values(field)) for field in Field if field != Field.OTHER)
        told[action.ref] = max(told.get(action.ref, 0), fields)
    return sum(told.values())


@dataclass(frozen=True, slots=True)
class _Common:
    """What every form starts from."""

    document_id: str
    whole: str
    """The canonical text."""
    text: str
    """The same with all blanked out that stands outside the flow."""
    read: str
    """The same in reading order: what the forms of plans read."""
    view: View | None
    """Where the words of `read` stand, when they had to be set in order."""
    sha256: str
    template: str
    confidence: float
    notes: tuple[Footnote, ...]
    layout: Layout


def _plan(common: _Common) -> Document:
    text = common.read
    form = FORMS.get(common.template)
    body = form.region_start(text, common.layout.tables) if form else len(text)
    body = _above_banner(text, body) if form else body
    overview = parse_overview(text, body, common.layout.tables)
    goals = form.parse(text, overview, common.layout.tables) if form else ()
    goals = _with_other_forms(common, goals, overview)
    goals = with_annexes(text, goals, common.layout.tables)
    sections = _sections(text, body, goals)
    goals = without_notices(goals)
    notices = find_redactions(text, sections)
    goals = with_overviewed(text, goals, overview, notices)
    redactions = placed_in_actions(notices, goals)
    goals = with_wordings(text, goals, sections) or listed_goals(text, sections, redactions)
    plan = bool(goals) or "operational action plan" in text[:_COVER_CHARS].lower()
    if form in (sheet_2022, table_2012):
        sure = confidence_in(common.confidence, goals, overview, redactions)
        common = replace(common, confidence=sure)
    placed = common.view.restored if common.view else _as_is
    return _finish(
        common,
        kind="plan" if plan else "other",
        goals=placed(goals),
        overview=placed(overview),
        sections=placed(_with_preamble(text, sections, body)),
        redactions=placed(redactions),
    )


def _with_other_forms(
    common: _Common, goals: Sequence[Goal], overview: Sequence[OverviewRow]
) -> tuple[Goal, ...]:
    """Return the goals with the actions that another form finds elsewhere in the text.

    A paper of a transition may have a table for some goals and sheets for the others.
    """
    tables, goals = common.layout.tables, once_each(goals)
    for name, form in FORMS.items():
        if name == common.template or not goals or not tables:
            continue
        told = form.parse(common.read, tuple(overview), tables)
        goals = joined_goals(goals, told) if told else goals
    return tuple(goals)


def _as_is(element: _T) -> _T:
    return element


def _sections(text: str, body: int, goals: Sequence[Goal]) -> tuple[Section, ...]:
    """Return the sections above the actions, and those behind that go on with their numbers."""
    above = find_sections(text, body)
    behind = max((a.end for goal in goals for a in goal.actions), default=len(text))
    back = find_back_matter(text, behind)
    numbers = [int(section.ref[2:]) for section in above if section.parent is None]
    end = min((section.start for section in back), default=len(text))
    rest = find_sections(text, end, behind, numbers[-1]) if numbers else ()
    return (*above, *rest, *back)


def _above_banner(text: str, body: int) -> int:
    """Return where the forms' region opens: above title lines that stand over the first goal."""
    banner = re.compile(r"^[^\n]*\bOAP 20\d\d\s*Operational Action Plan 20\d\d", re.MULTILINE)
    found = [m.start() for m in banner.finditer(text, 0, body)]
    return found[-1] if found else body


def _measures_paper(common: _Common) -> Document:
    text = common.text
    acronyms = acronym_list_start(text)
    paper = measures.parse(text, len(text) if acronyms is None else acronyms, common.notes)
    cover = trim(text, 0, paper.chapters[0].start if paper.chapters else 0)
    sections = [Section(**cover.model_dump(), ref="Preamble")]
    if paper.annex:
        sections.append(Section(**paper.annex.model_dump(), ref="Annex"))
    if acronyms is not None:
        sections.append(Section(**trim(text, acronyms, len(text)).model_dump(), ref="Acronyms"))
    return _finish(
        common,
        kind="measures",
        chapters=paper.chapters,
        measures=paper.measures,
        sections=tuple(sections),
        redactions=find_redactions(text, sections),
    )


class _Parts(TypedDict, total=False):
    """What a form reads of its own."""

    kind: Required[Literal["plan", "measures", "other"]]
    goals: tuple[Goal, ...]
    overview: tuple[OverviewRow, ...]
    chapters: tuple[Chapter, ...]
    measures: tuple[Measure, ...]
    sections: tuple[Section, ...]
    redactions: tuple[Redaction, ...]


def _finish(common: _Common, **parts: Unpack[_Parts]) -> Document:
    """Put a document together: heading, small print, and a passage for every stretch of text."""
    text = common.text
    bare = Document(
        id=common.document_id,
        template=common.template,
        confidence=common.confidence,
        sha256=common.sha256,
        heading=read_heading(
            masked(common.whole, common.layout.notes),
            common.document_id.replace("-", " ").capitalize(),
        ),
        **dict(common.layout),
        **parts,
    )
    footnotes = tuple(
        note.model_copy(update={"caller": _caller(bare, note)}) for note in common.notes
    )
    noted = bare.model_copy(update={"footnotes": footnotes})
    inside = [(a.start, a.end) for a in noted.actions()]  # labels in capitals
    listed = [
        acronym
        for acronym in find_acronyms(text, common.layout.tables)
        if not any(start <= acronym.start < end for start, end in inside)
    ]
    known = {acronym.short for acronym in listed}
    running = masked(common.whole, common.layout.furniture)
    expanded = find_expansions(running, lambda offset: innermost_ref(noted, offset))
    acronyms = (*listed, *(acronym for acronym in expanded if acronym.short not in known))
    whole = noted.model_copy(update={"acronyms": acronyms})
    return whole.model_copy(update={"passages": tuple(document_passages(whole, common.whole))})


def _caller(document: Document, note: Footnote) -> str | None:
    return innermost_ref(document, note.calls[0].start) if note.calls else None


def _with_preamble(text: str, sections: Sequence[Section], body: int) -> tuple[Section, ...]:
    """Put the cover page in front, as a section of its own."""
    first = sections[0].start if sections else body
    cover = trim(text, 0, first)
    if cover.start == cover.end:
        return tuple(sections)
    return (Section(**cover.model_dump(), ref="Preamble"), *sections)
