"""Questions to go on with, drawn from what an answer cites."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, zip_longest
from typing import Literal, Protocol

import yaml
from pydantic import TypeAdapter

from answer.claims import Answer, Citation, Status
from app.interface import Interface
from app.naming import actor_name, plan_label
from app.plans import View
from ingest.actors import actor
from ingest.model import Document

MOST = 3
"""How many are offered at a time."""

Subject = Literal["action", "actor", "goal", "withheld", "document"]


class Library(Protocol):
    """Where the names of plans come from."""

    def document(self, document_id: str) -> Document:
        """Return one document; raises UnknownDocument."""


class Template(View):
    """A question about a subject, and the field that it asks for."""

    field: str
    ask: str


_PREFIXES: dict[Subject, str] = {"action": "OA ", "goal": "SG "}


@dataclass(frozen=True, slots=True)
class _About:
    """Something that an answer speaks of."""

    subject: Subject
    words: dict[str, str]


def suggest(answer: Answer, library: Library, question: str, words: Interface) -> tuple[str, ...]:
    """Return up to `MOST` questions that go on from an answer; none where there is no answer."""
    if answer.status not in (Status.ANSWERED, Status.PARTIAL, Status.REDACTED):
        return ()
    shown = {*answer.query.fields, *(c.field for c in answer.citations if c.field)}
    if answer.query.kind == "summary":
        shown |= {"objective", "actions"}
    offered = [list(_questions(about, shown, words)) for about in _subjects(answer, library, words)]
    mixed = chain.from_iterable(zip_longest(*offered))
    asked = question.casefold().strip()
    found = dict.fromkeys(q for q in mixed if q is not None and q.casefold() != asked)
    return tuple(found)[:MOST]


def _questions(about: _About, shown: set[str], words: Interface) -> Iterator[str]:
    for template in _templates()[words.code][about.subject]:
        if template.field not in shown:
            yield template.ask.format(**about.words)


def _subjects(answer: Answer, library: Library, words: Interface) -> Iterator[_About]:
    """Yield what an answer speaks of: its first action or goal, its first actor, its document."""
    if answer.status is Status.REDACTED:
        yield from (
            _About("withheld", {"plan": _plan(c, library, words)}) for c in answer.citations[:1]
        )
        return
    for subject, prefix in _PREFIXES.items():
        cited = next((c for c in answer.citations if c.ref.startswith(prefix)), None)
        if cited:
            yield _About(subject, {"ref": cited.ref, "plan": _plan(cited, library, words)})
            break
    code = next(iter(answer.query.actors), None) or _actor_in(answer.citations)
    known = actor(code) if code else None
    if known:
        yield _About("actor", {"actor": actor_name(known.code, words).partition(" (")[0]})
    yield from (
        _About("document", {"plan": _plan(c, library, words)}) for c in _plans(answer, library)
    )


def _plans(answer: Answer, library: Library) -> Sequence[Citation]:
    """Return the first citation of a plan: other documents have no goals to ask for."""
    cited = (c for c in answer.citations if library.document(c.document_id).goals)
    return tuple(cited)[:1]


def _actor_in(citations: Sequence[Citation]) -> str | None:
    """Return the code of the actor that a citation of a leader or co-leader names alone."""
    for citation in citations:
        if citation.field in ("leader", "co_leader"):
            found = actor(citation.quote.rpartition(":")[2].strip())
            if found:
                return found.code
    return None


def _plan(citation: Citation, library: Library, words: Interface) -> str:
    label = plan_label(library.document(citation.document_id), words)
    return label.replace(words.say("plan_word"), words.say("plan_word_inside"), 1)


@cache
def _templates() -> dict[str, dict[Subject, tuple[Template, ...]]]:
    text = (files("app") / "suggestions.yaml").read_text(encoding="utf-8")
    return TypeAdapter(dict[str, dict[Subject, tuple[Template, ...]]]).validate_python(
        yaml.safe_load(text)
    )
