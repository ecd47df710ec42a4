"""Plans side by side: aims, drivers, goals, leaders, how many actions, each with its citations."""

from collections.abc import Callable, Sequence

from answer.compose.alignment import aligned_goals
from answer.compose.catalogue import compose_goals
from answer.compose.covers import compose_meta, cover_evidence
from answer.compose.headings import words_for_headings
from answer.compose.missing import count_withheld_of
from answer.cues import cue_stems, told
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.patterns import ANY_LEADER
from answer.phrasing import (
    counted,
    display_names,
    field_evidence,
    goal_evidence,
    joined,
    plan_name,
)
from answer.query import Query, Scope
from answer.words import contains, stems, vocabulary
from index.search import SearchIndex
from ingest.actors import display_name, find_actors
from ingest.model import Document, Field, Goal
from ingest.text import clean

_COVER = {"driver": "driver", "mark": "marking", "classif": "marking", "date": "date"}
"""The stems that ask for something of the covers."""
_HEADINGS = {"aim": "Aims", "driver": "Drivers"}
_ALWAYS = ("aim", "goals")
"""Aspects that words for a heading do not rule out: the duties of leaders ask for no leaders."""
_WHOLE = frozenset(stems("priorities prioritäten priorités priorità prioridades"))
"""Stems with which everything about two plans is meant: aims, drivers, goals, leaders."""

Writer = Callable[[Draft, Sequence[Document], Library, SearchIndex], None]


def aspects_asked(question: str) -> list[str]:
    """Return by what a question compares plans, as far as its words say so; may be empty."""
    question = ANY_LEADER.sub(" ", question)
    words = stems(question)
    # "who supports the driver" asks for no driver
    told_of = words_for_headings(question)
    cover = [aspect for stem, aspect in _COVER.items() if stem in words and stem not in told_of]
    if told("driver", words) and not told_of & cue_stems(("driver",)):
        cover.append("driver")
    named = [
        aspect
        for aspect, phrases in vocabulary().aspects.items()
        if any(contains(words, tuple(stems(phrase))) for phrase in phrases)
    ]
    named = [a for a in named if a in _ALWAYS or not told_of & _aspect_words(a)]
    if "goals" in named and "aim" in named and not _WHOLE & set(words):
        named.remove("aim")  # "aim" beside "goal" is a goal's
    return list(dict.fromkeys([*cover, *named]))


def _aspect_words(aspect: str) -> frozenset[str]:
    """Return the single stems that name an aspect."""
    return frozenset(s[0] for p in vocabulary().aspects[aspect] if len(s := stems(p)) == 1)


def aspect_stems() -> frozenset[str]:
    """Return the stems of the words that name an aspect: they are no topic."""
    phrases = [p for phrases in vocabulary().aspects.values() for p in phrases]
    return frozenset(s for phrase in phrases for s in stems(phrase)) | frozenset(_COVER)


def compose_plans(
    query: Query,
    documents: Sequence[Document],
    library: Library,
    index: SearchIndex,
    *,
    on_topic: bool = False,
) -> Draft | None:
    """Compare plans by the aspects that a question asks for; by all of them where it names none.

    With `on_topic` there is a topic as well, and "priority" is no aspect beside it.
    """
    draft = Draft()
    asked = [aspect for aspect in aspects_asked(query.question) if aspect != "aim" or not on_topic]
    if on_topic and not asked:
        return None
    if not asked or ("aim" in asked and _WHOLE & set(stems(query.question))):
        asked = ["aim", "driver", "goals", "leaders"]
    for aspect in asked:
        if len(asked) > 1 and aspect in _HEADINGS:
            draft.say(f"**{_HEADINGS[aspect]}**")
        writer = _WRITERS.get(aspect) or _cover_writer(aspect)
        writer(draft, documents, library, index)
    return draft if draft.statements else None


def _query(documents: Sequence[Document], kind: str, aspect: str) -> Query:
    scope = Scope(tuple(d.id for d in documents), explicit=True)
    return Query("", kind, aspect, scope=scope)


def _cover_writer(aspect: str) -> Writer:
    """Return a writer for something that covers print, told plan by plan."""

    def write(draft: Draft, documents: Sequence[Document], library: Library, _: object) -> None:
        stated = compose_meta(_query(documents, "meta", aspect), library)
        draft.parts += stated.parts if stated else []

    return write


def _write_goals(
    draft: Draft, documents: Sequence[Document], library: Library, index: SearchIndex
) -> None:
    """Add the goals of each plan, and those of two plans aligned by what they are about."""
    plans = [document for document in documents if document.goals]
    for document in documents:
        if document.kind == "plan" and not document.goals:
            draft.say(f"The {plan_name(document)} lists no strategic goals.")
    listed = compose_goals(_query(plans, "count", "goals"), library)
    draft.parts += listed.parts if listed else []
    if len(plans) == 2:
        _align(draft, plans[0], plans[1], index)
    else:
        listed = compose_goals(_query(plans, "list", "goals"), library)
        draft.parts += listed.parts if listed else []


def _align(draft: Draft, old: Document, new: Document, index: SearchIndex) -> None:
    """Align the goals of two plans by what they are about: kept, new, dropped."""
    draft.say(f"**Goals of the {plan_name(old)} beside those of the {plan_name(new)}**")
    pairs = aligned_goals(old, new, index)
    for before, after in pairs:
        draft.claim(
            f"Kept: {before.ref} “{_short(before)}” ({old.year}) → "
            f"{after.ref} “{_short(after)}” ({new.year}).",
            [goal_evidence(old, before), goal_evidence(new, after)],
            lead="- ",
            computed=[old.year, new.year],
        )
    kept = [{goal.ref for goal in goals} for goals in zip(*pairs, strict=True)] or [set(), set()]
    same_year = old.year == new.year
    for document, word, known in ((new, "New", kept[1]), (old, "Dropped", kept[0])):
        goals = [goal for goal in document.goals if goal.ref not in known]
        if goals and same_year:
            draft.say(f"Only in the {plan_name(document)}:")
        for goal in goals:
            said = f"{goal.ref} “{_short(goal)}” ({document.year})."
            text = said if same_year else f"{word}: {said}"
            draft.claim(text, [goal_evidence(document, goal)], lead="- ", computed=[document.year])


def _short(goal: Goal) -> str:
    return goal.title.value.rstrip(".")


def _write_leaders(
    draft: Draft, documents: Sequence[Document], library: Library, _: SearchIndex
) -> None:
    """Add who leads how many actions of each plan, and who leads in one plan only."""
    draft.say("**Who leads**")
    for document in documents:
        if sheets(document):
            _write_ranking(draft, document)
        _write_list_of_leaders(draft, document, library.text(document.id))
        if not sheets(document) and document.kind == "plan":
            draft.say(f"- The {plan_name(document)} withholds its action sheets.")
    plans = [(d, codes) for d in documents if (codes := _leaders(d, library.text(d.id)))]
    if len(plans) == 2:
        for (one, codes), (other, others) in (plans, plans[::-1]):
            only = [code for code in codes if code not in others]
            if only:
                where = f"the {plan_name(one)}, not in the {plan_name(other)}"
                draft.say(f"- Action leaders only in {where}: {display_names(only)}.")


def _list_of_leaders(document: Document, text: str) -> list[tuple[str, Evidence]]:
    """Return the lines in which a plan lists its action leaders, outside its sheets."""
    return [
        (words, Evidence(document.id, passage.ref, None, passage.start, passage.end))
        for passage in document.passages
        if (words := clean(passage.quote(text))).startswith("Action leader")
    ]


def _write_list_of_leaders(draft: Draft, document: Document, text: str) -> None:
    for words, cited in _list_of_leaders(document, text):
        draft.claim(f"{words} ({cited.ref}, {plan_name(document)})", [cited], lead="- ")


def _leaders(document: Document, text: str) -> list[str]:
    """Return the codes of those who lead actions of a plan: by its sheets, or by its list."""
    codes = [a.code for action in sheets(document) for a in action.leaders if a.code]
    if not codes:
        lines = [words for words, _ in _list_of_leaders(document, text)]
        codes = [m.code for words in lines for m in find_actors(words)]
    return list(dict.fromkeys(codes))


def _write_ranking(draft: Draft, document: Document) -> None:
    actions = sheets(document)
    held: dict[str, list[str]] = {}
    evidence: list[Evidence] = []
    for action in actions:
        evidence += field_evidence(document, action, Field.LEADER)
        for leader in action.leaders:
            if leader.code:
                held.setdefault(leader.code, []).append(action.ref)
    ranked = sorted(held.items(), key=lambda item: -len(item[1]))
    words = joined([f"{display_name(code)} {len(refs)}" for code, refs in ranked])
    draft.claim(
        f"{counted(len(actions), 'action')} in the {plan_name(document)}, led by {words}.",
        evidence,
        lead="- ",
        computed=[len(actions), *(len(refs) for refs in held.values()), words],
    )


def _write_sizes(
    draft: Draft, documents: Sequence[Document], library: Library, _: SearchIndex
) -> None:
    """Add how many actions each plan has: by its sheets, or as it says itself."""
    for document in documents:
        actions, total = sheets(document), document.heading.total_actions
        if document.measures:
            own = [evidence_at(document.id, m.ref, m.title) for m in document.measures]
            text = f"{counted(len(own), 'measure')} in the {plan_name(document)}."
            draft.claim(text, own, lead="- ", computed=[len(own)])
        elif actions:
            evidence = [
                cited
                for action in actions
                for cited in field_evidence(document, action, Field.LEADER)
            ]
            text = f"{counted(len(actions), 'action')} in the {plan_name(document)}."
            draft.claim(text, evidence, lead="- ", computed=[len(actions)])
            count_withheld_of(draft, document, library)
        elif total:
            text = f"The {plan_name(document)} says that it has {total.value} operational actions."
            draft.claim(text, [cover_evidence(document, total, "total")], lead="- ")


_WRITERS: dict[str, Writer] = {
    "aim": _cover_writer("priority"),
    "goals": _write_goals,
    "leaders": _write_leaders,
    "size": _write_sizes,
}
