"""The one door: a question and the chat so far become a cited answer."""

import time
from collections.abc import Sequence
from dataclasses import replace

from answer.claims import Answer, Status, Turn
from answer.compose.compare import compose_compare
from answer.compose.covers import compose_documents, compose_meta
from answer.compose.fields import compose_field
from answer.compose.lists import compose_list
from answer.compose.ranks import compose_rank
from answer.compose.refusals import compose_refusal, decline, maybe_withheld, no_such_year
from answer.compose.running import compose_running
from answer.compose.summaries import compose_summary
from answer.compose.tasking import compose_tasking
from answer.compose.terms import compose_definition
from answer.compose.totals import compose_sum
from answer.compose.withheld import compose_redactions, compose_withheld
from answer.cues import told
from answer.draft import Draft
from answer.judge import contested, prefers_running
from answer.library import Library
from answer.query import Query
from answer.render import render
from answer.understand import understand
from answer.verify import verify
from answer.words import stems
from index.search import SearchIndex
from ingest.facts import FactStore

_STRUCTURED = frozenset(
    {"field", "check", "list", "count", "rank", "sum", "summary", "compare", "meta"}
)
"""The kinds of questions that a year without a document leaves nothing to answer from."""


def _compares(query: Query) -> bool:
    """Tell whether a question about running text wants several documents side by side."""
    several = query.scope.explicit and len(query.scope.documents) > 1
    return len(query.scope.groups) > 1 or (several and told("compare", stems(query.question)))


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
        kind: str | None = None,
    ) -> Answer:
        """Answer a question of 1 to 2,000 characters from the documents (all, or those named).

        `kind` ("list/role") says what is wanted, where it was understood otherwise before.

        Every claim of the answer rests on citations whose quote is the canonical text at their
        offsets. Raises UnknownDocument for an id in `documents` that the store does not hold.
        """
        begin = time.perf_counter()
        library = self._current()
        for key in documents or ():
            self._store.document(key)
        allowed = tuple(key for key in library.documents if not documents or key in documents)
        queries = understand(question, history, library, allowed, kind)
        drafts = [self._answer_one(query, library) for query in queries]
        draft = _together(drafts)
        draft, dropped = verify(draft, library)
        if not draft.statements and draft.status in (Status.ANSWERED, Status.PARTIAL):
            draft = draft if draft.parts else decline(queries[-1], library)
            draft.status = Status.NOT_FOUND
        answer = render(draft, queries, library)
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
        """Answer one question: from facts, else from running text, else by saying why not."""
        if query.scope.unknown_years and query.kind in _STRUCTURED:
            return no_such_year(query, library)
        draft = compose_withheld(query, library) or self._compose(query, library)
        if draft is not None and not draft.parts:
            draft = None
        if draft is not None and contested(query):
            draft = self._held_against_running(query, draft, library)
        if draft is None and query.kind != "passage":
            draft = compose_running(query, library, self._index)
        if draft is None:
            draft = maybe_withheld(query, library) or decline(query, library)
        return draft

    def _held_against_running(self, query: Query, draft: Draft, library: Library) -> Draft:
        """Return the answer from running text where it accounts for more of the question."""
        running = compose_running(replace(query, kind="passage"), library, self._index)
        if running is None or not prefers_running(query, draft, running, library):
            return draft
        if query.kind == "define":
            running.parts = [*draft.parts, *running.parts]
        return running

    def _compose(self, query: Query, library: Library) -> Draft | None:
        """Answer by the kind of what is asked; None when the facts hold no answer."""
        match query.kind, query.aspect:
            case "refuse", _:
                return compose_refusal(query, library, self._index)
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
            case "passage", _ if _compares(query):
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
