"""A follow-up said in full: "and Italy?" is the question before, asked of Italy."""

import re
from dataclasses import replace

from answer.at_hand import Said
from answer.cues import told
from answer.leaning import LEAD_INS, NARROWING, asks_itself, points_back
from answer.library import Library
from answer.mentions import Mentions, find_mentions
from answer.messages import opens_leaning
from answer.parts import parts_in
from answer.phrasing import plan_name
from answer.query import PREFIX, Mention, Query
from answer.select.parse import parse_selection
from answer.select.selection import Selection
from answer.subjects import subject_phrases, subject_words
from answer.words import stems, tokens, vocabulary

_NAMES = frozenset(
    ("actor", "plan", "quarter", "action", "goal", "measure", "section", "chapter", "acronym")
)
"""What may be put in the place of another of its kind."""
_YEAR = re.compile(r"\b20[0-4]\d\b")
_NTH = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
    r"|\d{1,2}(?:st|nd|rd|th)"
)
# "and the first?", "the last one"
_BARE_NTH = re.compile(
    rf"^\W*(?:and |n |what about |in |for )*the ({_NTH})(?: (?!one)([a-z]+)| one)?\W*$",
    re.IGNORECASE,
)
# "the third activity", "the 1st phase"
_NTH_THING = re.compile(
    rf"\b(?:{_NTH}) ((?!one|action|measure|goal|quarter|plan)[a-z]+)", re.IGNORECASE
)
# "of the smuggling one", "the 2018 one"
_ONE = re.compile(r"\bthe ((?:[\w-]+ ){1,4})one\b", re.IGNORECASE)
# "show me the source", "where does it say that?", "are you sure?", "in what role?"
_AGAIN = re.compile(
    r"^\W*(?:and |but |so |please |then )*(?:"
    r"(?:can|could) you (?:show|give|quote|cite|repeat).*(?:source|passage|quote|that|it|wording)"
    r"|(?:show|give|quote|cite)(?: me)?(?: the| your| that| its?)?(?: exact| original)?"
    r" (?:sources?|passages?|quotes?|quotations?|citations?|text|references?|wording|evidence)"
    r"(?: for (?:that|this|it))?"
    r"|(?:what(?:'s| is| are)|where(?:'s| is| are)) (?:the|your|that|its) (?:exact |original )?"
    r"(?:sources?|quotes?|citations?|references?|wording|evidence)(?: (?:for|of) (?:that|it))?"
    r"|where (?:does (?:it|the \w+) say (?:that|this|so)|do you (?:have|get|take) (?:that|it) from"
    r"|is (?:that|this|it) (?:from|written|stated|said)|did you (?:get|find|read) (?:that|this|it))"
    r"|sources?|how do you know(?: that)?|says who|(?:are you )?(?:really |quite )?(?:sure|certain)"
    r"|really|(?:in |as )?(?:what|which) (?:role|capacity|function)s?|(?:in|with) what role|as what"
    r"|(?:please )?(?:repeat|say) (?:that|it)(?: again)?(?: please)?|say again|come again"
    r")(?: please)?\W*$",
    re.IGNORECASE,
)
# "why?": the documents' reasons, or none; what was asked before goes on to hold
_WHY = re.compile(
    r"^\W*(?:and |but )*(?:why(?: not| is that| so)?|how come|how so)\W*$", re.IGNORECASE
)


# "how does it look", "is it the same", "ditto": asks what was asked before
_AS_BEFORE = re.compile(
    r"\b(?:how (?:does|do|did|would) (?:it|that|this|things|the picture) (?:look|go|read|work out)"
    r"(?: like)?|what (?:does|did) (?:it|that|this) look like|what(?:'s| is) (?:it|that|the picture"
    r"|the situation|the case|the answer) (?:like|there|then)?|how (?:is|was) (?:it|that|this)"
    r"(?: done| handled| there)?|what(?:'s| is) the (?:situation|picture|case|answer|story)"
    r"|(?:what|who|which) (?:is|was|are|were) (?:it|that|this|they)"
    r"(?=\s+(?:in|for|under|by|back|then)\b)"
    r"|(?:is|was) (?:it|that|this) (?:the same|similar|alike|different|any different)"
    r"|(?:the )?same(?: thing| question| again| info(?:rmation)?| please| story| exercise)*"
    r"|ditto|likewise|idem|as well|too)\b",
    re.IGNORECASE,
)


def asks_again(question: str) -> bool:
    """Tell whether nothing new is asked: "show me the source", "in what role?"."""
    return bool(_AGAIN.match(question))


def asks_why(question: str) -> bool:
    """Tell whether a bare reason is asked for: the next follow-up leans on what stood before."""
    return bool(_WHY.match(question))


def restated(question: str, previous: Query, library: Library) -> str | None:
    """Return the question before with what a follow-up names put in the place of its like.

    None where the follow-up asks something itself, or names what the question before does not.
    """
    if previous.leaned or previous.kind in ("refuse", "compare") or asks_again(previous.question):
        return None
    before = find_mentions(previous.question, library)
    mentions = find_mentions(question, library)
    if not mentions.found:
        return _another_part(question, previous, library)
    if points_back(question) or asks_itself(mentions) or mentions.topic:
        return None
    slots = {mention.slot for mention in mentions.found}
    if not slots or not slots <= _NAMES or not _leaning_name(question, mentions):
        return None
    return _put(previous, before, mentions, library)


def _another_part(question: str, previous: Query, library: Library) -> str | None:
    """Return a follow-up on another part of the plan at hand in full: "and the developments?"."""
    keys = previous.scope.documents if previous.scope.explicit else ()
    if len(keys) != 1 or not opens_leaning(question) or previous.refs or previous.actors:
        return None
    spoken = [t for t in tokens(question) if t.stem not in LEAD_INS]
    cues = (*vocabulary().roles, "count")
    if any(told(cue, [t.stem for t in spoken]) for cue in cues):
        return None  # "and who supports as co-leader?"
    named = parts_in(spoken, library) if spoken else None
    if named is None or len(named.blocks()) != 1 or named.rest or named.unheard:
        return None
    words = question[spoken[0].start : spoken[-1].end]
    return f"What are the {words} in the {plan_name(library.documents[keys[0]])}?"


def _leaning_name(question: str, mentions: Mentions) -> bool:
    """Tell whether a question that only names things leans on the one before it."""
    refs = any(m.slot in ("action", "goal", "measure", "section") for m in mentions.found)
    return opens_leaning(question) or not refs


def _put(previous: Query, before: Mentions, mentions: Mentions, library: Library) -> str | None:
    """Return the earlier question with each thing named in place of the one thing like it."""
    words = previous.question
    changes: list[tuple[Mention, str]] = []
    for slot in {mention.slot for mention in mentions.found}:
        old = [m for m in before.found if m.slot == slot]
        new = [m for m in mentions.found if m.slot == slot]
        if slot == "plan":  # not the "OAP" of "OAP support"
            old = [m for m in old if len(tokens(m.value)) > 1 or _YEAR.search(m.value)] or old
        if len(old) != 1:
            return None
        said = mentions.question[new[0].start : new[-1].end]
        said = _plan(said, words, old[0], previous, library) if slot == "plan" else said
        said = new[0].value if slot == "action" and len(new) == 1 else said  # "2.2" is OA 2.2
        changes.append((old[0], said))
    for mention, said in sorted(changes, key=lambda change: -change[0].start):
        words = f"{words[: mention.start]}{said}{words[mention.end :]}"
    return words


def _plan(said: str, words: str, old: Mention, previous: Query, library: Library) -> str:
    """Return the name of a plan: a bare year keeps the kind and the subject of the one before."""
    before = words[old.start : old.end]
    if _YEAR.fullmatch(said.strip()) and len(_YEAR.findall(before)) == 1:
        before = _YEAR.sub(said.strip(), before)
        plans = all(library.documents[key].kind == "plan" for key in previous.scope.documents)
        bare = _YEAR.fullmatch(before.strip())
        return f"the {before} plan" if bare and plans else before
    years = _YEAR.findall(before)
    subjects = {subject for subject, _ in subject_phrases(said, library)}
    known = {(library.subject(d), str(d.year)) for d in library.documents.values()}
    if len(years) == 1 and not _YEAR.search(said) and known & {(s, years[0]) for s in subjects}:
        return f"the {years[0]} {said}"  # the year goes on to hold
    return said


# "of that year", "in the same year"
_THAT_YEAR = re.compile(r"\s(?:of|in|for|from) (?:that|the same) year\b", re.IGNORECASE)


def in_full(question: str, previous: Query, library: Library) -> str:
    """Return a question with what stands for a word of the one before: "the smuggling one"."""
    question = _with_year(question, previous, library)
    nth, thing = _BARE_NTH.match(question), _NTH_THING.search(previous.question)
    if nth and thing and (nth.group(2) or thing.group(1)).lower() == thing.group(1).lower():
        return _NTH_THING.sub(f"{nth.group(1)} {thing.group(1)}", previous.question)
    match = _ONE.search(question)
    subjects = subject_words(library)
    if match and previous.scope.explicit and set(stems(match.group(1))) & subjects:
        return f"{question[: match.start()]}the {match.group(1)}plan{question[match.end() :]}"
    if previous.scope.explicit and _names_subject_alone(question, library):
        question = f"{question.rstrip('?!. ')} plan"
    return _without_asking_again(question, library)


def _with_year(question: str, previous: Query, library: Library) -> str:
    """Return "the plan of that year" with the year of the question before."""
    years = {library.documents[key].year for key in previous.scope.documents}
    if not previous.scope.explicit or len(years) != 1:
        return question
    return _THAT_YEAR.sub(f" of {years.pop()}", question)


def _without_asking_again(question: str, library: Library) -> str:
    """Return "and how does it look in 2022?" as "and in 2022?": it asks what was asked before."""
    bare, changes = _AS_BEFORE.subn(" ", question)
    mentions = find_mentions(bare, library)
    asks = asks_itself(mentions) or points_back(bare) or mentions.topic
    if not changes or asks or not mentions.found:
        return question
    return bare if opens_leaning(bare) else f"and {bare.lstrip(' ,;:-')}"


def _names_subject_alone(question: str, library: Library) -> bool:
    """Tell whether a follow-up names what another plan is on, and nothing else: "same for THB"."""
    left = tuple(s for s in stems(_AS_BEFORE.sub(" ", question)) if s not in LEAD_INS)
    return opens_leaning(question) and any(
        left == phrase for _, phrase in subject_phrases(question, library)
    )


def narrowed(question: str, previous: Query, library: Library) -> Selection | None:
    """Return the conditions asked for before with those of "how many of those are led by ...?".

    None where no actions were selected before, or where nothing but a topic is added.
    """
    if not previous.selection or previous.selection.target != "actions":
        return None
    new = _conditions_added(question, library)
    if new is None:
        return None
    before = previous.selection.conditions
    both = replace(
        before,
        parties=(*before.parties, *new.conditions.parties),
        havings=(*before.havings, *new.conditions.havings),
        during=new.conditions.during or before.during,
    )
    return replace(new, conditions=both)


def _conditions_added(question: str, library: Library) -> Selection | None:
    """Return what "which of those are led by ...?" asks for among the actions just told."""
    asked, count = NARROWING.subn("actions", question)
    new = parse_selection(find_mentions(asked, library), library) if count else None
    bound = new is not None and new.conditions.bound and not new.conditions.topic
    return new if bound else None


def among_listed(query: Query, question: str, said: Said, library: Library) -> Query | None:
    """Return a question for some of the actions that the last answer listed; None if it is none.

    They are told apart by their numbers, whatever they were listed for.
    """
    refs = tuple(ref for ref in said.listed if ref.startswith(PREFIX["action"]))
    whole = len(refs) > 1 and len(refs) >= said.total
    chosen = _conditions_added(question, library) if whole else None
    if chosen is None:
        return None
    return replace(query, refs=refs, kind="list", aspect="role", topic="", selection=chosen)


def again(previous: Query) -> Query:
    """Return the question before as it is asked once more."""
    return replace(previous, part=None)
