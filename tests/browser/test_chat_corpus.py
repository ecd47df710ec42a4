"""The chat in a real browser over real documents: from the question to the words in the source."""

from pathlib import Path

from playwright.sync_api import Page, expect

from app.feedback import FeedbackStore
from tests.browser.conftest import ask
from tests.browser.corpus_server import HOSTILE

PLAN = """STRATEGIC NOTE

1. Lighthouses
Keepers of lighthouses report unusual beacons within two hours.
"""


def whole(page: Page, answers: int = 1) -> None:
    expect(page.locator(".acts button:visible", has_text="Copy")).to_have_count(answers)


def test_a_click_on_a_citation_shows_the_very_words(corpus_page: Page) -> None:
    page = corpus_page
    ask(page, "Who leads air-route actions?")
    whole(page)
    quotes = page.evaluate(
        "JSON.parse(localStorage['oap.chats'])[0].exchanges[0].answer.citations.map(c => c.quote)"
    )
    assert len(quotes) > 2
    page.locator("a.cite").first.click()
    marked = page.frame_locator("#panel-frame").locator("mark.cited")
    for number, quote in enumerate(quotes, 1):
        expect(page.locator("#panel-count")).to_have_text(f"{number} of {len(quotes)}")
        expect(marked).to_have_text(quote)
        expect(marked).to_be_in_viewport()
        if number < len(quotes):
            page.get_by_role("button", name="Next source").click()


def test_the_panel_shows_the_actions_sheet_and_its_values_open_in_the_source(
    corpus_page: Page,
) -> None:
    page = corpus_page
    ask(page, "Who leads OA 2.8 of the 2022 plan on migrant smuggling?")
    whole(page)
    page.locator("a.cite").first.click()
    card = page.locator("#panel-card")
    expect(card).to_contain_text("Spain (ES)")
    expect(card).to_contain_text("Europol")
    card.get_by_role("link", name="Bulgaria (BG)").click()
    marked = page.frame_locator("#panel-frame").locator("mark.cited")
    expect(marked).to_contain_text("BG, DE, EL")


def test_what_is_withheld_is_said_with_its_marking(corpus_page: Page) -> None:
    ask(corpus_page, "Who leads OA 1.1 of the 2022 trafficking plan?")
    expect(corpus_page.locator(".badge").first).to_have_text("Withheld in the source (LIMITE)")
    whole(corpus_page)
    corpus_page.locator("a.cite").first.click()
    expect(corpus_page.locator("#panel-document .marking")).to_have_text("LIMITE")


def test_what_is_not_there_is_said(corpus_page: Page) -> None:
    ask(corpus_page, "Who won the world cup?")
    expect(corpus_page.locator(".badge").first).to_have_text("Not in the documents")


def test_a_suggestion_goes_on_from_the_answer(corpus_page: Page) -> None:
    ask(corpus_page, "Who leads OA 2.8 of the 2022 plan on migrant smuggling?")
    whole(corpus_page)
    offer = corpus_page.locator(".offer").first
    words = offer.inner_text()
    assert "OA 2.8" in words
    offer.click()
    expect(corpus_page.locator(".question").nth(1)).to_have_text(words)
    whole(corpus_page, 2)


def test_feedback_lands_in_the_store(corpus_page: Page, corpus_home: Path) -> None:
    page = corpus_page
    ask(page, "Who leads OA 2.8 of the 2022 plan on migrant smuggling?")
    whole(page)
    page.get_by_role("button", name="Bad answer").click()
    expect(page.get_by_role("button", name="Bad answer")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("What was good or bad").fill("Too short.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".comment")).to_have_text("Thank you, noted.")
    store = FeedbackStore(f"sqlite:///{corpus_home / 'facts.db'}")
    newest, first = store.all()[:2]
    store.close()
    assert (newest.rating, newest.comment) == ("dislike", "Too short.")
    assert (first.rating, first.comment) == ("dislike", "")
    assert newest.answer.startswith("**OA 2.8**")
    page.reload()
    expect(page.get_by_role("button", name="Bad answer")).to_have_attribute("aria-pressed", "true")


def test_hostile_text_of_a_document_is_text(corpus_page: Page) -> None:
    page = corpus_page
    ask(page, "Who saw drones near the northern lighthouse?")
    whole(page)
    expect(page.locator(".prose")).to_contain_text(HOSTILE)
    assert page.locator("#log img, #log script").count() == 0
    page.locator("a.cite").first.click()
    source = page.frame_locator("#panel-frame")
    expect(source.locator("#text")).to_contain_text(HOSTILE)
    assert source.locator("#text img, #text script").count() == 0


def test_a_plan_is_added_in_the_chat_and_asked_about(corpus_page: Page) -> None:
    page = corpus_page
    page.get_by_text("Documents: all").click()
    page.get_by_label("Add documents").set_input_files(
        {"name": "lighthouse-note.txt", "mimeType": "text/plain", "buffer": PLAN.encode()}
    )
    expect(page.locator(".taken")).to_contain_text("You can ask about it now.", timeout=60_000)
    expect(page.locator(".taken .read")).to_contain_text("100.0 % of its words read")
    page.keyboard.press("Escape")
    ask(page, "Within how many hours do keepers of lighthouses report unusual beacons?")
    whole(page)
    expect(page.locator(".prose")).to_contain_text("within two hours")
    page.request.delete(f"{page.url}api/documents/lighthouse-note")
