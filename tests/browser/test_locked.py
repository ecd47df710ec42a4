"""A server in French with API keys, right after its start: what is said, and what already works."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app.interface import interface
from tests.browser.conftest import serving, watched
from tests.browser.locked_server import KEY

FR = interface("fr")
NOTE = {"name": "note.txt", "mimeType": "text/plain", "buffer": b"1. Aim\nWords of a note.\n"}


@pytest.fixture
def locked(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    home = str(tmp_path_factory.mktemp("locked"))
    with serving("tests.browser.locked_server", home) as url, watched(browser, url) as page:
        yield page


def test_facts_are_answered_while_the_model_loads(locked: Page) -> None:
    readiness = locked.locator("#readiness")
    expect(readiness).to_have_text(FR.say("getting_ready"))
    locked.get_by_label(FR.say("your_question")).fill("Who leads OA 2.8?")
    locked.keyboard.press("Enter")
    expect(locked.locator(".prose")).to_contain_text("Spain (ES)")
    expect(locked.locator(".understood")).to_contain_text("Chefs de file · OA 2.8")
    expect(readiness).to_be_visible()
    locked.request.get(f"{locked.url}let-go")
    expect(readiness).to_be_hidden()


def test_the_chat_asks_for_the_key_before_it_adds_a_document(locked: Page) -> None:
    locked.request.get(f"{locked.url}let-go")
    locked.locator("#shelf-summary").click()
    locked.get_by_label(FR.say("key_field")).fill(KEY)
    locked.get_by_label(FR.say("upload")).set_input_files(NOTE)
    expect(locked.locator(".taken")).to_contain_text(FR.say("upload_added"), timeout=60_000)
    expect(locked.locator(".taken .read")).to_contain_text("100,0")
    expect(locked.locator("#shelf-summary")).to_contain_text("2")


def test_the_documents_page_adds_and_removes_with_the_key(locked: Page) -> None:
    page = locked
    page.request.get(f"{page.url}let-go")
    page.goto(f"{page.url}library")
    expect(page.get_by_text(FR.say("library_key_hint"))).to_be_visible()
    page.get_by_label(FR.say("key_field")).fill(KEY)
    page.get_by_label(FR.say("upload")).set_input_files(NOTE)
    expect(page.locator(".taken")).to_contain_text(FR.say("upload_added"), timeout=60_000)
    expect(page.locator("#count strong")).to_have_text("2 documents")
    page.locator("[data-remove=note]").click()
    page.get_by_role("dialog").get_by_role("button", name=FR.say("remove"), exact=True).click()
    expect(page.locator(".taken").first).to_contain_text(FR.say("removed"))
    expect(page.locator("#count strong")).to_have_text("1 document")


def test_a_wrong_key_is_said(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    home = str(tmp_path_factory.mktemp("wrong"))
    with serving("tests.browser.locked_server", home) as url:
        page = browser.new_context().new_page()
        page.goto(f"{url}/library")
        page.get_by_label(FR.say("key_field")).fill("wrong")
        page.get_by_label(FR.say("upload")).set_input_files(NOTE)
        expect(page.locator(".taken.failed")).to_contain_text(FR.say("key_wrong"))
        page.context.close()
