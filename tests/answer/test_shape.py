import pytest

from tests.answer.sheets import Read


@pytest.mark.parametrize(
    ("question", "kind", "aspect"),
    [
        ("Can you confirm that Frontex leads OA 1.3 of the 2012 plan?", "check", "leader"),
        ("OA 6.2 of the 2012 plan: is Spain the leader?", "check", "leader"),
        ("Count the actions of SG 2 in the 2012 plan.", "count", "goal"),
        ("How many actions have Eurojust on board?", "count", "role"),
        ("How many actions does the UK lead in total across both plans?", "count", "role"),
        ("List the actions France is the leader of in 2012.", "list", "role"),
        ("Where is Hungary listed in 2022?", "list", "role"),
        ("Which country is named as a participant in most 2012 actions?", "rank", "participants"),
        ("Which country appears most often in any role in 2012?", "rank", "role"),
        ("What is proposed in Measure 7?", "summary", "any"),
        ("Quel est le numéro de document du plan 2012 ?", "meta", "number"),
        ("Which actions set a KPI on HVTs?", "list", "goal"),
        ("Who led the 2012 action on cash in passengers' luggage?", "field", "leader"),
    ],
)
def test_words_settle_what_is_wanted(question: str, kind: str, aspect: str, read: Read) -> None:
    query = read(question)
    assert (query.kind, query.aspect) == (kind, aspect)


def test_fields_asked_in_one_breath_are_all_meant(read: Read) -> None:
    query = read("who leads OA 2.4, who joins and what's the target")
    assert query.also == ("leader", "participants", "kpi")
