"""A question and the chat so far become a typed query."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answer.actors_at_hand import actors_in_full
from answer.another import meant_by
from answer.at_hand import NOTHING_SAID, Said, part_meant, said_in
from answer.called import with_actions_called
from answer.choice import choose_intent
from answer.claims import Turn
from answer.cues import fields_joined, told
from answer.dates import with_dates
from answer.followups import resume
from answer.intents import Intent, intent_model
from answer.leaning import points_back, slots_at_hand
from answer.learned import learned, masked_question
from answer.library import Library
from answer.measures_asked import of_measures
from answer.mentions import Mentions, find_mentions, named_acronyms
from answer.messages import (
    changes_subject,
    context_and_core,
    questions_in,
    without_courtesy,
)
from answer.nicknames import groups_spelt_out
from answer.outside import with_other_goals
from answer.own_labels import in_usual_words
from answer.plain import plainly, roles_together, spelt_out
from answer.plan_led import leads_a_plan
from answer.query import ActorRole, Query, Scope
from answer.restated import again, among_listed, asks_again, asks_why, in_full, narrowed, restated
from answer.roles import bind_roles
from answer.scope import find_scope
from answer.select.parse import asks_number_of_all
from answer.settle import despite_orders, selection_of
from answer.several import filled_from_before, filled_from_behind, rejoined, without_gaps
from answer.sides import action_sides
from answer.speaker import with_speaker
from answer.topic import (
    beside_goals,
    fits_action,
    goals_by_name,
    topic_of,
    without_paper,
    without_plans,
)
from answer.translate import english
from answer.words import stems, tokens

_MAX_TURNS = 6
# "which of the plans has the fewest actions"
_PLAN_MOST = re.compile(
    r"\bwhich (?:one )?(?:of (?:the|these|those|all) )?(?:\w+ ){0,2}?(?:plans?|oaps?)\b[^?]{0,40}?"
    r"\b(?:most|fewest|least|largest|highest|lowest|biggest|smallest|greatest)\b[^?]{0,30}?"
    r"\b(?:actions|oas)\b",
    re.IGNORECASE,
)
_OR = frozenset({"or", "oder", "ou", "o"})
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{3,80})[\"”“»]")
_PRONOUNS = frozenset(stems("it they he she its their"))


def understand(
    question: str,
    history: Sequence[Turn],
    library: Library,
    documents: Sequence[str],
    kind: str | None = None,
) -> list[Query]:
    """Return what is asked, one query for each question in the message.

    `documents` are the ids that may be used; `kind` ("list/role") is what the
    reader says is wanted. Earlier questions of the chat are read again, so
    that "and who participates?" finds its action without any state being kept.
    """
    question = english(spelt_out(question))
    anew = changes_subject(question)
    if anew is not None:
        question, history = anew, ()
    question = without_courtesy(question, corrects=bool(history))
    question = roles_together(with_speaker(question))
    previous: Query | None = None
    asked = [at for at, turn in enumerate(history) if turn.role == "user"][-_MAX_TURNS:]
    for at in asked:
        earlier = _Reader(library, documents, said_in(history[:at], library))
        told_then = english(history[at].content)
        told_then = with_speaker(without_courtesy(told_then, corrects=previous is not None))
        for part in questions_in(told_then):
            if previous is None or not asks_why(part):
                previous = earlier.read(part, previous)
    reader = _Reader(library, documents, said_in(history, library), kind)
    context, core = context_and_core(question)
    previous = reader.read(context, previous) if context else previous
    parts = without_gaps(questions_in(core), library)
    if context or len(parts) > 1:
        whole = _compared_as_whole(question, [context, *parts], reader)
        whole = whole or _summed_up(question, [context, *parts], reader)
        if whole:
            return [whole]
    queries: list[Query] = []
    before = previous
    for part in parts:
        previous = reader.read(part, previous)
        queries.append(previous)
        reader = replace(reader, said=meant_by(previous, library) or reader.said)
    queries = filled_from_before(filled_from_behind(queries), library)
    prose = [query for query in queries if query.kind == "passage"]
    if len(queries) == 1 or not prose:
        return queries
    return rejoined(queries, prose, reader.read(core, before))


def _compared_as_whole(message: str, parts: Sequence[str], reader: "_Reader") -> Query | None:
    """Return a message of several sentences as one comparison, when that is what it asks for.

    "Spain runs two actions, one about boats and one about flights. Do they have the same targets?"
    "Who supports the driver in each plan? In 2012 it was several agencies, in 2022 fewer."
    """
    if not told("compare", stems(message)):
        return None
    whole = replace(reader.read(message, None), kind="compare", aspect="any")
    if len(whole.scope.groups) > 1 and not whole.refs:
        apart = [find_mentions(part, reader.library) for part in parts if part]
        # each part with plans of its own asks a question of its own
        several = [m for m in apart if len(set(m.values("plan"))) > 1]
        return whole if len(several) <= 1 else None
    return whole if len(action_sides(whole, reader.library)) > 1 else None


def _summed_up(message: str, parts: Sequence[str], reader: "_Reader") -> Query | None:
    """Return a message as one request for a summary, when only one of its sentences names anything.

    "What don't the authorities know? Sum up the gaps listed in the 2022 plan."
    """
    telling = [part for part in parts if part and find_mentions(part, reader.library).found]
    if len(telling) != 1 or not told("summarise", stems(message)):
        return None
    whole = reader.read(message, None)
    if reader.read(telling[0], None).kind == "redactions":
        return replace(whole, kind="redactions", aspect="any")  # an overview of what is withheld
    return whole if whole.kind == "summary" else replace(whole, kind="summary", aspect="any")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads questions over some documents; `said` is what the last answer named."""

    library: Library
    documents: Sequence[str]
    said: Said = NOTHING_SAID
    kind: str | None = None
    """The intent that the reader asks for; None where it is to be understood."""

    def read(self, question: str, previous: Query | None) -> Query:
        """Return what a question asks, filled in from the question before it."""
        library = self.library
        if previous and asks_again(question):
            return again(previous)
        question = in_full(question, previous, library) if previous else question
        whole = restated(question, previous, library) if previous else None
        if previous and not whole:
            whole = actors_in_full(question, previous, self.said, library)
        question, previous = (whole, None) if whole else (question, previous)
        question = plainly(library.corrected(groups_spelt_out(question)))
        question = in_usual_words(question, library)
        mentions = find_mentions(question, library)
        scope = find_scope(mentions, library, self.documents)
        others = with_other_goals(question, mentions, scope.documents, library)
        if scope.explicit:
            others = with_actions_called(others, scope.documents, library)
        if others != question:
            return self.read(others, previous)
        named = {mention.slot for mention in mentions.found}
        named |= {"plans"} if len(scope.groups) > 1 else set()
        if previous and points_back(question):
            at_hand = slots_at_hand(previous)
            closing = mentions.masked[-1:] and mentions.masked[-1] in _PRONOUNS
            named |= at_hand - {"actor"} if closing else at_hand
        if previous and previous.kind == "meta" and previous.scope.explicit:
            named |= {"plan"}  # "who is the driver of the 2022 plan, and when was it issued?"
        bare_topic = topic_of(mentions, None, scope, library)
        has_action = "action" in named or fits_action(bare_topic, scope, library)
        intent = intent_model().named(self.kind) or choose_intent(
            _ranked(mentions, previous), question, named, has_action, lambda: _likely(mentions)
        )
        intent = despite_orders(intent, question, named)
        driven = leads_a_plan(mentions)
        intent = replace(intent, kind="meta", aspect="driver") if driven else intent
        topic = topic_of(mentions, intent, scope, library)
        if asks_number_of_all(mentions, library):
            intent, topic = replace(intent, kind="count", aspect="all"), ""
        if intent.kind == "define" and (quoted := _QUOTED.search(question)) and " " in quoted[1]:
            bare_topic = topic = quoted[1]
        intent, topic = of_measures(intent, topic, mentions, scope, library)
        if _PLAN_MOST.search(question):
            intent, scope = (
                replace(intent, kind="compare", aspect="size"),
                _each_plan(scope, library),
            )
        if (intent.kind, intent.aspect) == ("list", "documents") and not scope.years:
            scope = replace(scope, documents=tuple(self.documents))  # of each year
        if intent.aspect == "all" and topic:
            intent = replace(intent, aspect="theme")
        goals = goals_by_name(mentions, scope, library)
        if goals and not scope.explicit:  # those of the plans that have such a goal
            scope = replace(scope, documents=tuple(goals))
        by_name = dict.fromkeys(ref for refs in goals.values() for ref in refs)
        refs = (*mentions.refs, *by_name)
        intent = _of_goal_named(intent, refs, beside_goals(topic, refs, scope, library))
        query = Query(
            question=question,
            kind=intent.kind,
            aspect=intent.aspect,
            also=_fields_asked(mentions) if intent.kind == "field" else (),
            score=intent.score,
            scope=scope,
            refs=refs,
            actors=_actors(mentions),
            either=_joined_by_or(mentions),
            plain=_searched(mentions, scope, library),
            topic=beside_goals(topic, refs, scope, library),
            detail=bare_topic,
            quarters=mentions.values("quarter"),
            numbers=tuple(float(value) for value in mentions.values("number")),
            acronyms=_acronyms(mentions, intent, library),
            named=mentions.found,
            part=part_meant(question),
        )
        if intent.aspect == "proposed":
            query = replace(
                query, plain=without_paper(query.plain), topic=without_paper(query.topic)
            )
        query = with_dates(query, mentions, library, self.documents)
        if not driven and not (previous and points_back(question)):
            query = replace(query, selection=selection_of(query, mentions, library))
        if not previous:
            return query
        query = resume(query, mentions, previous, self.said, library)
        chosen = narrowed(question, previous, library)
        if chosen is None and previous.selection is None:
            query = among_listed(query, question, self.said, library) or query
        return replace(query, selection=chosen or query.selection)


def _searched(mentions: Mentions, scope: Scope, library: Library) -> str:
    """Return what running text is searched for: the question without plans, but with dates.

    A year that no document is for is a date: "the strategy that runs from 2021 to 2025".
    """
    if scope.unknown_years:
        return mentions.question
    own = {str(document.year) for document in library.documents.values()}
    dates = {m for m in mentions.values("plan") if m.isdigit() and m not in own}
    return without_plans(mentions, dates)


def _each_plan(scope: Scope, library: Library) -> Scope:
    """Return a scope with each of its plans by itself."""
    plans = tuple((key,) for key in scope.documents if library.documents[key].kind == "plan")
    return replace(scope, groups=plans, documents=tuple(key for (key,) in plans), explicit=True)


def _acronyms(mentions: Mentions, intent: Intent, library: Library) -> tuple[str, ...]:
    """Return the acronyms that are named; those as well that are actors, where meaning is asked."""
    found = mentions.values("acronym")
    every = _outside_plans(named_acronyms(mentions.question, library), mentions)
    return tuple(dict.fromkeys((*found, *every))) if intent.kind == "define" else found or every


def _outside_plans(acronyms: tuple[str, ...], mentions: Mentions) -> tuple[str, ...]:
    """Leave out the "OAP" that only belongs to the name of a plan: "the OAP 2022 on fraud"."""
    plans = [m for m in mentions.found if m.slot == "plan" and len(tokens(m.value)) > 1]
    named = {word for m in plans for word in mentions.question[m.start : m.end].split()}
    quoted = " ".join(_QUOTED.findall(mentions.question))
    if quoted and len(quoted.split()) > 1:  # "what is a “mobile crime group” in the OPC plan?"
        acronyms = tuple(a for a in acronyms if a in quoted)
    outside = mentions.question
    for plan in plans:
        outside = outside.replace(mentions.question[plan.start : plan.end], " ")
    return tuple(a for a in acronyms if a not in named or a in outside)


def _fields_asked(mentions: Mentions) -> tuple[str, ...]:
    """Return the fields of an action that are asked for together; empty for one alone."""
    inside = frozenset(
        at
        for at, token in enumerate(tokens(mentions.question))
        if any(m.start <= token.start < m.end for m in mentions.found)
    )
    several = fields_joined(mentions.question, inside)
    return several if len(several) > 1 else ()


def _ranked(mentions: Mentions, previous: Query | None) -> list[Intent]:
    """Return the intents by nearness; a pronoun may stand for the actor of the question before.

    "What does it lead?" may; the "it" that closes "who co-leads it?" is an action.
    """
    ranked = intent_model().rank(mentions.masked)
    if previous and previous.actors and points_back(mentions.question):
        meant = ["<actor>" if word in _PRONOUNS else word for word in mentions.masked[:-1]]
        meant += mentions.masked[-1:]
        return max(ranked, intent_model().rank(meant), key=lambda found: found[0].score)
    return ranked


def _likely(mentions: Mentions) -> list[Intent]:
    """Return the intents by their chances, as learned from many questions."""
    names = [(mention.slot, mention.start, mention.end) for mention in mentions.found]
    return learned().rank(masked_question(mentions.question, names))


def _of_goal_named(intent: Intent, refs: Sequence[str], topic: str) -> Intent:
    """Return a list or count as one of a goal's actions where the goal's title was the topic."""
    named = any(ref.startswith("SG ") for ref in refs)
    if intent.kind in ("list", "count") and intent.aspect == "theme" and named and not topic:
        return replace(intent, aspect="goal")
    return intent


def _joined_by_or(mentions: Mentions) -> bool:
    """Tell whether actors are named as alternatives: "Ukraine or Norway"."""
    actors = [m for m in mentions.found if m.slot == "actor"]
    between = (mentions.question[a.end : b.start] for a, b in itertools.pairwise(actors))
    return any(bool(set(stems(words)) & _OR) and len(words.split()) <= 3 for words in between)


def _actors(mentions: Mentions) -> tuple[ActorRole, ...]:
    """Return the actors in their roles; "All MS" is none beside others."""
    found = [(m.value, m.start) for m in mentions.found if m.slot == "actor"]
    single = [actor for actor in found if actor[0] != "ALL_MS"]
    return bind_roles(mentions.question, single or found)
