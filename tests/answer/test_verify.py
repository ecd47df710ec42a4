"""True statements pass, and every one that is corrupted in a name, number, code or quote falls."""

import re
from collections.abc import Callable, Iterator

import pytest

from answer.compose.fields import compose_field
from answer.compose.lists import compose_list
from answer.compose.ranks import compose_rank
from answer.compose.summaries import compose_summary
from answer.draft import Draft, Evidence, Statement
from answer.library import Library
from answer.query import ActorRole, Query, Scope
from answer.verify import is_borne_out, verify
from ingest.actors import display_name, find_actors
from ingest.facts import ROLES

PLANS = ("oap-2012-illegal-immigration", "oap-2022-migrant-smuggling")
STRANGERS = ("EE", "MT", "DK", "NL", "IS", "UA", "INTERPOL", "EASO")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_QUOTED = re.compile(r"“([^”]{12,})”")


def drafts(library: Library) -> Iterator[Draft | None]:
    """Yield drafts of many kinds over both plans whose sheets can be read."""
    for key in PLANS:
        scope = Scope((key,), explicit=True)
        document = library.documents[key]
        for action in document.actions():
            for aspect in ("leader", "co_leader", "participants", "kpi", "timing", "links"):
                query = Query("", "field", aspect, scope=scope, refs=(action.ref,))
                yield compose_field(query, library)
        for code in {a.code for x in document.actions() for a in x.leaders if a.code}:
            for role in ROLES:
                actors = (ActorRole(code, (role,)),)  # type: ignore[arg-type]
                for kind in ("list", "count"):
                    yield compose_list(Query("", kind, "role", scope=scope, actors=actors), library)
        for goal in document.goals:
            yield compose_summary(Query("", "summary", scope=scope, refs=(goal.ref,)), library)
        for aspect in ("leader", "co_leader", "participants", "goal"):
            yield compose_rank(Query("the most", "rank", aspect, scope=scope), library)


@pytest.fixture(scope="module")
def statements(library: Library) -> list[Statement]:
    found = [s for draft in drafts(library) if draft for s in draft.statements]
    return list({(s.text, s.evidence): s for s in found}.values())


def evidence_words(statement: Statement, library: Library) -> str:
    """Return all that a statement may rest on: quotes, refs, titles, what was counted."""
    words = [*statement.computed]
    for item in statement.evidence:
        document = library.documents[item.document_id]
        words += [library.text(item.document_id)[item.start : item.end], item.ref, document.title]
        words += [document.heading.priority.value if document.heading.priority else ""]
        words += [str(document.year), *(g.title.value for g in document.goals if g.ref == item.ref)]
        words += [f"{a.title.value} {a.goal}" for a in document.actions() if a.ref == item.ref]
    return " \n ".join(words)


def other_actor(statement: Statement, library: Library) -> str | None:
    """Name an actor that the evidence does not name in an actor's place."""
    named = find_actors(statement.text)
    known = {m.code for m in find_actors(evidence_words(statement, library))}
    known |= {m.code for m in named}
    stranger = next((code for code in STRANGERS if code not in known), None)
    if not named or stranger is None or "ALL_MS" in known:
        return None
    mention = named[-1]
    return statement.text[: mention.start] + display_name(stranger) + statement.text[mention.end :]


def other_number(statement: Statement, library: Library) -> str | None:
    """Put another number in a number's place."""
    found = _NUMBER.search(statement.text)
    known = set(_NUMBER.findall(evidence_words(statement, library)))
    wrong = next(n for n in map(str, range(41, 400)) if n not in known)
    return found and statement.text[: found.start()] + wrong + statement.text[found.end() :]


def other_code(statement: Statement, library: Library) -> str | None:
    """Put the code of another action in a code's place."""
    known = evidence_words(statement, library)
    found = re.search(r"OA \d+\.\d+", statement.text)
    wrong = next(code for code in ("OA 2.9", "OA 6.3", "OA 7.7", "OA 8.8") if code[3:] not in known)
    return found and statement.text.replace(found.group(), wrong)


def other_quote(statement: Statement, library: Library) -> str | None:
    """Change a word within quotation marks."""
    found = _QUOTED.search(statement.text)
    if not found:
        return None
    first, _, rest = found.group(1).partition(" ")
    return statement.text.replace(found.group(1), f"{first} supposedly {rest}")


Corruption = Callable[[Statement, Library], str | None]


def test_true_statements_are_kept(statements: list[Statement], library: Library) -> None:
    assert len(statements) >= 400
    refused = [s.text for s in statements if not is_borne_out(s, library)]
    assert not refused


@pytest.mark.parametrize(
    ("corrupt", "least"),
    [(other_actor, 150), (other_number, 200), (other_code, 150), (other_quote, 10)],
)
def test_a_statement_with_one_thing_wrong_falls(
    corrupt: Corruption, least: int, statements: list[Statement], library: Library
) -> None:
    wrong = [(s, corrupt(s, library)) for s in statements]
    corrupted = [Statement(text, s.evidence, s.lead, s.computed) for s, text in wrong if text]
    assert len(corrupted) >= least
    kept = [s.text for s in corrupted if is_borne_out(s, library)]
    assert not kept


def test_a_claim_without_evidence_falls(library: Library) -> None:
    assert not is_borne_out(Statement("Spain leads.", ()), library)


def test_evidence_for_another_action_bears_nothing(
    statements: list[Statement], library: Library
) -> None:
    """A statement that names an action falls when it cites a heading instead."""
    section = library.documents[PLANS[1]].sections[0]
    elsewhere = Evidence(PLANS[1], section.ref, None, section.start, section.start + 40)
    moved = [
        Statement(s.text, (elsewhere,)) for s in statements if re.search(r"OA \d+\.\d+", s.text)
    ]
    assert len(moved) >= 150
    assert not [s.text for s in moved if is_borne_out(s, library)]


def test_verify_keeps_order_and_plain_lines_and_counts_what_it_drops(library: Library) -> None:
    draft = compose_field(
        Query("", "field", "kpi", scope=Scope(PLANS[1:]), refs=("OA 2.8",)), library
    )
    assert draft
    false = Statement("Number of arrests (4711)", draft.statements[0].evidence)
    mixed = Draft(draft.status, [draft.parts[0], false, *draft.parts[1:]], draft.choices)
    kept, dropped = verify(mixed, library)
    assert (kept.parts, dropped) == (draft.parts, 1)
