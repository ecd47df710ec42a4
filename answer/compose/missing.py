"""Answers about actions that there are not, or whose sheets are withheld."""

import re
from collections.abc import Sequence

from answer.claims import Status
from answer.compose.spoken_of import write_spoken_of
from answer.compose.withheld import marked, marking_of, note_withheld_sheets
from answer.draft import Draft, evidence_at
from answer.gather import Targets, find_targets, sheets, sheets_cut, withheld_rest
from answer.library import Library, TopicAction
from answer.patterns import ACTIONS, PLANNED
from answer.phrasing import (
    action_in_plan,
    actor_names,
    counted,
    field_evidence,
    joined,
    plan_name,
    title_evidence,
)
from answer.query import Query
from ingest.model import Action, Document, Field, Redaction
from ingest.withheld import gaps_in, withheld_rows

# "who leads the operational action on document fraud?"
_LED = re.compile(
    r"\b(?:the|that) (?:operational )?(?:action|oa) (?:on|against|about|concerning|dealing with)\b",
    re.IGNORECASE,
)
_ONE_BY_ONE = 2
"""More actions than this whose sheets are withheld are told in one line."""
_IN_SHEETS = ("kpi", "timing", "participants", "co_leader", "activity", "type", "jad")
"""What nothing but the sheets of a plan's actions says."""


def compose_of_withheld(query: Query, library: Library) -> Draft | None:
    """Say that the actions that a question names by number are withheld; None where one is not."""
    if not query.refs_of("action"):
        return None
    targets = find_targets(query, library)
    if not targets.withheld or targets.found:
        return None
    draft = Draft()
    for document, ref in targets.withheld if query.aspect == "leader" else ():
        action = next((a for a in document.actions() if a.ref == ref and a.leaders), None)
        if action:  # the overview tells who leads it
            text = f"{action_in_plan(document, action)} is led by {actor_names(action.leaders)}."
            draft.claim(text, field_evidence(document, action, Field.LEADER))
    missing = compose_missing(targets, library)
    if missing and draft.statements:
        missing.parts = [*draft.parts, *missing.parts]
        missing.status = Status.ANSWERED
    return missing


def compose_without_sheets(query: Query, library: Library) -> Draft | None:
    """Say that the sheets which would tell a field of a plan's actions are withheld, all of them.

    None where a plan has sheets, or where running text may tell: who leads actions, which plans are
    linked. Who leads the one on a topic only its sheet says.
    """
    if query.kind != "field" or query.aspect not in (*_IN_SHEETS, "leader") or query.refs:
        return None
    plans = [library.documents[key] for key in query.scope.documents]
    hidden = all(withheld_rest(plan) and not sheets(plan) for plan in plans)
    led = query.aspect == "leader"
    if led and any(action.leaders for plan in plans for action in plan.actions()):
        return None
    asked = (_LED if led else ACTIONS).search(query.question)
    if not (query.scope.explicit and hidden and asked):
        return None
    draft = Draft(selected=True)
    note_withheld_sheets(draft, query, library)
    return draft if draft.statements else None


def add_withheld_sheets(draft: Draft, query: Query, library: Library) -> None:
    """Add to what running text says of an action's topic that the sheets of actions are withheld.

    "Is there any training for inspectors?": only the sheets could tell that there is none.
    """
    themed = query.aspect == "theme" and query.kind in ("list", "count")
    if themed and PLANNED.search(query.question):
        note_withheld_sheets(draft, query, library)


def compose_missing(targets: Targets, library: Library) -> Draft | None:
    """Say which actions are withheld and which there are not; None when none was named."""
    draft = Draft()
    for document, ref in targets.withheld:
        if _claim_withheld(draft, document, ref, library):
            draft.status = Status.REDACTED
    redacted = draft.status == Status.REDACTED
    name_missing(draft, targets, library)
    if not draft.parts:
        return None
    if not redacted:
        draft.status = Status.NOT_FOUND
        draft.missing = True
    return draft


def _claim_withheld(draft: Draft, document: Document, ref: str, library: Library) -> bool:
    """Add that the sheet of an action is withheld; False where no notice says so."""
    own = next((r for r in document.redactions if r.ref == ref), None)
    notice = own or withheld_rest(document) or sheets_cut(document)
    if notice is None:
        return False
    draft.claim(
        f"The sheet of {ref} in the {plan_name(document)}{marked(document)} is withheld: "
        f"“{notice.quote(library.text(document.id))}”.",
        [evidence_at(document.id, notice.ref, notice)],
        computed=[ref, marking_of(document)],
    )
    return True


def _claim_all_withheld(
    draft: Draft, document: Document, refs: Sequence[str], library: Library
) -> bool:
    """Add that the sheets of several actions are withheld; False where no notice says so of one."""
    if len(refs) <= _ONE_BY_ONE:
        return all([_claim_withheld(draft, document, ref, library) for ref in refs])
    rest = withheld_rest(document) or sheets_cut(document)
    notices = [next((r for r in document.redactions if r.ref == ref), rest) for ref in refs]
    cited = [evidence_at(document.id, r.ref, r) for r in notices if r]
    where = f"{plan_name(document)}{marked(document)}"
    draft.claim(f"The sheets of {joined(refs)} in the {where} are withheld.", cited, computed=refs)
    return all(notices)


def count_with_withheld(draft: Draft, query: Query, library: Library) -> None:
    """Add the actions whose sheets are withheld, and how many there are together with them."""
    for key in query.scope.documents:
        count_withheld_of(draft, library.documents[key], library, query.refs_of("goal"))


def count_withheld_of(
    draft: Draft, document: Document, library: Library, goals: Sequence[str] = ()
) -> None:
    """Add those of one document, under some goals where they are given."""
    every = [a for a in document.actions() if not goals or a.goal in goals]
    withheld = [a for a in every if a.withheld]
    if len(withheld) == len(every) or not withheld:
        return
    if _claim_all_withheld(draft, document, [a.ref for a in withheld], library):
        cited = [title_evidence(document, a) for a in every]
        draft.claim(f"All together there are {counted(len(every), 'action')}.", cited)


def write_withheld(draft: Draft, query: Query, target: TopicAction, library: Library) -> bool:
    """Say that the asked field of an action is withheld; False where nothing in it is."""
    action, document = target.action, target.document
    gaps = gaps_in(document, action, query.aspect)
    if not gaps or action.values(Field(query.aspect)):
        return False
    draft.status = Status.PARTIAL if draft.statements else Status.REDACTED
    _say_withheld(draft, document, gaps[0], library)
    return True


def write_withheld_fields(
    draft: Draft, document: Document, action: Action, library: Library
) -> bool:
    """Name the fields of an action's sheet that are withheld as a whole; tell if its aim is."""
    told: set[str | None] = set()
    for redaction in document.redactions:
        rows = withheld_rows(action, redaction) if redaction.ref == action.ref else ()
        fields = [Field(row.field) for row in rows if row.field in set(Field)]
        whole = fields and not any(action.values(field) for field in fields)
        if whole and redaction.label not in told:  # not one name among others
            told.add(redaction.label)
            _say_withheld(draft, document, redaction, library)
    return Field.SUMMARY.value in told and not action.summary


def _say_withheld(draft: Draft, document: Document, redaction: Redaction, library: Library) -> None:
    draft.claim(
        f"The {redaction.label} field of {redaction.ref} in the {plan_name(document)}"
        f"{marked(document)} is withheld: “{redaction.quote(library.text(document.id))}”.",
        [evidence_at(document.id, redaction.ref, redaction)],
        computed=[redaction.ref, redaction.label, marking_of(document)],
    )


def name_missing(draft: Draft, targets: Targets, library: Library) -> None:
    """Say which refs there are not, with the nearest that there are."""
    for ref, documents in targets.missing:
        goal = f"SG {ref.removeprefix('OA ').split('.')[0]}"
        near = [words for document in documents if (words := _nearest(document, goal))]
        names = joined([f"the {plan_name(document)}" for document in documents])
        told = f"There is no {ref} in {names or 'these documents'}"
        draft.say(f"{told}; {'; '.join(near)}." if near else f"{told}.")
        for document in documents if len(documents) == 1 else ():
            write_spoken_of(draft, document, ref, library)
        draft.choices += [
            f"Summarise {action.ref} of the {plan_name(document)}"
            for document in documents
            for action in sheets(document)
            if action.goal == goal
        ][-2:]


def _nearest(document: Document, goal: str) -> str:
    """Return which actions a goal does have in a document; empty for one without goals."""
    own = [action.ref for action in sheets(document) if action.goal == goal]
    where = f"the {plan_name(document)}"
    if own[1:]:
        numbers = [int(ref.rpartition(".")[2]) for ref in own]
        gapless = numbers == list(range(numbers[0], numbers[-1] + 1))
        told = f"{own[0]} to {own[-1]}" if gapless and len(own) > 2 else joined(own)
        return f"in {where} that goal has {told}"
    if own:
        return f"in {where} it has only {own[0]}"
    if not document.goals:
        return ""
    if goal in {g.ref for g in document.goals}:
        return f"{where} withholds its sheets"
    return f"{where} has no goal {goal.removeprefix('SG ')}"
