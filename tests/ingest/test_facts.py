from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text

from ingest.errors import UnknownDocument
from ingest.facts import ActionFilter, FactStore, covers_all_members, type_key
from ingest.parse import Parsed, parse_text

PLAN_2012, PLAN_2022 = "oap-2012-illegal-immigration", "oap-2022-migrant-smuggling"
TRAFFICKING = "oap-2022-trafficking-in-human-beings"


@pytest.fixture(scope="module")
def store(corpus: dict[str, Parsed]) -> FactStore:
    """All five documents, in memory."""
    filled = FactStore("sqlite://")
    for parsed in corpus.values():
        filled.save(parsed.document, parsed.text)
    return filled


@pytest.fixture(params=["sqlite://", "sqlite:///:memory:", "file"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> FactStore:
    """An empty store of each kind."""
    url = f"sqlite:///{tmp_path}/facts.db" if request.param == "file" else request.param
    return FactStore(url)


def plan(words: str, leader: str = "ES") -> tuple[Any, str]:
    source = f"Strategic Goal 1: {words}\n\tRef.:\nOA 1.1\n\tLeader: {leader}\n"
    return parse_text("plan", source, f"sha of {words} {leader}"), source


def test_what_is_saved_comes_back(empty: FactStore, parsed: Parsed) -> None:
    empty.save(parsed.document, parsed.text)
    assert empty.document(parsed.document.id) == parsed.document
    assert empty.text(parsed.document.id) == parsed.text
    assert empty.hashes() == {parsed.document.id: parsed.document.sha256}


def test_documents_come_oldest_plan_first(store: FactStore) -> None:
    assert [document.year for document in store.documents()] == [2012, 2018, 2018, 2022, 2022]
    assert list(store.hashes()) == [document.id for document in store.documents()]


def test_a_document_replaces_an_earlier_one_with_its_id(empty: FactStore) -> None:
    empty.save(*plan("old", leader="ES"))
    empty.save(*plan("new", leader="PT"))
    assert [document.goals[0].title.value for document in empty.documents()] == ["new"]
    assert "new" in empty.text("plan")
    assert empty.find_actions(ActionFilter(leader="ES")) == ()
    assert len(empty.find_actions(ActionFilter(leader="PT"))) == 1


def test_the_same_file_parsed_anew_is_read_anew(empty: FactStore) -> None:
    document, source = plan("words")
    empty.save(document, source)
    assert empty.document("plan").goals
    empty.save(document.model_copy(update={"goals": ()}), source)
    assert empty.document("plan").goals == ()


def test_a_removed_document_leaves_nothing_behind(empty: FactStore) -> None:
    empty.save(*plan("words"))
    assert empty.remove("plan") is True
    assert (empty.documents(), empty.hashes()) == ((), {})
    assert empty.find_actions(ActionFilter()) == ()
    assert empty.remove("plan") is False


@pytest.mark.parametrize("read", [FactStore.document, FactStore.text])
def test_an_unknown_document(empty: FactStore, read: Any) -> None:
    with pytest.raises(
        UnknownDocument, match=r"no document 'nope'; `oap status` or GET /api/documents"
    ) as error:
        read(empty, "nope")
    assert error.value.status == 404


def test_a_document_that_was_read_before_is_gone_when_removed(empty: FactStore) -> None:
    empty.save(*plan("words"))
    empty.document("plan")
    empty.remove("plan")
    with pytest.raises(UnknownDocument):
        empty.document("plan")


def test_two_stores_share_one_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/facts.db"
    writer, reader = FactStore(url), FactStore(url)
    writer.save(*plan("old"))
    assert reader.document("plan").goals[0].title.value == "old"
    writer.save(*plan("new"))
    assert reader.document("plan").goals[0].title.value == "new"


@contextmanager
def power_cut() -> Iterator[None]:
    """Fail in the middle of a save: when its last rows are about to be written."""

    def refuse(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "INTO facets" in statement:
            raise RuntimeError("power cut")

    event.listen(Engine, "before_cursor_execute", refuse)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", refuse)


def test_a_save_that_fails_leaves_the_old_document_whole(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/facts.db"
    store = FactStore(url)
    store.save(*plan("old"))
    with power_cut(), pytest.raises(RuntimeError, match="power cut"):
        store.save(*plan("new"))
    assert store.document("plan").goals[0].title.value == "old"
    assert "old" in store.text("plan")
    assert len(store.find_actions(ActionFilter(leader="ES"))) == 1


def test_a_file_holds_no_facts_of_removed_documents(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/facts.db"
    store = FactStore(url)
    store.save(*plan("words"))
    store.remove("plan")
    with create_engine(url).connect() as connection:
        for table in ("documents", "actions", "facets"):
            assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0
    connection.engine.dispose()


def refs(store: FactStore, **wanted: Any) -> Iterator[str]:
    found = store.find_actions(ActionFilter(**wanted))
    return (f"{each.document_id[4:8]} {each.action.ref}" for each in found)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"leader": "IT"}, "2012 OA 2.1, 2012 OA 6.1, 2022 OA 2.4"),
        ({"leader": "IT", "documents": (PLAN_2012,)}, "2012 OA 2.1, 2012 OA 6.1"),
        ({"co_leader": "EC"}, "2012 OA 6.2"),
        ({"participant": "DZ"}, "2012 OA 6.2"),
        ({"actor": "UK", "documents": (PLAN_2012,)}, "2012 OA 2.1, 2012 OA 5.1, 2012 OA 5.2"),
        ({"goal": "SG 7", "documents": (PLAN_2012,)}, "2012 OA 7.1, 2012 OA 7.2"),
        ({"leader": "FRONTEX", "goal": "SG 5"}, "2022 OA 5.2, 2022 OA 5.3"),
        ({"leader": "FRONTEX", "quarter": "q3", "goal": "SG 1"}, "2012 OA 1.1, 2022 OA 1.2"),
        ({"text": "Air Routes", "documents": (PLAN_2022,)}, "2022 OA 2.8"),
        ({"text": "SAHaraMED"}, "2012 OA 6.1"),
        ({"leader": "FR", "text": "dark web"}, "2022 OA 3.1"),
        ({"documents": (TRAFFICKING,), "goal": "SG 9"}, "2022 OA 9.1"),
        ({"leader": "XX"}, ""),
        ({"documents": ("nope",)}, ""),
        ({"text": "100%_"}, ""),
    ],
)
def test_actions_are_found_by_each_condition(
    store: FactStore, wanted: dict[str, Any], found: str
) -> None:
    assert ", ".join(refs(store, **wanted)) == found


def test_without_a_condition_all_actions_are_found_in_order(store: FactStore) -> None:
    found = store.find_actions(ActionFilter())
    assert len(found) == 16 + 30 + 17
    parsed = [(each.document_id, each.action.ref) for each in found]
    assert parsed == [(d.id, a.ref) for d in store.documents() for a in d.actions()]


def test_an_actor_is_found_in_any_role(store: FactStore) -> None:
    roles = [set(refs(store, **{role: "ES"})) for role in ("leader", "co_leader", "participant")]
    assert set(refs(store, actor="ES")) == set.union(*roles)
    assert all(roles[::2])


def test_a_type_is_found_by_its_words_or_as_printed(store: FactStore) -> None:
    by_words = list(refs(store, type="Strategic"))
    assert by_words == list(refs(store, type="4-Strategic")) == list(refs(store, type="strategic."))
    assert "2022 OA 1.1" in by_words


def test_conditions_hold_together(store: FactStore) -> None:
    frontex, first = (set(refs(store, **w)) for w in ({"leader": "FRONTEX"}, {"quarter": "Q1"}))
    assert set(refs(store, leader="FRONTEX", quarter="Q1")) == frontex & first != frontex


def test_one_action(store: FactStore) -> None:
    assert store.action(PLAN_2022, "OA 2.8").leaders[0].code == "ES"
    with pytest.raises(KeyError):
        store.action(PLAN_2022, "OA 9.9")


def test_a_ref_that_stands_twice_is_found_once(empty: FactStore) -> None:
    source = "Strategic Goal 1: x\n" + "\tRef.:\nOA 1.1\n\tLeader: {}\n" * 2
    source = source.format("ES", "PT")
    empty.save(parse_text("twice", source, ""), source)
    (found,) = empty.find_actions(ActionFilter(goal="SG 1"))
    assert found.action.leaders[0].code == "ES"
    assert empty.find_actions(ActionFilter(leader="PT")) == ()


def test_a_type_of_any_length_can_be_stored_and_found(empty: FactStore) -> None:
    words = "a very long type " * 20
    source = f"Strategic Goal 1: x\n\tRef.:\nOA 1.1\n\tLeader: ES\n\tType of action: {words}\n"
    empty.save(parse_text("long", source, ""), source)
    assert len(empty.find_actions(ActionFilter(type=words))) == 1


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("2-Data collection/data exchange", "data collection/data exchange"),
        ("4 – Strategic.", "strategic"),
        ("Operational", "operational"),
    ],
)
def test_type_key(printed: str, key: str) -> None:
    assert type_key(printed) == key


@pytest.mark.parametrize(
    ("code", "year", "covered"),
    [("HR", 2012, False), ("HR", 2022, True), ("UK", 2012, True), ("UK", 2022, False),
     ("FRONTEX", 2022, False), ("ES", None, False)],
)  # fmt: skip
def test_all_members_are_those_of_the_year(
    store: FactStore, code: str, year: int | None, covered: bool
) -> None:
    assert covers_all_members(store.action(PLAN_2022, "OA 1.1"), code, year) is covered


def test_an_action_without_all_members_covers_none(store: FactStore) -> None:
    assert not covers_all_members(store.action(PLAN_2012, "OA 6.1"), "FR", 2012)
