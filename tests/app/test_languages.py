"""Every page is in the reader's language: no key, no English words but those of the documents."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import app
from answer import description
from app.api import create_app
from app.errors import UnknownActor
from app.interface import LANGUAGES, Interface, interface
from app.naming import actor_name, day, number, plan_label, told
from app.service import Service
from app.understood import in_words
from ingest.errors import OapError
from ingest.findings import SENTENCES, Finding
from tests.app.conftest import settings_for
from tests.app.page_reading import words_of

PLAN, OLD = "oap-2022-migrant-smuggling", "oap-2012-illegal-immigration"
WITHHELD = "oap-2022-trafficking-in-human-beings"
EN = interface("en")
OTHERS = [code for code in LANGUAGES if code != "en"]
PATHS = (
    "/",
    "/explore",
    *(f"/explore?view={view}" for view in ("who", "matrix", "timeline", "network", "kpis")),
    f"/explore?leader=ES&document={PLAN}",
    "/explore?text=zebra",
    "/explore?actor=nobody",
    "/explore?role=boss",
    f"/actions/{PLAN}/OA-2.8",
    f"/actions/{WITHHELD}/OA-1.1",
    "/actors/ES",
    "/actors/JP",
    f"/compare?a={OLD}&b={PLAN}",
    f"/compare?a={WITHHELD}&b={PLAN}",
    f"/compare?a={PLAN}",
    f"/compare?kind=goals&a={OLD}|SG 1&b={PLAN}|SG 1",
    f"/compare?kind=actions&a={OLD}|OA 2.1&b={PLAN}|OA 2.8",
    "/compare?kind=actors&a=ES&b=FR",
    "/library",
    f"/library/{PLAN}",
    f"/documents/{PLAN}",
    f"/documents/{OLD}?start=1&end=9",
)
_SHOWN = ("aria-label", "title", "placeholder", "data-label")
_VOID = {"meta", "link", "br", "hr", "img", "input"}
# "{n}": a place that is filled in
_PLACE = re.compile(r"\\\{\w+\\\}")
# "explore_all_plans": a key of the words
_KEY = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
# what templates may say in every language
_NAMES = re.compile(r"\b(?:CSV|Excel|Word|PDF|OAP Assistant)\b")
# "{{ … }}", "{% … %}"
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)


class Shown(HTMLParser):
    """What a page says outside of what is marked as being in English."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        quiet = tag in ("script", "style") or (tag != "html" and given.get("lang") is not None)
        if not self._quiet():
            self.said += [value for name in _SHOWN if (value := given.get(name))]
        if tag not in _VOID:
            self._open.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._quiet():
            self.said.append(" ".join(data.split()))

    def _quiet(self) -> bool:
        return any(quiet for _, quiet in self._open)


def _telling(value: str) -> bool:
    """Tell whether words are such that a document would hardly say just them."""
    plain = re.sub(r"\{\w+\}", "", value)
    return len(plain) > (3 if plain == value else 11)


def english_only(words: Interface) -> list[re.Pattern[str]]:
    """Return what English pages say and those of the language never do."""
    own = {**words.words, **words.pages}
    english = {**EN.words, **EN.pages}
    said = set(own.values())
    return [
        re.compile(_PLACE.sub(".{1,40}", re.escape(value)))
        for key, value in english.items()
        if value not in said and own[key] != value and _telling(value)
    ]


@pytest.fixture(scope="module")
def french_server(library: Service) -> TestClient:
    settings = settings_for(library.settings.home, language="fr")
    return TestClient(create_app(Service.open(settings)))


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_no_key_and_no_english_words(client: TestClient, path: str, code: str) -> None:
    html = client.get(path, headers={"Cookie": f"oap_language={code}"}).text
    assert f'<html lang="{code}"' in html
    said = Shown(html).said
    assert said
    assert not [words for words in said if _KEY.search(words)]
    english = english_only(interface(code))
    assert not [words for words in said if any(one.fullmatch(words) for one in english)]


@pytest.mark.parametrize(
    "template", sorted((Path(app.__file__).parent / "pages/templates").glob("*.html")), ids=str
)
def test_no_words_stand_in_a_template(template: Path) -> None:
    html = _CODE.sub("", template.read_text(encoding="utf-8"))
    left = [_NAMES.sub("", words) for words in Shown(html).said]
    assert not [words for words in left if re.search(r"[A-Za-z]{2}", words)]


def test_the_setting_decides_for_who_has_chosen_none(french_server: TestClient) -> None:
    for path in ("/", "/explore", "/compare", "/library", "/actors/ES", f"/documents/{PLAN}"):
        assert '<html lang="fr"' in french_server.get(path).text, path
    chosen = french_server.get("/explore", headers={"Cookie": "oap_language=de"})
    assert '<html lang="de"' in chosen.text
    unknown = french_server.get("/explore", headers={"Cookie": "oap_language=xx"})
    assert '<html lang="fr"' in unknown.text


@pytest.mark.parametrize("code", OTHERS)
def test_every_error_has_a_sentence(code: str) -> None:
    def below(kind: type[Exception]) -> set[type[Exception]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    # those of the evaluation, which may be loaded by other tests, never reach a page
    served = {kind for kind in below(OapError) if not kind.__module__.startswith("eval")}
    known = {kind.__name__ for kind in served if not kind.__name__.startswith("_")}
    assert known - set(interface(code).errors) == set()


@pytest.mark.parametrize("code", OTHERS)
def test_errors_of_the_api_are_told_in_the_language_that_is_asked_for(
    client: TestClient, code: str
) -> None:
    def told_in(language: str) -> str:
        answer = client.get("/api/sheets/nobody", headers={"Accept-Language": language})
        return str(answer.json()["detail"])

    assert told_in(f"{code}-XX,en;q=0.5") == interface(code).errors["UnknownActor"]
    assert told_in("pt") == str(UnknownActor("nobody"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_sentence_of_a_report_is_told(code: str) -> None:
    words = interface(code)
    for kind, sentence in SENTENCES.items():
        given = {name: "7" for name in re.findall(r"\{(\w+)\}", sentence)}
        said = told(Finding.of(kind, **given), words)
        assert said.count("7") == len(given), kind
        assert code != "en" or said == Finding.of(kind, **given)


@pytest.mark.parametrize("code", OTHERS)
def test_what_was_understood_is_told(library: Service, code: str) -> None:
    words = interface(code)
    phrases = {*description._KINDS.values(), *description._ASPECTS.values()} - {""}
    assert {phrase[:1].upper() + phrase[1:] for phrase in phrases} <= set(words.queries)
    asked = library.ask("Which actions does Spain lead in the 2022 plan on migrant smuggling?")
    plan = library.store.document(PLAN)
    told_line = in_words(asked.query, [plan], words).text
    label = plan_label(plan, words)
    assert told_line.split(" · ")[2:] == [actor_name("ES", words), label[:1].upper() + label[1:]]
    assert in_words(asked.query, [plan], EN) == asked.query


def test_names_days_and_numbers_are_those_of_the_language(library: Service) -> None:
    french, german = interface("fr"), interface("de")
    assert actor_name("EL", french) == "Grèce (EL)"
    assert actor_name("UK", german) == "Vereinigtes Königreich (UK)"
    assert actor_name("FRONTEX", french) == "Frontex"
    assert actor_name("ALL_MS", french) == "tous les États membres (All MS)"
    assert day("2011-12-15", french) == "15 décembre 2011"
    assert day("spring", french) == "spring"
    assert number(12500.5, german) == "12.500,5"
    labels = [plan_label(document, french) for document in library.store.documents()]
    assert "Plan 2022 sur le trafic de migrants" in labels
    assert "Mesures du Conseil de 2018" in labels


@pytest.mark.parametrize(("code", "title"), [("fr", "Fiche de mission"), ("de", "Aufgabenblatt")])
def test_papers_are_in_the_readers_language(client: TestClient, code: str, title: str) -> None:
    cookie = {"Cookie": f"oap_language={code}"}
    words = words_of(client.get("/actors/ES/tasking-sheet.docx", headers=cookie).content)
    assert words.startswith(f"{title}: " if code == "de" else f"{title}\N{NO-BREAK SPACE}: ")
    assert interface(code).column("leader") in words.splitlines()
    assert "Leader" not in words.splitlines()
    compared = "/compare/comparison.docx?kind=actors&a=ES&b=FR"
    assert "Leads" not in words_of(client.get(compared, headers=cookie).content).splitlines()
