"""Verbs, and those who act, are put where English has them."""

from collections.abc import Sequence
from dataclasses import replace

from answer.glossary import languages
from answer.glossary.pieces import ARTICLES, CLAUSE_END, PREPOSITIONS, YEAR, Piece

_ADVERBS = frozenset({"what", "when", "where", "how", "why"})
_MODALS = frozenset({"shall", "should", "can", "could", "must", "may", "will", "want"})
_BE = frozenset({"is", "are", "was", "were", "be", "been", "has", "have"}) | _MODALS
_PASSIVE = frozenset({"are", "is"})
"""What "werden" is, where a participle stands before it."""
_PREDICATES = frozenset({"responsible", "in charge", "open"})
_PRONOUNS = frozenset(
    {"it", "they", "the first one", "the second one", "the third one", "the last one"}
)
_LED = frozenset({"led", "co-led", "led jointly", "be led", "be co-led", "be led jointly"})


def in_years(words: Sequence[Piece]) -> list[Piece]:
    """Put "in" before a year that stands alone behind a verb: "leitet 2022 die Aktion"."""
    return [
        replace(word, text=f"in {word.text}")
        if at and YEAR.fullmatch(word.text) and _is_verb(words[at - 1])
        else word
        for at, word in enumerate(words)
    ]


def _is_verb(word: Piece) -> bool:
    return word.kind == "verb" or word.text in _BE


def passives_joined(words: Sequence[Piece]) -> list[Piece]:
    """Join a German passive at the end of a clause: "shall seized are" is "shall be seized"."""
    joined: list[Piece] = []
    begin = 0
    for at, word in enumerate(words):
        verb = joined[-1] if len(joined) > begin else None
        if verb and verb.kind in ("participle", "verb") and _ends(words, at):
            if word.text in _PASSIVE and any(w.text in _MODALS for w in joined[begin:-1]):
                joined[-1] = replace(verb, text=f"be {verb.text}", kind="participle")
                continue
            if word.text == "been" and verb.kind == "participle":
                continue
        joined.append(word)
        begin = len(joined) if _parts(words, at) else begin
    return joined


def participles_forward(words: Sequence[Piece]) -> list[Piece]:
    """Put what closes a German clause where English has it: "is planned in ..."."""
    moved = list(words)
    for end in range(len(moved) - 1, 0, -1):
        if not _closes(moved, end):
            continue
        begin = next((i for i in range(end - 1, -1, -1) if _parts(moved, i)), -1)
        if moved[end].kind == "verb":
            target = _behind_modal(moved, begin + 1, end)
        else:
            target = _place(moved, begin + 1, end)
        if target is not None and target < end:
            moved.insert(target, moved.pop(end))
            if moved[target].text in _LED and moved[target + 1].text == "of":
                moved[target + 1] = replace(moved[target + 1], text="by")
    return moved


def _closes(words: Sequence[Piece], at: int) -> bool:
    """Tell whether a word closes a clause: a participle, an infinitive, "responsible"."""
    return _ends(words, at) and (
        words[at].kind in ("participle", "verb") or words[at].text in _PREDICATES
    )


def _ends(words: Sequence[Piece], at: int) -> bool:
    return at + 1 == len(words) or words[at + 1].text in (*CLAUSE_END, "and")


def _parts(words: Sequence[Piece], at: int) -> bool:
    """Tell whether a word parts clauses: a mark, "and" before one that asks."""
    if words[at].text in CLAUSE_END:
        return True
    behind = words[at + 1].text if at + 1 < len(words) else ""
    return words[at].text == "and" and behind in (*_ADVERBS, "who", "which")


def _behind_modal(words: Sequence[Piece], begin: int, end: int) -> int | None:
    """Return where the infinitive of "should" belongs: behind who acts."""
    modal = next((i for i in range(begin, end) if words[i].text in _MODALS), None)
    if modal is None or modal + 1 >= end:
        return None
    return _end_of_subject(words, modal + 1)


def _place(words: Sequence[Piece], begin: int, end: int) -> int | None:
    """Return where a participle belongs: before "by ...", else behind "is" before a preposition."""
    if words[end].text in _LED:
        by = range(begin, end - 1)
        named = (i for i in by if words[i].text in ("by", "of") and words[i + 1].kind == "name")
        found = next(named, None)
        if found is not None:
            return found
    be = next((i for i in range(begin, end) if words[i].text in _BE), None)
    if be is None or be + 1 >= end:
        return None
    return be + 1 if words[be + 1].text.split(" ")[0] in PREPOSITIONS else None


def subject_first(words: Sequence[Piece]) -> list[Piece]:
    """Put who acts before the verb: "which actions leads Spain" is "... does Spain lead"."""
    moved = list(words)
    at = 0
    while at < len(moved) - 1:
        stop = _end_of_subject(moved, at + 1) if moved[at].kind == "verb" else at + 1
        if stop > at + 1 and _is_turned(moved, at, moved[at + 1 : stop]):
            several = any(word.text == "and" for word in moved[at + 1 : stop])
            does = "do" if several or moved[at + 1].text == "they" else "does"
            verb = replace(moved[at], text=_base(moved[at].text), spaced=True)
            first = replace(moved[at + 1], spaced=True)
            moved[at:stop] = [
                Piece(does, "word", moved[at].spaced),
                first,
                *moved[at + 2 : stop],
                verb,
            ]
            at = stop
        at += 1
    return moved


def _end_of_subject(words: Sequence[Piece], at: int) -> int:
    """Return where a subject ends: a list of names, a pronoun, a paper ("the plan 2022")."""
    stop = at
    if words[stop].kind == "name":
        stop += 1
        while stop + 1 < len(words) and words[stop].text in (",", "and", "or"):
            if words[stop + 1].kind != "name":
                break
            stop += 2
        return stop
    if words[stop].text in _PRONOUNS:
        return stop + 1
    while stop < len(words) and (words[stop].text in ARTICLES or words[stop].kind == "adjective"):
        stop += 1
    if stop < len(words) and _is_paper(words[stop]):
        stop += 1
        while stop < len(words) and words[stop].kind == "number":
            stop += 1
        return stop
    return at


def _is_paper(word: Piece) -> bool:
    last = word.text.lower().split(" ")[-1]
    papers = languages().papers
    return last in papers or last.removesuffix("s") in papers


def _is_turned(words: Sequence[Piece], at: int, subject: Sequence[Piece]) -> bool:
    """Tell whether what stands before a verb is not what acts: "which actions", "in which"."""
    begin = next((i + 1 for i in range(at - 1, -1, -1) if words[i].text in CLAUSE_END), 0)
    before = [word for word in words[begin:at] if word.text not in ("and", "not", "but")]
    if not before:
        return True
    opening = before[0].text.split(" ")[0]
    if opening == "who" or any(w.kind == "name" or w.text in _PRONOUNS for w in before[-2:]):
        return False
    if opening in PREPOSITIONS and (len(before) > 1 or " " in before[0].text):
        return True
    nouns = [word.text for word in before if word.kind == "noun"]
    if subject[0].kind != "name" and subject[0].text not in _PRONOUNS and nouns:
        return opening == "how" or any(_is_paper(Piece(n, "noun")) for n in nouns[:1])
    asks = opening in ("which", "what", "how", "when", "where", "why", "does")
    return asks and not (nouns and _acts(nouns[0]))


def _acts(noun: str) -> bool:
    people, last = languages().people, noun.split(" ")[-1]
    return bool({last, last.removesuffix("s"), f"{last.removesuffix('ies')}y"} & people)


def agreeing(words: Sequence[Piece]) -> list[Piece]:
    """Return verbs as they stand behind "who" or a name: "who leads"."""
    agreed = list(words)
    for at in range(1, len(agreed)):
        before = agreed[at - 1]
        alone = before.text == "who" or (before.kind == "name" and not _joined(agreed, at - 1))
        turned = any(word.text in ("does", "do", *_MODALS) for word in agreed[:at])
        if agreed[at].kind == "verb" and alone and not turned:
            agreed[at] = replace(agreed[at], text=_third_person(agreed[at].text))
    return agreed


def _joined(words: Sequence[Piece], at: int) -> bool:
    return at > 0 and words[at - 1].text == "and"


def _third_person(verb: str) -> str:
    first, _, rest = verb.partition(" ")
    if not first.endswith("s"):
        first += "es" if first.endswith(("ch", "sh", "x", "o")) else "s"
    return f"{first} {rest}".strip()


def _base(verb: str) -> str:
    """Return a verb as it stands behind "does": "participates" is "participate"."""
    first, _, rest = verb.partition(" ")
    if first.endswith("s") and not first.endswith("ss"):
        first = first[:-1]
    return f"{first} {rest}".strip()
