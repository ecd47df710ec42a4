"""Who has a role in the actions of one plan and not in those of another, or in those of both."""

from collections.abc import Sequence

from answer.claims import Status
from answer.draft import Draft
from answer.gather import sheets
from answer.library import Library
from answer.mentions import find_mentions
from answer.phrasing import joined, plan_name
from answer.query import Query, Role
from answer.select.actors import write_line
from answer.select.apart import Apart, Held, read_apart
from answer.select.find import actors_in, fields_of
from answer.select.kinds import NAMES, is_kind
from answer.select.wording import VERBS
from ingest.actors import display_name, member_states
from ingest.model import Action, Document

_TWO_PLANS = 2
_SHOWN = 6
"""How many actors of each plan are shown where none of them is what was asked for."""


def compose_apart(query: Query, library: Library) -> Draft | None:
    """Name the actors of one plan that another lacks, or that both have; None if not asked for."""
    groups = query.scope.groups
    if len(groups) != _TWO_PLANS or query.refs:
        return None
    mentions = find_mentions(query.question, library)
    # an actor at hand is not who is "new"
    asked = () if mentions.values("actor") else read_apart(mentions)
    documents = [d for group in groups if (d := _plan_of(group, library))] if asked else []
    withheld = [d for d in documents if not sheets(d)]
    if len(documents) < _TWO_PLANS or len(withheld) == _TWO_PLANS:
        return None
    if withheld:
        return _not_to_be_told(withheld[0], asked)
    draft = Draft()
    for apart in asked:
        _write(draft, apart, documents)
    return draft


def _plan_of(group: Sequence[str], library: Library) -> Document | None:
    """Return the plan among the documents of one side; None where there are several."""
    plans = [d for key in group if (d := library.documents[key]).kind == "plan"]
    with_sheets = [document for document in plans if sheets(document)]
    found = plans if len(plans) == 1 else with_sheets
    return found[0] if len(found) == 1 else None


def _not_to_be_told(document: Document, asked: Sequence[Apart]) -> Draft | None:
    """Say that it is not known who has a role in a plan; leaders may be listed outside sheets."""
    if any("leader" in held.roles for apart in asked for held in (apart.having, apart.lacking)):
        return None
    draft = Draft(status=Status.REDACTED)
    draft.say(
        f"The {plan_name(document)} withholds its action sheets, so it cannot be told who has a "
        "role in one of the two plans and not in the other."
    )
    return draft


def _write(draft: Draft, apart: Apart, documents: Sequence[Document]) -> None:
    """Add the actors that are meant, each with its actions where they are few."""
    own, other = documents[apart.having.place], documents[apart.lacking.place]
    held, others = _held(apart.having, own), _held(apart.lacking, other)
    named = {c: a for c, a in held.items() if is_kind(c, apart.kind, own.year)}
    meant = [code for code in named if (code in others) == apart.both]
    meant.sort(key=lambda code: (-len(named[code]), display_name(code)))
    one, several = NAMES[apart.kind]
    verbs = _verbs(apart.having.roles, len(meant) or 1)
    if meant:
        lacks = _denied(apart.lacking.roles, len(meant))
        behind = "and in" if apart.both else f"and {lacks}"
        size = f"{len(meant)} {one if len(meant) == 1 else several}"
        place = f"the {plan_name(own)} {behind} the {plan_name(other)}"
        draft.say(f"**{size} {verbs} actions of {place}:**")
    elif named and not apart.both:
        too = f"{_verbs(apart.lacking.roles, 1)} actions of the {plan_name(other)} as well"
        draft.say(f"**None: each {one} that {verbs} actions of the {plan_name(own)} {too}.**")
    else:
        end = f" and of the {plan_name(other)}" if apart.both else ""
        draft.say(f"**No {one} {verbs} actions of the {plan_name(own)}{end}.**")
    told = [(apart.having, own, held), (apart.lacking, other, others)]
    for side, document, actions in told if apart.both or not meant else told[:1]:
        listed = meant or [code for code in actions if code in named][:_SHOWN]
        if listed and (apart.both or not meant):
            some = ", among others" if not meant and len(listed) == _SHOWN else ""
            draft.say(f"In the {plan_name(document)}{some}:")
        for code in listed:
            write_line(draft, code, side.roles, document, actions[code], len(sheets(document)))
    _note_members(draft, apart, own, other)


def _held(held: Held, document: Document) -> dict[str, list[Action]]:
    """Return the actions in which each actor has one of some roles, members by "All MS" too."""
    found: dict[str, list[Action]] = {}
    for action in sheets(document):
        codes = {v.code for v in actors_in(action, fields_of(held.roles)) if v.code}
        if "ALL_MS" in codes:
            codes = codes - {"ALL_MS"} | set(member_states(document.year or 0))
        for code in sorted(codes):
            found.setdefault(code, []).append(action)
    return found


def _note_members(draft: Draft, apart: Apart, *documents: Document) -> None:
    """Add in which actions all Member States are meant without being named."""
    for document, held in zip(documents, (apart.having, apart.lacking), strict=True):
        every = [
            action.ref
            for action in sheets(document)
            if any(v.code == "ALL_MS" for v in actors_in(action, fields_of(held.roles)))
        ]
        if every and apart.kind in ("", "actor", "country", "member_state"):
            where = f"{joined(every)} of the {plan_name(document)}"
            draft.say(f"In {where} all Member States are meant by “All MS”.")


def _verbs(roles: Sequence[Role], number: int) -> str:
    several = number != 1
    told = " or ".join(VERBS[role][several] for role in roles)
    return told or ("have a role in" if several else "has a role in")


def _denied(roles: Sequence[Role], number: int) -> str:
    does = "does" if number == 1 else "do"
    told = " or ".join(VERBS[role][1] for role in roles)
    return f"{does} not {told} any of" if told else f"{'has' if number == 1 else 'have'} none in"
