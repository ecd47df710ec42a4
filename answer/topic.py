"""What a question is about: its words beside the names of plans and the words that ask."""

import re
from collections.abc import Sequence

from answer.cues import cue_places, cue_stems
from answer.intents import Intent, intent_model
from answer.library import Library
from answer.mentions import Mentions
from answer.query import Scope
from answer.subjects import subject_phrases
from answer.words import content_stems, stem, stems, stop_stems, synonyms_in, tokens, vocabulary

_MEANS_ACTION = 0.5
"""How well an action must fit the words of a question for it to be meant."""
_TOPICAL = frozenset(
    stems("training prevention workshop arrest investigation course money weather")
)
"""Words that examples use and that are topics all the same."""
# "under the document fraud goal", "the goal on external cooperation"
_NAMED_GOAL = re.compile(
    r"\b((?:[\w-]+ ){1,4})(?:strategic )?goal\b(?! \d)"
    r"|\bgoal (?:on|about|of|for) ((?:[\w-]+ ?){1,4})",
    re.IGNORECASE,
)


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
    return " ".join(kept)


def _in_phrases(question: str) -> frozenset[int]:
    """Return where a paper is a part of a known phrase: the "document" of "document fraud"."""
    words = stems(question)
    papers = {stem(word) for word in vocabulary().documents["any"]}
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


def without_plans(mentions: Mentions) -> str:
    """Return the question with the names of plans cut out."""
    words = mentions.question
    for mention in reversed(mentions.found):
        if mention.slot == "plan":
            words = f"{words[: mention.start]} {words[mention.end :]}"
    return " ".join(words.split())


def goals_by_name(mentions: Mentions, scope: Scope, library: Library) -> tuple[str, ...]:
    """Return the goals that are named by words of their title: "the document fraud goal"."""
    if mentions.values("goal"):
        return ()
    told = (found.group(1) or found.group(2) for found in _NAMED_GOAL.finditer(mentions.question))
    named = [[word for word in content_stems(words) if word not in cue_stems()] for words in told]
    return tuple(
        dict.fromkeys(
            goal.ref
            for words in named
            for key in scope.documents
            for goal in library.documents[key].goals
            if words and set(words[-3:]) <= set(stems(goal.title.value))
        )
    )


def beside_goals(topic: str, refs: Sequence[str], scope: Scope, library: Library) -> str:
    """Return a topic without words that only repeat what a goal is about that is named as well."""
    titles = [
        set(stems(goal.title.value))
        for key in scope.documents
        for goal in library.documents[key].goals
        if goal.ref in refs
    ]
    words = content_stems(topic)
    return "" if words and any(set(words) <= title for title in titles) else topic


def fits_action(topic: str, scope: Scope, library: Library) -> bool:
    """Tell whether some action in scope fits a topic well enough to be meant by it."""
    hits = library.find_actions(topic, scope.documents) if topic else []
    return bool(hits) and hits[0].score >= _MEANS_ACTION
