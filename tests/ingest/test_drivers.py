import pytest

from ingest.drivers import find_drivers


@pytest.mark.parametrize(
    ("text", "driver", "partners"),
    [
        ("drawn up by Poland (Driver) with Lithuania (Co-Driver).", "PL", ["LT"]),
        ("by Austria as driver with Ireland and Slovenia as co-drivers", "AT", ["IE", "SI"]),
        ("the responsibility of the FR driver, with IT and SE as co-drivers.", "FR", ["IT", "SE"]),
        ("The Driver (FR) is assisted by the Co-Drivers (IT and SE).", "FR", ["IT", "SE"]),
        ("Driver: Spain\nCo-drivers: FI, EL, MT\n", "ES", ["FI", "EL", "MT"]),
        ("\tDriver\n\tPortugal\n", "PT", []),
        ("Driver:\n\n\nSpain\nCo-drivers:\n\nFI and EL\n", "ES", ["FI", "EL"]),
        ("The Driver of this plan is Croatia; its co-drivers are HU and SK.", "HR", ["HU", "SK"]),
        ("delegated to Italy which will now be referred to as the Driver.", "IT", []),
        ("ES drives the plan. SE is first co-driver; the second is [withheld].", "ES", ["SE"]),
        ("FR is the Driver of this plan. NL and RO are Co-Drivers.", "FR", ["NL", "RO"]),
        ("It has three Co-drivers: DE, ES and Europol. More.", None, ["DE", "ES", "EUROPOL"]),
        ("The Co-Drivers for 2026 are HR and SE.", None, ["HR", "SE"]),
        ("Lorry drivers from Serbia are paid. The Driver will report.", None, []),
        ("under the responsibility of the DELETED driver", None, []),
    ],
)
def test_drivers_are_told_in_the_words_of_covers_and_texts(
    text: str, driver: str | None, partners: list[str]
) -> None:
    found, others = find_drivers(text)
    assert (found and found.code) == driver
    assert [actor.code for actor in others] == partners
    assert all(text[actor.start : actor.end] == actor.value for actor in others)


def test_a_sentence_may_go_on_in_the_next_line() -> None:
    text = "under the responsibility of the PL driver, assisted by the\nco-drivers CZ and IE."
    driver, partners = find_drivers(text)
    assert driver and driver.code == "PL"
    assert [actor.code for actor in partners] == ["CZ", "IE"]
