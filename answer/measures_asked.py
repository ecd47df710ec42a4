"""A question for measures, in papers of measures, that name an actor or speak of a topic."""

import re
from dataclasses import replace

from answer.cues import told
from answer.intents import Intent
from answer.library import Library
from answer.mentions import Mentions
from answer.query import AUTHORS, Scope
from answer.words import stems

# "which measures mention Eurojust", "2018 measures: how many involve Frontex?"
_MEASURES_NAMING = re.compile(
    r"\b(?:which|list|name|show|how many|number of|count|what(?= (?:council |\d{4} "
    r"|eu )*measures))\b"
    r"[^?]{0,60}?\b(?:involv|mention|nam(?:e|ing)|concern|refers?\b|task|assign|includ|featur|call"
    r"|rel(?:y|ies)"
    r"|need|address|speak|affect|appear)\w*\b",
    re.IGNORECASE,
)
# "in which of the numbered measures does Eurojust have a job to do", "which 2018 measures give ..."
_IN_WHICH = re.compile(
    r"\b(?:in|under|by) (?:which|what)(?: of)?(?: the| these| those)?(?: [\w-]+){0,4}? measures\b"
    r"|\bwhich(?: of)?(?: the| these| those)?(?: [\w-]+){0,3}? measures "
    r"(?:give|concern|are for|fall to|are on)\b",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_HOW_MANY_MEASURES = re.compile(
    r"\bhow many (?:of (?:the|these|those|its|them) ?)?(?:\w+ ){0,2}?"
    r"(?:measures|involv|mention|nam|concern|includ|need|address)",
    re.IGNORECASE,
)
# "how many of the measures concern training"
_COUNT_MEASURES = re.compile(
    r"\bhow many (?:of (?:the|these|those|its|all) )?(?:\w+ )?measures (?!(?:and|are there"
    r"|were|does|do|has|in|is)\b)",
    re.IGNORECASE,
)


# "the four headings", "which block"
_CHAPTERS = re.compile(
    r"\b(?:chapters?|headings?|parts?|blocks?|sections?|groups?|pillars?)\b", re.IGNORECASE
)
_MEASURES = re.compile(r"\bmeasures?\b", re.IGNORECASE)


def of_measures(
    intent: Intent, topic: str, mentions: Mentions, scope: Scope, library: Library
) -> tuple[Intent, str]:
    """Return an intent as one for measures where those are wanted, and what they are about."""
    meant = _of_measures(intent, mentions, scope, library)
    counted = _COUNT_MEASURES.search(mentions.question) if meant is not intent else None
    if counted and not topic:
        topic = mentions.question[counted.end() :]
    return meant, topic


def _of_measures(intent: Intent, mentions: Mentions, scope: Scope, library: Library) -> Intent:
    """Return an intent as one for measures, where those are wanted that name an actor."""
    papers = {library.documents[key].kind for key in scope.documents}
    if papers == {"measures"} and _asks_what_it_proposes(intent, mentions):
        return replace(intent, kind="summary", aspect="proposed")
    if papers == {"measures"} and _ranks_chapters(mentions):
        return replace(intent, kind="list", aspect="chapters")
    actors = set(mentions.values("actor")) - {*AUTHORS}
    asks = _MEASURES_NAMING.search(mentions.question) or _IN_WHICH.search(mentions.question)
    counted = _COUNT_MEASURES.search(mentions.question)
    if papers != {"measures"} or not (counted or (actors and asks)):
        return intent
    if _HOW_MANY.search(mentions.question) and not _HOW_MANY_MEASURES.search(mentions.question):
        return intent  # how many of something else
    many = told("count", stems(mentions.question))
    return replace(intent, kind="count" if many else "list", aspect="measures")


def _asks_what_it_proposes(intent: Intent, mentions: Mentions) -> bool:
    """Tell whether it is asked what a paper wants done: that is what its measure on that says.

    "What did ministers decide in December 2018 to do about smugglers on the internet?"
    """
    words = stems(mentions.question)
    asked = told("asks", words) and not (told("count", words) or mentions.refs)
    running = (intent.kind, intent.aspect) == ("passage", "any")
    return running and asked and (told("proposes", words) or told("speaks", words))


def _ranks_chapters(mentions: Mentions) -> bool:
    """Tell whether it is asked which chapter has the most measures, or the fewest."""
    words = stems(mentions.question)
    ranks = told("most", words) or told("fewest", words)
    return ranks and bool(
        _CHAPTERS.search(mentions.question) and _MEASURES.search(mentions.question)
    )
