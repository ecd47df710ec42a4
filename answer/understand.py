"""A question and the chat so far become a typed query."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from answer.claims import Turn
from answer.intents import Intent, intent_model
from answer.library import Library
from answer.mentions import Mention, Mentions, find_mentions
from answer.query import ActorRole, Query, Role, Scope
from answer.scope import find_scope, subject_phrases
from answer.words import Token, stem, stems, stop_stems, tokens, vocabulary

_SURE = 0.34
"""Below this nearness to any example a question is read as one about running text."""
_MAX_TURNS = 6
_REF = re.compile(r"\b(?:OA \d+\.\d+|SG \d+|Measure \d+)|§ \d+(?:\.\d+)*")
# "and ...", "what about ...", "how about ...": openings that lean on the question before
_LEANING = re.compile(
    r"^\W*(?:and|also|what about|how about|same for|et|und|e|y|ed)\b", re.IGNORECASE
)
_POINTING = re.compile(
    r"\b(?:its?|it|their|them|they|that|this|these|those|there|the same|he|she)\b"
    r"(?!\s+(?:is|are|have|has|lead|leads|deal|deals|mention|mentions|say|says|name|names|concern|cover|plan|can)\b)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\bthe (first|second|third|fourth|fifth|last)(?: one| action)?\b|\b(?:number|no\.) (\d)\b",
    re.IGNORECASE,
)
# "Who leads OA 2.8? Who takes part?", "what is the KPI of ... and who leads them?"
_NEXT_QUESTION = re.compile(
    r"\?\s+(?=\S)|,?\s+(?:and|und|et|y|e)\s+(?=(?:who|what|when|how)\s+\S+\s+\S+)",
    re.IGNORECASE,
)
_NEGATION = frozenset({"not", "without", "except", "no", "exclud", "besid", "never"})


def understand(
    question: str, history: Sequence[Turn], library: Library, documents: Sequence[str]
) -> list[Query]:
    """Return what is asked, one query for each question in the message.

    `documents` are the ids that may be used. Earlier questions of the chat are read again, so
    that "and who participates?" finds its action without any state being kept.
    """
    previous: Query | None = None
    users = [turn for turn in history if turn.role == "user"][-_MAX_TURNS:]
    for turn in users:
        for part in _questions(turn.content):
            previous = _read(part, previous, (), library, documents)
    answers = [turn.content for turn in history if turn.role == "assistant"]
    said = tuple(dict.fromkeys(_REF.findall(answers[-1]))) if answers else ()
    queries: list[Query] = []
    for part in _questions(question):
        previous = _read(part, previous, said, library, documents)
        queries.append(previous)
    return queries


def _questions(message: str) -> list[str]:
    """Split a message into its questions; a fragment too short to ask stays with its neighbour."""
    parts: list[str] = []
    for part in _NEXT_QUESTION.split(message.strip()):
        if parts and len(part.split()) < 3 and not _LEANING.match(part):
            parts[-1] += f" {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts[:4] or [message]


def _read(
    question: str,
    previous: Query | None,
    said: tuple[str, ...],
    library: Library,
    documents: Sequence[str],
) -> Query:
    mentions = find_mentions(question, library)
    intent = _choose(intent_model().rank(mentions.masked), mentions)
    scope = find_scope(mentions, library, documents)
    query = Query(
        question=question,
        kind=intent.kind,
        aspect=intent.aspect,
        score=intent.score,
        scope=scope,
        refs=mentions.refs,
        actors=tuple(dict.fromkeys(_roles(mentions))),
        topic=_topic(mentions, intent, scope, library),
        quarters=mentions.values("quarter"),
        numbers=tuple(float(value) for value in mentions.values("number")),
        acronyms=tuple(_acronyms(mentions, library)),
        part=_part(question),
    )
    return _resume(query, mentions, previous, said) if previous else query


def _acronyms(mentions: Mentions, library: Library) -> Iterator[str]:
    """Yield the acronyms that are named, those that name an actor too."""
    for mention in mentions.found:
        if mention.slot == "acronym":
            yield mention.value
        elif mention.slot == "actor":
            words = mentions.question[mention.start : mention.end]
            if words.lower() in library.acronyms:
                yield words


def _choose(ranked: Sequence[Intent], mentions: Mentions) -> Intent:
    """Return the nearest intent that what is named allows for; running text when none is near."""
    for intent in ranked[:8]:
        if intent.score < _SURE:
            break
        if _possible(intent, mentions):
            return intent
    return Intent("passage", "any", ranked[0].score if ranked else 0.0)


def _possible(intent: Intent, mentions: Mentions) -> bool:
    """Tell whether an intent has what it needs: an actor, a goal, a number, something named."""
    named = {mention.slot for mention in mentions.found}
    needs = {
        ("list", "role"): {"actor"},
        ("count", "role"): {"actor"},
        ("check", "participants"): {"actor"},
        ("check", "leader"): {"actor"},
        ("check", "co_leader"): {"actor"},
        ("summary", "tasking"): {"actor"},
        ("list", "goal"): {"goal"},
        ("count", "goal"): {"goal"},
        ("list", "quarter"): {"quarter"},
        ("count", "quarter"): {"quarter"},
        ("list", "kpi"): {"number"},
        ("meta", "number"): {"plan"},
        ("meta", "date"): {"plan"},
        ("meta", "marking"): {"plan"},
        ("meta", "priority"): {"plan"},
    }
    bars = {
        ("list", "all"): {"actor", "goal", "quarter"},
        ("count", "all"): {"actor", "goal", "quarter"},
        ("summary", "any"): {"quarter"},
    }
    if bars.get((intent.kind, intent.aspect), set()) & named:
        return False
    if (intent.kind, intent.aspect) == ("list", "quarter") and "whole year" in mentions.question.lower():
        return True
    return needs.get((intent.kind, intent.aspect), set()) <= named


def _topic(mentions: Mentions, intent: Intent, scope: Scope, library: Library) -> str:
    """Return the words that say what a question is about: neither names nor words that ask."""
    asking = intent_model().words_of(intent.kind, intent.aspect) - _TOPICAL
    if intent.kind == "passage":
        asking = frozenset()
    asking = asking | _settled_subject(mentions, scope, library)
    kept = []
    masked = [m for m in mentions.found if m.slot not in ("acronym",)]
    for token in tokens(mentions.question):
        named = any(m.start <= token.start < m.end for m in masked)
        if not named and token.stem not in asking and token.stem not in stop_stems():
            kept.append(token.text)
    return " ".join(kept)


def _settled_subject(mentions: Mentions, scope: Scope, library: Library) -> frozenset[str]:
    """Return the stems of a subject phrase that only says which plan is meant."""
    if not scope.explicit:
        return frozenset()
    subjects = {library.subject(library.documents[key]) for key in scope.documents}
    return frozenset(
        s
        for subject, phrase in subject_phrases(mentions.question)
        if subjects == {subject} and len(phrase) > 1
        for s in phrase
    )


_TOPICAL = frozenset(stems("training prevention workshop arrest investigation course money weather"))
"""Words that examples use and that are topics all the same."""


def _roles(mentions: Mentions) -> list[ActorRole]:
    """Return the actors, each in the role whose words stand nearest to it."""
    words = tokens(mentions.question)
    cues = list(_role_cues(words))
    return [_role_of(mention, words, cues) for mention in mentions.found if mention.slot == "actor"]


def _role_cues(words: Sequence[Token]) -> list[tuple[int, Role]]:
    found: list[tuple[int, Role]] = []
    for role, phrases in vocabulary().roles.items():
        for phrase in {tuple(stems(phrase)) for phrase in phrases}:
            found += [
                (at, role)  # type: ignore[misc]
                for at in range(len(words))
                if tuple(word.stem for word in words[at : at + len(phrase)]) == phrase
            ]
    return found


def _role_of(
    mention: Mention, words: Sequence[Token], cues: Sequence[tuple[int, Role]]
) -> ActorRole:
    at = next((i for i, word in enumerate(words) if word.start >= mention.start), 0)
    if not cues:
        return ActorRole(mention.value)
    position, role = min(cues, key=lambda cue: (abs(cue[0] - at), cue[0] < at))
    near = words[max(0, position - 2) : position + 1]
    negated = any(word.stem in _NEGATION for word in near)
    return ActorRole(mention.value, role if abs(position - at) <= 8 else None, negated)


def _part(question: str) -> int | None:
    match = _ORDINAL.search(question)
    if not match:
        return None
    if match.group(2):
        return int(match.group(2))
    word = match.group(1).lower()
    return -1 if word == "last" else vocabulary().numbers[word]


def _resume(
    query: Query, mentions: Mentions, previous: Query, said: tuple[str, ...]
) -> Query:
    """Fill in from the question before what a follow-up leaves out."""
    if query.kind == "refuse" or not _leans(query, mentions):
        return query
    bare = not _asks_itself(mentions)
    if bare:
        query = replace(query, kind=previous.kind, aspect=previous.aspect, score=previous.score)
        if query.actors and previous.kind == "field":
            query = replace(query, kind="check", aspect="any")
    refs = query.refs
    own_target = bool(refs or (query.topic and not bare))
    if query.part and said:
        refs = (said[query.part - 1 if query.part > 0 else -1],) if query.part <= len(said) else ()
    elif not refs:
        swapped = bare and query.topic
        refs = () if own_target or swapped else _carried(previous, query, said)
    keeps_actors = not query.actors and query.kind in ("list", "count", "check", "summary", "compare")
    carried_scope = query.scope if query.scope.explicit or query.scope.unknown_years else previous.scope
    return replace(
        query,
        refs=refs,
        topic=query.topic or ("" if refs else previous.topic),
        actors=_carried_roles(query, previous) if not keeps_actors else previous.actors,
        quarters=query.quarters or (previous.quarters if bare else ()),
        acronyms=query.acronyms or (previous.acronyms if bare else ()),
        scope=carried_scope,
    )


def _carried(previous: Query, query: Query, said: tuple[str, ...]) -> tuple[str, ...]:
    """Return the refs that a follow-up means: those asked about, or those just answered with."""
    if previous.refs:
        return previous.refs
    actions = tuple(ref for ref in said if ref.startswith("OA "))
    if query.kind in ("field", "check") and actions and len(actions) <= 6:
        return actions
    return ()


def _carried_roles(query: Query, previous: Query) -> tuple[ActorRole, ...]:
    """Give a bare actor ("and Italy?") the role that was asked for before."""
    before = previous.actors[0].role if previous.actors else None
    return tuple(replace(a, role=a.role or before) for a in query.actors)


def _leans(query: Query, mentions: Mentions) -> bool:
    """Tell whether a question needs the one before it to make sense."""
    if _LEANING.match(mentions.question) or query.part:
        return True
    if _POINTING.search(mentions.question) and not query.refs:
        return True
    named = {m.slot for m in mentions.found}
    return not named and not query.topic


def _asks_itself(mentions: Mentions) -> bool:
    """Tell whether a follow-up says what it wants, beside what it names."""
    rest = [s for s in mentions.masked if not s.startswith("<") and s not in _LEAD_INS]
    return bool(rest)


_LEAD_INS = frozenset(stems("and what about how the in for of also same on et und e y ed is plan"))


def describe(query: Query, names: dict[str, str]) -> str:
    """Return one plain line of what was understood; `names` gives the documents' short names."""
    what = query.kind if query.aspect in ("any", "term") else f"{query.kind} · {query.aspect.replace('_', '-')}"
    parts = [what, *query.refs]
    parts += [actor.code for actor in query.actors]
    if query.topic and not query.refs:
        parts.append(f"about: {query.topic}")
    if query.scope.explicit:
        parts += [names[key] for key in query.scope.documents if key in names]
    return " · ".join(part[:1].upper() + part[1:] for part in parts)

