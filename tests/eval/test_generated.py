import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from answer.claims import Answer, Citation, Status
from answer.intents import _wordings, intent_model, masked_stems
from eval.asked import Asked
from eval.expected import Expected
from eval.generated import generated
from eval.names import actor_names, plan_names
from eval.slips import slipped
from eval.variants import AS_WRITTEN, CHANGES, as_written, known_words
from eval.wordings import data
from ingest.actors import actor
from ingest.model import Document
from ingest.parse import parse_file

CORPUS = Path(__file__).parents[2] / "corpus"
SLOTS = {"action", "goal", "measure", "chapter", "plan", "other", "actor", "term", "topic"}
AGREEMENT = {"does", "is", "has", "s", "Does", "Is", "Has"}


@pytest.fixture(scope="module")
def documents() -> tuple[Document, ...]:
    return tuple(parse_file(file).document for file in sorted(CORPUS.glob("*.txt")))


@pytest.fixture(scope="module")
def asked(documents: tuple[Document, ...]) -> list[Asked]:
    return list(generated(documents))


def written(questions: Sequence[Asked]) -> list[str]:
    return [as_written(question) for question in questions]


def answer(words: str, *refs: str, status: Status = Status.ANSWERED, field: str = "") -> Answer:
    cited = tuple(
        Citation(
            n=n, document_id="plan", document_title="Plan", ref=ref, field=field or None,
            quote="ES", start=0, end=2, url="/",
        )
        for n, ref in enumerate(refs, start=1)
    )  # fmt: skip
    return Answer(status=status, answer=words, citations=cited)


class TestQuestions:
    def test_every_kind_that_has_wordings_is_asked(self, asked: list[Asked]) -> None:
        counted = Counter(question.kind for question in asked)
        assert set(counted) == set(data().questions)
        assert counted.total() >= 1000

    def test_each_is_another_question(self, asked: list[Asked]) -> None:
        assert len(set(written(asked))) == len(asked)

    def test_they_are_filled(self, asked: list[Asked]) -> None:
        assert not [question for question in written(asked) if re.search(r"[{}]|  ", question)]
        assert "Who leads OA 2.8 of the 2022 migrant smuggling plan?" in written(asked)
        assert "What is the document number of the 2012 plan?" in written(asked)

    def test_their_facts_are_the_parsed_ones(self, asked: list[Asked]) -> None:
        by_words = dict(zip(written(asked), asked, strict=True))
        leads = by_words["Which actions does Spain lead in the 2022 migrant smuggling plan?"]
        key = "oap-2022-migrant-smuggling"
        assert leads.expected.cited == {(key, "OA 2.7"), (key, "OA 2.8")}
        leader = by_words["Who leads OA 2.2 of the 2012 plan?"].expected
        assert leader.actors == {"HU", "AT", "FRONTEX"}
        closed = by_words["Who leads OA 2.1 of the 2022 trafficking in human beings plan?"]
        assert closed.expected.status == Status.REDACTED

    def test_any_plan_will_do(self, documents: tuple[Document, ...]) -> None:
        plan = next(document for document in documents if document.year == 2012)
        heading = plan.heading.model_copy(update={"year": 2031})
        later = plan.model_copy(update={"id": "later", "heading": heading})
        questions = written(list(generated([later])))
        assert "Who leads OA 2.2 of the 2031 plan?" in questions
        assert not [question for question in questions if "2012" in question]

    def test_nothing_is_asked_of_a_plan_that_has_a_double(
        self, documents: tuple[Document, ...]
    ) -> None:
        plan = next(document for document in documents if document.year == 2012)
        double = plan.model_copy(update={"id": "double"})
        assert plan_names(plan, [plan, double]) == {}
        assert all(question.kind == "acronym" for question in generated([plan, double]))
        assert list(generated([])) == []


class TestNames:
    def test_an_actor_has_its_code_its_people_and_its_old_names(self) -> None:
        greece = actor_names("EL")
        assert {name.text for name in greece["en"]} >= {"Greece", "EL", "GR", "the Greeks"}
        assert [name.text for name in greece["en"] if name.plural] == ["the Greeks"]
        assert greece["de"][0].text == "Griechenland"
        assert actor_names("FR")["fr"][0].text == "la France"
        assert actor_names("EUROPOL")["en"][0].text == "Europol"
        assert actor_names("NOBODY") == {}

    def test_names_are_those_of_actors(self) -> None:
        named = (data().demonyms, data().other_names, data().countries, data().foreign_names)
        assert not [code for names in named for code in names if actor(code) is None]


class TestWordings:
    def test_slots_are_known(self) -> None:
        for kind, wordings in data().questions.items():
            for words in (words for several in wordings.values() for words in several):
                assert set(re.findall(r"\{(\w+)\}", words)) <= SLOTS | AGREEMENT, (kind, words)

    def test_no_wording_stands_twice(self) -> None:
        for kind, wordings in data().questions.items():
            told = [words for several in wordings.values() for words in several]
            assert len(set(told)) == len(told), kind

    def test_few_are_what_the_program_was_taught(self) -> None:
        intent_model()
        source = (Path(__file__).parents[2] / "answer" / "examples.yaml").read_text("utf-8")
        lines = re.findall(r'^  - "(.*)"$', source, re.MULTILINE)
        taught = {" ".join(masked_stems(words)) for line in lines for words in _wordings(line)}
        told = [
            " ".join(masked_stems(re.sub(r"\{(\w+)\}", r"[\1]", words)))
            for wordings in data().questions.values()
            for words in wordings["en"][1:]
        ]
        assert sum(words in taught for words in told) <= 0.05 * len(told)


class TestSlips:
    WORDS = frozenset(["leader", "leaders", "plan", "strategic"])

    def test_there_is_one_in_a_word_of_five_letters_and_more(self) -> None:
        question = "Which actions does SPAIN lead in OA 2.8 of the 2022 plan?"
        wrong = slipped(question, self.WORDS)
        assert wrong is not None and wrong != question
        pairs = zip(question.split(), wrong.split(), strict=True)
        changed = [one for one, other in pairs if one != other]
        assert changed in (["Which"], ["actions"])

    def test_it_is_always_the_same(self) -> None:
        question = "Who takes part in several strategic actions?"
        assert slipped(question, self.WORDS) == slipped(question, self.WORDS)

    def test_two_are_in_two_words(self) -> None:
        question = "Summarise the strategic actions"
        wrong = slipped(question, self.WORDS, number=2)
        assert wrong is not None
        pairs = zip(question.split(), wrong.split(), strict=True)
        assert sum(one != other for one, other in pairs) == 2

    def test_there_are_none_without_words(self) -> None:
        assert slipped("Who runs OA 2.8?", self.WORDS) is None
        assert slipped("Summarise it", self.WORDS, number=2) is None

    def test_no_slip_makes_a_word(self, asked: list[Asked]) -> None:
        words = known_words([])
        for question in written(asked)[::20]:
            wrong = slipped(question, words)
            if wrong:
                new = set(re.findall(r"\w+", wrong)) - set(re.findall(r"\w+", question))
                assert not {word.lower() for word in new} & words, wrong


class TestChanges:
    @pytest.mark.parametrize("change", sorted(CHANGES.keys() - {AS_WRITTEN}))
    def test_each_changes_the_words_of_thousands(self, change: str, asked: list[Asked]) -> None:
        words = known_words([])
        variants = [v for question in asked[::10] for v in CHANGES[change](question, words)]
        assert len(variants) >= 70
        assert all(v.changed != v.original for v in variants if change != "case")
        assert not [v.changed for v in variants if re.search(r"[{}]", v.changed)]

    def test_verbs_agree_with_the_actor(self, asked: list[Asked]) -> None:
        question = next(q for q in asked if as_written(q).startswith("Which actions does Spain"))
        changed = {v.changed for v in CHANGES["names"](question, ())}
        assert "Which actions do the Spaniards lead in the 2012 plan?" in changed
        assert "Which actions does ES lead in the 2012 plan?" in changed


class TestExpected:
    LEADER = Expected(
        cited=frozenset([("plan", "OA 2.2")]),
        fields=frozenset(["leader"]),
        actors=frozenset(["HU", "AT"]),
    )
    TOLD = "**OA 2.2** (From Turkey to Greece) of the 2012 plan is led by Hungary and Austria."

    def test_a_right_answer_has_no_problems(self) -> None:
        right = answer(f"{self.TOLD} [1]", "OA 2.2", "Footnote 1", field="leader")
        assert not list(self.LEADER.problems(right))

    @pytest.mark.parametrize(
        ("told", "problem"),
        [
            (answer("Led by Hungary.", "OA 2.2", field="leader"), "lacks actors ['AT'], names []"),
            (answer(TOLD, "OA 2.2", field="kpi"), "cites the fields ['kpi']"),
            (answer(TOLD, "OA 2.2", "OA 2.3", field="leader"), "cites plan OA 2.3"),
            (answer(TOLD), "does not cite plan OA 2.2"),
            (answer(TOLD, "OA 2.2", status=Status.PARTIAL, field="leader"), "status partial"),
        ],
    )
    def test_what_is_wrong_is_said(self, told: Answer, problem: str) -> None:
        assert list(self.LEADER.problems(told)) == [problem]

    def test_facts_are_whole_words_in_any_wording(self) -> None:
        counted = Expected(exactly=False, facts=(("6 actions", "six actions"),))
        assert not list(counted.problems(answer("There are **6 actions**. [1]")))
        assert not list(counted.problems(answer("Six  actions.")))
        assert list(counted.problems(answer("16 actions"))) == ["lacks '6 actions'"]

    def test_an_ellipsis_stands_for_words_of_the_same_line(self) -> None:
        timed = Expected(exactly=False, facts=(("Meetings…— Q1",),))
        assert not list(timed.problems(answer("- Meetings of experts — Q1 [1]")))
        assert list(timed.problems(answer("- Meetings — Q2 [1]\n- Reports — Q1 [2]")))

    def test_other_documents_may_be_ruled_out(self) -> None:
        one = Expected(exactly=False, documents=frozenset(["other"]), begins="Yes")
        assert list(one.problems(answer("No.", "OA 1.1"))) == [
            "does not begin 'Yes'",
            "cites ['plan']",
        ]
