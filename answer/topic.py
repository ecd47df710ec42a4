"""What a question is about: its words beside the names of plans and the words that ask."""

import re
from collections.abc import Container, Iterator, Sequence

from answer.cues import cue_places, cue_stems
from answer.intents import Intent, intent_model
from answer.library import Library
from answer.mentions import Mentions
from answer.query import Scope
from answer.subjects import subject_phrases
from answer.words import (
    content_stems,
    document_stems,
    stem,
    stems,
    stop_stems,
    synonyms_in,
    tokens,
    vocabulary,
)
from ingest.actors import actor
from ingest.model import Goal

_MEANS_ACTION = 0.5
"""How well an action must fit the words of a question for it to be meant."""
_UNDER = frozenset(stems("fall fit belong come sit listed grouped deal concerned working work"))
"""Words that tie actions to a goal: "which ones fall under goal 5?"."""
_TOPICAL = frozenset(
    stems("training prevention workshop arrest investigation course money weather")
)
"""Words that examples use and that are topics all the same."""
_HUMAN = frozenset(stems("people person"))
# "under the document fraud goal", "the prevention + awareness goal"
_GOAL_BEHIND = re.compile(
    r"((?:[\w-]+(?:,| &| \+| /)? ){1,6})(?:strategic )?goal\b(?! \d)", re.IGNORECASE
)
# "the goal on work with source and transit countries"
_GOAL_BEFORE = re.compile(
    r"\bgoal (?:that deals with|that is about|dealing with|on|about|of|for|concerning) "
    r"((?:[\w-]+,? ?){1,8})",
    re.IGNORECASE,
)
# what comes before the goal's own words, and what comes behind them
_BEFORE_GOAL = re.compile(r"^.*\b(?:the|a|an|under|within|which|what|its?)\s", re.IGNORECASE)
_BEHIND_GOAL = re.compile(r",? (?:in|from|under|within|of) (?:the|this|that|our|\d{4})\b.*", re.I)
# "summarise what the measures say on training"
_ABOUT = re.compile(
    r"\b(?:say|says|said|have|has|do|does)\b[^?.,;]{0,24}? (?:on|about|regarding|concerning) "
    r"(?P<words>[^?.,;]+)",
    re.IGNORECASE,
)
_OF_TITLE = 0.7
"""Which share of the words said of a goal its title must hold."""


def topic_of(mentions: Mentions, intent: Intent | None, scope: Scope, library: Library) -> str:
    """Return the words that say what a question is about: neither names nor words that ask."""
    asking = _settled_subject(mentions, scope, library)
    if intent is None or intent.kind != "passage":
        asking |= cue_stems()
    if intent and intent.kind != "passage":
        asking |= intent_model().words_of(intent.kind, intent.aspect) - _TOPICAL
    asking_places = cue_places(mentions.question)
    phrases = _in_phrases(mentions.question)
    kept = []
    masked = [m for m in mentions.found if m.slot != "acronym"]
    for at, token in enumerate(tokens(mentions.question)):
        named = at in asking_places or any(m.start <= token.start < m.end for m in masked)
        telling = token.stem not in asking and token.stem not in stop_stems()
        of_plan = any(m.slot == "plan" and m.start <= token.start < m.end for m in masked)
        if (at in phrases and not of_plan) or (not named and telling):
            kept.append(token.text)
    if not kept and intent and intent.kind == "summary":
        kept = list(_said_about(mentions))
    called = _words_of_names(mentions, scope, library)
    if called.issuperset(s for word in kept for s in stems(word)):
        return ""  # "the EU drugs monitoring centre (EMCDDA)"
    return " ".join(kept)


def without_paper(words: str) -> str:
    """Return words without those that only call a set of measures what it is: "the measures"."""
    papers = frozenset(word for word in vocabulary().documents["measures"] if " " not in word)
    return " ".join(word for word in words.split() if word.lower().strip(":,;?") not in papers)


def _said_about(mentions: Mentions) -> Iterator[str]:
    """Yield the words that a summary is to be about, though they ask elsewhere: "on training"."""
    about = _ABOUT.search(mentions.question)
    for token in tokens(mentions.question) if about else ():
        inside = about and about.start("words") <= token.start < about.end("words")
        named = any(m.start <= token.start < m.end for m in mentions.found)
        if inside and not named and token.stem not in stop_stems():
            yield token.text


def _words_of_names(mentions: Mentions, scope: Scope, library: Library) -> set[str]:
    """Return the words that the actors of a question are called by, in full."""
    codes = set(mentions.values("actor"))
    known = [found for code in codes if (found := actor(code))]
    words = {s for found in known for name in found.spellings for s in stems(name)}
    for key in scope.documents if codes else ():
        own = (a for a in library.documents[key].acronyms if a.short in codes)
        words |= {s for acronym in own for s in stems(acronym.long)}
    return words


def _in_phrases(question: str) -> frozenset[int]:
    """Return where a word that tells nothing alone is a part of a known phrase.

    The "document" of "document fraud", the "people" of "old people".
    """
    words = stems(question)
    papers = {stem(word) for word in vocabulary().documents["any"]} | _HUMAN
    return frozenset(
        at + step
        for phrase, _ in synonyms_in(question)
        if len(phrase) > 1 and not set(phrase) <= stop_stems()
        for at in range(len(words) - len(phrase) + 1)
        if tuple(words[at : at + len(phrase)]) == phrase
        for step in range(len(phrase))
        if phrase[step] in papers
    )


def _settled_subject(mentions: Mentions, scope: Scope, library: Library) -> frozenset[str]:
    """Return the stems of a subject phrase that only says which plan is meant."""
    if not scope.explicit:
        return frozenset()
    subjects = {library.subject(library.documents[key]) for key in scope.documents}
    return frozenset(
        s
        for subject, phrase in subject_phrases(mentions.question, library)
        if subjects == {subject} and len(phrase) > 1
        for s in phrase
    )


def without_plans(mentions: Mentions, kept: Container[str] = ()) -> str:
    """Return the question with the names of plans cut out, but for those that are `kept`."""
    words = mentions.question
    for mention in reversed(mentions.found):
        if mention.slot == "plan" and mention.value not in kept:
            words = f"{words[: mention.start]} {words[mention.end :]}"
    return " ".join(words.split())


def goals_by_name(mentions: Mentions, scope: Scope, library: Library) -> dict[str, list[str]]:
    """Return the goals that are named by words of their title, as refs by document.

    "The document fraud goal", "the goal on work with source and transit countries".
    """
    if mentions.values("goal"):
        return {}
    said = _goals_said(without_plans(mentions))
    named = {}
    for key in scope.documents if said else ():
        goals = library.documents[key].goals
        titles = {s for goal in goals for s in stems(goal.title.value)}
        silent = (cue_stems() - titles) | document_stems()
        told = [[word for word in words if word not in silent] for words in said]
        refs = [ref for words in told if words for ref in _titled(words, goals)]
        if refs:
            named[key] = refs
    return named


def _goals_said(question: str) -> list[list[str]]:
    """Return the stems that say which goals are meant: "document", "fraud"."""
    before = [_BEFORE_GOAL.sub("", found) for found in _GOAL_BEHIND.findall(question)]
    behind = [_BEHIND_GOAL.sub("", found) for found in _GOAL_BEFORE.findall(question)]
    named = [stems_said[-3:] for words in before for stems_said in _wordings(words)]
    return named + [stems_said for words in behind for stems_said in _wordings(words)]


def _wordings(words: str) -> Iterator[list[str]]:
    """Yield the telling stems of words, and of others in their stead: "document forgery"."""
    yield content_stems(words)
    spoken = stems(words)
    for phrase, others in synonyms_in(words):
        left = [word for word in spoken if word not in phrase and word not in stop_stems()]
        yield from ([*left, *other] for other in others)


def _titled(words: Sequence[str], goals: Sequence[Goal]) -> list[str]:
    """Return the refs of the goals whose titles hold most of some words; none for few of them."""
    held = {goal: len(set(words) & set(stems(goal.title.value))) for goal in goals}
    best = max(held.values(), default=0)
    if best < _OF_TITLE * len(set(words)):
        return []
    return [goal.ref for goal in goals if held[goal] == best]


def beside_goals(topic: str, refs: Sequence[str], scope: Scope, library: Library) -> str:
    """Return a topic without words that only repeat what a goal is about that is named as well."""
    titles = [
        set(stems(goal.title.value))
        for key in scope.documents
        for goal in library.documents[key].goals
        if goal.ref in refs
    ]
    words = [word for word in content_stems(topic) if word not in _UNDER]
    return "" if words and any(set(words) <= title for title in titles) else topic


def fits_action(topic: str, scope: Scope, library: Library) -> bool:
    """Tell whether some action in scope fits a topic well enough to be meant by it."""
    hits = library.find_actions(topic, scope.documents) if topic else []
    return bool(hits) and hits[0].score >= _MEANS_ACTION
