"""What the last answer of a chat put at hand: "the second one", "the next measure", "it"."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.claims import Turn
from answer.library import Library, TopicAction
from answer.mentions import find_mentions, named_acronyms
from answer.phrasing import plan_name
from answer.query import PREFIX, Query, RefKind, Scope
from answer.scope import find_scope
from answer.subjects import subject_phrases
from answer.words import content_stems, stems, stop_stems, tokens, vocabulary
from ingest.actors import find_actors
from ingest.model import Chapter, Document, Footnote, Goal, Measure, Section

# "OA 2.8", "Measure 4", "§ 4.3" in an earlier answer
_REF = re.compile(r"\b(?:OA \d+\.\d+|SG \d+|Measure \d+|Chapter [IVX]+)\b|§ \d+(?:\.\d+)*")
# "- **Chapter I** ...": the lines of a list, not what stands inside them
_LINE = re.compile(rf"^- \*\*({_REF.pattern})\*\*", re.MULTILINE)
# "18 actions of the 30"
_TOTAL = re.compile(r"\b(\d{1,3}) (?:operational )?(?:actions?|OAs?)\b")
_OPENING_CHARS = 400
# "is it the first one?" asks of one thing, and points at no list
_IS_IT = re.compile(
    r"\b(?:is|was|will|are|were)\b(?: \w+){0,2}? (?:it|this|that|they|these)\b(?: \w+){0,2}? the\b",
    re.IGNORECASE,
)
_THING = r"(?:one|action|oa|measure|goal|strategic goal|operation|project|section)"
# "the first one", "the last action", "number 2", "the second"
_ORDINAL = re.compile(
    r"\b(?:the|and|le|la|die|der|das|il|el) (first|second|third|fourth|fifth|sixth|last)"
    rf"(?: {_THING})?\b"
    r"|\b(?:number|no\.) (\d)\b",
    re.IGNORECASE,
)
# "the next one", "the previous measure", "the one after that"
_STEP = re.compile(
    rf"\b(?:(next|following)|(previous|preceding)) {_THING}\b"
    rf"|\bthe {_THING} (?:(?:right |just |directly )?(after|behind)|(?:right |just )?before)\b"
    r"|^\W*(?:and|und|et|y|e) the (?:(next)|previous)\W*$",
    re.IGNORECASE,
)
_FORWARD = (1, 3, 4)
"""The groups of that pattern which step forward."""


_NUMBER = frozenset(stems("number no nr nummer numéro numero n º"))
# "12" in "what about 12?"
_BARE_NUMBER = re.compile(r"(?<![\d.])(\d{1,2})(?![\d.]*\d)")


@dataclass(frozen=True, slots=True)
class Said:
    """What the last answer named: its refs and its documents, in order."""

    refs: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    """The refs of the last answer that listed several things of a kind."""
    total: int = 0
    """How many actions it says that there are; 0 where it says no number."""
    acronyms: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    """The actors whom its first lines name, in order."""

    @property
    def actions(self) -> tuple[str, ...]:
        """The actions among its refs."""
        return tuple(ref for ref in self.refs if ref.startswith(PREFIX["action"]))


NOTHING_SAID = Said()


def said_in(history: Sequence[Turn], library: Library) -> Said:
    """Return what the last answer of a chat named, each once."""
    answers = [turn.content for turn in history if turn.role == "assistant"]
    if not answers:
        return NOTHING_SAID
    refs = _refs_in(answers[-1])
    low = answers[-1].lower()
    named = tuple(d.id for d in library.documents.values() if plan_name(d).lower() in low)
    if not named:
        opening = find_mentions(answers[-1][:_OPENING_CHARS], library)
        scope = find_scope(opening, library, tuple(library.documents))
        named = scope.documents if scope.explicit else ()
    lists = (_of_a_kind(_lines_of(answer) or _refs_in(answer)) for answer in reversed(answers))
    head = answers[-1][:_OPENING_CHARS]
    actors = tuple(dict.fromkeys(found.code for found in find_actors(head)))
    listed_last = next((each for each in lists if each), ())
    total = _TOTAL.search(answers[-1])
    number = int(total[1]) if total else 0
    return Said(refs, named, listed_last, number, named_acronyms(head, library), actors)


def _refs_in(answer: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_REF.findall(answer)))


def _lines_of(answer: str) -> tuple[str, ...]:
    """Return what the lines of a list are headed by."""
    return tuple(dict.fromkeys(match.group(1) for match in _LINE.finditer(answer)))


def _of_a_kind(refs: Sequence[str]) -> tuple[str, ...]:
    """Return those refs that are of the kind of the most; none where no two are of a kind."""
    kinds = Counter(ref.rpartition(" ")[0] for ref in refs).most_common(1)
    return tuple(r for r in refs if kinds[0][1] > 1 and r.rpartition(" ")[0] == kinds[0][0])


def part_meant(question: str) -> int | None:
    """Return which one of a list a question means, from 1; -1 for the last, None for no one."""
    match = _ORDINAL.search(question)
    if not match or _IS_IT.search(question):
        return None
    if match.group(2):
        return int(match.group(2))
    word = match.group(1).lower()
    return -1 if word == "last" else vocabulary().numbers[word]


def words_of_place(question: str) -> frozenset[str]:
    """Return the stems of the words that only point into a list: "the third one", "the next"."""
    found = [*_ORDINAL.finditer(question), *_STEP.finditer(question)]
    return frozenset(s for match in found for s in stems(match.group()))


def without_place(question: str) -> str:
    """Return a question without the words that point into a list: "the first (of them)"."""
    return re.sub(r"\bof (?:them|these|those)\b", " ", _ORDINAL.sub(" ", question))


def listed(part: int, said: Said) -> tuple[str, ...]:
    """Return the ref at a place of the list just given, from 1; none where it is shorter."""
    refs = said.listed or said.refs
    if not refs or part > len(refs):
        return ()
    return (refs[part - 1 if part > 0 else -1],)


def numbered(question: str, previous: Query, said: Said, light: frozenset[str]) -> tuple[str, ...]:
    """Return the ref that a bare number means: "what about 12?" after a question on measure 9."""
    named = previous.refs or said.refs
    kinds = {kind for kind, prefix in PREFIX.items() for r in named if r.startswith(prefix)}
    number = _BARE_NUMBER.search(question)
    left = set(stems(question)) - light - _NUMBER
    if len(kinds) != 1 or "action" in kinds or not number or len(left) > 1:
        return ()
    return (PREFIX[kinds.pop()] + number.group(1),)


def stepped(question: str, previous: Query, said: Said, library: Library) -> tuple[str, ...]:
    """Return the ref beside the one that was spoken of: "the next one"; none where none is meant.

    Behind the last one there is a ref that no document has, and the answer says so.
    """
    match = _STEP.search(question)
    refs = previous.refs or said.actions[:1] or said.refs[:1]
    if not match or not refs:
        return ()
    step = 1 if any(match.group(group) for group in _FORWARD) else -1
    if "goal" in match.group().lower():
        refs = _goals_of(refs, previous.scope.documents, library) or refs
    kind = next(kind for kind, prefix in PREFIX.items() if refs[0].startswith(prefix))
    for key in previous.scope.documents:
        order = _in_order(library.documents[key], kind)
        if refs[0] in order:
            at = order.index(refs[0]) + step
            return (order[at] if 0 <= at < len(order) else _beyond(refs[0], step),)
    return ()


def _goals_of(refs: Sequence[str], keys: Sequence[str], library: Library) -> tuple[str, ...]:
    """Return the goals that actions belong to: "and the goal before it?" after one on an action."""
    actions = (action for key in keys for action in library.documents[key].actions())
    return tuple(dict.fromkeys(action.goal for action in actions if action.ref in refs))


def _in_order(document: Document, kind: RefKind) -> list[str]:
    if kind == "action":
        return [action.ref for action in document.actions()]
    elements: dict[str, Sequence[Goal | Measure | Section | Footnote | Chapter]] = {
        "goal": document.goals,
        "measure": document.measures,
        "section": document.sections,
        "footnote": document.footnotes,
        "chapter": document.chapters,
    }
    return [element.ref for element in elements[kind]]


def _beyond(ref: str, step: int) -> str:
    """Return the ref that would come next: "Measure 14" behind the last one."""
    return re.sub(r"\d+$", lambda number: str(max(0, int(number.group()) + step)), ref)


def tells_of(said: Said, topic: str, scope: Sequence[str], library: Library) -> bool:
    """Tell whether the sheet of the one action just named holds all words of a topic."""
    found = actions_said(said, scope, library)
    words = set(content_stems(topic))
    if len(found) != 1 or not words:
        return False
    sheet = library.text(found[0].document.id)[found[0].action.start : found[0].action.end]
    return words <= {token.stem for token in tokens(sheet)}


def actions_said(said: Said, scope: Sequence[str], library: Library) -> list[TopicAction]:
    """Return the actions that the last answer named, of the documents that it named."""
    keys = [key for key in said.documents if key in scope] or [key for key in scope]
    return [
        TopicAction(library.documents[key], action, 1.0)
        for key in keys
        for action in library.documents[key].actions()
        if action.ref in said.actions and not action.withheld
    ]


def of_subject(query: Query, previous: Query, library: Library, light: frozenset[str]) -> Query:
    """Return a short follow-up that only names another subject as one about the plan on it.

    "And for human trafficking?" after a question on the driver of the plan on smuggling. `light`
    are the stems of words that ask for nothing new.
    """
    words = stems(query.question)
    phrases = subject_phrases(query.question, library)
    named = {s for _, phrase in phrases for s in phrase}
    if query.scope.explicit or not phrases or not previous.scope.explicit or query.refs:
        return query
    if set(words) - named - light - stop_stems():
        return query
    years = {library.documents[key].year for key in previous.scope.documents}
    subjects = {subject for subject, _ in phrases}
    plans = [d for d in library.documents.values() if library.subject(d) in subjects]
    plans = [d for d in plans if d.kind == "plan" and d.id not in previous.scope.documents]
    meant = [d for d in plans if d.year in years] or plans
    keys = tuple(d.id for d in meant)
    if not keys:
        return query
    scope = Scope(keys, explicit=True, groups=(keys,))
    asked = replace(query, scope=scope, topic="", kind=previous.kind, aspect=previous.aspect)
    return replace(asked, plain=previous.plain, actors=query.actors or previous.actors)
