"""Labelled lines below the words of a measure answer who does it, and by when."""

from pathlib import Path

import pytest

from app.service import Service
from app.settings import Settings

PAPER = """\
Council of the European Union

Subject: A set of measures against tyre dumping

I To see it

1. Count the tyres.

II To stop it

2. Weigh the lorries.

ANNEX

Tyres are dumped at night.

I. To see it

1. Count the tyres

Depots should be counted by drones once a month, and their owners be told.

Responsible: Austria; Europol

Timing: By 30 June 2027

II. To stop it

2. Weigh the lorries

Scales should stand at each border crossing point, and be read at night.

Responsible: Hungary

Timing: 2027-2028

III. Follow-up

A review of the measures shall be carried out by the Commission before June.
"""


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    home = tmp_path_factory.mktemp("measures")
    path = home / "measures-2027-tyres.txt"
    path.write_text(PAPER, encoding="utf-8")
    service = Service.open(Settings(_env_file=None, home=Path(home, "oap"), embed_model="hash"))
    assert not service.ingest([path]).failed
    return service


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who is responsible for measure 1?", "Responsible: Austria; Europol"),
        (
            "who is responsible for depots being counted by drones once a month",
            "Responsible: Austria; Europol",
        ),
        ("When should the scales stand at border crossing points?", "Timing: 2027-2028"),
        ("What is the timing of measure 2?", "Timing: 2027-2028"),
        ("Who carries out the review of the measures?", "by the Commission before June"),
    ],
)
def test_the_line_that_is_asked_for_is_told(service: Service, question: str, said: str) -> None:
    answer = service.ask(question)
    assert said in answer.answer
    assert answer.dropped_claims == 0


def test_what_stands_above_the_measures_of_an_annex_is_the_annex(service: Service) -> None:
    (document,) = service.store.documents()
    text = service.store.text(document.id)
    (annex,) = [section for section in document.sections if section.ref == "Annex"]
    assert "Tyres are dumped at night." in annex.quote(text)
