"""Topics that no paper asked about speaks of: "anything on satellites in the measures?"."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from answer.compose.absent import say_absent
from answer.compose.passages import find_passages, passage_terms, term_weight
from answer.compose.running import compose_running
from answer.cues import cue_stems, told
from answer.draft import Draft
from answer.gather import sheets
from answer.library import Library, Term
from answer.parts import parts_file
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.words import document_stems, filler_stems, number_stems, paper_stems, stems, tokens
from index.embed import english_words
from index.search import SearchIndex
from ingest.model import Document

# "anything on", "is there", "does any action", "mention": whether papers speak of something at all
_WHETHER = re.compile(
    r"\b(?:anything|something|any (?:mention|reference|word|info\w*|details?|trace|hint)|mention\w*"
    r"|(?:is|are) there|(?:do|does|did|has|have|is|are|will|can) any"
    r"|any (?:actions?|oas?|measures?)"
    r"|refer(?:s|red)? to|speaks? of|talks? about|come up|comes up|crops? up|covered)\b"
    r"|^\W*(?:is|are|any|do|does)\b",
    re.IGNORECASE,
)
_OTHER_KINDS = ("compare", "refuse", "rank")
_THEMES = ("theme", "measures")
_OF_ACTIONS = ("leader", "co_leader", "participants")
"""What is asked of the action on a topic, of which there may be none: the words say which."""
_MOSTLY = 0.6
"""The share of a question's words, by weight, that nobody speaks of where the topic is absent."""
_NEAR_SENTENCE = 0.52
"""How near in meaning some sentence must be to speak of a topic in words of its own."""
_LETTERS = 4
"""A word of fewer letters may be missing and tell nothing."""


def compose_unheard(query: Query, library: Library, index: SearchIndex) -> Draft | None:
    """Say that the papers asked about do not speak of a topic; None where they may."""
    listed = query.kind in ("list", "count") and query.aspect in _THEMES
    whether = bool(_WHETHER.search(query.question))
    of_action = query.kind == "field" and query.aspect in _OF_ACTIONS and bool(query.topic)
    if not (listed or whether or of_action) or query.kind in _OTHER_KINDS or query.selection:
        return None
    words = stems(query.question)
    if told("most", words) or told("fewest", words):
        return None
    asked = [library.documents[key] for key in query.scope.documents]
    if of_action:  # what a plan withholds whole says nothing of the others
        asked = [document for document in asked if sheets(document)]
    withheld = any(document.redactions for document in asked) and not of_action
    if not asked or query.actors or query.refs or (query.scope.explicit and withheld):
        return None
    terms = _telling(query, library)
    weights = {term: term_weight(term, library) for term in terms}
    missing = [term for term in terms if not any(_speaks_of(d, term, library) for d in asked)]
    if of_action:  # a name or another language's word may be said otherwise
        missing = [term for term in missing if _is_english(query.question, term)]
    if not missing and (query.kind, query.aspect) == ("list", "theme"):
        return _outside_actions(query, terms, library, index)
    least = (_MOSTLY if whether or of_action else 1.0) * sum(weights.values())
    if not missing or sum(weights[t] for t in missing) < least:
        return None
    topic = _as_written(query.question, [term.wordings[0] for term in terms])
    found = find_passages(replace(query, question=topic, plain=topic), library, index)
    if any(item.sentence >= _NEAR_SENTENCE for item in found):
        return None
    others = [
        document
        for document in library.documents.values()
        if document not in asked
        and all(library.speaks(document.id, term.wordings[0]) for term in missing)
    ]
    return say_absent(f"“{topic}”", asked, others, query.scope.explicit)


def _is_english(question: str, term: Term) -> bool:
    """Tell whether a question says a term in words that are plain English."""
    said = [token.text for token in tokens(question) if token.stem in term.wordings[0]]
    known = english_words()
    return all(word in known or word.removesuffix("s") in known for word in said)


def _outside_actions(
    query: Query, terms: Sequence[Term], library: Library, index: SearchIndex
) -> Draft | None:
    """Tell what a paper says of a topic that none of its actions speaks of; None if one does."""
    read = [d for key in query.scope.documents if sheets(d := library.documents[key])]
    own = set(library.actions_of([document.id for document in read]))
    held = {n for t in terms for w in (*t.wordings, *t.near) for n in library.holders(w)}
    if not terms or not read or own & held:
        return None
    draft = compose_running(replace(query, kind="passage"), library, index)
    if draft is not None:
        words = _as_written(query.question, [term.wordings[0] for term in terms])
        names = joined([f"the {plan_name(document)}" for document in read])
        draft.parts.insert(0, f"No action of {names} mentions “{words}”. Elsewhere it says:")
    return draft


def _telling(query: Query, library: Library) -> list[Term]:
    """Return what a question is about: not the words that only ask for it or name papers."""
    silent = document_stems() | filler_stems() | paper_stems() | parts_file().silent
    silent |= cue_stems(("asks", "check", "count", "mentioned")) | number_stems()
    return [
        term
        for term in passage_terms(query, library)
        if not silent.issuperset(term.wordings[0]) and len("".join(term.wordings[0])) >= _LETTERS
    ]


def _speaks_of(document: Document, term: Term, library: Library) -> bool:
    """Tell whether a document holds a word, or what may mean the same; a near spelling is none."""
    first, *others = term.wordings
    slips = library.spellings(first[0]) if len(first) == 1 else ()
    # what may mean the same as a phrase in one word is mostly wider: "online" for "dark web"
    near = [w for w in term.near if len(w) >= len(first) or not others]
    same = [wording for wording in (*others, *near) if not set(wording) <= set(slips)]
    return any(library.speaks(document.id, wording) for wording in (first, *same))


def _as_written(question: str, runs: Iterable[Sequence[str]]) -> str:
    """Return the words of a question that some runs of stems are the stems of."""
    wanted = {stem for run in runs for stem in run}
    return " ".join(token.text for token in tokens(question) if token.stem in wanted)
