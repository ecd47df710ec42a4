"""A plan part by part, as a question names the parts: its aim, its driver, its threats."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.claims import Status
from answer.compose.blocks import block_passages, write_block
from answer.compose.catalogue import compose_chapters, compose_goals, compose_measures
from answer.compose.covers import compose_meta, cover_evidence
from answer.compose.missing import count_withheld_of
from answer.compose.named_leaders import OVERLAP, write_named_leaders
from answer.compose.ranks import compose_leaders
from answer.compose.tally import write_plans, write_points, write_tally
from answer.compose.withheld import claim_withheld, in_sheet
from answer.draft import Draft
from answer.gather import sheets
from answer.library import Library
from answer.parts import DEFINITION, Parts, parts_asked, parts_in
from answer.phrasing import counted, plan_name, title_evidence
from answer.query import Query, Scope
from answer.words import likened, stems, synonyms_in, tokens
from ingest.model import Document, Redaction

_COVER = ("driver", "co_driver", "number", "date", "marking", "sender", "addressee", "previous")
_LISTS: dict[str, tuple[str, Callable[[Query, Library], Draft | None]]] = {
    "goals": ("goals", compose_goals),
    "measures": ("measures", compose_measures),
    "chapters": ("chapters", compose_chapters),
}


def compose_parts(query: Query, library: Library) -> Draft | None:
    """Answer a question for parts of plans, each in turn; None where it asks for something else."""
    asked = parts_asked(query, library)
    if asked is None:
        return None
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        for part in (*asked.named, *_of_cover(query, asked.named)):
            _write_part(draft, part, query, document, library)
    if not draft.statements or not _told(draft, asked, query):
        return None
    if asked.named == (DEFINITION,) and not _on_definition(draft, asked, query, library):
        return None
    if all("is withheld" in statement.text for statement in draft.statements):
        draft.status = Status.REDACTED
    return draft


def _of_cover(query: Query, named: Sequence[str]) -> Sequence[str]:
    """Return what a question asks of the cover beside parts: "its number, and who"."""
    aspect = query.aspect if query.kind == "meta" else ""
    return (aspect,) if aspect in _COVER and aspect not in named else ()


def compose_same_blocks(query: Query, library: Library) -> Draft | None:
    """Set side by side what plans say under the headings that a comparison names, and only those.

    "Does the support of the 2018 draft differ from that of 2012?".
    """
    asked = parts_in(tokens(query.plain or query.question), library)
    if not asked.named or asked.named != asked.blocks() or asked.rest or asked.unheard:
        return None
    draft = Draft()
    for key in query.scope.documents:
        for part in asked.named:
            _write_part(draft, part, query, library.documents[key], library)
    return draft if draft.statements else None


def _told(draft: Draft, asked: Parts, query: Query) -> bool:
    """Tell whether each document in scope has something of a part that is asked for alone."""
    if len(asked.named) > 1:
        return True
    cited = {e.document_id for s in draft.statements for e in s.evidence}
    return cited >= set(query.scope.documents)


def _on_definition(draft: Draft, asked: Parts, query: Query, library: Library) -> bool:
    """Tell whether a definition speaks of most of what is asked beside it: "is money involved?"."""
    text = " ".join(
        library.text(e.document_id)[e.start : e.end] for s in draft.statements for e in s.evidence
    )
    held = set(stems(text))
    same = {phrase: others for phrase, others in (*synonyms_in(query.plain), *likened(query.plain))}
    told = [
        word
        for word in asked.rest
        if word in held or any(held.issuperset(other) for other in same.get((word,), ()))
    ]
    return len(asked.rest) <= 1 or 2 * len(told) >= len(asked.rest)


def _write_part(
    draft: Draft, part: str, query: Query, document: Document, library: Library
) -> None:
    """Add a part of one document."""
    own = replace(query, scope=Scope((document.id,), explicit=True), topic="", actors=(), refs=())
    told: Draft | None = None
    if part in _LISTS:
        aspect, compose = _LISTS[part]
        told = compose(replace(own, kind="list", aspect=aspect, question=""), library)
    elif part in _COVER or part == "aim":
        aspect = "priority" if part == "aim" else part
        told = compose_meta(replace(own, kind="meta", aspect=aspect, question=""), library)
    elif part == "actions":
        told = _number_of_actions(document, library)
    elif part == "leaders":
        told = _leaders(own, document, library)
    else:
        told = _block(part, query, document, library)
    if told is not None:
        draft.parts += told.parts


def _number_of_actions(document: Document, library: Library) -> Draft:
    """Say how many actions a plan has: by its sheets, else by what it says itself."""
    draft = Draft()
    found, total = sheets(document), document.heading.total_actions
    if found:
        cited = [title_evidence(document, action) for action in found]
        text = f"The {plan_name(document)} has {counted(len(found), 'action')}."
        draft.claim(text, cited, computed=[len(found)])
        count_withheld_of(draft, document, library)
    elif total:
        text = f"It says that it has {total.value} operational actions."
        draft.claim(text, [cover_evidence(document, total, "total")])
    return draft


def _leaders(query: Query, document: Document, library: Library) -> Draft | None:
    if sheets(document):
        return compose_leaders(replace(query, kind="list", aspect="leaders"), library)
    draft = Draft()
    write_named_leaders(draft, document, library)
    return draft


def _block(part: str, query: Query, document: Document, library: Library) -> Draft | None:
    """Show what stands under a heading, or the notice that stands there instead."""
    draft = Draft()
    notice = _withheld_under(part, document, library)
    place = _place(part, document)
    if notice:
        claim_withheld(draft, document, notice, library)
    elif place:
        write_block(draft, library, document, *place)
        for cited in [e for s in draft.statements for e in s.evidence][:1]:
            write_tally(draft, query, library, cited)
        write_points(draft, query, document, library)
        if OVERLAP & set(stems(part)):
            write_plans(draft, query, library)
    return draft if draft.statements else None


def _fits(part: str, heading: str) -> bool:
    """Tell whether a heading is one for a part: it holds the words of one of its names."""
    words = set(stems(heading))
    return any(set(stems(name)) <= words for name in part.split("/"))


def _place(part: str, document: Document) -> tuple[str, str | None] | None:
    """Return the section, or the labelled block of one, whose heading fits a part best."""
    labels = {(p.ref, p.field): 0 for p in document.passages if p.field and p.ref[0] == "§"}
    titled: list[tuple[str, str, str | None]] = [(f, ref, f) for ref, f in labels if f]
    titled += [(s.title.value, s.ref, None) for s in document.sections if s.title]
    fitting = [(len(stems(t)), ref, label) for t, ref, label in titled if t and _fits(part, t)]
    ready = [item for item in fitting if block_passages(document, item[1], item[2])]
    return min(ready, key=lambda item: item[0])[1:] if ready else None


def _withheld_under(part: str, document: Document, library: Library) -> Redaction | None:
    """Return the notice for a part: under its heading, or where a sister plan has that heading."""
    placed = (r for r in document.redactions if not in_sheet(r))
    notices = [r for r in placed if r.scope in ("passage", "section")]
    named = [r for r in notices if r.label and _fits(part, r.label)]
    if named:
        return named[0]
    if _place(part, document):
        return None
    sisters = [d for d in library.documents.values() if d.kind == "plan" and d is not document]
    refs = {place[0] for d in sisters if (place := _place(part, d)) and place[1]}
    labels = {p.field for p in document.passages}
    unlabelled = [r for r in notices if r.ref in refs and r.label not in labels]
    return unlabelled[0] if unlabelled else None
