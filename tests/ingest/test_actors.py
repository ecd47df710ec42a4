"""The vocabulary of actors: every member state by every kind of name, the traps, and the corpus."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.actor_names import split_words, vocabulary
from ingest.actors import (
    Actor,
    actor,
    display_name,
    find_actors,
    is_member_state,
    member_states,
    read_actor,
)

ROOT = Path(__file__).parents[2]
CORPUS = "\n".join(path.read_text("utf-8") for path in sorted((ROOT / "corpus").glob("*.txt")))
# code: English name, adjective, people; names and adjectives in other languages
MEMBERS = {
    "AT": "Austria Austrian Austrians Autriche Österreich Austria Austria Oostenrijk "
    "Austria autrichienne",
    "BE": "Belgium Belgian Belgians Belgique Belgien Belgio Bélgica België Belgia belge belgischen",
    "BG": "Bulgaria Bulgarian Bulgarians Bulgarie Bulgarien Bulgaria Bulgarije Bułgaria búlgaros",
    "CY": "Cyprus Cypriot Cypriots Chypre Zypern Cipro Chipre Cypr chypriote",
    "CZ": "Czechia Czech Czechs Tchéquie Tschechien Cechia Chequia Tsjechië Czechy "
    "tschechische ceca",
    "DE": "Germany German Germans Allemagne Deutschland Germania Alemania Duitsland Niemcy "
    "tedesca alemán",
    "DK": "Denmark Danish Danes Danemark Dänemark Danimarca Dinamarca Denemarken Dania "
    "danois dänische",
    "EE": "Estonia Estonian Estonians Estonie Estland Estonia Estonia Estland Estonia estnische",
    "EL": "Greece Greek Greeks Hellenic Grèce Griechenland Grecia Griekenland Grecja "
    "griechisch grecque",
    "ES": "Spain Spanish Spaniards Espagne Spanien Spagna España Spanje Hiszpania espagnol "
    "spagnola",
    "FI": "Finland Finnish Finns Finlande Finnland Finlandia Finlandia finlandaise finnischen",
    "FR": "France French Frenchmen Frankreich Francia Frankrijk Francja françaises "
    "französische francesi",
    "HR": "Croatia Croatian Croats Croatie Kroatien Croazia Croacia Kroatië Chorwacja croate",
    "HU": "Hungary Hungarian Hungarians Hongrie Ungarn Ungheria Hungría Hongarije Węgry ungarische",
    "IE": "Ireland Irish Irlande Irland Irlanda Irlanda Ierland Irlandia irlandais irische",
    "IT": "Italy Italian Italians Italie Italien Italia Italia Włochy italienne "
    "italienische italiani",
    "LT": "Lithuania Lithuanian Lithuanians Lituanie Litauen Lituania Litouwen Litwa lituanienne",
    "LU": "Luxembourg Luxemburg Luxembourgish Luxembourgers Lussemburgo Luxemburgo Luksemburg",
    "LV": "Latvia Latvian Latvians Lettonie Lettland Lettonia Letonia Letland Łotwa lettische",
    "MT": "Malta Maltese Malte maltais maltesische",
    "NL": "Netherlands Holland Dutch Niederlande Nederland Holandia néerlandais "
    "niederländischen olandese",
    "PL": "Poland Polish Pologne Polen Polonia Polska polonaise polnische polacchi",
    "PT": "Portugal Portuguese Portogallo Portugalia portugais portugiesische",
    "RO": "Romania Romanian Romanians Roumanie Rumänien Rumanía Roemenië Rumunia roumaine",
    "SE": "Sweden Swedish Swedes Suède Schweden Svezia Suecia Zweden Szwecja suédoise schwedische",
    "SI": "Slovenia Slovenian Slovene Slovenes Slovénie Slowenien Eslovenia Slovenië Słowenia",
    "SK": "Slovakia Slovak Slovaks Slovaquie Slowakei Slovacchia Eslovaquia Slowakije Słowacja",
    "UK": "Britain British Britons uk UK U.K. England Scottish britannique britische británicos",
}
THIRD = {
    "AL": "Albania Albanian", "BA": "Bosnia Bosnian", "BY": "Belarus Belarussian Belarusian",
    "CH": "Switzerland Swiss suisse", "CN": "China Chinese CHN", "DZ": "Algeria Algerians DZ",
    "EG": "Egypt Egyptian EG", "GM": "Gambia Gambian", "IR": "Iran Iranian",
    "IS": "Iceland Icelandic",
    "LY": "Libya Libyan LY", "MA": "Morocco Moroccan", "MD": "Moldova Moldovan",
    "MK": "Macedonia Macedonian FYROM", "ML": "Mali Malian", "NE": "Niger Nigerien NE",
    "NG": "Nigeria Nigerian NGA", "NO": "Norway Norwegian", "RS": "Serbia Serbian Serbs RS",
    "RU": "Russia Russian", "SY": "Syria Syrians", "TN": "Tunisia Tunisian TN",
    "TR": "Turkey Turkish Turks Türkiye TR", "UA": "Ukraine Ukrainian", "US": "USA U.S. US America",
    "VN": "Vietnam Vietnamese VN", "XK": "Kosovo Kosovar", "TD": "Chad Tchad",
    "GE": "Georgia Georgian",
}  # fmt: skip
FOUND_IN_THE_CORPUS = {
    "CEPOL": ["Cefpol", "Cepol", "CEPOL"],
    "EU-LISA": ["eu-LISA", "EU-LISA", "eu-Lisa", "eu lisa"],
    "EC": ["EUROPEAN COMMISSION", "European Commission", "EC", "COM", "the Commission",
           "EU Commission"],
    "EUROPOL": ["EUROPOL", "Europol", "europol"],
    "EUNAVFOR MED": ["EUNAVFORMED", "Eunavformed", "EUNAVFOR MED", "EUNAVFORMED Operation SOPHIA"],
    "EUNAVFOR ATALANTA": ["EU NAVFOR Operation ATALANTA"],
    "EUROGENDFOR": ["EUROGENDFOR"],
    "MAOC-N": ["MAOC-N", "MAOC (N)"],
    "SATCEN": ["EU SatCen", "SatCen"],
    "GSC": ["General Secretariat of the Council"],
    "COUNCIL": ["COUNCIL OF\nTHE EUROPEAN UNION", "Council of the EU"],
    "USDSS": ["USDSS"], "INTERPOL": ["INTERPOL", "Interpol"], "ICMPD": ["ICMPD"], "EASO": ["EASO"],
    "ALL_MS": ["All MS", "All EU MS", "all member states", "All Member States"],
    "UK": ["United Kingdom", "United\u00a0Kingdom"],
    "MK": ["North Macedonia*", "Northern Macedonia", "FYROM"],
    "BA": ["Bosnia and Herzegovina*", "Bosnia Herzegovina", "Bosnia & Herzegovina"],
    "CI": ["Cote d\u2019Ivoire", "Côte d'Ivoire", "Ivory Coast"],
    "CZ": ["Czech Republic", "Czechia"],
    "IT": ["IT", "IT \u2077", " it ", "Italy."],
    "XK": ["Kosovo^"],
}  # fmt: skip
ORDINARY_WORDS = (
    "it at be is no de es me al to so us am in as la an or man den are can com ie see tell "
    "el si pt fi small nigh island finance chain route gain joint measures austere europe european "
    "indie pole poles commission council presidency jersey reunion réunion grenade chili maurice "
    "salvador frank"
)
MISSPELT = {
    "Germny": "DE", "Bulgeria": "BG", "Eurpol": "EUROPOL", "Fronttex": "FRONTEX", "Polnad": "PL",
    "Spian": "ES", "Itlay": "IT", "Grecee": "EL", "Hungray": "HU", "Romenia": "RO",
    "Portugual": "PT",
    "Netherland": "NL", "Belguim": "BE", "Lithunia": "LT", "Afganistan": "AF", "Switzerlnad": "CH",
    "Eurojst": "EUROJUST", "Ceopl": "CEPOL", "Interpool": "INTERPOL", "Ukrane": "UA", "Turky": "TR",
    "Albnia": "AL", "Montenegero": "ME", "Untied Kingdon": "UK", "Europaen Comission": "EC",
    "Czech Repubic": "CZ", "Bosnia and Herzegovinia": "BA", "Rfance": "FR", "Grmany": "DE",
}  # fmt: skip
NOT_MISSPELT = (
    "spain gain joint chain route malta Mali France finance Nigeria Niger Europe European measures "
    "austere finish hungry stain sprain green greed child while fronted policy police Romani "
    "UNSCR UNTOC EUROSUR EURODAC turnkey whales susan marta brixton somaliland "
    "australian malaysian swish domestic romance"
)


def codes(text: str, *, fuzzy: bool = False) -> list[str]:
    return [mention.code for mention in find_actors(text, fuzzy=fuzzy)]


def pairs(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, name) for code, names in table.items() for name in names.split()]


@pytest.mark.parametrize(("code", "name"), pairs(MEMBERS) + pairs(THIRD))
def test_names_and_demonyms_in_text_and_in_a_cell(code: str, name: str) -> None:
    sentence = f"The leader is {name}'s police, see 2.8."
    (mention,) = find_actors(sentence)
    assert (mention.code, mention.text) == (code, name)
    found = read_actor(name)
    assert found is not None and found.code == code


@pytest.mark.parametrize("code", MEMBERS)
def test_member_state_by_code(code: str) -> None:
    found = actor(code)
    assert found is not None and found.kind == "member_state"
    assert found.name in found.spellings and code in found.spellings
    assert display_name(code) == f"{found.name} ({code})"
    assert actor(code.lower()) == read_actor(code) == read_actor(f" {code.lower()}. ") == found
    assert codes(f"What does {code} lead?") == codes(f"{code}-led actions") == [code]
    assert codes(found.name.lower()) == codes(found.name.upper()) == [code]


@pytest.mark.parametrize(("alias", "code"), [("GR", "EL"), ("GB", "UK")])
def test_alias(alias: str, code: str) -> None:
    assert actor(alias) == read_actor(alias) == actor(code)
    assert codes(f"led by {alias}") == [code]


@pytest.mark.parametrize(
    ("code", "spelling"),
    [(code, text) for code, texts in FOUND_IN_THE_CORPUS.items() for text in texts],
)
def test_spellings_found_in_the_corpus(code: str, spelling: str) -> None:
    found = read_actor(spelling)
    assert found is not None and found.code == code
    if spelling.strip() != "it":
        assert codes(f"Participants: {spelling}, and others") == [code]


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("ES", "Spain (ES)"),
        ("EL", "Greece (EL)"),
        ("GR", "Greece (EL)"),
        ("UK", "United Kingdom (UK)"),
        ("TR", "Turkey (TR)"),
        ("CZ", "Czechia (CZ)"),
        ("BA", "Bosnia and Herzegovina (BA)"),
        ("XK", "Kosovo (XK)"),
        ("EUROPOL", "Europol"),
        ("FRONTEX", "Frontex"),
        ("EU-LISA", "eu-LISA"),
        ("CEPOL", "CEPOL"),
        ("EC", "European Commission"),
        ("ALL_MS", "all Member States (All MS)"),
        ("XYZ", "XYZ"),
    ],
)
def test_display_name(code: str, shown: str) -> None:
    assert display_name(code) == shown


@pytest.mark.parametrize(
    "token",
    ["", " ", "...", "MS", "TC", "TP", "SG", "Relevant MS", "no", "com", "us", "is", "DELETED",
     "N/A", "NA", "Acting EU Presidency", "EU Agencies/Bodies", "Member States",
     "European", "South America", "English", "Western Balkans"],
)  # fmt: skip
def test_cells_that_name_no_actor(token: str) -> None:
    assert read_actor(token) is None


def test_ecuador_leaves_ec_to_the_commission() -> None:
    assert [found and found.code for found in map(read_actor, ("EC", "Ecuador"))] == ["EC", "ECU"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("at the Greek-Turkish border", ["EL", "TR"]),
        ("route of TR-EL-FYROM-RS-HU-AT. RS authorities",
         ["TR", "EL", "MK", "RS", "HU", "AT", "RS"]),
        ("at IT/SI land border", ["IT", "SI"]),
        ("HU, AT and Frontex", ["HU", "AT", "FRONTEX"]),
        ("Europol-Frontex products", ["EUROPOL", "FRONTEX"]),
        ("(SN & NE, departure countries)", ["SN", "NE"]),
        ("non-EU, e.g. USA/CAN", ["US", "CA"]),
        ("towards IT from TR, EL and the Western Balkans", ["IT", "TR", "EL"]),
        ("from South/Central America or Africa", []),
        ("Latin American and South African police", ["ZA"]),
        ("across the English Channel", []),
        ("Northern Ireland and Ireland", ["UK", "IE"]),
        ("Guinea-Bissau, Guinea, Equatorial Guinea, Papua New Guinea", ["GW", "GN", "GQ", "PG"]),
        ("Gulf of Guinea", []),
        ("Niger, Nigeria; Nigerien and Nigerian", ["NE", "NG", "NE", "NG"]),
        ("South Sudan and Sudan", ["SS", "SD"]),
        ("EUCAP Sahel Niger and EUCAP Sahel Mali", ["EUCAP SAHEL NIGER", "EUCAP SAHEL MALI"]),
        ("French Guiana and French Polynesia", ["PF"]),
        ("Turkish Cypriots", ["CY"]),
        ("the Turks and Caicos Islands", ["TC"]),
        ("small, malice, Chadwick, Jordanstown, Omani", []),
        ("Germany's, Italians' and the Netherlands' police", ["DE", "IT", "NL"]),
        ("the Malta declaration", []),
        ("large-scale IT systems", []),
        ("the Federal Republic of Germany", ["DE"]),
        ("Council Regulation (EC) No 377/2004, Directive 2004/82/EC, COM(2018) 303", []),
        ("led by the Presidency of the Council", []),
        ("Council conclusions; the Council of Europe; the European Council",
         ["COUNCIL OF EUROPE", "EUROPEAN COUNCIL"]),
        ("does the commission lead? they commission a study", ["EC"]),
        ("see https://www.gov.uk/spain or mail info@frontex.europa.eu", []),
        ("Quelles actions l'Espagne et les polices italiennes mènent-elles ?", ["ES", "IT"]),
        ("Welche Maßnahmen leiten Österreich und die griechische Polizei?", ["AT", "EL"]),
        ("mit den Niederlanden und dem Vereinigten Königreich", ["NL", "UK"]),
        ("réunion sur la Réunion", []),
        ("Tu\u0308rkiye", ["TR"]),
        ("Greece\u00b2, Spain\u2074", ["EL", "ES"]),
    ],
)  # fmt: skip
def test_running_text(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("who leads it, at what cost, and is es or de in?", []),
        ("WHO LEADS IT?", []),
        ("IT IS", []),
        ("AT\nBE\nIT", ["AT", "BE", "IT"]),
        ("RESTREINT UE: NOT TO BE DISCLOSED AT ALL\nled by BE", ["BE"]),
        ("PLEASE TELL ME who leads", []),
        ("tell me about ME", ["ME"]),
        ("IT", ["IT"]),
        ("AT, CY, DE, USDSS, INTERPOL", ["AT", "CY", "DE", "USDSS", "INTERPOL"]),
        ("HU, AT AND FRONTEX", ["HU", "AT", "FRONTEX"]),
        ("WHO LEADS WITH GERMANY AND FRONTEX?", ["DE", "FRONTEX"]),
        ("do uk, frontex and eu-lisa meet?", ["UK", "FRONTEX", "EU-LISA"]),
        ("MS, SG 5, TC and AL are no countries here", []),
        ("AT4 and BE_2", []),
    ],
)
def test_codes_count_in_capitals_only(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Answer in French.", []),
        ("answer in French and German, please", []),
        ("what is led in Germany? auf deutsch", ["DE"]),
        ("répondez en français", []),
        ("the Spanish version of Spain's plan", ["ES"]),
        ("in French waters", ["FR"]),
        ("in Danish, Swedish and Norwegian waters", ["DK", "SE", "NO"]),
        ("the French and the Germans", ["FR", "DE"]),
    ],
)
def test_languages_are_no_actors(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


@pytest.mark.parametrize("word", ORDINARY_WORDS.split())
def test_ordinary_words_are_no_actors(word: str) -> None:
    assert codes(f"if {word} then", fuzzy=True) == []


@pytest.mark.parametrize(("misspelt", "code"), MISSPELT.items())
def test_fuzzy_reads_misspelt_names(misspelt: str, code: str) -> None:
    (mention,) = find_actors(f"What does {misspelt} lead?", fuzzy=True)
    assert (mention.code, mention.text) == (code, misspelt)
    assert codes(misspelt.lower(), fuzzy=True) == [code]


@pytest.mark.parametrize("word", NOT_MISSPELT.split())
def test_fuzzy_leaves_words_and_right_names_alone(word: str) -> None:
    assert codes(f"see {word} there", fuzzy=True) == codes(f"see {word} there")


def test_fuzzy_does_not_choose_between_two() -> None:
    assert codes("Slovania", fuzzy=True) == []


def test_fuzzy_is_off_by_default() -> None:
    assert codes("Germny") == []


def test_no_word_of_the_corpus_is_a_misspelt_actor() -> None:
    words = {CORPUS[word.start : word.end] for word in split_words(CORPUS)}
    assert len(words) > 3000
    assert {word for word in words if codes(word, fuzzy=True) != codes(word)} == set()


def test_no_lower_case_word_of_the_corpus_is_an_actor() -> None:
    words = set(re.findall(r"(?<![^\W_])[a-zà-ÿ]+(?![^\W_])", CORPUS)) - {"eu"}
    assert {word for word in words if codes(word, fuzzy=True)} == set()


def test_all_leaders_and_participants_of_2022_are_read() -> None:
    text = (ROOT / "corpus/oap-2022-migrant-smuggling.txt").read_text("utf-8")
    cells = re.findall(r"(?:Leader|Co-leader): *(\S[^\n]*)", text)
    tokens = [token for cell in cells for token in cell.split(",")]
    assert len(tokens) > 60
    assert [token for token in tokens if read_actor(token) is None] == []


@given(
    st.lists(
        st.sampled_from(["Spain", "ES", " ", ", ", "the Council", "IT", "Greek-", "Eurpol", "\n",
                         "United", "Kingdom"])
        | st.text(max_size=8)
    ),
    st.booleans(),
)  # fmt: skip
def test_mentions_are_verbatim_in_order_and_apart(pieces: list[str], fuzzy: bool) -> None:
    text = "".join(pieces)
    end = 0
    for mention in find_actors(text, fuzzy=fuzzy):
        assert end <= mention.start < mention.end
        assert mention.text == text[mention.start : mention.end]
        assert actor(mention.code) is not None
        end = mention.end


@pytest.mark.parametrize(
    ("code", "year", "member"),
    [
        ("UK", 2012, True), ("UK", 2019, True), ("UK", 2020, False), ("GB", 2018, True),
        ("HR", 2012, False), ("HR", 2013, True), ("BG", 2006, False), ("RO", 2007, True),
        ("EL", 2022, True), ("GR", 2022, True), ("TR", 2022, False), ("EUROPOL", 2022, False),
        ("ALL_MS", 2022, False), ("??", 2022, False),
    ],
)  # fmt: skip
def test_is_member_state(code: str, year: int, member: bool) -> None:
    assert is_member_state(code, year) is member


@pytest.mark.parametrize(
    ("year", "count"),
    [(1957, 0), (1958, 6), (1973, 9), (1981, 10), (1986, 12), (1995, 15), (2004, 25), (2007, 27),
     (2012, 27), (2013, 28), (2018, 28), (2022, 27)],
)  # fmt: skip
def test_member_states_of_a_year(year: int, count: int) -> None:
    members = member_states(year)
    assert len(members) == count
    assert list(members) == sorted(set(members))
    assert set(members) <= set(MEMBERS)


def test_nothing_is_loaded_at_import() -> None:
    check = "import sys, ingest.actors; print({'babel', 'pycountry'} & set(sys.modules))"
    command = [sys.executable, "-c", check]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_question_is_read_at_once() -> None:
    question = (
        "Which actions do Germny, the Netherlands and FRONTEX lead with TR on the Balkan route?"
    )
    find_actors(question, fuzzy=True)
    started = time.perf_counter()
    for _ in range(100):
        find_actors(question, fuzzy=True)
    assert (time.perf_counter() - started) / 100 < 0.005


def everyone() -> list[Actor]:
    return list({found.code: found for found in vocabulary().actors.values()}.values())


def test_every_country_is_there_under_its_own_name() -> None:
    countries = [found for found in everyone() if found.kind in ("member_state", "third_country")]
    assert len(countries) == 250 - 14  # ISO and Kosovo, without parts of others and the uninhabited
    for found in countries:
        assert codes(f"about {found.name} only") == [found.code]
        assert read_actor(found.name) == found


def test_organisations_are_read_by_every_spelling() -> None:
    for found in everyone():
        if found.kind in ("agency", "body", "group"):
            assert {read_actor(spelling) for spelling in found.spellings} == {found}


def test_not_misspelt_words_are_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = vocabulary().not_misspelt
    without = vocabulary()._replace(not_misspelt=frozenset())
    assert all(codes(word.capitalize(), fuzzy=True) == [] for word in stopped)
    monkeypatch.setattr("ingest.actors.vocabulary", lambda: without)
    from ingest.actors import _guess

    _guess.cache_clear()
    assert [word for word in stopped if not codes(word.capitalize(), fuzzy=True)] == []
    _guess.cache_clear()
