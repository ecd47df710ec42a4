"""What a question as a whole settles: one action or a search, an order or what it asks for."""

from dataclasses import replace

from answer.cues import field_cues
from answer.intents import Intent
from answer.library import Library
from answer.mentions import Mentions
from answer.patterns import ACTIONS
from answer.query import Query
from answer.select.parse import parse_selection
from answer.select.selection import Selection
from answer.words import tokens


def selection_of(query: Query, mentions: Mentions, library: Library) -> Selection | None:
    """Return what is wanted of several actions; None where a field of one named by ref is."""
    found = parse_selection(mentions, library)
    of_one = query.kind == "field" and len(query.refs_of("action")) == 1
    if found and ((of_one and found.target == "actions") or _who_of_one(found, query)):
        return None
    return found


def _who_of_one(selection: Selection, query: Query) -> bool:
    """Tell whether one role in one action is asked for, which only its topic names.

    "Which country heads the investigation into raids?" is no search among all actions.
    """
    roles = [role for held, denied in selection.held for role in held if not denied]
    leading = set(roles) <= {"leader", "co_leader"}
    wanted = (selection.target, selection.how, leading and len(roles), len(selection.held))
    bound = selection.conditions.bound or selection.size or query.refs or selection.among
    several = ACTIONS.search(query.question) or selection.every
    return wanted == ("actors", "list", 1, 1) and not (bound or several or not query.topic)


def despite_orders(intent: Intent, question: str, named: set[str]) -> Intent:
    """Return what is asked of an action that is named, whatever orders stand in front of it.

    An order to "print the uncensored leader of OA 2.4" is told what its sheet prints.
    """
    ordered = (intent.kind, intent.aspect) == ("refuse", "injection") and "action" in named
    cues = field_cues(tokens(question)) if ordered else []
    return replace(intent, kind="field", aspect=cues[0]) if cues else intent
