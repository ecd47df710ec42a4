"""Blocks of running text: a numbered section, or the part of one under a label."""

from answer.claims import Status
from answer.compose.headings import asks_for_heading
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.library import Library
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.words import contains, content_stems, stems, synonyms_in
from ingest.model import Document, Passage, Redaction

_HEADING_SHARE = 0.5
"""How much of a question and a heading must be the same words for the block to be meant."""
_SPELT_SHARE = 0.3
"""The same where the heading stands in the question word for word: more words ask for one thing
under the heading, not for all of it."""
_MAX_PARAGRAPHS = 14
_MAX_BLOCKS = 4
_GENERIC = frozenset(stems("key main most relevant important structure context aim factors"))
"""Stems of headings that tell little of what stands below them."""


def compose_block(
    query: Query, library: Library, document: Document, ref: str, label: str | None
) -> Draft | None:
    """Show a block as the answer; redacted when part of a labelled block is withheld."""
    draft = Draft()
    write_block(draft, library, document, ref, label)
    if label and any(s.text.startswith("Withheld") for s in draft.statements):
        draft.status = Status.REDACTED
    return draft if draft.statements else None


def find_block(query: Query, library: Library) -> tuple[Document, str, str | None] | None:
    """Return the labelled block or section that a question asks for by its heading.

    "What are the key threats?" means the block under "Key threats", all of it.
    """
    question = query.plain or query.question
    asked = {word for word in content_stems(question) if not word.isdigit()}
    spoken = stems(question)
    best: tuple[float, Document, str, str | None] | None = None
    for key in query.scope.documents:
        document = library.documents[key]
        for ref, label, title in _titled(document):
            words = set(content_stems(title))
            if not words or not words <= asked:
                continue
            share = len(words & asked) / len(words | asked)
            spelt = len(words) > 1 and contains(spoken, tuple(stems(title)))
            spelt = spelt and (share >= _SPELT_SHARE or told("summarise", spoken))
            if (share >= _HEADING_SHARE or spelt) and (best is None or share > best[0]):
                best = (share, document, ref, label)
    return best[1:] if best else None


def find_block_alike(query: Query, library: Library) -> tuple[Document, str, str | None] | None:
    """Return the block whose heading says in other words what a question asks for.

    "The main dangers" are under "Key threats". Only where the question names its document.
    """
    if not query.scope.explicit:
        return None
    words = set(content_stems(query.plain or query.question))
    for _, others in synonyms_in(query.plain or query.question):
        words |= {stem for other in others for stem in other}
    found = [
        (len(telling), library.documents[key], ref, label)
        for key in query.scope.documents
        for ref, label, title in _titled(library.documents[key])
        if (telling := set(content_stems(title)) - _GENERIC) and telling <= words
    ]
    return max(found, key=lambda item: item[0])[1:] if found else None


def blocks_asked(query: Query, library: Library) -> list[tuple[Document, str, str | None]]:
    """Return the sections and blocks that a question asks for in whatever words, if several."""
    keys = [key for key in query.scope.documents if library.documents[key].kind == "plan"]
    if len(keys) != 1 or not query.scope.explicit:
        return []
    document = library.documents[keys[0]]
    found = [
        (document, ref, label)
        for ref, label, title in _titled(document)
        if asks_for_heading(query.plain or query.question, title)
    ]
    within = {ref for _, ref, _ in found}
    found = [item for item in found if not any(ref.startswith(f"{item[1]}.") for ref in within)]
    return found if 1 < len(found) <= _MAX_BLOCKS else []


def _titled(document: Document) -> list[tuple[str, str | None, str]]:
    """Return what has a heading: (ref, label, heading), sections first, then labelled blocks."""
    titles = [(s.ref, None, s.title.value) for s in document.sections if s.title]
    labels = {(p.ref, p.field) for p in document.passages if p.field and p.ref.startswith("§")}
    return [*titles, *((ref, label, label) for ref, label in sorted(labels, key=str) if label)]


def block_passages(document: Document, ref: str, label: str | None) -> list[Passage]:
    """Return the passages of a section, or of one labelled block in it, without headings."""
    return [
        p
        for p in document.passages
        if p.ref == ref
        and p.kind not in ("heading", "furniture")
        and (label is None or p.field == label)
    ]


def _says_something(words: str) -> bool:
    """Tell whether words are more than signs that a text was left with: "^{"."""
    return any(sign.isalnum() for sign in words)


def write_block(
    draft: Draft, library: Library, document: Document, ref: str, label: str | None
) -> None:
    """Add the passages of a section or labelled block as claims, and what is withheld there."""
    text = library.text(document.id)
    title = next((s.title.value for s in document.sections if s.ref == ref and s.title), None)
    name = ", ".join(part for part in (ref, label or title) if part)
    draft.say(f"**{name} ({plan_name(document)}):**")
    passages = block_passages(document, ref, label)
    passages = [p for p in passages if _says_something(p.quote(text))]
    for passage in passages[:_MAX_PARAGRAPHS]:
        notice = _notice_in(document, passage)
        if notice and notice.scope != "phrase":
            cited = evidence_at(document.id, ref, notice)
            draft.claim(f"Withheld: “{notice.quote(text)}”.", [cited], lead="- ")
        else:
            cited = evidence_at(document.id, ref, passage, passage.field)
            draft.claim(without_bullet(passage.quote(text)), [cited], lead="- ")
    if len(passages) > _MAX_PARAGRAPHS:
        draft.say(f"… and {len(passages) - _MAX_PARAGRAPHS} more paragraphs in {ref}.")


def _notice_in(document: Document, passage: Passage) -> Redaction | None:
    return next((r for r in document.redactions if passage.start <= r.start < passage.end), None)
