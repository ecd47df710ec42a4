"""The one door: a question and the chat so far become a cited answer."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from answer.claims import Answer, Status, Turn
from answer.compose.absent import compose_absent
from answer.compose.apart import compose_apart
from answer.compose.baselines import without_baselines
from answer.compose.closest import compose_closest
from answer.compose.compare import compose_compare
from answer.compose.completion import complete
from answer.compose.cover_lines import asks_for_cover, compose_cover, leads_plan, with_other_dates
from answer.compose.covers import add_cover_facts, compose_documents, compose_meta
from answer.compose.fields import compose_field
from answer.compose.labelled import write_labelled
from answer.compose.lists import compose_list
from answer.compose.marks import compose_marks
from answer.compose.mentioned import compose_mentioned
from answer.compose.missing import (
    add_withheld_sheets,
    compose_of_withheld,
    compose_without_sheets,
)
from answer.compose.money import asks_for_money, compose_money, compose_money_of
from answer.compose.money_tables import compose_money_table
from answer.compose.named_leaders import compose_named_leaders
from answer.compose.named_rows import compose_named_row
from answer.compose.named_sums import compose_named_sum
from answer.compose.naming_others import compose_naming_others
from answer.compose.no_plan import compose_no_plan, without_leaning
from answer.compose.notes import add_notes
from answer.compose.operations import compose_operations
from answer.compose.overlaps import add_overlaps, compose_overlaps
from answer.compose.parts import compose_parts
from answer.compose.passages import clues_for
from answer.compose.pointed import add_pointed
from answer.compose.ranks import compose_rank
from answer.compose.records import compose_record, ranks_actions
from answer.compose.refusals import compose_refusal, decline, maybe_withheld, no_such_year
from answer.compose.running import compose_membership, compose_running
from answer.compose.summaries import compose_summary
from answer.compose.summarised import on_action, on_measure
from answer.compose.tasking import compose_tasking
from answer.compose.terms import add_beside, compose_definition
from answer.compose.ticked import compose_ticked
from answer.compose.totals import compose_sum
from answer.compose.unheard import compose_unheard
from answer.compose.withheld import compose_redactions, compose_withheld
from answer.compose.withheld_parts import compose_withheld_part
from answer.compose.withheld_words import mark_withheld_rows, mark_withheld_words
from answer.draft import Draft
from answer.judge import (
    contested,
    lacks_acronym,
    of_the_same,
    points_by_topic,
    prefers_running,
    says_more,
    signs_of,
)
from answer.library import Library
from answer.query import Query
from answer.render import render
from answer.route import (
    ONE_BY_ONE,
    as_measures,
    asks_for_part,
    asks_tasking,
    compares,
    defines_unheard,
    from_text_alone,
    names_goal,
    of_no_action,
    of_part_at_hand,
    sides_told,
    told_apart,
    without_part,
)
from answer.select.write import compose_selection
from answer.several import together
from answer.understand import understand
from answer.verify import verify
from index.search import SearchIndex
from ingest.facts import FactStore

_FIRST: tuple[Callable[[Query, Library], Draft | None], ...] = (
    compose_money_table,
    compose_overlaps,
    compose_apart,
    compose_ticked,
    compose_naming_others,
    compose_operations,
    compose_money_of,
    compose_marks,
    compose_named_sum,
    compose_parts,
    compose_named_leaders,
)
"""What is asked for in words of its own, and needs no search."""


class Assistant:
    """Answers questions over the documents of a store; safe to use from several threads."""

    def __init__(self, store: FactStore, index: SearchIndex) -> None:
        """Answer from the facts of `store` and the passages of `index`."""
        self._store = store
        self._index = index
        self._library: Library | None = None

    def warm(self) -> None:
        """Load what the first question would load: facts, examples, embedding model."""
        self.warm_facts()
        self._index.warm()

    def warm_facts(self) -> None:
        """Load what a question about facts needs: with that, it doesn't wait for the model."""
        understand("Who leads OA 1.1?", (), self._current(), tuple(self._current().documents))

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
        queries = without_leaning(queries, library)
        drafts = [self._answer_one(query, library) for query in queries]
        for query, own in zip(queries, drafts, strict=True):
            mark_withheld_rows(own, query, library)
            add_notes(own, query, library)
        queries = [
            query if draft.selected else replace(query, selection=None)
            for query, draft in zip(queries, drafts, strict=True)
        ]
        draft = together(drafts)
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
        years = without_baselines(query, library) if query.scope.unknown_years else ()
        query = replace(query, scope=replace(query.scope, unknown_years=years))
        if years and query.kind != "refuse":
            return self._of_another_year(query, library)
        absent = compose_no_plan(query, library) or compose_absent(query, library)
        absent = absent or compose_unheard(query, library, self._index)
        if absent is not None:
            return absent
        query = as_measures(of_no_action(query, library), library)
        parts = next((told for write in _FIRST if (told := write(query, library))), None)
        if parts is not None:
            return parts
        achieved = (query.kind, query.aspect) == ("refuse", "results")
        selected = None if achieved else compose_selection(query, library)
        if selected is not None and selected.statements:
            selected.selected = True
            add_overlaps(selected, query, library)
            add_pointed(query, selected, library, self._index)
            return selected
        if selected is not None:
            selected.selected = True
            return compose_membership(query, library, self._index) or selected
        row = compose_named_row(query, library)
        if row is not None:
            return row
        facts = draft = self.from_facts(query)
        if draft is not None and not draft.statements and query.kind in ("list", "count"):
            draft = compose_membership(query, library, self._index) or draft
        if asks_for_cover(query):
            draft = self._with_cover(query, draft, library)
        settled = draft is None or draft.selected or told_apart(query)
        if draft is not None and not settled and contested(query, draft, library):
            draft = self._held_against_running(query, draft, library)
        draft = self._with_each_side(query, draft, library)
        if draft is not None:
            by_facts = draft is facts or query.kind == "passage"
            if query.kind == "passage" and query.refs_of("measure"):
                write_labelled(query, draft, library)  # "by when?"
            complete(query, draft, library, self._index)
            add_pointed(query, draft, library, self._index, completed=by_facts)
        if draft is None and defines_unheard(query, library):
            return decline(query, library)
        if draft is None and query.kind != "passage" and not names_goal(query):
            draft = compose_running(without_part(query, library), library, self._index)
            if draft is not None:
                write_labelled(query, draft, library)
                add_pointed(query, draft, library, self._index, completed=False)
                add_withheld_sheets(draft, query, library)
        if draft is None and of_part_at_hand(query):
            draft = compose_summary(replace(query, kind="summary", aspect="any"), library)
        if draft is None:
            draft = compose_closest(query, library)
        if draft is not None:
            add_cover_facts(query, draft, library)
            mark_withheld_words(draft, query, library)
        if from_text_alone(query, draft, facts):
            draft = compose_withheld_part(query, library, self._index) or draft
        if draft is None:
            draft = maybe_withheld(query, library) or decline(query, library)
        return draft

    def _of_another_year(self, query: Query, library: Library) -> Draft:
        """Answer by what is said of a year that no document is for; else say which there are."""
        told = None
        if query.kind != "compare" and not query.refs:
            scope = replace(query.scope, documents=tuple(library.documents), explicit=False)
            asked = replace(query, kind="passage", scope=scope)
            told = compose_running(asked, library, self._index)
        return told or no_such_year(query, library)

    def _with_cover(self, query: Query, draft: Draft | None, library: Library) -> Draft | None:
        """Return an answer with the lines of the cover that a question asks for."""
        lines = compose_cover(query, library, self._index)
        if lines is None or query.kind not in ("meta", "passage", "field"):
            return draft
        if draft is not None and draft.status == Status.ANSWERED and query.kind == "meta":
            lines.parts = [*draft.parts, *lines.parts]
        return lines

    def _with_each_side(self, query: Query, draft: Draft | None, library: Library) -> Draft | None:
        """Return the answer that tells of more of the plans that a question sets side by side."""
        if len(query.scope.groups) < 2 or query.kind in ONE_BY_ONE:
            return draft
        told_of = sides_told(query, draft)
        if told_of == len(query.scope.groups):
            return draft
        compared = compose_compare(query, library, self._index)
        return compared if sides_told(query, compared) > told_of else draft

    def from_facts(self, query: Query) -> Draft | None:
        """Answer by what is asked, not held against running text; None without an answer."""
        library = self._current()
        told_by_text = query.aspect == "leaders"  # whatever part is withheld as well
        withheld = None if told_by_text else compose_withheld(query, library)
        withheld = withheld or compose_of_withheld(query, library)
        withheld = withheld or compose_without_sheets(query, library)
        draft = withheld or self._compose(query, library)
        return draft if draft is not None and draft.parts else None

    def _held_against_running(self, query: Query, draft: Draft, library: Library) -> Draft:
        """Return the answer from running text where it accounts for more of the question."""
        prose = replace(query, kind="passage")
        running = compose_running(prose, library, self._index)
        if running is None or sides_told(query, running) < sides_told(query, draft):
            return draft
        candidates = clues_for(prose, library, self._index)
        signs = signs_of(query, draft, running, candidates, library)
        elsewhere = points_by_topic(query) and not of_the_same(draft, running)
        by_topic = elsewhere and (
            says_more(query, signs) or lacks_acronym(query, draft, running, library)
        )
        if not (by_topic or prefers_running(signs)):
            return draft
        if query.kind == "define":
            running.parts = [*draft.parts, *running.parts]
        return running

    def _compose(self, query: Query, library: Library) -> Draft | None:
        """Answer by the kind of what is asked; None when the facts hold no answer."""
        money = compose_money(query, library) if asks_for_money(query) else None
        if money is not None:
            return money
        mentioned = compose_mentioned(query, library)
        if mentioned is not None:
            return mentioned
        if compares(query, library):
            return compose_compare(query, library, self._index)
        match query.kind, query.aspect:
            case "refuse", _:
                return compose_refusal(query, library, self._index)
            case "field", "summary" if query.scope.explicit and not (query.topic or query.refs):
                return compose_meta(replace(query, kind="meta", aspect="priority"), library)
            case "field", "leader" if leads_plan(query):
                return compose_meta(replace(query, kind="meta", aspect="driver"), library)
            case (("field" | "check"), _):
                return compose_field(query, library)
            case (("list" | "count"), "documents"):
                return compose_documents(query, library)
            case (("list" | "count"), _):
                return compose_list(query, library)
            case "rank", _ if ranks_actions(query):
                return compose_record(query, library)
            case "rank", _:
                return compose_rank(query, library)
            case "sum", _:
                return compose_sum(query, library)
            case "summary", "tasking":
                return compose_tasking(query, library)
            case "passage", _ if asks_for_part(query):
                return compose_tasking(query, library)
            case "summary", _ if asks_tasking(query, library):
                return compose_tasking(query, library) or compose_summary(query, library)
            case "summary", _:
                return self._summary(on_measure(query, library, self._index), library)
            case "define", _:
                meaning = compose_definition(query, library)
                return add_beside(meaning, query, library, self._index)
            case "meta", _:
                meta = compose_meta(query, library)
                return with_other_dates(meta, query, library) if meta else None
            case "redactions", _:
                return compose_redactions(query, library)
        return compose_running(query, library, self._index)

    def _summary(self, query: Query, library: Library) -> Draft | None:
        """Sum up what is named; with what a paper says on a topic where it wants that done."""
        running = None
        if query.kind == "passage" or query.aspect == "proposed":
            about = replace(query, kind="passage", aspect="any")
            running = compose_running(about, library, self._index)
        if query.kind == "passage":
            return running
        draft = compose_summary(on_action(query, library, self._index), library)
        if draft and running:
            draft.parts += running.parts
        return draft
