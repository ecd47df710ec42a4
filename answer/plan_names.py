"""The stretches of a question that name a plan: "the 2022 migrant smuggling plan", "2012"."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from answer.cues import told
from answer.library import Library
from answer.query import Mention
from answer.subjects import GLUE, known_subjects, subject_phrases, subject_words
from answer.words import Token, stem, stems, stop_stems, tokens, vocabulary
from ingest.model import Document

# "2022", but not in "01.01.2022" or "2021/22"
_YEAR = re.compile(r"(?<![\d/.])(20[0-4]\d)(?![\d/])")
# "17793/2/11", "13607/21"
_DOCUMENT_NUMBER = re.compile(r"(?<![\d/])\d{4,5}(?:/\d{1,2})?/\d{2}(?![\d/])")
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

# "December 2018"
_MONTH_OF_YEAR = re.compile(
    rf"\b(?P<month>{'|'.join(MONTHS)}) (?P<year>20[0-4]\d)\b", re.IGNORECASE
)
_AND = frozenset(("and", "und", "et", "y", "e"))
_FULL_NAMES = (tuple(stems("operational action plan")), tuple(stems("action plan")))
_OF_PLAN = frozenset(("actions", "oas", "action", "oa"))
"""Words behind a subject that make it the plan's: "firearms actions"."""
_RATED = frozenset(stems("low medium high risk"))
"""Words of a subject that rate anything when they stand alone."""
_ABOUT = frozenset(("on", "against", "about", "for"))
_NAME_WORDS = 4
"""How many words may stand between a year and the "plan" that they name."""
_BEFORE_ONE = frozenset(("the", "than", "and", "or", "vs", "versus", "as", "that"))
_PLANS = frozenset(("plans", "oaps", "documents", "papers"))
_WITHIN = frozenset(("in", "within", "under", "dans", "im", "nel", "nella", "en", "from"))
"""Words between a topic and the plan that it is looked for in."""
_BOTH_PLANS = _AND | frozenset(("or", "than", "vs", "versus", "with", "oder", "ou", "o"))
"""Words between the subjects of two plans that share their year: "smuggling or trafficking"."""


def plan_runs(question: str, library: Library) -> Iterator[Mention]:
    """Yield the stretches that name a plan: "the 2022 migrant smuggling plan", "2012".

    A stretch holds a year, or a word for a document beside a word of some document's subject.
    """
    yield from _by_number(question, library)
    yield from _by_date(question, library)
    words = tokens(question)
    kinds = [_kind_of(word, library) for word in words]
    _join_subjects(words, kinds, question, library)
    topics = _topic_pairs() - {phrase for _, phrase in subject_phrases(question, library)}
    for at in range(1, len(words)):
        if (words[at - 1].stem, words[at].stem) in topics:
            kinds[at - 1 : at + 1] = ["" if k == "document" else k for k in kinds[at - 1 : at + 1]]
    for at in range(1, len(words) - 1):
        if _stands_for_plan(words, kinds, at):
            kinds[at] = "document"  # "has it more actions than the one on fraud?"
        if words[at].stem in _AND and _one_subject(words[at - 1], words[at + 1], library):
            kinds[at] = "glue"  # "cocaine and heroin"
    for at in range(1, len(words)):
        named = kinds[at + 1 : at + 2] == ["document"]  # "the December 2018 paper"
        if kinds[at] == "year" and words[at - 1].text.lower() in MONTHS and not named:
            kinds[at] = ""
    for at in range(2, len(words) - 1):  # "by the measures of 2018 for the OAP 2019"
        of_paper = words[at - 2].text.lower() in vocabulary().documents["measures"]
        if kinds[at] == "year" and of_paper and kinds[at - 1] == kinds[at + 1] == "glue":
            kinds[at + 1] = ""
    _join_to_year(words, kinds, library)
    for name in _FULL_NAMES:
        for at in range(len(words) - len(name) + 1):
            last = words[at + len(name) - 1].text.lower()
            verb = last.endswith(("ed", "ing"))  # "the day of action planned"
            if not verb and tuple(w.stem for w in words[at : at + len(name)]) == name:
                kinds[at : at + len(name)] = ["document"] * len(name)
    at = 0
    while at < len(words):
        stop = at
        years = 0
        while stop < len(words) and kinds[stop]:
            years += kinds[stop] == "year"
            if years > 1:  # "from 2012 to 2022" names two plans
                break
            if stop > at and years and _listed_behind(question, kinds, at, words, stop):
                break  # "excise fraud 2021, document fraud 2019"
            if stop > at and _apart(question, words[at:stop], words[stop], library):
                at = stop
            stop += 1
        run = _trimmed(kinds, _behind_topic(words, kinds, (at, stop), library), stop)
        if run and all(words[i].stem in _RATED for i in range(*run)):
            run = None  # "high-risk actions"
        if run and _names_plan({kinds[i] for i in range(*run)}, words[run[1] : run[1] + 1]):
            start, end = words[run[0]].start, words[run[1] - 1].end
            yield Mention("plan", start, end, question[start:end])
            yield from _subject_before(question, words, kinds, run)
            yield from _subject_behind(question, words, kinds, run)
        at = max(stop, at + 1)


def _join_subjects(
    words: Sequence[Token], kinds: list[str], question: str, library: Library
) -> None:
    """Take each word of a subject that is named in full for part of it: human "beings"."""
    spoken = [word.stem for word in words]
    for _, phrase in subject_phrases(question, library):
        for at in range(len(words) - len(phrase) + 1):
            if tuple(spoken[at : at + len(phrase)]) == phrase:
                inside = slice(at, at + len(phrase))
                kinds[inside] = [kind or "subject" for kind in kinds[inside]]


def _join_to_year(words: Sequence[Token], kinds: list[str], library: Library) -> None:
    """Take what stands between a year and "plan" for its name: "the 2013 burglar bands plan".

    Only where no other plan is of that year, whatever the words are.
    """
    years = [document.year for document in library.documents.values()]
    for at in (i for i, kind in enumerate(kinds) if kind == "year"):
        if years.count(int(words[at].text)) != 1:
            continue
        behind = range(at + 1, min(at + 2 + _NAME_WORDS, len(words)))
        end = next((i for i in behind if kinds[i] == "document"), at)
        between = words[at + 1 : end]
        if between and not any(w.stem in stop_stems() or w.text.isdigit() for w in between):
            kinds[at + 1 : end] = [kind or "glue" for kind in kinds[at + 1 : end]]


def _listed_behind(
    question: str, kinds: Sequence[str], start: int, words: Sequence[Token], at: int
) -> bool:
    """Tell whether another plan is listed behind a subject, its year and a comma."""
    comma = question[words[at - 1].end : words[at].start].lstrip().startswith((",", ";"))
    ended = kinds[at - 1] == "year" and "subject" in kinds[start : at - 1]
    return comma and ended and kinds[at] in ("subject", "document")


def _apart(question: str, before: Sequence[Token], word: Token, library: Library) -> bool:
    """Tell whether a bracket parts a plan from a topic: "scams against people (fraud 2026)"."""
    if "(" not in question[before[-1].end : word.start]:
        return False
    said = {w.stem for w in before}
    whole = any(
        set(stems(phrase)) <= said for _, phrases in known_subjects(library) for phrase in phrases
    )
    return not whole and not any(_kind_of(w, library) in ("year", "document") for w in before)


def _stands_for_plan(words: Sequence[Token], kinds: Sequence[str], at: int) -> bool:
    """Tell whether "the one on ..." or "that against ..." means a plan, after one was named.

    Of a question in another language it may be "that that of ..." or "the against ...".
    """
    one, behind = words[at].text.lower(), words[at + 1].text.lower()
    about = behind in _ABOUT or (one == "that" and behind == "of")
    compared = one == "the" or words[at - 1].text.lower() in _BEFORE_ONE
    return one in ("one", "that", "the") and about and compared and "document" in kinds[:at]


def document_number(document: Document) -> str:
    """Return the number of a document without its revision: "17793/2/11"; "" without one."""
    number = document.heading.number
    match = _DOCUMENT_NUMBER.match(number.value) if number else None
    return match.group() if match else ""


def _by_number(question: str, library: Library) -> Iterator[Mention]:
    """Yield the documents that are named by their number: "13607/21"."""
    known = {document_number(document) for document in library.documents.values()}
    for match in _DOCUMENT_NUMBER.finditer(question):
        if match.group() in known:
            yield Mention("plan", match.start(), match.end(), match.group())


def _by_date(question: str, library: Library) -> Iterator[Mention]:
    """Yield the paper that is named by its month, where it is said that something is decided.

    "What did ministers agree in December 2018 ...": the one paper of that month.
    """
    found = list(_MONTH_OF_YEAR.finditer(question))
    words = stems(question)
    if len(found) != 1 or not (told("proposes", words) or told("decides", words)):
        return
    month = MONTHS.index(found[0]["month"].lower()) + 1
    day = f"{found[0]['year']}-{month:02}"
    dated = [
        document
        for document in library.documents.values()
        if document.heading.date and document.heading.date.value.startswith(day)
    ]
    if len(dated) == 1 and document_number(dated[0]):
        yield Mention("plan", *found[0].span(), document_number(dated[0]))


def _subject_behind(
    question: str, words: Sequence[Token], kinds: Sequence[str], run: tuple[int, int]
) -> Iterator[Mention]:
    """Yield the plan that is named last of several: "the two 2022 plans, on drugs and on fraud"."""
    several = any(words[i].text.lower() in _PLANS for i in range(*run))
    at = run[1]
    while at < len(words) and (words[at].stem in _BOTH_PLANS or kinds[at] == "glue"):
        at += 1
    end = at
    while end < len(words) and kinds[end] in ("subject", "glue"):
        end += 1
    while end > at and kinds[end - 1] == "glue":
        end -= 1
    joined = any(words[i].stem in _BOTH_PLANS for i in range(run[1], at))
    if not (several and joined and end > at):
        return
    shared = [words[i].text for i in range(*run) if kinds[i] in ("year", "document")]
    start, stop = words[at].start, words[end - 1].end
    yield Mention("plan", start, stop, " ".join([question[start:stop], *shared]))


def _behind_topic(
    words: Sequence[Token], kinds: Sequence[str], run: tuple[int, int], library: Library
) -> int:
    """Return where the name of a plan starts behind a topic: "document fraud in the 2022 plan"."""
    start, stop = run
    run_stems = [word.stem for word in words[start:stop]]
    inside = {
        start + at + step
        for _, phrases in known_subjects(library)
        for phrase in (tuple(stems(p)) for p in phrases)
        for at in range(len(run_stems) - len(phrase) + 1)
        if tuple(run_stems[at : at + len(phrase)]) == phrase
        for step in range(len(phrase))
    }
    for at in range(start, stop):
        if words[at].text.lower() in _WITHIN and at not in inside:
            before, behind = kinds[start:at], set(kinds[at:stop])
            said = any(
                kind in ("year", "document") and n + start not in inside
                for n, kind in enumerate(before)
            )
            if before and not said and {"subject"} <= behind and behind & {"year", "document"}:
                return at + 1
    return start


def _subject_before(
    question: str, words: Sequence[Token], kinds: Sequence[str], run: tuple[int, int]
) -> Iterator[Mention]:
    """Yield the plan that shares its year, or its "plan", with the one named behind "and".

    "The smuggling and the human trafficking plan of 2022" are two plans of that year.
    """
    at = run[0] - 1
    while at >= 0 and (words[at].stem in _BOTH_PLANS or kinds[at] == "glue"):
        at -= 1
    joined = at < run[0] - 1 and any(words[i].stem in _BOTH_PLANS for i in range(at + 1, run[0]))
    end = at + 1
    while at >= 0 and kinds[at] == "subject":
        at -= 1
    if not joined or end == at + 1:
        return
    shared = [words[i].text for i in range(*run) if kinds[i] in ("year", "document")]
    start, stop = words[at + 1].start, words[end - 1].end
    yield Mention("plan", start, stop, " ".join([question[start:stop], *shared]))


@lru_cache(maxsize=1)
def _topic_pairs() -> frozenset[tuple[str, ...]]:
    """Return the pairs of stems that name a topic and end on a document: "forged papers"."""
    phrases = (tuple(stems(phrase)) for group in vocabulary().synonyms for phrase in group)
    return frozenset(phrase for phrase in phrases if len(phrase) == 2)


def _one_subject(one: Token, other: Token, library: Library) -> bool:
    """Tell whether two words stand in the priority of one document."""
    pair = {one.stem, other.stem}
    priorities = (d.heading.priority for d in library.documents.values() if d.heading.priority)
    return any(pair <= set(stems(priority.value)) for priority in priorities)


def _kind_of(word: Token, library: Library) -> str:
    """Return what a word may be in the name of a plan: year, document, subject, glue or nothing."""
    if _YEAR.fullmatch(word.text):
        return "year"
    plain = word.text.lower().removesuffix("'s").removesuffix("’s")
    if word.stem in _nouns(library):
        return "document"
    if plain in _document_words() or plain.removesuffix("s") in _document_words():
        return "document"
    if word.stem in subject_words(library):
        return "subject"
    return "glue" if word.stem in GLUE else ""


def _trimmed(kinds: list[str], start: int, stop: int) -> tuple[int, int] | None:
    while start < stop and kinds[start] == "glue":
        start += 1
    while stop > start and kinds[stop - 1] == "glue":
        stop -= 1
    return (start, stop) if start < stop else None


def _names_plan(kinds: set[str], behind: Sequence[Token]) -> bool:
    """Tell whether words name a plan; "cybercrime actions" are those of the plan on it."""
    own = bool(behind) and behind[0].text.lower() in _OF_PLAN and kinds <= {"subject", "glue"}
    return own or "year" in kinds or {"document", "subject"} <= kinds or kinds == {"document"}


@lru_cache(maxsize=4)
def _nouns(library: Library) -> frozenset[str]:
    """Return the stems of what plans call themselves otherwise: "the heritage programme"."""
    titles = {s for document in library.documents.values() for s in stems(document.title)}
    return frozenset(map(stem, vocabulary().called)) & titles


@lru_cache(maxsize=1)
def _document_words() -> frozenset[str]:
    words = vocabulary().documents
    single = [w for kind in ("plan", "draft", "any") for w in words[kind] if " " not in w]
    return frozenset(single)
