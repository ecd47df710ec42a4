"""Several questions in one message: one says what the other leaves out."""

from collections.abc import Sequence
from dataclasses import replace

from answer.claims import Status
from answer.cues import told
from answer.draft import Draft
from answer.gather import find_targets
from answer.library import Library
from answer.mentions import find_mentions
from answer.query import AUTHORS, Query
from answer.select.selection import Selection
from answer.sides import comparing_stems
from answer.words import content_stems, document_stems, stems, tokens, vocabulary

_PRONOUNS = frozenset(stems("it they he she its their"))
_COUNTED = frozenset(stems("action oa goal measure footnote section"))


def filled_from_behind(queries: list[Query]) -> list[Query]:
    """Return questions of which one names what the one before it asks about.

    "Who leads and who participates in OA 2.8 of the plan?"
    """
    filled = queries[-1:]
    for query in reversed(queries[:-1]):
        behind = filled[0]
        bare = not (query.refs or query.topic or query.actors or query.named)
        if bare and query.kind == "field" and (behind.refs or behind.topic):
            query = replace(
                query,
                refs=behind.refs,
                topic=behind.topic,
                detail=behind.detail,
                scope=behind.scope,
                selection=_about(query, behind),
            )
        elif bare and query.kind == behind.kind and not query.scope.explicit:
            query = replace(query, scope=behind.scope)  # "how many goals and how many actions in"
        filled.insert(0, query)
    return filled


def _about(query: Query, other: Query) -> Selection | None:
    """Return what a question wants of the actions that another one is about."""
    wanted = query.selection
    if wanted is None:
        return None
    return replace(wanted, conditions=replace(wanted.conditions, topic=other.topic))


def filled_from_before(queries: list[Query], library: Library) -> list[Query]:
    """Return questions of which one asks for more of what the one before it names.

    "Who leads OA 2.8 and when is its third activity?"
    """
    filled = queries[:1]
    for query in queries[1:]:
        before = filled[-1]
        query = _of_its_action(query, before, library) or query
        telling = [w for w in query.topic.split() if w.lower() not in vocabulary().numbers]
        bare = not (query.refs or telling or query.actors or query.scope.explicit)
        if bare and query.kind == before.kind == "field" and (before.refs or before.topic):
            query = replace(
                query,
                refs=before.refs,
                topic=before.topic,
                detail=f"{before.detail} {query.detail}".strip(),
                scope=before.scope,
                selection=_about(query, before),
                score=1.0,
            )
        if query.kind == before.kind == "meta" and not query.scope.explicit:
            query = replace(query, scope=before.scope)
        filled.append(query)
    return filled


def _of_its_action(query: Query, before: Query, library: Library) -> Query | None:
    """Return a question as one about the only action before it, whose sheet has all its words.

    "Who leads FIMATHU and when was the day of action?" None where it names anything of its own.
    """
    dated = query.kind == "meta" and query.aspect == "date"  # of a day, and of no document
    if not (query.kind == "field" or dated) or before.kind != "field" or not query.topic:
        return None
    if query.refs or query.actors or _names_own(query, before):
        return None
    found = find_targets(before, library).found
    if len(found) != 1 or not (before.refs or before.topic):
        return None
    document, action = found[0].document, found[0].action
    held = set(stems(library.text(document.id)[action.start : action.end]))
    known = {stem for stem in content_stems(query.topic) if stem in library.words}
    if not known or not known <= held:
        return None
    own = replace(query, refs=(action.ref,), topic="", score=1.0, selection=None)
    own = replace(own, scope=replace(before.scope, documents=(document.id,), explicit=True))
    return replace(own, kind="field", aspect="timing") if dated else own


def _names_own(query: Query, before: Query) -> bool:
    """Tell whether a question names a plan, an operation or anything else that is not before it."""
    told = {(m.slot, m.value) for m in before.named}
    return any((m.slot, m.value) not in told for m in query.named)


def without_gaps(parts: list[str], library: Library) -> list[str]:
    """Join a question to the one before it when it only names another plan or year.

    "Who reported in the 2012 plan and who in the 2018 plan?" is one question about two plans.
    """
    joined: list[str] = []
    for part in parts:
        mentions = find_mentions(part, library)
        names = {m.value if m.slot == "actor" else m.slot for m in mentions.found}
        plans = [m for m in mentions.found if m.slot == "plan"]
        own = set(content_stems(part)) - {
            t.stem for t in tokens(part) if any(m.start <= t.start < m.end for m in mentions.found)
        }
        bare = bool(plans) and names <= {"plan", *AUTHORS}
        said = set(content_stems(joined[-1])) if joined else set()
        own = {s for s in own if s in library.words} - comparing_stems()
        counts = joined and _counts_other(joined[-1], part)
        if joined and bare and not counts and own <= said | _PRONOUNS | document_stems():
            joined[-1] += f" and {part}"
        else:
            joined.append(part)
    return joined


def _counts_other(before: str, part: str) -> bool:
    """Tell whether a question counts what the one before it does not: goals, and then actions."""
    words = stems(part)
    return told("count", words) and bool(_COUNTED & set(words) - set(stems(before)))


def _of_others(queries: Sequence[Query]) -> bool:
    """Tell whether each question of a message names actors of its own: "CEPOL ... and eu-LISA"."""
    named = [{actor.code for actor in query.actors} for query in queries]
    return all(named) and sum(map(len, named)) == len(set().union(*named))


def rejoined(queries: list[Query], prose: list[Query], whole: Query) -> list[Query]:
    """Return what a message asks when some of its questions are left to running text.

    Taking it apart was no use when nothing else is left, or when it says more as a whole; but
    where one of them points at something said before, all are about that.
    """
    pointed = next((q for q in queries if q.part and q.refs and not whole.refs), None)
    if pointed is not None:
        refs, scope = pointed.refs, pointed.scope
        return [q if q.refs else replace(q, refs=refs, scope=scope) for q in queries]
    if whole.kind != "passage" and _of_others(queries):
        return queries
    if len(prose) == len(queries) or whole.kind != "passage":
        return [whole]
    told = [query for query in queries if query.kind != "passage"]
    return [*told, replace(prose[0], question=whole.question)]


def together(drafts: Sequence[Draft]) -> Draft:
    """Join the answers to the questions of one message."""
    told = [draft for draft in drafts if draft.statements or draft.status == Status.REDACTED]
    if len(drafts) == 1 or len(told) == 1:
        whole = (told or list(drafts))[0]
        lacking = [d for d in drafts if d.missing and d is not whole]
        if (
            told and lacking
        ):  # "who leads OA 9.9? It is said to ...": that there is none comes first
            whole.parts = [*(part for d in lacking for part in d.parts), *whole.parts]
            whole.status = Status.PARTIAL
        return whole
    drafts = told or drafts
    whole = Draft(parts=list(dict.fromkeys(part for draft in drafts for part in draft.parts)))
    whole.choices = [choice for draft in drafts for choice in draft.choices]
    statuses = {draft.status for draft in drafts}
    whole.status = statuses.pop() if len(statuses) == 1 else Status.PARTIAL
    return whole
