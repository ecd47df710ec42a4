"""Who asks: "I'm with the Hungarian police. What is our part?" is a question about Hungary."""

import re

from ingest.actors import display_name, find_actors

# "I'm with the Hungarian police.", "As an Irish officer,", "We at Frontex:", "I work for OLAF,"
_CLAUSE = re.compile(
    r"^\s*(?:as an?\b|(?:i['’ ]?a?m|we(?:['’]| a)re|i work|we work|working)"
    r"\s+(?:(?:here|just)\s+)?(?:with|from|at|in|of|for|an?|the)\b"
    r"|we (?:at|in|from)\b|here (?:at|in)\b|(?:i|we) represent\b"
    # "I coordinate EMPACT for Czechia."
    r"|(?:i|we) (?:\w+ ){1,6}?(?:for|in|at|from)\b)"
    r"(?P<who>[^.,;:!?]{2,60})[.,;:!–-]\s+(?P<rest>\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# "Podgorica asks us where it appears", "Hungarian police here: what do we lead?"
_ASKS = re.compile(
    r"^\s*(?P<who>[A-Z][\w’'-]+(?: [\w’'-]+){0,2}?)"
    r"(?: (?:has asked|asks|asked|wants to know|would like to know|wishes to know|wonders"
    r"|inquires|enquires|needs to know)(?: us| me)?[,:]?| (?:here|speaking)\s*[:,.])\s+"
    r"(?P<rest>\S.*)$",
    re.DOTALL,
)
_OWN = re.compile(
    r"\b(?:our|my)\b(?! (?:question|boss|desk|report|paper|article|notes?)\b)", re.IGNORECASE
)
_US = re.compile(
    r"\b(with|for|about|to|by|from|of|on|involving|concerning|affecting|names?|named) us\b",
    re.IGNORECASE,
)
_VERBS = {
    re.compile(said, re.IGNORECASE): told
    for said, told in (
        (r"\b(?:are|am) (?:we|i)\b", "is {}"),
        (r"\bdo (?:we|i)\b", "does {}"),
        (r"\bhave (?:we|i)\b", "has {}"),
        (r"\bwe are\b", "{} is"),
        (r"\bwe have\b", "{} has"),
        (r"\b(?:must|should|can|will) (?:we|i)\b", "is {} to"),
        (r"\b(?:we|us)\b", "{}"),
    )
}
_POINTING = re.compile(
    r"\b(?:it|its|they|their|them|that|this|those|these|there|one|ones|same)\b", re.IGNORECASE
)
_IT = re.compile(r"\b(?:it|they)\b")


def with_speaker(question: str) -> str:
    """Return a question with who asks named in place of "our", "we" and "us"; else as it is.

    Only where the question opens by saying so, and names one actor there.
    """
    clause = _CLAUSE.match(question) or _ASKS.match(question)
    actors = {found.code for found in find_actors(clause["who"])} if clause else set()
    if not clause or (clause.re is _CLAUSE and len(actors) != 1) or len(actors) > 1:
        return question
    name = display_name(actors.pop()).partition(" (")[0] if actors else clause["who"]
    said = _US.sub(rf"\1 {name}", _OWN.sub(f"{name}'s", clause["rest"]))
    for pattern, told in _VERBS.items():
        said = pattern.sub(told.format(name), said)
    if said == clause["rest"] and clause.re is _ASKS:
        said = _IT.sub(name, said, count=1)
    if said == clause["rest"] and (clause.re is _ASKS or _POINTING.search(said)):
        return question
    return said  # without who asks, where nothing is asked of them
