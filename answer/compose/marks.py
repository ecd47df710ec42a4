"""What signs behind names mean: "Albania*", with "* Operational Agreement with Europol" below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answer.cues import told
from answer.draft import Draft, evidence_at
from answer.library import Library
from answer.naming import COUNTRIES, actors_named
from answer.patterns import ACTIONS
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.words import stems, tokens
from ingest.actors import actor, display_name, find_actors
from ingest.model import Document, Passage, Span
from ingest.text import split_lines

# "* Operational Agreement with Europol", "^ Working arrangement", "(*) under discussion"
_LEGEND = re.compile(
    r"[\s·•-]*\(?(?P<sign>[*^°†‡#¤~]{1,3})\)?\s*[:=–-]?\s*(?P<meaning>[^\W\d][^\n]{4,90})$"
)
_CLOSING = re.compile(r"[*^°†‡#¤~]+")
_TELLING = 2
"""Of how many words a meaning is at least that a question asks for by them."""
_LETTERS = 5
"""A word of fewer letters tells nothing of a meaning: "with", "on"."""
_ANSWERS = ("passage", "define", "list", "count", "check", "field", "summary")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign, what it means, and the list in which names carry it."""

    document: Document
    sign: str
    meaning: str
    legend: Span
    ref: str
    listed: Passage
    names: tuple[str, ...]
    """The names that carry the sign, as printed."""


def compose_marks(query: Query, library: Library) -> Draft | None:
    """Say what a sign means and which names carry it; None where it is not asked for.

    "Which partner countries have an operational agreement with Europol?", "what is the star for?"
    """
    if query.kind not in _ANSWERS or query.refs or ACTIONS.search(query.question):
        return None
    words = stems(query.question)
    by_sign = told("sign", words)
    if not (query.actors or by_sign or told("country", words)):
        return None
    marks = [mark for key in query.scope.documents for mark in _marks(key, library)]
    meant = [mark for mark in marks if _meant(query, mark)]
    meant = meant or (marks if by_sign else [])
    draft = Draft()
    for mark in meant:
        _write(draft, query, mark)
    if draft.statements:
        _write_countries(draft, query, meant)
    return draft if draft.statements else None


def _write_countries(draft: Draft, query: Query, marks: Sequence[Mark]) -> None:
    """Say of each country that a question names which of the signs it carries."""
    for code in dict.fromkeys(a.code for a in query.actors):
        known = actor(code)
        if known and known.kind in COUNTRIES:
            signs = dict.fromkeys(m.sign for m in marks if code in actors_named(", ".join(m.names)))
            carried = f"carries “{'”, “'.join(signs)}”" if signs else "carries no such sign"
            draft.say(f"{display_name(code)} {carried}.")


def _meant(query: Query, mark: Mark) -> bool:
    """Tell whether a question asks of names what a sign behind them means."""
    telling = [t.stem for t in tokens(mark.meaning) if len(t.text) >= _LETTERS]
    meaning = set(telling) - _parties(mark)
    return len(meaning) >= _TELLING and meaning <= set(stems(query.question))


def _parties(mark: Mark) -> set[str]:
    """Return the words for those that a meaning only names: "with Europol"."""
    return {stem for found in find_actors(mark.meaning) for stem in stems(found.text)}


def _marks(key: str, library: Library) -> Iterator[Mark]:
    document, text = library.documents[key], library.text(key)
    passages = [p for p in document.passages if p.ref.startswith("§")]
    for at, passage in enumerate(passages):
        for line in split_lines(text, passage.start, passage.end):
            legend = _LEGEND.match(line.text)
            if not legend:
                continue
            above = [p for p in passages[:at] if p.ref == passage.ref and p.field == passage.field]
            for listed in above:
                names = tuple(_carrying(listed.quote(text), legend["sign"]))
                if actors_named(", ".join(names)):
                    span = Span(start=line.start, end=line.end)
                    meaning = legend["meaning"].strip()
                    yield Mark(document, legend["sign"], meaning, span, passage.ref, listed, names)


def _carrying(text: str, sign: str) -> Iterator[str]:
    """Yield the names in a list that a sign stands behind."""
    for piece in re.split(r"[,;\n]", text):
        printed = re.sub(r"\[[^\]]*\]", "", piece).strip(" ·•-.")
        signs = _CLOSING.search(printed)
        if signs and sign in signs.group() and signs.start():
            yield printed[: signs.start()].strip()


def _write(draft: Draft, query: Query, mark: Mark) -> None:
    listed = evidence_at(mark.document.id, mark.ref, mark.listed, mark.listed.field)
    legend = evidence_at(mark.document.id, mark.ref, mark.legend, mark.listed.field)
    codes = actors_named(", ".join(mark.names))
    where = f"({mark.ref}, {plan_name(mark.document)})"
    if all(legend != e for statement in draft.statements for e in statement.evidence):
        draft.claim(f"{mark.sign} {mark.meaning} {where}", [legend])
    draft.claim(f"Named there: {joined([display_name(code) for code in codes])}.", [listed])
    if told("count", stems(query.question)):
        countries = actors_named(", ".join(mark.names), COUNTRIES)
        draft.say(f"That is {len(countries)} {'country' if len(countries) == 1 else 'countries'}.")
