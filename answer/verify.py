"""Nothing leaves unless its evidence says it: claims are checked against what they cite."""

import re
from collections.abc import Iterable

from answer.draft import Draft, Evidence, Statement
from answer.library import Library
from answer.phrasing import plan_name
from ingest.actors import find_actors
from ingest.facts import quarters
from ingest.model import Action, ActorValue
from ingest.text import clean

# "2.8", "5,000", "2022", "90"
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# "“Key threats” is withheld"
_QUOTED = re.compile(r"“([^”]+)”")


def verify(draft: Draft, library: Library) -> tuple[Draft, int]:
    """Return the draft without the claims that their evidence does not bear, and their count.

    A claim is dropped when it names an actor or a number that occurs neither in the words that it
    cites, nor in the ref and title of what it cites, nor among what was counted for it; and when
    it puts words in quotation marks that the cited text does not hold.
    """
    kept = Draft(draft.status, [], draft.choices)
    dropped = 0
    for part in draft.parts:
        if isinstance(part, Statement) and not is_borne_out(part, library):
            dropped += 1
        else:
            kept.parts.append(part)
    return kept, dropped


def is_borne_out(statement: Statement, library: Library) -> bool:
    """Tell whether the evidence of a claim bears the actors, numbers and quotes in it."""
    if not statement.evidence:
        return False
    cited = " \n ".join(_words_of(statement.evidence, library))
    known = cited + " \n " + " ".join(statement.computed)
    numbers = set(_NUMBER.findall(statement.text)) - set(_NUMBER.findall(known))
    if numbers - {number for number in numbers if number.rstrip(".,") in _NUMBER.findall(known)}:
        return False
    codes = {mention.code for mention in find_actors(statement.text)}
    if codes - {mention.code for mention in find_actors(known)} - _cited_codes(statement, library):
        return False
    plain = clean(cited)
    quotes = [q for q in _QUOTED.findall(statement.text) if len(q) > 3]
    return all(clean(quote).rstrip("….") in plain or quote in known for quote in quotes)


def _cited_codes(statement: Statement, library: Library) -> set[str]:
    """Return the actors that were read from the very stretches that a claim cites."""
    codes: set[str] = set()
    for item in statement.evidence:
        document = library.documents[item.document_id]
        driver = document.heading.driver
        for value in (
            *([driver] if driver else []),
            *(v for a in document.actions() if a.ref == item.ref for v in _role_values(a)),
        ):
            if value.code and item.start <= value.start and value.end <= item.end:
                codes.add(value.code)
    return codes


def _role_values(action: Action) -> tuple[ActorValue, ...]:
    return (*action.leaders, *action.co_leaders, *action.participants)


def _words_of(evidence: Iterable[Evidence], library: Library) -> Iterable[str]:
    """Yield the words that a citation shows: its quote, its ref, the titles around it."""
    for item in evidence:
        document = library.documents[item.document_id]
        quote = library.text(item.document_id)[item.start : item.end]
        yield f"{clean(quote)} {item.ref} {document.title} {plan_name(document)}"
        yield from quarters(quote)
        for action in document.actions():
            if action.ref == item.ref:
                yield f"{action.title.value} {action.goal}"
        for goal in document.goals:
            if goal.ref == item.ref:
                yield goal.title.value
