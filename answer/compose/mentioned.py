"""What a plan says of an action whose sheet it withholds: the lines that name its number."""

import re

from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.gather import find_targets, sheets
from answer.library import Library
from answer.phrasing import plan_name, without_bullet
from answer.query import Query
from answer.words import stems

_ASPECTS = ("links", "related", "jad", "theme", "any")
_MOST = 12


def compose_mentioned(query: Query, library: Library) -> Draft | None:
    """Tell where a plan names an action that it withholds: "OAP Migrant Smuggling (OA 8.3)".

    Only for questions that do not ask for a field which its sheet alone would tell.
    """
    refs = query.refs_of("action")
    roles = any(told(role, stems(query.question)) for role in ("leader", "co_leader"))
    if not refs or roles or query.aspect not in _ASPECTS or query.kind == "refuse":
        return None
    targets = find_targets(query, library)
    if targets.found:
        return None  # a plan that prints its sheet says more
    draft = Draft()
    for document, ref in targets.withheld:
        if sheets(document):
            continue
        text = library.text(document.id)
        number = re.compile(rf"(?<![\d.]){re.escape(ref.removeprefix('OA '))}(?![\d.]*\d)")
        for passage in document.passages:
            words = passage.quote(text)
            listed = passage.kind in ("bullet", "paragraph") and passage.ref.startswith("§")
            if listed and number.search(words) and len(draft.statements) < _MOST:
                cited = evidence_at(document.id, passage.ref, passage, passage.field)
                said = f"{without_bullet(words)} ({passage.ref}, {plan_name(document)})"
                draft.claim(said, [cited], lead="- ")
    return draft if draft.statements else None
