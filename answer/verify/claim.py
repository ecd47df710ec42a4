"""One claim against its citations: everything in it must be copied, counted or looked up there."""

import re
from collections.abc import Callable

from answer.draft import Statement
from answer.library import Library
from answer.phrasing import plan_name
from answer.verify.counts import RANKS, read_counts, superlatives_hold
from answer.verify.gaps import quarters_hold, strike_gaps
from answer.verify.places import acronym_holds, refs_hold, withheld_holds
from answer.verify.roles import parts_hold, read_parts
from answer.verify.shape import Shape
from answer.verify.sizes import COUNTED
from answer.verify.sources import folded, ledger_of
from answer.verify.wording import is_framing, wording

_QUOTED = re.compile(r"“([^”]+)”")
_ALL_MEMBERS = " all ms "
_WORD = re.compile(r"[^\W_]+")
# "Yes: Germany takes part", "No: OA 2.8 is led by Spain"
_VERDICT = re.compile(r"^(yes|no)[:,] ")
# "has a co-leader", "led by Spain, by Italy": something is said of a role that is not understood
_HAVING = re.compile(r"\b(?:has|names|states|gives|prints) (?:an?|any|some)\b|\bby ~")


def is_borne_out(statement: Statement, library: Library) -> bool:
    """Tell whether the evidence of a claim bears all that it says."""
    return not objection(statement, library)


def objection(statement: Statement, library: Library) -> str:
    """Return what in a claim its evidence does not bear, in a word; empty when it bears all."""
    if not statement.evidence:
        return "evidence"
    if _is_quoted(statement, library):
        return ""
    ledger = ledger_of(library)
    # what was asked for is said again, and not claimed: "3 actions ... about false documents"
    again = f" about {statement.asked}" if statement.asked else ""
    text = statement.text.replace(again, "") if again else statement.text
    shape = Shape(text, [ledger.source(item) for item in statement.evidence], ledger)
    return next((name for name, holds in _CHECKS if not holds(shape)), "")


def _is_quoted(statement: Statement, library: Library) -> bool:
    """Tell whether a claim is what it cites, whole and word for word, and at most where it is."""
    cited, *others = statement.evidence
    document = library.documents[cited.document_id]
    stretch = library.text(document.id)[cited.start : cited.end]
    where = f" ({cited.ref}, {plan_name(document)})"
    words = statement.text.removesuffix(where)
    return not others and bool(stretch.strip()) and words.split() == stretch.split()


def _words_hold(shape: Shape) -> bool:
    """Tell whether every word is the claim's own, or is copied with those beside it."""
    if shape.words and not shape.says_something:
        return False
    return all(is_framing(w) for w in shape.loose_words if not any(map(str.isdigit, w)))


def _quotes_hold(shape: Shape) -> bool:
    """Tell whether words in quotation marks stand in one source, one behind the other."""
    texts = [text for source in shape.sources for text in source.texts]
    written = [source.written for source in shape.sources]
    quotes = {quote: folded(quote) for quote in _QUOTED.findall(shape.claim)}
    return all(  # black bars are no words: they must stand there as they are
        any(words in text for text in texts)
        if words.strip()
        else any(quote in text for text in written)
        for quote, words in quotes.items()
        if words != _ALL_MEMBERS
    )


def _numbers_hold(shape: Shape) -> bool:
    """Tell whether every number is copied with the words beside it, or counts what is cited."""
    counts = read_counts(shape)
    quarterly, in_quarters = quarters_hold(shape)
    if not in_quarters or not all(count.right for count in counts):
        return False
    counted = {
        thing.start
        for count in counts
        for thing in shape.things(shape.text[count.start : count.end], "number")
    }
    left = [n for n in shape.all("number") if n.start not in counted and not shape.is_copied(n)]
    return len(left) <= quarterly


def _roles_hold(shape: Shape) -> bool:
    """Tell whether every actor has the role that it is given, and no role is left open."""
    parts = read_parts(shape)
    if not parts_hold(parts, shape):
        return False
    rest, gaps, gaps_hold = strike_gaps(COUNTED.sub("~", RANKS.sub("~", parts.rest)), shape)
    verdict = _VERDICT.match(rest)
    denied = gaps or any(part.denied for part in parts.found)
    if not gaps_hold or (verdict and (verdict[1] == "no") != denied):
        return False
    return _nothing_left(rest[verdict.end() :] if verdict else rest, shape)


def _nothing_left(rest: str, shape: Shape) -> bool:
    """Tell whether all that a claim says of roles, and all that it denies, was understood."""
    left = set(_WORD.findall(rest)) & shape.loose_words
    # "the driver of the P is withheld" gives nobody a role
    left -= {"driver", "co"} if "withheld" in rest else set()
    telling = left & (wording().denying | wording().roles)
    return not (telling or _HAVING.search(rest) or shape.things(rest, "actor"))


_CHECKS: tuple[tuple[str, Callable[[Shape], bool]], ...] = (
    ("words", _words_hold),
    ("copies", lambda shape: not shape.is_torn()),
    ("quotes", _quotes_hold),
    ("refs", refs_hold),
    ("numbers", _numbers_hold),
    ("roles", _roles_hold),
    ("superlatives", superlatives_hold),
    ("acronyms", acronym_holds),
    ("withheld", withheld_holds),
)
