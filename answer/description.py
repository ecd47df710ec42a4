"""What was understood, in one plain line for people to see and to correct."""

from answer.query import Query, Role
from answer.select.kinds import NAMES
from answer.select.selection import Selection
from answer.select.wording import in_common
from ingest.actors import display_name

_KINDS = {
    "field": "",
    "check": "Check",
    "list": "List",
    "count": "How many",
    "rank": "Ranking",
    "sum": "Total",
    "summary": "Summary",
    "compare": "Comparison",
    "define": "Meaning",
    "meta": "Cover page",
    "redactions": "What is withheld",
    "refuse": "Not for these documents",
    "passage": "Running text",
}
_WANTED = {
    "list": "List",
    "count": "How many",
    "share": "Share",
    "sum": "Total",
    "average": "Average",
    "most": "The most",
    "fewest": "The fewest",
}
_ASPECTS = {
    "leader": "leaders",
    "co_leader": "co-leaders",
    "kpi": "KPIs and targets",
    "jad": "Joint Action Days",
    "links": "links to other plans",
    "activity": "activities",
    "role": "actions by actor",
    "goal": "actions by goal",
    "theme": "actions by theme",
    "all": "all actions",
    "quarter": "actions by quarter",
    "no_co_leader": "actions without co-leader",
    "tasking": "an actor's part",
    "other": "another field",
    "any": "",
    "term": "",
}


def _selected(query: Query, selection: Selection, names: dict[str, str]) -> str:
    """Return what was understood as conditions and what is wanted of the actions that meet them."""
    wanted = {
        "actors": NAMES[selection.kind][1],
        "actions": "actions",
        "groups": f"by {selection.group}",
    }
    of = selection.measure.removeprefix("row:") or ", ".join(selection.fields)
    parts = [
        _WANTED[selection.how],
        wanted.get(selection.target) or f"{of} {selection.words}".replace("_", "-").strip(),
        " and ".join(_held(roles, denied) for roles, denied in selection.held),
        *query.refs_of("action"),
        in_common(selection.conditions, query).strip(),
        f"about: {selection.conditions.topic}" if selection.conditions.topic else "",
        *([names[key] for key in query.scope.documents] if query.scope.explicit else []),
    ]
    return " · ".join(part[:1].upper() + part[1:] for part in parts if part)


def _by_actor(selection: Selection) -> bool:
    """Tell whether nothing but actors that are named tells the actions of a list or count."""
    conditions = selection.conditions
    simple = selection.target == "actions" and selection.how in ("list", "count")
    named = all(
        party.codes and not (party.negated or party.alone or party.either or party.size)
        for party in conditions.parties
    )
    bound = conditions.havings or conditions.during or conditions.topic or selection.fields
    return simple and named and bool(conditions.parties) and not bound


def _held(roles: tuple[Role, ...], denied: bool) -> str:
    words = " or ".join(role.replace("_", "-") for role in roles) or "any role"
    return f"not {words}" if denied else words


def describe(query: Query, names: dict[str, str]) -> str:
    """Return one plain line of what was understood; `names` gives the documents' short names."""
    if query.selection and not _by_actor(query.selection):
        return _selected(query, query.selection, names)
    parts = [
        _KINDS[query.kind],
        _ASPECTS["role"] if query.selection else _ASPECTS.get(query.aspect, query.aspect),
        *query.refs,
        *(display_name(actor.code) for actor in query.actors),
        f"about: {query.topic}" if query.topic and not query.refs else "",
        *([names[key] for key in query.scope.documents] if query.scope.explicit else []),
    ]
    return " · ".join(part[:1].upper() + part[1:] for part in parts if part)
