"""Answers on the money that the actions of plans state: its sum, the largest, what is above."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from answer.claims import Status
from answer.compose.matches import find_matches
from answer.cues import told
from answer.draft import Draft, Evidence, evidence_at
from answer.gather import find_targets, sheets
from answer.library import Library
from answer.phrasing import joined, number_text, plan_name, shortened
from answer.query import Query
from answer.select.rows import money_said, sentences_on_money
from answer.select.values import places_asked
from answer.words import stems, tokens, vocabulary
from ingest.model import Action, Document, Field, Labelled, Span
from ingest.money import amount_under, amounts
from ingest.text import clean

_BELOW = re.compile(
    r"\b(?:below|under|less than|at most|up to|no more than|cheaper than|unter|moins de|meno di"
    r"|menos de)\b",
    re.IGNORECASE,
)
_EXACTLY_OR = re.compile(
    r"at least|or more|minimum|from|at most|up to|or less|mindestens|au moins|almeno|al menos",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\btotal|\bsum\b|\bsumme\b|\binsgesamt\b|\bsomme\b|\bsuma\b|\bsomma\b", re.IGNORECASE
)
_ANY_ACTION = re.compile(
    r"\b(?:actions?|oas?|aktion(?:en)?|azion[ei]|acci(?:ón|ones))\b", re.IGNORECASE
)
_RUNNING = ("§", "Annex", "Preamble", "SG ")
_KINDS = ("sum", "rank", "list", "count", "field", "summary", "compare", "check")


class _Stated(NamedTuple):
    """A row of an action that states a sum of money, and the sum."""

    action: Action
    row: Labelled
    amount: float

    def evidence(self, document: Document) -> Evidence:
        """Return the row as what a claim cites."""
        field = "other" if self.row.label else Field.SUMMARY.value
        return evidence_at(document.id, self.action.ref, self.row, field)


def asks_for_money(query: Query) -> bool:
    """Tell whether a question asks for money over actions, not of one that it names by number."""
    words = _spoken(query)
    stated = told("money", words) or next(amounts(query.plain), None) is not None
    if not stated or query.refs_of("action"):
        return False
    if query.kind not in _KINDS:
        ends = told("most", words) or told("fewest", words)
        return ends and bool(_ANY_ACTION.search(query.question))
    if query.refs_of("goal") and not told("leader", words):
        return True
    over = adds_up(query) or told("most", words) or told("fewest", words)
    return bool(over or list(amounts(query.plain)) or query.kind in ("list", "count", "rank"))


def _spoken(query: Query) -> list[str]:
    """Return the question's words without plans and crimes: "money laundering" asks for no sum."""
    plans = [(m.start, m.end) for m in query.named if m.slot == "plan"]
    kept = [t.stem for t in tokens(query.question) if not any(a <= t.start < b for a, b in plans)]
    for phrase in _crimes():
        for at in range(len(kept) - len(phrase), -1, -1):
            if tuple(kept[at : at + len(phrase)]) == phrase:
                del kept[at : at + len(phrase)]
    return kept


@lru_cache(maxsize=1)
def _crimes() -> frozenset[tuple[str, ...]]:
    named = [tuple(stems(p)) for phrases in vocabulary().subjects.values() for p in phrases]
    return frozenset(phrase for phrase in named if len(phrase) > 1)


def compose_money(query: Query, library: Library) -> Draft | None:
    """Answer by the sums that rows such as "Budget" state; None where no action states any."""
    draft = Draft()
    for key in query.scope.documents:
        document = library.documents[key]
        stated = _stated(query, document, library)
        goals = query.refs_of("goal")
        if stated and goals and not (_ends(query) or list(amounts(query.plain))):
            for goal in goals:
                _write_sum(draft, document, [s for s in stated if s.action.goal == goal], goal)
        elif stated:
            _write(draft, query, document, stated)
    if not draft.statements and query.kind == "rank":
        names = joined(
            [f"the {plan_name(library.documents[key])}" for key in query.scope.documents]
        )
        draft.say(f"No action of {names} states a sum of money.")
        draft.status = Status.NOT_FOUND
        return draft
    return draft if draft.statements else None


def compose_money_of(query: Query, library: Library) -> Draft | None:
    """Answer what money an action gets by the running text, where its sheet states none.

    "For OA 8.1 a low value grant of EUR 60 000 will be requested" stands under its goal.
    """
    asked = told("money", _spoken(query)) and query.kind not in ("refuse", "compare")
    if not query.refs_of("action") or not asked:
        return None
    draft = Draft()
    for target in find_targets(query, library).found:
        document, action = target.document, target.action
        if any(amount_under(row.label, row.value) is not None for row in action.other):
            return None
        text, number = library.text(document.id), action.ref.removeprefix("OA ")
        said = money_said(text, action)
        if said:
            place = (said, action.ref, Field.SUMMARY.value)
            _write_said(draft, document, *place, text)
        naming = re.compile(rf"(?<![\d.])(?<!§ ){re.escape(number)}(?![\d.]*\d)")
        for passage in document.passages:
            if passage.ref.startswith(_RUNNING):
                for span in sentences_on_money(text, passage.start, passage.end):
                    if naming.search(span.quote(text)):
                        _write_said(draft, document, span, passage.ref, passage.field, text)
    return draft if draft.statements else None


def _write_said(
    draft: Draft, document: Document, span: Span, ref: str, field: str | None, text: str
) -> None:
    shown = f"{clean(span.quote(text))} ({ref}, {plan_name(document)})"
    cited = evidence_at(document.id, ref, span, field)
    draft.claim(shown, [cited], lead="- " if draft.parts else "")


def _ends(query: Query) -> bool:
    words = stems(query.question)
    return told("most", words) or told("fewest", words)


def adds_up(query: Query) -> bool:
    """Tell whether a question asks for what sums of money come to."""
    words = stems(query.question)
    return told("sum", words) or told("add", words) or bool(_TOTAL.search(query.question))


def _stated(query: Query, document: Document, library: Library) -> list[_Stated]:
    """Return what the actions state, those alone in which the actors asked for have a role."""
    goals = query.refs_of("goal")
    actions: Sequence[Action] = [a for a in sheets(document) if not goals or a.goal in goals]
    if query.actors:
        wanted = find_matches(_by_role(query), library)
        own = [match.action for match in wanted if match.document.id == document.id]
        actions = [action for action in actions if action in own]
    rows = [(a, r, amount_under(r.label, r.value)) for a in actions for r in a.other]
    found = [_Stated(action, row, amount) for action, row, amount in rows if amount is not None]
    labelled = [s for s in found if told("money", stems(s.row.label))]
    if found:
        return labelled or found
    text = library.text(document.id)
    said = [(action, row) for action in actions if (row := money_said(text, action))]
    return [_Stated(action, row, next(amounts(row.value), 0.0)) for action, row in said]


def _by_role(query: Query) -> Query:
    return replace(query, kind="list", aspect="role", topic="", detail="", numbers=())


def _write(draft: Draft, query: Query, document: Document, stated: list[_Stated]) -> None:
    words = stems(query.question)
    limits = list(amounts(query.plain))
    most, fewest = told("most", words), told("fewest", words) and not told("at_least", words)
    if limits:
        _write_within(draft, document, [s for s in stated if _within(query, s.amount, limits[-1])])
    elif adds_up(query):
        _write_sum(draft, document, stated)
    elif most or fewest:
        first = query.selection.first if query.selection else 1
        sums = [s.amount for s in stated]
        wanted = places_asked(query.question, sums, most=most, first=first)
        _write_within(draft, document, [s for n in wanted for s in stated if s.amount == n])
    else:
        _write_within(draft, document, stated)


def _within(query: Query, amount: float, limit: float) -> bool:
    if amount == limit:
        return bool(_EXACTLY_OR.search(query.question))
    return (amount < limit) == bool(_BELOW.search(query.question))


def _write_within(draft: Draft, document: Document, stated: Sequence[_Stated]) -> None:
    if stated:
        draft.say(f"**{plan_name(document).capitalize()}:**")
    for each in stated:
        title = shortened(each.action.title.value)
        label = f"{each.row.label}: " if each.row.label else ""
        text = f"**{each.action.ref}** {title} — {label}{each.row.value}"
        draft.claim(text, [each.evidence(document)], lead="- ")


def _write_sum(draft: Draft, document: Document, stated: Sequence[_Stated], goal: str = "") -> None:
    """Add what sums come to, those of a goal's actions or of all."""
    if not stated:
        return
    where = f"under {goal} " if goal else ""
    total = number_text(sum(each.amount for each in stated))
    words = "; ".join(f"{each.action.ref}: {each.row.value}" for each in stated)
    draft.claim(
        f"What is stated {where}in the {plan_name(document)} adds up to {total}: {words}.",
        [each.evidence(document) for each in stated],
        computed=[total],
    )
