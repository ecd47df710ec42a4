"""A question and the chat so far become a typed query."""

import re
from collections.abc import Sequence
from dataclasses import replace

from answer.claims import Turn
from answer.cues import by_cues, cue_stems
from answer.intents import Intent, intent_model
from answer.library import Library
from answer.mentions import Mentions, find_mentions, named_acronyms
from answer.query import PREFIX, ActorRole, Query, Scope
from answer.roles import bind_roles
from answer.scope import find_scope, subject_phrases
from answer.words import content_stems, stems, stop_stems, tokens, vocabulary
from ingest.actors import display_name

_SURE = 0.34
"""Below this nearness to any example a question is read as one about running text."""
_SURE_REFUSAL = 0.45
_NEAR = 0.6
"""From this nearness on an example is trusted whatever single words may say."""
_MEANS_ACTION = 0.5
"""How well an action must fit the words of a question for it to be meant."""
_MAX_TURNS = 6
_REF = re.compile(r"\b(?:OA \d+\.\d+|SG \d+|Measure \d+)|§ \d+(?:\.\d+)*")
# "and ...", "what about ...", "how about ...": openings that lean on the question before
_LEANING = re.compile(
    r"^\W*(?:and|also|only|what about|how about|same for|et|und|e|y|ed|nur|seulement|solo)\b",
    re.IGNORECASE,
)
# "how many of them are in goal 2?", "only those on ..."
_NARROWING = re.compile(
    r"\b(?:of|among|from) (?:them|those|these)\b|\b(?:only|just) (?:those|the ones|them)\b|\bdavon\b|\bd'entre elles\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:its?|their|them|they|the same|he|she)\b|\b(?:that|this|these|those|there)\b"
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
# "under the document fraud goal", "the goal on external cooperation"
_NAMED_GOAL = re.compile(
    r"\b((?:[\w-]+ ){1,4})(?:strategic )?goal\b(?! \d)|\bgoal (?:on|about|of|for) ((?:[\w-]+ ?){1,4})",
    re.IGNORECASE,
)
_FIRM = ("rank", "refuse", "define")
_YIELDING = ("field", "list", "passage", "summary")
"""A superlative, "actually" or "stands for" says what is wanted against a near example of these."""
_PRONOUNS = frozenset(stems("it they he she its their"))
# "We prepare a note. Which ...": not after "e.g." or "no."
_SENTENCE_END = re.compile(r"(?<!e\.g)(?<!i\.e)(?<!\bno)(?<!\bvs)(?<=[.!])\s+(?=[A-Z¿¡])")


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
    context, core = _context_and_core(question)
    if context:
        previous = _read(context, previous, said, library, documents)
    before = previous
    for part in _questions(core):
        previous = _read(part, previous, said, library, documents)
        queries.append(previous)
    return _rejoined(queries, core, before, said, library, documents)


def _rejoined(
    queries: list[Query],
    core: str,
    before: Query | None,
    said: tuple[str, ...],
    library: Library,
    documents: Sequence[str],
) -> list[Query]:
    """Read a message as one when taking it apart leaves questions that only running text answers."""
    prose = [query for query in queries if query.kind == "passage"]
    if len(queries) == 1 or not prose:
        return queries
    whole = _read(core, before, said, library, documents)
    if len(prose) == len(queries) or whole.kind != "passage":
        return [whole]
    return [query for query in queries if query.kind != "passage"] + [
        replace(prose[0], question=core)
    ]


def _questions(message: str) -> list[str]:
    """Split a message into its questions; a fragment too short to ask stays with its neighbour.

    What is told before a question ("I'm writing on ... The French have a project X.") comes as a
    part of its own, so that the question can lean on it.
    """
    parts: list[str] = []
    for part in _NEXT_QUESTION.split(message.strip()):
        if parts and len(part.split()) < 3 and not _LEANING.match(part):
            parts[-1] += f" {part}"
        elif part.strip():
            parts.append(part.strip())
    return parts[:4] or [message]


def _context_and_core(message: str) -> tuple[str, str]:
    """Return what a message tells before it asks, and what it asks; the first may be empty."""
    sentences = _SENTENCE_END.split(message.strip())
    asking = next((i for i, sentence in enumerate(sentences) if "?" in sentence), None)
    if not asking:
        return "", message
    return " ".join(sentences[:asking]), " ".join(sentences[asking:])


def _read(
    question: str,
    previous: Query | None,
    said: tuple[str, ...],
    library: Library,
    documents: Sequence[str],
) -> Query:
    mentions = find_mentions(question, library)
    scope = find_scope(mentions, library, documents)
    named = {mention.slot for mention in mentions.found}
    if previous and _POINTING.search(question):
        named |= _at_hand(previous)
    ranked = intent_model().rank(mentions.masked)
    if previous and previous.actors and _POINTING.search(question):
        meant = ["<actor>" if word in _PRONOUNS else word for word in mentions.masked]
        ranked = max(ranked, intent_model().rank(meant), key=lambda found: found[0].score)
    bare_topic = _topic(mentions, None, scope, library)
    has_action = "action" in named or _fits_action(bare_topic, scope, library)
    intent = _choose(ranked, question, named, has_action)
    query = Query(
        question=question,
        kind=intent.kind,
        aspect=intent.aspect,
        score=intent.score,
        scope=scope,
        refs=(*mentions.refs, *_goals_by_name(mentions, scope, library)),
        actors=_actors(mentions),
        plain=question if scope.unknown_years else _plain(mentions),
        topic=_topic(mentions, intent, scope, library),
        quarters=mentions.values("quarter"),
        numbers=tuple(float(value) for value in mentions.values("number")),
        acronyms=mentions.values("acronym") or named_acronyms(question, library),
        part=_part(question),
    )
    return _resume(query, mentions, previous, said, library) if previous else query


def _goals_by_name(mentions: Mentions, scope: Scope, library: Library) -> tuple[str, ...]:
    """Return the goals that are named by words of their title: "the document fraud goal"."""
    found = _NAMED_GOAL.search(mentions.question)
    if not found or mentions.values("goal"):
        return ()
    words = [
        word for word in content_stems(found.group(1) or found.group(2)) if word not in cue_stems()
    ]
    return tuple(
        dict.fromkeys(
            goal.ref
            for key in scope.documents
            for goal in library.documents[key].goals
            if words and set(words[-3:]) <= set(stems(goal.title.value))
        )
    )


def _fits_action(topic: str, scope: Scope, library: Library) -> bool:
    hits = library.find_actions(topic, scope.documents) if topic else []
    return bool(hits) and hits[0].score >= _MEANS_ACTION


def _actors(mentions: Mentions) -> tuple[ActorRole, ...]:
    """Return the actors in their roles; "All MS" is none beside others."""
    found = [(m.value, m.start) for m in mentions.found if m.slot == "actor"]
    single = [actor for actor in found if actor[0] != "ALL_MS"]
    return bind_roles(mentions.question, single or found)


def _at_hand(previous: Query) -> set[str]:
    """Return the slots that a pronoun may stand for: what the question before named."""
    slots = {
        kind for kind, prefix in PREFIX.items() if any(r.startswith(prefix) for r in previous.refs)
    }
    slots |= {"actor"} if previous.actors else set()
    return slots | ({"plan"} if previous.scope.explicit else set())


def _choose(ranked: Sequence[Intent], question: str, named: set[str], has_action: bool) -> Intent:
    """Return the nearest intent that what is named allows for.

    Where no example is near, the single words that say what is wanted decide; without any, the
    question is one about running text.
    """
    nearest = next((i for i in ranked[:8] if _possible(i, question, named)), None)
    if nearest and (nearest.kind, nearest.aspect) == ("list", "goals") and has_action:
        nearest = replace(nearest, kind="field", aspect="kpi")
    told = by_cues(question, named, has_action)
    firm = told and (told.kind in _FIRM or told.aspect == "other")
    firm = firm and nearest is not None and nearest.kind in _YIELDING
    if nearest and nearest.score >= _NEAR and not firm:
        return nearest
    if told:
        return told
    if nearest and nearest.score >= (_SURE_REFUSAL if nearest.kind == "refuse" else _SURE):
        return nearest
    return Intent("passage", "any", ranked[0].score if ranked else 0.0)


def _possible(intent: Intent, question: str, named: set[str]) -> bool:
    """Tell whether an intent has what it needs: an actor, a goal, a number, something named."""
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
    if intent.kind == "meta" and "action" in named:
        return False
    bars = {
        ("list", "all"): {"actor", "goal", "quarter"},
        ("count", "all"): {"actor", "goal", "quarter"},
        ("summary", "any"): {"quarter"},
    }
    if bars.get((intent.kind, intent.aspect), set()) & named:
        return False
    if (intent.kind, intent.aspect) == ("list", "quarter") and "whole year" in question.lower():
        return True
    return needs.get((intent.kind, intent.aspect), set()) <= named


def _topic(mentions: Mentions, intent: Intent | None, scope: Scope, library: Library) -> str:
    """Return the words that say what a question is about: neither names nor words that ask."""
    asking = _settled_subject(mentions, scope, library)
    if intent is None or intent.kind != "passage":
        asking |= cue_stems()
    if intent and intent.kind != "passage":
        asking |= intent_model().words_of(intent.kind, intent.aspect) - _TOPICAL
    kept = []
    masked = [m for m in mentions.found if m.slot not in ("acronym",)]
    for token in tokens(mentions.question):
        named = any(m.start <= token.start < m.end for m in masked)
        if not named and token.stem not in asking and token.stem not in stop_stems():
            kept.append(token.text)
    return " ".join(kept)


def _plain(mentions: Mentions) -> str:
    """Return the question with the names of plans cut out."""
    words = mentions.question
    for mention in reversed(mentions.found):
        if mention.slot == "plan":
            words = f"{words[: mention.start]} {words[mention.end :]}"
    return " ".join(words.split())


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


_TOPICAL = frozenset(
    stems("training prevention workshop arrest investigation course money weather")
)
"""Words that examples use and that are topics all the same."""


def _part(question: str) -> int | None:
    match = _ORDINAL.search(question)
    if not match:
        return None
    if match.group(2):
        return int(match.group(2))
    word = match.group(1).lower()
    return -1 if word == "last" else vocabulary().numbers[word]


def _resume(
    query: Query, mentions: Mentions, previous: Query, said: tuple[str, ...], library: Library
) -> Query:
    """Fill in from the question before what a follow-up leaves out."""
    if query.kind == "refuse" or not _leans(query, mentions, library):
        return query
    bare = not _asks_itself(mentions)
    if bare:
        query = replace(query, kind=previous.kind, aspect=previous.aspect, score=previous.score)
        if query.actors and previous.kind == "field":
            query = replace(query, kind="check", aspect="any")
    if _NARROWING.search(query.question) and previous.kind in ("list", "count", "rank"):
        kind = query.kind if query.kind in ("list", "count") else "list"
        merged = tuple(dict.fromkeys((*previous.actors, *query.actors)))
        aspect = previous.aspect if previous.kind != "rank" else "role"
        query = replace(query, kind=kind, aspect=aspect, actors=merged)
    refs = query.refs
    own_topic = bool(query.topic) and not bare and _fits_action(query.topic, query.scope, library)
    if query.part and said:
        refs = (said[query.part - 1 if query.part > 0 else -1],) if query.part <= len(said) else ()
    elif not refs and not own_topic and not (bare and query.topic):
        refs = _carried(previous, query, said)
    keeps_actors = not query.actors and (
        query.kind in ("list", "count", "check", "summary", "compare") or not (refs or own_topic)
    )
    scope = query.scope if query.scope.explicit or query.scope.unknown_years else previous.scope
    inherits = not refs and not own_topic and query.kind in ("field", "check", "passage")
    return replace(
        query,
        refs=refs,
        topic=previous.topic
        if (inherits and previous.topic) or not (query.topic or refs)
        else query.topic,
        plain=f"{query.plain} {previous.topic}" if query.kind == "passage" else query.plain,
        actors=previous.actors if keeps_actors else _carried_roles(query, previous),
        quarters=query.quarters or (previous.quarters if bare else ()),
        acronyms=query.acronyms or (previous.acronyms if bare else ()),
        scope=scope,
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
    before = previous.actors[0].roles if previous.actors else ()
    return tuple(replace(a, roles=a.roles or before) for a in query.actors)


def _leans(query: Query, mentions: Mentions, library: Library) -> bool:
    """Tell whether a question needs the one before it to make sense."""
    if query.kind in ("field", "check") and not query.refs:
        return not _fits_action(query.topic, query.scope, library)
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


_LEAD_INS = frozenset(
    stems(
        "and what about how the in for of also same on et und e y ed is plan only those please one ones l la le el"
    )
)


_KINDS = {
    "field": "",
    "check": "Check",
    "list": "List",
    "count": "How many",
    "rank": "Ranking",
    "sum": "Total",
    "summary": "Summary",
    "compare": "Comparison",
    "define": "Meaning",
    "meta": "Cover page",
    "redactions": "What is withheld",
    "refuse": "Not for these documents",
    "passage": "Running text",
}
_ASPECTS = {
    "leader": "leaders",
    "co_leader": "co-leaders",
    "kpi": "KPIs and targets",
    "jad": "Joint Action Days",
    "links": "links to other plans",
    "activity": "activities",
    "role": "actions by actor",
    "goal": "actions by goal",
    "theme": "actions by theme",
    "all": "all actions",
    "quarter": "actions by quarter",
    "no_co_leader": "actions without co-leader",
    "tasking": "an actor's part",
    "other": "another field",
    "any": "",
    "term": "",
}


def describe(query: Query, names: dict[str, str]) -> str:
    """Return one plain line of what was understood; `names` gives the documents' short names."""
    parts = [
        _KINDS[query.kind],
        _ASPECTS.get(query.aspect, query.aspect),
        *query.refs,
        *(display_name(actor.code) for actor in query.actors),
        f"about: {query.topic}" if query.topic and not query.refs else "",
        *([names[key] for key in query.scope.documents] if query.scope.explicit else []),
    ]
    return " · ".join(part[:1].upper() + part[1:] for part in parts if part)
