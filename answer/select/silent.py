"""Words of a question that no document knows: they rule nothing out where nothing says they do.

"How many separate actions ..." counts all of them, "how many actions mention drones" none: a word
that a question puts behind "about", "mention", "use" is what the actions are to be on.
"""

import re
from collections.abc import Iterator, Sequence

from answer.library import Library
from answer.select.grammar import Item, drawn, grammar
from answer.words import stem

# "mention drones", "about the new drones"
_ON = re.compile(
    r"\b(?:mention|about|on|concern|regard|against|deal|dealing|relat|tackl|target|cover|featur|us|"
    r"speak|refer|address|combat|fight|focus|touch|topic|theme|subject|keyword|called|named|word|"
    r"says?|gegen|über|contre|sur|contro|su|contra|sobre|employ|deploy|buy|search|seiz|arrest|"
    r"look|hunt|go after|count)(?:e|es|ed|s|ing|ting|ning|ion)?(?: (?:with|of|to|on|for|in|after))?"
    r"\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
# "with drones", "for drones"
_BESIDE = re.compile(r"\b(?:with|for|in|at|from|through|by|via|of|to|and|or)\s+$", re.IGNORECASE)
_PLAIN = re.compile(r"[a-zà-ÿ]+")


def without_unheard(question: str, items: Sequence[Item], library: Library) -> Iterator[Item]:
    """Yield items but for words that no document holds and that no word says to look for."""
    for item in items:
        if item.tag != "topic" or _looked_for(question, item) or _heard(item.value, library):
            yield item


def _looked_for(question: str, item: Item) -> bool:
    """Tell whether a word is what actions are to be on: a name, or behind a word that says so."""
    before = question[: item.start]
    return (
        not _PLAIN.fullmatch(item.value) or bool(_ON.search(before)) or bool(_BESIDE.search(before))
    )


def _heard(word: str, library: Library) -> bool:
    """Tell whether a document holds a word, in this wording or another."""
    groups = grammar().groups.values()
    if any(word.lower() in words for words in groups):
        return True  # what actions are taken together by
    wordings = [w for term in library.terms(word) for w in term.wordings] or [(stem(word),)]
    return any(all(library.words[s] for s in wording) for wording in wordings)


def says_to_look(question: str, word: str) -> bool:
    """Tell whether a question says that actions are to be on a word: "about", "mention", "for"."""
    before = question[: max(0, question.find(word))]
    return bool(_ON.search(before)) or bool(_BESIDE.search(before))


def counts_all(items: Sequence[Item]) -> bool:
    """Tell whether a question asks how many actions there are and sets no condition."""
    return bool(re.fullmatch(r"[QS]+AS*", re.sub(r"[W,&EU=PO]", "", drawn(items))))
