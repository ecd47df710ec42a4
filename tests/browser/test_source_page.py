"""The source page in a real browser: search within it, and its way back."""

from playwright.sync_api import Page, expect

from tests.app.fakes import DOCUMENT_ID, TEXT


def test_words_are_found_in_the_text_across_elements(page: Page, fake_server: str) -> None:
    page.goto(f"{fake_server}/documents/{DOCUMENT_ID}")
    page.get_by_label("Search in this document").fill("leader: es")
    count = page.locator(".search .count")
    expect(count).to_have_text("1 of 1")
    painted = "Array.from(CSS.highlights.get('found-here'), String).join()"
    assert page.evaluate(painted) == "Leader: ES"
    page.get_by_label("Search in this document").fill("es")
    several = TEXT.lower().count("es")
    expect(count).to_have_text(f"1 of {several}")
    page.get_by_role("button", name="Next place").click()
    expect(count).to_have_text(f"2 of {several}")
    page.get_by_role("button", name="Previous place").click()
    expect(count).to_have_text(f"1 of {several}")
    page.get_by_label("Search in this document").fill("zebra")
    expect(count).to_have_text("Not found")
    assert page.evaluate("document.getElementById('text').textContent") == TEXT


def test_the_page_speaks_the_readers_language(page: Page, fake_server: str) -> None:
    page.get_by_label("Language").select_option("fr")
    expect(page.get_by_label("Votre question")).to_be_visible()
    page.goto(f"{fake_server}/documents/{DOCUMENT_ID}")
    expect(page.get_by_label("Rechercher dans ce document")).to_be_visible()
    expect(page.get_by_role("link", name="Explorer")).to_have_attribute("href", "/explore")
