"""Questions from parsed facts: about every action, goal, actor, plan and measure there is.

Any stored documents will do. Of a document that nothing tells from the others nothing is asked.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from answer.claims import Status
from eval.asked import Asked, Plan, withheld
from eval.expected import Expected
from eval.generated_actions import about_action, beginnings, told_actors
from eval.generated_actors import about_actors
from eval.names import plan_names, ref_names, same_in_all
from ingest.actors import display_name, find_actors
from ingest.model import Action, Document, Goal

# "FIMATHU", "Dark Web", "Western Balkans": names inside a title
_NAMED = re.compile(r"(?<![.:“‘] )(?<!^)\b[A-Z][\w-]{3,}(?: [A-Z][\w-]+)*")

_PARTS = re.compile(r"[\s-]")


def generated(documents: Sequence[Document]) -> Iterator[Asked]:
    """Yield all questions about some documents, in their order."""
    named = [(document, plan_names(document, documents)) for document in documents]
    plans = [Plan(document, names) for document, names in named if names]
    for plan in plans:
        yield from _about_document(plan)
    for one, other in combinations([plan for plan in plans if plan.actions()], 2):
        yield from _about_two(one, other)
    yield from _about_acronyms(documents)


def _about_document(plan: Plan) -> Iterator[Asked]:
    yield from _about_cover(plan)
    for goal in plan.document.goals:
        yield from _about_goal(plan, goal)
    for action in plan.document.actions():
        yield from about_action(plan, action)
    if plan.actions():
        yield from about_actors(plan)
        yield from _about_topics(plan)
    yield from _about_measures(plan)


def _about_cover(plan: Plan) -> Iterator[Asked]:
    heading, goals = plan.document.heading, plan.document.goals
    stated = {"number": heading.number, "marking": heading.marking}
    for kind, value in stated.items():
        if value:
            yield plan.ask(kind, _somewhere(plan, value.value))
    if heading.date:
        year, _, day = heading.date.value.split("-")
        yield plan.ask("date", _somewhere(plan, f"{int(day)}", year))
    if heading.driver:
        driver = display_name(heading.driver.code or heading.driver.value)
        yield plan.ask("driver", _somewhere(plan, driver))
    if goals:
        cited = frozenset(plan.place(goal.ref) for goal in goals)
        yield plan.ask("goals_list", Expected(cited=cited))
        number = f"{len(goals)} strategic goals"
        yield plan.ask("plan_goals", Expected(cited=cited, facts=((number,),)))
    if plan.actions():
        cited = frozenset(plan.place(action.ref) for action in plan.actions())
        number = f"{len(plan.actions())} actions"
        yield plan.ask("plan_actions", Expected(cited=cited, facts=((number,),)))
    elif heading.total_actions:
        yield plan.ask("plan_actions", _somewhere(plan, heading.total_actions.value))


def _somewhere(plan: Plan, *facts: str) -> Expected:
    """Return that facts are told from one document, wherever they stand in it."""
    documents = frozenset([plan.document.id])
    return Expected(exactly=False, documents=documents, facts=tuple((fact,) for fact in facts))


def _about_goal(plan: Plan, goal: Goal) -> Iterator[Asked]:
    names = ref_names("goal", goal.ref)
    actions = [action for action in goal.actions if not action.withheld]
    if not actions:
        if goal.actions:
            yield plan.ask("goal_actions", withheld(), goal=names)
        return
    cited = frozenset(plan.place(action.ref) for action in actions)
    number = f"{len(actions)} action{'s' if len(actions) > 1 else ''}"
    yield plan.ask("goal_actions", Expected(cited=cited), goal=names)
    yield plan.ask("goal_count", Expected(cited=cited, facts=((number,),)), goal=names)
    told = Expected(
        cited=cited | {plan.place(goal.ref)},
        exactly=False,
        documents=frozenset([plan.document.id]),
        facts=(tuple(beginnings([goal.title])),),
    )
    yield plan.ask("goal_summary", told, goal=names)


def _about_topics(plan: Plan) -> Iterator[Asked]:
    """Yield questions on the names in the title of one action whose words no other holds."""
    for topic, action in _topics(plan):
        place = frozenset([plan.place(action.ref)])
        names = same_in_all(topic)
        leaders = told_actors(plan, action, action.leaders, {"leader", "co_leader"})
        yield plan.ask("topic_leader", leaders, topic=names)
        yield plan.ask("topic_list", Expected(cited=place), topic=names)


def _topics(plan: Plan) -> Iterator[tuple[str, Action]]:
    words = {action.ref: _all_words(action) for action in plan.actions()}
    for action in plan.actions():
        for topic in dict.fromkeys(_NAMED.findall(action.title.value)):
            others = [text for ref, text in words.items() if ref != action.ref]
            own = not any(part in text for part in _PARTS.split(topic.lower()) for text in others)
            if own and not find_actors(topic):
                yield topic, action


def _all_words(action: Action) -> str:
    lists = (action.summary, action.targets, action.kpis, action.activities, action.timing)
    more = (action.links, action.jads, action.other, action.participants, action.related)
    values = [action.title, *(value for values in (*lists, *more) for value in values)]
    return " ".join(value.value for value in values).lower()


def _about_measures(plan: Plan) -> Iterator[Asked]:
    chapters: dict[str, list[str]] = defaultdict(list)
    for measure in plan.document.measures:
        chapters[measure.chapter].append(measure.ref)
        title = tuple(beginnings([measure.title]))
        told = Expected(cited=frozenset([plan.place(measure.ref)]), facts=(title,))
        yield plan.ask("measure", told, measure=ref_names("measure", measure.ref))
    for chapter, refs in chapters.items():
        cited = Expected(cited=frozenset(plan.place(ref) for ref in refs))
        yield plan.ask("chapter", cited, chapter=ref_names("chapter", chapter))


def _about_two(one: Plan, other: Plan) -> Iterator[Asked]:
    documents = frozenset([one.document.id, other.document.id])
    leaders = {v.code for plan in (one, other) for a in plan.actions() for v in a.leaders if v.code}
    facts = tuple((display_name(code),) for code in sorted(leaders))
    both = Expected(exactly=False, documents=documents, facts=facts)
    yield one.ask("compare_leaders", both, other=other.names)
    goals = {plan.place(goal.ref) for plan in (one, other) for goal in plan.document.goals}
    cited = Expected(cited=frozenset(goals), exactly=False, documents=documents)
    yield one.ask("compare_goals", cited, other=other.names)


def _about_acronyms(documents: Sequence[Document]) -> Iterator[Asked]:
    longs: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        for acronym in document.acronyms:
            longs[acronym.short].append(acronym.long)
    folds = Counter(short.lower() for short in longs)
    for short, meanings in longs.items():
        if folds[short.lower()] == 1:
            told = Expected(Status.ANSWERED, exactly=False, facts=(tuple(meanings),))
            yield Asked("acronym", {"term": same_in_all(short)}, told)
