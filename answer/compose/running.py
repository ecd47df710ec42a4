"""Answers from running text: the sentence, the list or the block that says it."""

import re
from dataclasses import replace
from itertools import takewhile

from answer.compose.blocks import compose_block, find_block
from answer.compose.chosen import shown_of, write_rest_of_block
from answer.compose.fit import holds
from answer.compose.passages import (
    Found,
    find_passages,
    names_plan_of_year,
    passage_terms,
    term_weight,
)
from answer.compose.tally import write_names, write_tally
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import find_targets
from answer.library import Library
from answer.patterns import ANY_LEADER, THE_ACTION
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.words import stems
from index.search import SearchIndex
from ingest.actors import actor, find_actors
from ingest.text import clean

_STRUCTURED = ("field", "check", "list", "count", "rank", "sum")
_INSTEAD = 0.4
"""How well a passage must fit a question that asked for a fact which no sheet holds."""
_ANY_OF_SHEET = 0.05
"""How well what its sheet says beside the best passage must fit to be looked at."""
_IN_SHEET = 0.6
"""How much of a question about a certain action its sheet must hold in so many words."""
_ALL_WORDS = 0.9
_CARRIED = 0.4
"""The same for an action that only an earlier question names."""
_NEAR_SENTENCE = 0.5
"""How near in meaning a sentence of its sheet must be otherwise."""
_FAR_AHEAD = 4.0
"""How far ahead of the next the best passage of a sheet must fit otherwise."""
_LEAST = 0.2
"""How well a passage of the action that is meant must fit."""
_OF_OTHER_YEAR = 0.45
"""The same for what is said of a year that no document is for."""
_OF_PLAN_OF_YEAR = 0.3
"""The same where the question names a plan of that year, and the passage does."""
_COUNTRIES = ("member_state", "third_country")
_ALL_BUT_NAMES = 0.75
"""From which share of the question's words on a passage may leave out the country asked about."""
_NEAR_ENOUGH = 0.34
"""How well a passage must fit that holds none of a question's words."""
_MAX_BULLETS = 10
# "with the following other political priorities", "to:"
_LEADS_IN = re.compile(r":\s*$|\bfollowing\b[^.]*$", re.IGNORECASE)
_MAX_PASSAGES = 4
_NOTE_WORDS = 8
"""A footnote of fewer words only names a document; it is shown with the best passage alone."""
_MAX_CHARS = 900
_PER_SENTENCE = 0.02
"""What each further sentence of a cut-out costs: the shortest that holds the words is shown."""
# "... the border. In 2021 ...", "aims: first, ..."
_SENTENCE_STOP = re.compile(r"[.!?;:]\s+")


def compose_running(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Answer from the passages that fit the question best; None when none fits well enough."""
    block = find_block(query, library)
    if block:
        return compose_block(query, library, *block)
    found = _in_sheet(query, library, index)
    if found is None:
        parts = (*query.refs_of("measure"), *query.refs_of("section"), *query.refs_of("footnote"))
        found = find_passages(query, library, index, parts or None)
    if query.scope.unknown_years and not query.scope.explicit:
        least = _OF_PLAN_OF_YEAR if names_plan_of_year(query) else _OF_OTHER_YEAR
        found = [item for item in found if item.coverage >= least]
    found = _on_what_was_meant(query, found, library)
    if not _tells_of_countries(query, found, library) or _far_off(query, found):
        return None
    if query.kind in _STRUCTURED and not query.scope.explicit:
        found = [item for item in found if item.score >= _INSTEAD]
    if not found:
        return None
    draft = Draft()
    shown = shown_of(_with_own_sheet(found, query, library, index), query, library)
    for item in shown:
        cited = _write_passage(draft, query, library, item)
        if item is shown[0]:
            write_names(draft, cited, library.text(cited.document_id))
            write_tally(draft, query, library, cited)
        write_list_behind(draft, library, item)
    write_rest_of_block(draft, shown[0], query, library)
    _write_notes(draft, shown)
    return draft


def _with_own_sheet(
    found: list[Found], query: Query, library: Library, index: SearchIndex
) -> list[Found]:
    """Return what was found with all else that the sheet of the best passage says."""
    best = found[0]
    if not best.ref.startswith("OA "):
        return found
    scope = replace(query.scope, documents=(best.document.id,))
    own = find_passages(
        replace(query, scope=scope), library, index, [best.ref], least=_ANY_OF_SHEET
    )
    known = {(item.document.id, item.start) for item in found}
    own = [item for item in own if (item.document.id, item.start) not in known]
    return sorted([*found, *own], key=lambda item: -item.fit)


def compose_membership(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Answer from running text on an actor that has no part in any action: who belongs to it."""
    if query.scope.explicit or len(query.actors) != 1 or query.actors[0].roles:
        return None
    draft = compose_running(replace(query, kind="passage"), library, index)
    code = query.actors[0].code
    named = draft and any(
        mention.code == code
        for statement in draft.statements[:1]
        for e in statement.evidence
        for mention in find_actors(library.text(e.document_id)[e.start : e.end])
    )
    return draft if named else None


def _in_sheet(query: Query, library: Library, index: SearchIndex) -> list[Found] | None:
    """Return the passages of the action that a question is about; None where it is about none.

    That is the action which it names by ref, or means by "the action on ...".
    """
    refs = query.refs_of("action")
    asked = any(mention.slot == "action" for mention in query.named)
    told = ANY_LEADER.sub(" ", query.question)
    if not refs and not (query.kind == "passage" and THE_ACTION.search(told)):
        return None
    targets = find_targets(query, library).found
    if not refs and len(targets) != 1:
        return None
    scope = replace(query.scope, documents=tuple({t.document.id: 0 for t in targets}))
    meant = [target.action for target in targets]
    within = [*refs, *(a.ref for a in meant), *(note for a in meant for note in a.notes)]
    found = find_passages(
        replace(query, scope=scope) if targets else query, library, index, within, least=_LEAST
    )
    if not refs and _said_elsewhere(query, found, library, index):
        return None
    least = (_IN_SHEET if asked else _CARRIED) if refs else 0.0
    kept = [i for i in found if i.coverage >= least or i.sentence >= _NEAR_SENTENCE]
    if not kept and len(found) > 1 and found[0].fit - found[1].fit >= _FAR_AHEAD:
        kept = [item for item in found[:1] if item.coverage >= _CARRIED]
    if not (asked or kept or query.part):
        return None  # only an earlier question named it
    return kept if kept or refs else None


def _said_elsewhere(
    query: Query, within: list[Found], library: Library, index: SearchIndex
) -> bool:
    """Tell whether other words say all of a question of which a sheet says but a part.

    "The dormant action rule" is none of the rules that some action is on.
    """
    if any(item.coverage >= _IN_SHEET for item in within):
        return False
    best = find_passages(query, library, index)[:1]
    return any(item.coverage >= _ALL_WORDS for item in best)


def _tells_of_countries(query: Query, found: list[Found], library: Library) -> bool:
    """Tell whether what was found names a country that is asked about, or says all the rest.

    "How many victims were found in Malta?" is not answered by what is said of victims.
    """
    codes = {a.code for a in query.actors if (known := actor(a.code)) and known.kind in _COUNTRIES}
    if not codes or not found or found[0].coverage >= _ALL_BUT_NAMES:
        return True
    return any(
        mention.code in codes
        for item in found[:_MAX_PASSAGES]
        for mention in find_actors(_sheet_or_passage(item, library))
    )


def _sheet_or_passage(item: Found, library: Library) -> str:
    """Return the words of a passage, with its whole sheet where it is of an action."""
    text = library.text(item.document.id)
    for action in item.document.actions():
        if action.ref == item.ref:
            return text[action.start : action.end]
    return text[item.start : item.end]


def _far_off(query: Query, found: list[Found]) -> bool:
    """Tell whether no passage holds a word of the question, and none is near to it in meaning."""
    least = 1.0 if query.kind == "define" else _NEAR_ENOUGH
    return bool(found) and all(i.coverage == 0 and i.score < least for i in found)


def _on_what_was_meant(query: Query, found: list[Found], library: Library) -> list[Found]:
    """Keep the passages on the acronym that a follow-up means by "it", if there are any."""
    carried = [short for short in query.acronyms if short.lower() not in query.question.lower()]
    kept = [
        item
        for item in found
        if item.ref != "Acronyms"
        and any(a in library.text(item.document.id)[item.start : item.end] for a in carried)
    ]
    return kept or found


def write_list_behind(draft: Draft, library: Library, item: Found) -> None:
    """Add the bullets that a passage leads into: "... overlaps with the following priorities"."""
    text = library.text(item.document.id)
    words = clean(text[item.start : item.end])
    if not _LEADS_IN.search(words):
        return
    told = {e.start for statement in draft.statements for e in statement.evidence}
    behind = [
        p
        for p in item.document.passages
        if p.ref == item.ref and p.start >= item.end and p.kind != "furniture"
    ]
    for passage in takewhile(lambda p: p.kind == "bullet", behind[:_MAX_BULLETS]):
        if passage.start not in told:
            cited = evidence_at(item.document.id, item.ref, passage, passage.field)
            draft.claim(without_bullet(passage.quote(text)), [cited], lead="- ")


def _write_notes(draft: Draft, shown: list[Found]) -> None:
    """Add the footnotes that the passages call: they often hold the figure or the reason."""
    for rank, item in enumerate(shown):
        for note in item.document.footnotes:
            called = any(item.start <= call.start < item.end for call in note.calls)
            cited = evidence_at(item.document.id, note.ref, note)
            told = any(cited.start == other.start for s in draft.statements for other in s.evidence)
            if called and not told and (rank == 0 or len(stems(note.value)) >= _NOTE_WORDS):
                draft.claim(f"{note.ref}: {note.value}", [cited], lead="- ")


def _write_passage(draft: Draft, query: Query, library: Library, item: Found) -> Evidence:
    """Add a passage, or the sentences of a long one that fit best; return what is cited."""
    text = library.text(item.document.id)
    start, end = item.start, item.end
    if end - start > _MAX_CHARS:
        start, end = _best_sentences(text, start, end, query, library)
    where = item.ref + (f", {item.field}" if item.field and item.ref.startswith("§") else "")
    cited = Evidence(item.document.id, item.ref, item.field, start, end)
    words = f"{without_bullet(text[start:end])} ({where}, {plan_name(item.document)})"
    draft.claim(words, [cited], lead="- " if draft.parts else "")
    return cited


def _best_sentences(
    text: str, start: int, end: int, query: Query, library: Library
) -> tuple[int, int]:
    """Return the run of sentences that holds most of the question, at most _MAX_CHARS long."""
    cuts = [start, *(start + m.end() for m in _SENTENCE_STOP.finditer(text[start:end])), end]
    terms = passage_terms(query, library)
    best, best_score = (start, end), -1.0
    for i in range(len(cuts) - 1):
        for j in range(i + 1, len(cuts)):
            if cuts[j] - cuts[i] > _MAX_CHARS and j > i + 1:
                break
            words = stems(clean(text[cuts[i] : cuts[j]]))
            held = sum(term_weight(term, library) for term in terms if holds(words, term))
            score = held - _PER_SENTENCE * (j - i)
            if score > best_score:
                best, best_score = (cuts[i], cuts[j]), score
    start, end = _widened(best, cuts)
    return start, start + len(text[start:end].rstrip())


def _widened(run: tuple[int, int], cuts: list[int]) -> tuple[int, int]:
    """Return a run of sentences with those around it, behind it first, as far as they fit."""
    start, end = run
    for cut in cuts:
        end = cut if end < cut <= start + _MAX_CHARS else end
    for cut in reversed(cuts):
        start = cut if end - _MAX_CHARS <= cut < start else start
    return start, end
