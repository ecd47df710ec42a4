"""The one door: a question and the chat so far become a cited answer."""

import time
from collections.abc import Sequence
from dataclasses import replace

from answer.claims import Answer, Citation, Claim, QueryView, Status, Turn
from answer.compose.compare import compose_compare
from answer.compose.fields import compose_field
from answer.compose.lists import compose_list, compose_rank, compose_sum
from answer.compose.running import compose_running, find_passages
from answer.compose.summaries import compose_summary, compose_tasking
from answer.compose.terms import (
    compose_definition,
    compose_documents,
    compose_meta,
    compose_redactions,
    compose_withheld,
)
from answer.draft import Draft, Evidence, Statement
from answer.library import Library
from answer.phrasing import joined, plan_name
from answer.query import Query
from answer.understand import describe, understand
from answer.verify import verify
from index.search import SearchIndex
from ingest.facts import FactStore

CANNOT_ANSWER = "The documents do not say."
"""The one phrase for having no answer, followed by what they do say or hold."""
_STRUCTURED = frozenset(
    {"field", "check", "list", "count", "rank", "sum", "summary", "compare", "meta"}
)


class Assistant:
    """Answers questions over the documents of a store; safe to use from several threads."""

    def __init__(self, store: FactStore, index: SearchIndex) -> None:
        """Answer from the facts of `store` and the passages of `index`."""
        self._store = store
        self._index = index
        self._library: Library | None = None

    def warm(self) -> None:
        """Load what the first question would load: facts, examples, embedding model."""
        understand("Who leads OA 1.1?", (), self._current(), tuple(self._current().documents))
        self._index.warm()

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        documents: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a question of 1 to 2,000 characters from the documents (all, or those named).

        Every claim of the answer rests on citations whose quote is the canonical text at their
        offsets. Raises UnknownDocument for an id in `documents` that the store does not hold.
        """
        begin = time.perf_counter()
        library = self._current()
        for key in documents or ():
            self._store.document(key)
        allowed = tuple(
            key
            for key in library.documents
            if documents is None or not documents or key in documents
        )
        queries = understand(question, history, library, allowed)
        drafts = [self._answer_one(query, library) for query in queries]
        draft = _together(drafts)
        draft, dropped = verify(draft, library)
        if not draft.statements and draft.status in (Status.ANSWERED, Status.PARTIAL):
            draft = draft if draft.parts else _decline(queries[-1], library)
            draft.status = Status.NOT_FOUND
        answer = _render(draft, queries, library)
        elapsed = (time.perf_counter() - begin) * 1000
        return answer.model_copy(
            update={"elapsed_ms": round(elapsed, 1), "dropped_claims": dropped}
        )

    def _current(self) -> Library:
        """Return the library, read anew when the documents have changed."""
        library = self._library
        if library is None or library.fingerprint != tuple(self._store.hashes().items()):
            library = self._library = Library(self._store)
        return library

    def _answer_one(self, query: Query, library: Library) -> Draft:
        if query.scope.unknown_years and query.kind in _STRUCTURED:
            return _no_such_year(query, library)
        draft = compose_withheld(query, library) or self._compose(query, library)
        if draft is not None and not draft.parts:
            draft = None
        if draft is None and query.kind != "passage":
            draft = compose_running(query, library, self._index)
        if draft is None:
            draft = self._withheld(query, library) or _decline(query, library)
        return draft

    def _compose(self, query: Query, library: Library) -> Draft | None:
        match query.kind, query.aspect:
            case "refuse", _:
                return self._refuse(query, library)
            case (("field" | "check"), _):
                return compose_field(query, library)
            case (("list" | "count"), "documents"):
                return compose_documents(query, library)
            case (("list" | "count"), _):
                return compose_list(query, library)
            case "rank", _:
                return compose_rank(query, library)
            case "sum", _:
                return compose_sum(query, library)
            case "summary", "tasking":
                return compose_tasking(query, library)
            case "summary", _:
                return compose_summary(query, library)
            case "passage", _ if len(query.scope.groups) > 1:
                return compose_compare(query, library, self._index)
            case "compare", _:
                return compose_compare(query, library, self._index)
            case "define", _:
                return compose_definition(query, library)
            case "meta", _:
                return compose_meta(query, library)
            case "redactions", _:
                return compose_redactions(query, library)
        return compose_running(query, library, self._index)

    def _refuse(self, query: Query, library: Library) -> Draft | None:
        """Decline politely what plans cannot answer; None when a passage says it after all."""
        draft = Draft(status=Status.NOT_FOUND)
        if query.aspect == "injection":
            draft.say("I answer from these documents only, and every answer cites their words.")
        elif query.aspect == "results":
            draft.say(f"{CANNOT_ANSWER} These are plans: they state targets, not results.")
            draft.choices = ["What are the KPIs of the action?"]
        else:
            found = find_passages(query, library, self._index)
            if found and found[0].score >= 0.75:
                return None
            draft = _decline(query, library)
        return draft

    def _withheld(self, query: Query, library: Library) -> Draft | None:
        """Say what is withheld in a document that was asked about and has no answer."""
        keys = query.scope.documents if query.scope.explicit and query.kind != "passage" else ()
        hiding = [key for key in keys if library.documents[key].redactions]
        if not hiding or len(hiding) != len(keys):
            return None
        draft = compose_redactions(replace(query), library)
        if draft:
            draft.status = Status.REDACTED
            draft.parts.insert(0, f"{CANNOT_ANSWER} It may stand in what is withheld.")
        return draft


def _together(drafts: Sequence[Draft]) -> Draft:
    """Join the answers to the questions of one message."""
    told = [draft for draft in drafts if draft.statements or draft.status == Status.REDACTED]
    if len(drafts) == 1 or len(told) == 1:
        return (told or list(drafts))[0]
    drafts = told or drafts
    whole = Draft(parts=[part for draft in drafts for part in draft.parts])
    whole.choices = [choice for draft in drafts for choice in draft.choices]
    statuses = {draft.status for draft in drafts}
    whole.status = statuses.pop() if len(statuses) == 1 else Status.PARTIAL
    return whole


def _no_such_year(query: Query, library: Library) -> Draft:
    years = joined([str(year) for year in query.scope.unknown_years])
    names = joined([f"the {plan_name(d)}" for d in library.documents.values()])
    draft = Draft(status=Status.NOT_FOUND)
    draft.say(f"There is no document for {years}. There are {names}.")
    return draft


def _decline(query: Query, library: Library) -> Draft:
    names = joined([f"the {plan_name(library.documents[key])}" for key in query.scope.documents])
    draft = Draft(status=Status.NOT_FOUND)
    draft.say(
        f"{CANNOT_ANSWER} I looked in {names}."
        if names
        else "There are no documents yet; add some with `oap ingest`."
    )
    return draft


def _render(draft: Draft, queries: Sequence[Query], library: Library) -> Answer:
    """Number the evidence in order of use and write the answer as Markdown with markers."""
    numbers: dict[Evidence, int] = {}
    claims: list[Claim] = []
    lines: list[str] = []
    for part in draft.parts:
        if isinstance(part, Statement):
            cited = [numbers.setdefault(e, len(numbers) + 1) for e in part.evidence]
            marks = "".join(f"[{n}]" for n in cited)
            lines.append(f"{part.lead}{part.text} {marks}{part.tail}")
            claims.append(Claim(text=part.text.replace("**", ""), citations=tuple(cited)))
        else:
            lines.append(part)
    query = queries[-1]
    names = {key: plan_name(document) for key, document in library.documents.items()}
    return Answer(
        status=draft.status,
        answer=_markdown(lines),
        claims=tuple(claims),
        citations=tuple(_citation(e, n, library) for e, n in numbers.items()),
        choices=tuple(draft.choices[:4]),
        query=QueryView(
            kind=query.kind,
            text="; ".join(describe(q, names) for q in queries),
            documents=query.scope.documents,
            refs=query.refs,
            fields=() if query.aspect in ("any", "term") else (query.aspect,),
            actors=tuple(actor.code for actor in query.actors),
        ),
    )


def _markdown(lines: Sequence[str]) -> str:
    """Join lines to Markdown: list items stay together, everything else is a paragraph."""
    text = ""
    for before, line in zip(("", *lines), lines, strict=False):
        item, after_item = line.lstrip().startswith("- "), before.lstrip().startswith("- ")
        text += ("\n" if item and after_item else "\n\n" if text else "") + line
    return text


def _citation(evidence: Evidence, number: int, library: Library) -> Citation:
    document = library.documents[evidence.document_id]
    marking = document.heading.marking
    return Citation(
        n=number,
        document_id=document.id,
        document_title=document.title,
        ref=evidence.ref,
        field=evidence.field,
        quote=library.text(document.id)[evidence.start : evidence.end],
        start=evidence.start,
        end=evidence.end,
        page=document.page_of(evidence.start),
        marking=marking.value if marking else None,
        url=f"/documents/{document.id}#{evidence.ref.replace(' ', '-')}",
    )
