"""Writes what each side of a comparison says, one side below the other."""

from collections.abc import Sequence

from answer.compose.counterparts import Side
from answer.compose.passages import Found
from answer.compose.running import write_list_behind
from answer.draft import Draft, Evidence
from answer.library import Library
from answer.phrasing import (
    field_evidence,
    first_sentences,
    joined,
    led_by,
    plan_name,
    shortened,
    title_evidence,
    without_bullet,
)
from ingest.model import Action, Document, Field

_MAX_CHARS = 700


def side_name(side: Side, library: Library) -> str:
    """Return what a side is called: its plans' names."""
    return joined([f"the {plan_name(library.documents[key])}" for key in side])


def write_side(draft: Draft, side: Side, found: Sequence[Found], topic: str, lib: Library) -> None:
    """Add the passages of one side under its name, or that it says nothing on the topic."""
    if not found:
        name = side_name(side, lib)
        draft.say(f"{name[0].upper()}{name[1:]}: nothing found on {topic or 'that'}.")
    for key in dict.fromkeys(item.document.id for item in found):
        document = lib.documents[key]
        draft.say(f"**{plan_name(document)}:**")
        own = [item for item in found if item.document.id == key]
        for ref in dict.fromkeys(item.ref for item in own):
            _write_place(draft, document, ref, [item for item in own if item.ref == ref], lib)


def _write_place(
    draft: Draft, document: Document, ref: str, found: Sequence[Found], library: Library
) -> None:
    """Add the passages of one element; those of an action stand under its title and leader."""
    action = next((a for a in document.actions() if a.ref == ref), None)
    if action:
        write_action_line(draft, document, action)
    for item in found:
        if action and item.field == Field.TITLE:
            continue
        words = without_bullet(library.text(document.id)[item.start : item.end])
        where = ref + (f", {item.field}" if item.field and ref.startswith("§") else "")
        cited = Evidence(document.id, ref, item.field, item.start, item.end)
        text = f"{first_sentences(words, _MAX_CHARS)} ({where})"
        draft.claim(text, [cited], lead="  - " if action else "- ")
        write_list_behind(draft, library, item)


def write_action_line(draft: Draft, document: Document, action: Action) -> None:
    """Add one action in a line: ref, title, leader."""
    text = f"**{action.ref}** {shortened(action.title.value, 160).rstrip('.')}"
    evidence = [title_evidence(document, action)]
    if action.leaders:
        text += led_by(action)
        evidence += field_evidence(document, action, Field.LEADER)
    draft.claim(f"{text}.", evidence, lead="- ")
