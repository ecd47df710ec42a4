"""Answers that rank actors by their actions, or goals by how many they have."""

from collections.abc import Iterable, Mapping, Sequence

from answer.compose.kinds import wanted_kind
from answer.compose.tally import write_names
from answer.compose.withheld import note_withheld_sheets
from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.gather import sheets
from answer.library import Library
from answer.phrasing import field_evidence, goal_evidence, joined, plan_name, shortened
from answer.query import Query
from answer.words import stems
from ingest.actors import display_name
from ingest.model import Action, ActorValue, Document, Field, Goal
from ingest.text import clean

_MAX_SECOND = 2
"""How many goals may share the second place for it to be told."""
_MAX_RANKED = 12
"""How many actors a ranking shows, beside those that share the first place."""
_MAX_FIRST = 4
"""How many participants in the first place are told: most countries take part in everything."""
_VERBS = {
    Field.LEADER: "leads",
    Field.CO_LEADER: "co-leads",
    Field.PARTICIPANTS: "takes part in",
    None: "has a role in",
}
"""What an actor does in a role; in any role, where none is named."""
_ROLES = (Field.LEADER, Field.CO_LEADER, Field.PARTICIPANTS)


def compose_rank(query: Query, library: Library) -> Draft | None:
    """Rank actors by the actions that they lead, co-lead or join, or goals by their actions."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        if sheets(document):
            if query.aspect == "goal":
                _rank_goals(draft, query, document)
            else:
                _rank_actors(draft, query, document)
    note_withheld_sheets(draft, query, library)
    return draft if draft.statements else None


def compose_leaders(query: Query, library: Library) -> Draft | None:
    """List the leaders with their actions; where sheets are withheld, those that the text names."""
    draft = compose_rank(query, library) or Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        if not sheets(document) and query.scope.explicit:
            _write_named_leaders(draft, document, library.text(key))
    return draft if draft.statements else None


def _write_named_leaders(draft: Draft, document: Document, text: str) -> None:
    for passage in document.passages:
        words = clean(passage.quote(text))
        if words.startswith("Action leader"):
            cited = evidence_at(document.id, passage.ref, passage)
            draft.claim(f"{words} ({passage.ref}, {plan_name(document)})", [cited], lead="- ")
            write_names(draft, cited, text)


def _fewest(query: Query) -> bool:
    return told("fewest", stems(query.question))


def _best(query: Query, counts: Iterable[int]) -> int:
    return min(counts) if _fewest(query) else max(counts)


def _rank_goals(draft: Draft, query: Query, document: Document) -> None:
    """Add the goals with the most or the fewest actions; all of them where a ranking is wanted."""
    if told("ranking", stems(query.question)):
        for goal in sorted(document.goals, key=lambda goal: -len(goal.actions)):
            _write_size(draft, document, goal)
        return
    sizes = {goal.ref: len(goal.actions) for goal in document.goals}
    wanted, total = _best(query, sizes.values()), sum(sizes.values())
    best = [goal for goal in document.goals if sizes[goal.ref] == wanted]
    names = joined([f"{goal.ref} ({shortened(goal.title.value, 80)})" for goal in best])
    most = "the fewest" if _fewest(query) else "the most"
    verb = "has" if len(best) == 1 else "have"
    evidence = [goal_evidence(document, goal) for goal in best]
    for action in (action for goal in best for action in goal.actions):
        evidence += field_evidence(document, action, Field.LEADER)
    draft.claim(
        f"In the {plan_name(document)}, {names} {verb} {most} actions: {wanted} of {total}.",
        evidence,
        computed=[wanted, total],
    )
    _write_next_goals(draft, query, document, best)


def _write_next_goals(draft: Draft, query: Query, document: Document, best: Sequence[Goal]) -> None:
    """Add the goals that come behind the first, where they are few."""
    rest = [goal for goal in document.goals if goal not in best]
    if not rest or len(best) > 1:
        return
    size = _best(query, (len(goal.actions) for goal in rest))
    second = [goal for goal in rest if len(goal.actions) == size]
    if len(second) > _MAX_SECOND or not size:
        return
    draft.say("Next:")
    for goal in second:
        _write_size(draft, document, goal)


def _write_size(draft: Draft, document: Document, goal: Goal) -> None:
    """Add how many of a plan's actions a goal has."""
    evidence = [goal_evidence(document, goal)]
    for action in goal.actions:
        evidence += field_evidence(document, action, Field.LEADER)
    size = f"{len(goal.actions)} of {len(sheets(document))} actions"
    draft.claim(f"{goal.ref} ({shortened(goal.title.value, 80)}): {size}", evidence, lead="- ")


def _rank_actors(draft: Draft, query: Query, document: Document) -> None:
    role: Field | None = Field(query.aspect) if query.aspect in _ROLES else Field.LEADER
    role = None if query.aspect == "role" else role
    held = _actions_by_actor(query, document, role)
    if not held:
        return
    listing = query.kind == "list"
    best = _best(query, (len(actions) for actions in held.values()))
    order = 1 if _fewest(query) else -1
    ranked = sorted(held.items(), key=lambda item: order * len(item[1]))
    for number, (code, actions) in enumerate(ranked):
        first = len(actions) == best
        if not first and number >= _MAX_RANKED and not listing:
            continue
        aside = any(actor.negated for actor in query.actors)
        superlative = "" if not first or listing or aside else _superlative(query)
        who = f"{display_name(code)} {_VERBS[role]}{superlative}"
        _write_rank(draft, document, _held_by(code, role, actions), who)
        if first and not listing and role == Field.PARTICIPANTS and number >= _MAX_FIRST:
            break


def _superlative(query: Query) -> str:
    return " the fewest," if _fewest(query) else " the most,"


def _actions_by_actor(
    query: Query, document: Document, role: Field | None
) -> dict[str, list[Action]]:
    """Return the actions in which each actor of the wanted kind has a role."""
    held: dict[str, list[Action]] = {}
    aside = {"ALL_MS", *(actor.code for actor in query.actors if actor.negated)}
    for action in sheets(document):
        values = [value for each in _of(role) for value in action.values(each)]
        codes = [value.code for value in values if isinstance(value, ActorValue)]
        for code in dict.fromkeys(codes):
            if code and code not in aside and wanted_kind(query, code):
                held.setdefault(code, []).append(action)
    return held


def _of(role: Field | None) -> tuple[Field, ...]:
    """Return the fields of a role; all of them where any role will do."""
    return (role,) if role else _ROLES


def _held_by(
    code: str, role: Field | None, actions: Sequence[Action]
) -> dict[str, tuple[Action, list[Field]]]:
    """Return actions by ref, each with the fields of a role in which an actor stands."""
    return {
        action.ref: (action, [f for f in _of(role) if _names(action, f, code)])
        for action in actions
    }


def _names(action: Action, field: Field, code: str) -> bool:
    return any(isinstance(v, ActorValue) and v.code == code for v in action.values(field))


def _write_rank(
    draft: Draft, document: Document, held: Mapping[str, tuple[Action, list[Field]]], who: str
) -> None:
    total = len(sheets(document))
    draft.claim(
        f"{who} {len(held)} of {total} actions in the {plan_name(document)}: {joined(list(held))}.",
        [
            cited
            for action, fields in held.values()
            for field in fields
            for cited in field_evidence(document, action, field)
        ],
        lead="- ",
        computed=[len(held), total],
    )
