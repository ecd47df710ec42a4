"""Is a word denied? "Not the ones they lead", "does not take part"."""

from collections.abc import Sequence

from answer.words import Token, stems

_NOT = frozenset(
    stems(
        "not neither nor without never no isn aren doesn don rather instead "
        "non pas nicht ohne sin senza"
    )
)
_BUT = frozenset(stems("but aber sondern mais ma pero sino while and"))
"""Words that end the reach of a denial: "not as leader but as participant"."""
_OUTSIDE = frozenset(stems("EU UE member members"))
"""Words that "non" makes a name with: "non-EU" denies nothing else."""
_REACH = 5
"""How many words before a word its denial may stand."""


def denied(words: Sequence[Token], at: int) -> bool:
    """Tell whether the word at a position is denied by one before it."""
    before = words[max(0, at - _REACH) : at]
    for word, behind in zip(reversed(before), reversed(words[: at + 1]), strict=False):
        if denies(word) and not (word.stem == "non" and behind.stem in _OUTSIDE):
            return True
        if word.stem in _BUT:
            return False
    return False


def denies(word: Token) -> bool:
    """Tell whether a word denies; "NO" in capitals is Norway."""
    return word.stem in _NOT and not word.text.isupper()
