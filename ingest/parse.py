"""A text becomes a typed document: recognise the form, parse it, and leave no words over."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Required, TypedDict, Unpack

from ingest.errors import UnreadableFile
from ingest.forms import measures, sheet_2022, table_2012
from ingest.heading import read_heading
from ingest.model import (
    Action,
    Chapter,
    Document,
    Footnote,
    Goal,
    Measure,
    OverviewRow,
    Redaction,
    Section,
    Value,
)
from ingest.notes import (
    acronym_list_start,
    find_acronyms,
    find_expansions,
    find_footnotes,
    find_redactions,
)
from ingest.passages import document_passages, innermost_ref, innermost_section
from ingest.read import read_text
from ingest.sections import find_sections
from ingest.text import trim, value_at

_SURE = 0.5
_COVER_CHARS = 8000
# "· CHSG 5 - Document fraud", "- ATSG 9 - Administrative approach"
_LISTED_GOAL = re.compile(
    r"^[\t ]*+[·•-]?[\t ]*+(?:CHSG|ATSG|SG) (\d+)\s*[-\u2013:]\s*([^\n]+)$", re.MULTILINE
)
# "Goal 1:\n\nTo maintain a comprehensive intelligence picture ..."
_WORDED_GOAL = re.compile(r"^Goal (\d+):[ \t]*\n\s*+([^\n]+)", re.MULTILINE)
_OWN_ACTION = re.compile(r"\bO?A (\d{1,2}\.\d{1,2})\b")


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
    text = read_text(name, data)
    document = parse_text(slug(Path(name).stem), text, hashlib.sha256(data).hexdigest())
    return Parsed(document, text)


def slug(stem: str) -> str:
    """Return the id for a file's stem: lower-case ASCII words with hyphens, 1 to 200 characters."""
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:200].rstrip("-") or "document"


def parse_text(document_id: str, text: str, sha256: str) -> Document:
    """Parse a canonical text with the form that fits it best; prose when none does."""
    template, confidence = recognise(text)
    notes = find_footnotes(text)
    common = _Common(document_id, text, sha256, template, confidence, notes)
    if template == "measures":
        return _measures_paper(common)
    return _plan(common)


def recognise(text: str) -> tuple[str, float]:
    """Return the name of the form that fits a text best and how sure that is, from 0 to 1."""
    scores = {
        "sheet_2022": sheet_2022.score(text),
        "table_2012": table_2012.score(text),
        "measures": measures.score(text),
    }
    best = max(scores, key=lambda name: scores[name])
    return (best, scores[best]) if scores[best] >= _SURE else ("prose", 1 - scores[best])


@dataclass(frozen=True, slots=True)
class _Common:
    """What every form starts from."""

    document_id: str
    text: str
    sha256: str
    template: str
    confidence: float
    notes: tuple[Footnote, ...]


def _plan(common: _Common) -> Document:
    text = common.text
    forms = {"sheet_2022": sheet_2022, "table_2012": table_2012}
    form = forms.get(common.template)
    body = form.region_start(text) if form else len(text)
    body = _above_banner(text, body) if form else body
    sections = find_sections(text, body)
    overview = sheet_2022.parse_overview(text, body)
    if common.template == "sheet_2022":
        goals = sheet_2022.parse(text, overview)
    else:
        goals = table_2012.parse(text) if form else ()
    redactions = find_redactions(text, sections)
    goals = _with_wordings(text, goals, sections) or _listed_goals(text, sections, redactions)
    plan = bool(goals) or "operational action plan" in text[:_COVER_CHARS].lower()
    return _finish(
        common,
        kind="plan" if plan else "other",
        goals=goals,
        overview=overview,
        sections=_with_preamble(text, sections, body),
        redactions=redactions,
    )


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
        heading=read_heading(text, common.document_id.replace("-", " ").capitalize()),
        **parts,
    )
    footnotes = tuple(
        note.model_copy(update={"caller": _caller(bare, note)}) for note in common.notes
    )
    noted = bare.model_copy(update={"footnotes": footnotes})
    listed = find_acronyms(text)
    known = {acronym.short for acronym in listed}
    expanded = find_expansions(text, lambda offset: innermost_ref(noted, offset))
    acronyms = (*listed, *(acronym for acronym in expanded if acronym.short not in known))
    whole = noted.model_copy(update={"acronyms": acronyms})
    return whole.model_copy(update={"passages": tuple(document_passages(whole, text))})


def _caller(document: Document, note: Footnote) -> str | None:
    return innermost_ref(document, note.calls[0].start) if note.calls else None


def _with_preamble(text: str, sections: Sequence[Section], body: int) -> tuple[Section, ...]:
    """Put the cover page in front, as a section of its own."""
    first = sections[0].start if sections else body
    cover = trim(text, 0, first)
    if cover.start == cover.end:
        return tuple(sections)
    return (Section(**cover.model_dump(), ref="Preamble"), *sections)


def _with_wordings(
    text: str, goals: Sequence[Goal], sections: Sequence[Section]
) -> tuple[Goal, ...]:
    """Give each goal its wording from the list of goals in a section, where there is one."""
    worded = {f"SG {int(m.group(1))}": m.span(2) for m in _WORDED_GOAL.finditer(text)}
    listed = {f"SG {int(m.group(1))}": m.span(2) for m in _LISTED_GOAL.finditer(text)}
    enriched = []
    for goal in goals:
        span = worded.get(goal.ref) or listed.get(goal.ref)
        wording = value_at(text, *span) if span else None
        section = innermost_section(sections, wording.start) if wording else None
        enriched.append(
            goal.model_copy(
                update={
                    "wording": wording,
                    "wording_ref": section.ref if section else None,
                    "objective": goal.objective or (wording if goal.ref in worded else None),
                }
            )
        )
    return tuple(enriched)


def _listed_goals(
    text: str, sections: Sequence[Section], redactions: Sequence[Redaction]
) -> tuple[Goal, ...]:
    """Return the goals of a plan that lists them and withholds their sheets.

    The actions that its running text names become actions whose sheets are withheld.
    """
    named = _named_actions(text, sections) if _sheets_withheld(redactions) else {}
    goals: dict[str, Goal] = {}
    for match in _LISTED_GOAL.finditer(text):
        ref = f"SG {int(match.group(1))}"
        title = value_at(text, *match.span(2))
        if title is None or ref in goals:
            continue
        span = trim(text, *match.span())
        actions = tuple(
            Action(
                **v.model_dump(exclude={"value"}),
                ref=v.value,
                goal=ref,
                title=v,
                withheld=True,
            )
            for v in named.values()
            if v.value.startswith(f"OA {ref[3:]}.")
        )
        goals[ref] = Goal(**span.model_dump(), ref=ref, title=title, actions=actions)
    return tuple(goals.values())


def _sheets_withheld(redactions: Sequence[Redaction]) -> bool:
    return any(redaction.scope == "rest" for redaction in redactions)


def _named_actions(text: str, sections: Sequence[Section]) -> dict[str, Value]:
    """Return the actions that running text names, by ref in order of number, each once."""
    found: dict[str, Value] = {}
    for match in _OWN_ACTION.finditer(text):
        ref = f"OA {match.group(1)}"
        if ref not in found and innermost_section(sections, match.start()):
            found[ref] = Value(start=match.start(), end=match.end(), value=ref)
    order = sorted(found, key=lambda ref: [int(part) for part in ref[3:].split(".")])
    return {ref: found[ref] for ref in order}
