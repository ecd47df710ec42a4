"""Does a question lean on the one before it? The words that point back or ask for nothing new."""

import re

from answer.at_hand import words_of_place
from answer.cues import role_aspect, told
from answer.mentions import Mentions
from answer.query import PREFIX, Query
from answer.words import stems, tokens, vocabulary

# "how many of them are in goal 2?", "only those on ..."
NARROWING = re.compile(
    r"\b(?:of|among|from) (?:them|those|these)\b|\b(?:only|just) (?:those|the ones|them)\b"
    r"|\bdavon\b|\bd'entre elles\b",
    re.IGNORECASE,
)
# "who are its participants?", "when is that due?", but not "the action that deals with ..."
_POINTING = re.compile(
    r"\b(?:its?|their|them|they|the same|he|she|ses|leurs?|suoi|sue|ihre?|sus)\b"
    r"|\b(?:that|this|these|those|there)\b"
    r"(?!\s+(?:is|are|have|has|lead|leads|deal|deals|mention|mentions|say|says|name|names"
    r"|concern|cover|plan|can)\b)",
    re.IGNORECASE,
)
# "the French-led one", "the other one", "the ones with a JAD"
ONE_OF_THEM = re.compile(r"\bthe (?:[\w-]+ ){0,2}ones?\b", re.IGNORECASE)
LEAD_INS = frozenset(
    stems(
        "and what about how the in for of also same on et und e y ed is plan only those please "
        "one ones l la le el bei beim zum zur question same year too well then please now but "
        "not just again other another"
    )
)
"""Words around a name that ask for nothing new: "and what about Italy?"."""


_BESIDE_ROLE = frozenset(stems("as a an or role it they he she does do did to any part"))
"""Words beside a role that a follow-up asks for: "or as a participant?"."""


def points_back(question: str) -> bool:
    """Tell whether a question holds a pronoun that may stand for what was named before."""
    return bool(_POINTING.search(question))


def slots_at_hand(previous: Query) -> set[str]:
    """Return the slots that a pronoun may stand for: what the question before named."""
    slots: set[str] = {
        kind for kind, prefix in PREFIX.items() if any(r.startswith(prefix) for r in previous.refs)
    }
    slots |= {"actor"} if previous.actors else set()
    return slots | ({"plan"} if previous.scope.explicit else set())


# "same question for 2.2", "and the same for Italy"
_THE_SAME = re.compile(
    r"\W*(?:and )?(?:(?:the|ask the) )?same(?: (?:question|thing|again))?[,:]?"
    r" (?:for|about|of|on|with)\b",
    re.IGNORECASE,
)


def asks_the_same(question: str) -> bool:
    """Tell whether a follow-up says that it asks the same: "same question for 2.2 please"."""
    return bool(_THE_SAME.match(question))


def asks_itself(mentions: Mentions) -> bool:
    """Tell whether a follow-up says what it wants, beside what it names."""
    pointing = LEAD_INS | words_of_place(mentions.question)
    rest = [s for s in mentions.masked if not s.startswith("<") and s not in pointing]
    return bool(rest)


def role_alone(mentions: Mentions) -> str | None:
    """Return the role that is all a follow-up asks for: "and as co-leader?"; None for others."""
    spoken = tokens(mentions.question)
    role = role_aspect(spoken)
    phrases = vocabulary().roles.values()
    words = {s for group in phrases for phrase in group for s in stems(phrase)}
    left = {t.stem for t in spoken} - words - LEAD_INS - _BESIDE_ROLE
    if told("asks", [token.stem for token in spoken]):
        return None  # "and who leads it?"
    return role if role and not left and not mentions.found else None
