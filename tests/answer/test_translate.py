"""Questions in German, French, Italian and Spanish are read as their English twins are."""

from pathlib import Path

import pytest
import yaml

from answer.glossary import LANGUAGES, glossary, languages
from answer.translate import english, language_of
from ingest.actors import adjective, adjectives
from tests.answer.sheets import Ask

PAIRS: dict[str, list[list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "language_pairs.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wer leitet OA 2.8?", "de"),
        ("wer leitet oa 2.8", "de"),
        ("Und Italien?", "de"),
        ("Kennzahlen OA 2.8", "de"),
        ("Qui dirige l'OA 2.8 ?", "fr"),
        ("et l'Espagne ?", "fr"),
        ("Chi guida OA 2.8?", "it"),
        ("e la Germania?", "it"),
        ("¿Quién lidera OA 2.8?", "es"),
        ("y Francia?", "es"),
        ("quien lidera la accion 2.8", "es"),
        ("Who leads OA 2.8?", "en"),
        ("leader OA 2.8", "en"),
        ("Who leads the action “La vita è bella”?", "en"),
        ("Who leads Seahorse Mediterraneo?", "en"),
        ("What does the plan say about die Schleuser?", "en"),
        ("participants FIMATHU", "en"),
        ("2022 plan, OA 2.8: who?", "en"),
        ("OA 2.8", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_question_is_told(question: str, language: str) -> None:
    assert language_of(question) == language


@pytest.mark.parametrize(
    "question", ["Who leads OA 2.8?", "what about la Francia?", "Is Côte d'Ivoire a participant?"]
)
def test_an_english_question_stays_as_it_is(question: str) -> None:
    assert english(question) == question


@pytest.mark.parametrize(
    ("question", "translated"),
    [
        # verbs of two parts, and who acts before the verb
        (
            "An welchen Aktionen nimmt Frankreich teil?",
            "In which actions does France participate?",
        ),
        ("Quelles actions dirige l'Espagne ?", "Which actions does Spain lead?"),
        ("Quante azioni guida la Francia?", "How many actions does France lead?"),
        ("¿Qué acciones lidera Grecia?", "Which actions does Greece lead?"),
        ("Welche Aktionen werden von Spanien geleitet?", "Which actions are led by Spain?"),
        ("Was sagt der Plan über Schulungen?", "What does the plan say on training?"),
        # who acts stands first already
        ("Welche Länder unterstützen Frankreich?", "Which countries support France?"),
        # turned round in French
        ("À quelles actions participe-t-elle ?", "In which actions does it participate?"),
        ("Malte participe-t-elle à l'OA 1.1 ?", "Malta participates in the OA 1.1?"),
        # what is denied
        ("Welche Aktionen haben keinen Co-Leader?", "Which actions have no co-leader?"),
        ("Quelles actions n'ont pas de co-leader ?", "Which actions have no co-leader?"),
        # compounds
        ("Was ist mit Schleusernetzwerken?", "What about smuggling networks?"),
        ("Lieferketten von Motoren", "Supply chains of engines"),
        # what is asked about inside a phrase
        ("Was bedeutet SIENA im Plan 2012?", "What does SIENA mean in plan 2012?"),
        # an adjective behind its noun
        ("objectif stratégique 5, réseaux criminels", "Strategic goal 5, criminal networks"),
        # two meanings of a word
        ("Fasse Maßnahme 4 zusammen.", "Summarise measure 4."),
        ("Welche Maßnahmen betreffen Kinder?", "Which actions concern children?"),
        ("Quel est l'objectif d'arrestations ?", "What is the target of arrests?"),
        # numbers as English writes them
        ("Welche Aktionen haben 1.000 oder 4,6 im 3. Quartal?", "3rd quarter"),
        # misspelt, without accents, in capitals
        ("WELCHE MASSNAHMEN HABEN KEINEN CO-LEADER?", "Which actions have no co-leader?"),
        ("Welche Aktonen haben keinen Co-Leader?", "Which actions have no co-leader?"),
        ("¿Que acciones tienen mas de un colider?", "more than one co-leader"),
        # a passive behind "should", at the end of its clause
        (
            "Wie viele Schusswaffen sollen sichergestellt werden?",
            "How many firearms shall be seized?",
        ),
        (
            "Bis wann muss der Fortschrittsbericht eingereicht werden?",
            "By when must the progress report be submitted?",
        ),
        ("Welche Aktionen sollen von Spanien geleitet werden?", "shall be led by Spain?"),
        ("Wie viele Täter sind festgenommen worden?", "are arrested?"),
        # words of other priorities, whose stems are those of other words
        ("Combien de sites web doivent être fermés ?", "How many websites shall be shut down?"),
        ("Quanti veicoli rubati sono stati recuperati?", "stolen vehicles were recovered?"),
        ("¿Cuántos vehículos robados se han recuperado?", "stolen vehicles have been recovered?"),
        (
            "Combien de villes doivent être couvertes par l'analyse des eaux usées ?",
            "How many towns shall be covered by the wastewater analysis?",
        ),
        ("Quel pays pilote l'action sur les précurseurs ?", "Which country leads the action"),
        ("Chi presiede il gruppo direttivo?", "Who chairs the steering group?"),
        ("¿Cuándo se reúnen los coordinadores nacionales?", "When meet the national coordinators?"),
        # plurals and adjectives whose stems other words have
        ("Quels secteurs économiques sont touchés ?", "Which economic sectors are affected"),
        ("¿Qué acciones nuevas y conjuntas hay?", "Which new actions and joint"),
        ("Quali misure strategiche contro le armi pericolose?", "strategic measures against the"),
        ("Welche vorbeugenden Maßnahmen gibt es?", "Which preventive actions is there?"),
        ("Y a-t-il une action sur les armes ?", "Is there an action on the weapons?"),
        ("¿Quién participa en el plan?", "Who participates in the plan?"),
        # names in front of a word
        ("Wer leitet die Europol-Aktion?", "Who leads Europol action?"),
        ("Wann sind die Präsenzkurse?", "residential courses"),
        # names stay
        ("Wer leitet das Information Clearing House?", "Information Clearing House"),
        ("Chi guida AIR OMNIA 6?", "Who leads AIR OMNIA 6?"),
        ("Was enthält Anhang II?", "annex II contain?"),
    ],
)
def test_words_and_their_order_become_english(question: str, translated: str) -> None:
    assert translated in english(question)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_glossary_is_whole(language: str) -> None:
    known = glossary(language)
    assert len(known.single) > 1000
    assert languages().marks[language]


def test_countries_have_english_adjectives() -> None:
    assert adjective("ES") == "Spanish"
    assert adjective("EUROPOL") is None
    assert "German" in adjectives()


@pytest.mark.parametrize(
    ("question", "twin"),
    [tuple(pair) for pairs in PAIRS.values() for pair in pairs],
    ids=[f"{language}-{n}" for language, pairs in PAIRS.items() for n in range(len(pairs))],
)
def test_a_question_gets_the_answer_of_its_english_twin(question: str, twin: str, ask: Ask) -> None:
    one, other = ask(question), ask(twin)
    assert one.status == other.status
    assert {(c.document_id, c.ref) for c in one.citations} == {
        (c.document_id, c.ref) for c in other.citations
    }
