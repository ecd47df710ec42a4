"""What was understood, in one plain line for people to see and to correct."""

from answer.query import Query
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


def describe(query: Query, names: dict[str, str]) -> str:
    """Return one plain line of what was understood; `names` gives the documents' short names."""
    parts = [
        _KINDS[query.kind],
        _ASPECTS.get(query.aspect, query.aspect),
        *query.refs,
        *(display_name(actor.code) for actor in query.actors),
        f"about: {query.topic}" if query.topic and not query.refs else "",
        *([names[key] for key in query.scope.documents] if query.scope.explicit else []),
    ]
    return " · ".join(part[:1].upper() + part[1:] for part in parts if part)
