"""Questions about each actor of a plan: what it leads, co-leads and joins, and how much of it."""

from collections import Counter
from collections.abc import Iterator, Sequence

from answer.claims import Status
from eval.asked import Asked, Plan
from eval.expected import Expected
from eval.generated_actions import actors_of
from eval.names import actor_names
from ingest.actors import actor, display_name
from ingest.facts import ROLES, covers_all_members

_KINDS = {"leader": "leads", "co_leader": "co_leads", "participant": "joins"}


def about_actors(plan: Plan) -> Iterator[Asked]:
    """Yield the questions about every actor that a plan's actions name, and who has most."""
    values = [value for action in plan.actions() for value in actors_of(action)]
    codes = sorted({value.code for value in values if value.code})
    known = {code: found for code in codes if (found := actor(code))}
    for code in (code for code, found in known.items() if found.kind != "group"):
        yield from _about_actor(plan, code)
    yield from _most(plan)


def _about_actor(plan: Plan, code: str) -> Iterator[Asked]:
    names = actor_names(code)
    involved: set[str] = set()
    for role, kind in _KINDS.items():
        refs = refs_by_role(plan, code, role)
        involved |= set(refs)
        yield plan.ask(f"{kind}_list", _listing(plan, refs), actor=names)
        number = f"{len(refs)} action{'s' if len(refs) > 1 else ''}"
        yield plan.ask(f"{kind}_count", _listing(plan, refs, number), actor=names)
    yield plan.ask("any_role_list", _listing(plan, sorted(involved)), actor=names)


def refs_by_role(plan: Plan, code: str, role: str) -> list[str]:
    """Return the actions in which an actor has a role, in "All MS" too."""
    return [
        action.ref
        for action in plan.actions()
        if any(getattr(value, "code", None) == code for value in action.values(ROLES[role]))
        or (role == "participant" and covers_all_members(action, code, plan.document.year))
    ]


def _listing(plan: Plan, refs: Sequence[str], number: str = "") -> Expected:
    if not refs:
        return Expected(status=Status.NOT_FOUND)
    facts = ((number,),) if number else ()
    return Expected(cited=frozenset(plan.place(ref) for ref in refs), facts=facts)


def _most(plan: Plan) -> Iterator[Asked]:
    for role, kind in (("leader", "leads_most"), ("participant", "joins_most")):
        found = Counter(
            code
            for action in plan.actions()
            for code in {getattr(value, "code", None) for value in action.values(ROLES[role])}
            if code and code != "ALL_MS"
        )
        if found:
            most = max(found.values())
            best = [code for code, number in found.items() if number == most]
            facts = tuple((display_name(code),) for code in best)
            documents = frozenset([plan.document.id])
            yield plan.ask(kind, Expected(exactly=False, documents=documents, facts=facts))
