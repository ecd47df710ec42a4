"""What a claim says of refs, withheld parts and acronyms must be so in what it cites."""

import re

from answer.gather import sheets
from answer.verify.shape import PLAN, REF, Shape
from answer.verify.wording import wording
from ingest.model import Document, Field

# "OA 2.1 to OA 2.5"
_RANGE = re.compile(rf"({REF}) to ({REF})")
# "under SG 2", "OA 2.8 (title), 2022 plan, SG 2."
_IN_GOAL = re.compile(rf"\bunder {REF}|{PLAN}, {REF}\.?\Z")
_STANDS_FOR = re.compile(r"^(?P<short>.+?) stands for (?P<long>.+?)(?: \([^()]*\))?\.?$")


def refs_hold(shape: Shape) -> bool:
    """Tell whether each ref that a claim names is cited, or belongs to what is cited.

    A claim that names actions cites those actions and no others, and lists none of them twice.
    """
    related = all(source.item.field == Field.RELATED for source in shape.sources)
    named = shape.refs if related else shape.named_refs()
    # the first ref is what a claim is about, also where a related ref of that name is copied
    own = {ref.value for ref in (*shape.all("ref"), *named[:1])}
    listed = [ref.value for ref in named if not shape.claim.startswith((":", " “"), ref.end)]
    if len(set(listed)) < len(listed) or not all(
        ref in shape.cited_refs or _belongs(ref, shape) for ref in own
    ):
        return False
    cited = {source.action.ref for source in shape.sources if source.action}
    told = {ref.value for ref in shape.refs} & cited
    return not told or told == cited


def _belongs(ref: str, shape: Shape) -> bool:
    actions = [source.action for source in shape.sources if source.action]
    if ref.startswith(("SG", "CHSG", "ATSG")):
        placed = _IN_GOAL.search(shape.text)
        return bool(placed and actions) and all(action.goal == ref for action in actions)
    documents = {source.document.id: source.document for source in shape.sources}.values()
    if ref.startswith("Chapter"):
        return all(_chapter_holds(ref, document, shape) for document in documents)
    if any(_called_from(ref, document, shape) for document in documents):
        return True
    return _ends_range(ref, shape) or _is_withheld(ref, shape)


def _chapter_holds(ref: str, document: Document, shape: Shape) -> bool:
    own = {m.chapter for m in document.measures if m.ref in shape.cited_refs}
    return own == {ref}


def _called_from(ref: str, document: Document, shape: Shape) -> bool:
    """Tell whether a cited footnote is called in an element."""
    return any(n.caller == ref for n in document.footnotes if n.ref in shape.cited_refs)


def _ends_range(ref: str, shape: Shape) -> bool:
    """Tell whether a ref is told as the first or last action of a cited goal, and is."""
    goals = [g for s in shape.sources for g in s.document.goals if g.ref == s.item.ref]
    for goal in goals:
        own = [action.ref for action in goal.actions if not action.withheld]
        match = _RANGE.search(shape.text)
        ends = [shape.thing(match[1]).value, shape.thing(match[2]).value] if match else [ref]
        if own and ends == ([own[0], own[-1]] if match else own):
            return ref in ends
    return False


def _is_withheld(ref: str, shape: Shape) -> bool:
    """Tell whether a claim says of an action that its sheet is withheld, and it is."""
    if "withheld" not in shape.text or not _cites_notice(shape):
        return False
    documents = [s.document for s in shape.sources]
    return all(ref not in {a.ref for a in sheets(document)} for document in documents)


def _cites_notice(shape: Shape) -> bool:
    return any(
        redaction.start < s.item.end and s.item.start < redaction.end
        for s in shape.sources
        for redaction in s.document.redactions
    )


def withheld_holds(shape: Shape) -> bool:
    """Tell whether a claim that says something is withheld cites a document that withholds it."""
    if not wording().withholding & shape.loose_words:
        return True
    totals = any(s.document.heading.total_actions for s in shape.sources)
    return _cites_notice(shape) or (totals and any(s.document.redactions for s in shape.sources))


def acronym_holds(shape: Shape) -> bool:
    """Tell whether an acronym stands for what the cited document spells out."""
    if " stands for " not in shape.text:
        return True
    match = _STANDS_FOR.match(shape.claim)
    return match is not None and any(
        (a.short, a.long) == (match["short"], match["long"])
        for s in shape.sources
        for a in s.document.acronyms
        if s.item.start <= a.start and a.end <= s.item.end
    )
