"""The chat in a real browser, over a service that replays answers."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from app.interface import interface
from tests.app.fakes import DOCUMENT_ID, HOSTILE, TEXT, span_of
from tests.browser.conftest import ask, watched

EN = interface("en")


def panel(page: Page) -> FrameLocator:
    return page.frame_locator("#panel-frame")


def last(page: Page, answers: int = 1) -> None:
    """Wait until that many answers are there, whole."""
    expect(page.locator(".answer:not(.pending)")).to_have_count(answers)
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()


def test_escape_closes_the_panel_and_goes_back_to_the_citation(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    page.locator("a.cite").click()
    expect(page.locator("#panel-close")).to_be_focused()
    panel(page).locator("mark.cited").click()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator("a.cite")).to_be_focused()


def test_a_citation_link_works_on_its_own_in_a_new_tab(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    with page.context.expect_page() as opened:
        page.locator("a.cite").click(modifiers=["Control"])
    expect(opened.value.locator("mark.cited")).to_have_text("Leader: ES")


def test_pointing_at_a_citation_shows_its_quote(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    page.locator("a.cite").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Leader: ES")
    expect(page.get_by_role("tooltip")).to_contain_text("OAP 2022 <Test> · LIMITE")
    page.mouse.move(0, 0)
    expect(page.get_by_role("tooltip")).to_be_hidden()


@pytest.mark.parametrize("example", [question for _, question in EN.examples[:2]])
def test_an_example_asks_its_question(page: Page, example: str) -> None:
    page.get_by_role("button", name=example).click()
    expect(page.locator(".question")).to_have_text(example)
    last(page)
    expect(page.locator("#start")).to_be_hidden()


def test_a_choice_asks_its_question(page: Page) -> None:
    ask(page, "Summarise strategic goal 5.")
    expect(page.locator(".badge")).to_have_text("Which one do you mean?")
    page.get_by_role("button", name="Summarise SG 5 of 2012.").click()
    expect(page.locator(".question").nth(1)).to_have_text("Summarise SG 5 of 2012.")
    expect(page.locator(".answer").nth(1)).to_contain_text("Spain (ES)")


def test_hostile_text_is_text_in_the_chat_and_in_the_source(page: Page) -> None:
    ask(page, f"hostile {HOSTILE}")
    expect(page.locator(".question")).to_have_text(f"hostile {HOSTILE}")
    expect(page.locator(".prose")).to_contain_text(f"Taking part: BG, DE {HOSTILE}")
    expect(page.locator(".prose td").nth(1)).to_contain_text("<script>alert(2)</script>")
    expect(page.locator(".about")).to_contain_text(HOSTILE)
    last(page)
    page.locator("a.cite").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(HOSTILE)
    assert page.locator("#log img, #log script, #hover img").count() == 0
    page.locator("a.cite").first.click()
    expect(panel(page).locator("mark.cited")).to_have_text(f"BG, DE {HOSTILE}")
    assert panel(page).locator("img").count() == 0


def test_follow_ups_carry_what_was_said_and_the_documents_picked(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    ask(page, "context?")
    expect(page.locator(".answer").nth(1)).to_contain_text("2 turns before, documents: all, None.")
    expect(page.locator(".badge", has_text="Answered in part")).to_be_visible()
    page.get_by_text("Documents: all 2").click()
    page.locator("#picked input").nth(1).uncheck()
    expect(page.get_by_text("Documents: 1 of 2")).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, "context?")
    expect(page.locator(".answer").nth(2)).to_contain_text(f"documents: {DOCUMENT_ID}, None.")


def test_what_was_understood_is_corrected_by_a_click(page: Page) -> None:
    ask(page, "context?")
    page.locator(".understood").click()
    page.locator(".correct input").nth(1).uncheck()
    page.get_by_label("Answer with").select_option("list/role")
    page.locator(".correct").get_by_role("button", name="Ask again").click()
    expect(page.locator(".answer")).to_contain_text(f"documents: {DOCUMENT_ID}, list/role.")
    expect(page.locator(".question")).to_have_count(1)


def test_a_question_can_be_edited_and_asked_again(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    ask(page, "context?")
    last(page, 2)
    page.get_by_role("button", name="Edit the question").first.click()
    expect(page.get_by_label("Your question")).to_have_value("Who leads OA 2.8?")
    ask(page, "context now?")
    expect(page.locator(".question")).to_have_text(["context now?"])
    expect(page.locator(".answer")).to_contain_text("0 turns before")
    page.locator(".acts").get_by_role("button", name="Ask again").click()
    last(page)
    expect(page.locator(".question")).to_have_text(["context now?"])


def test_an_error_is_one_polite_sentence_and_the_chat_goes_on(page: Page) -> None:
    ask(page, "break")
    expect(page.get_by_role("alert").filter(has_text="Sorry")).to_be_visible()
    ask(page, "Who leads OA 2.8?")
    expect(page.locator(".prose strong")).to_have_text("Spain (ES)")


def test_a_question_can_be_stopped_and_a_new_chat_begun(page: Page) -> None:
    ask(page, "slow")
    expect(page.get_by_text(EN.say("pending"))).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped before there was an answer.")).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".question")).to_have_count(0)
    expect(page.locator("#start")).to_be_visible()


def test_a_reload_keeps_the_chat_and_earlier_chats_are_there(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    page.reload()
    expect(page.locator(".question")).to_have_text(["Who leads OA 2.8?"])
    page.locator("a.cite").click()
    expect(panel(page).locator("mark.cited")).to_have_text("Leader: ES")
    page.get_by_role("button", name="New chat").click()
    page.get_by_text("Chats", exact=True).click()
    page.locator("#chat-list").get_by_role("button", name="Who leads OA 2.8?").first.click()
    expect(page.locator(".question")).to_have_text(["Who leads OA 2.8?"])
    page.get_by_text("Chats", exact=True).click()
    page.get_by_role("button", name="Delete this chat").click()
    expect(page.locator("#chat-list li")).to_have_count(0)
    expect(page.locator("#start")).to_be_visible()


def test_a_link_shares_an_answer(page: Page, browser: Browser) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    page.get_by_role("button", name="Link").click()
    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    link = str(page.evaluate("navigator.clipboard.readText()"))
    with watched(browser, link) as other:
        expect(other.locator(".question")).to_have_text(["Who leads OA 2.8?"])
        expect(other.locator(".prose strong")).to_have_text("Spain (ES)")
        assert "?" not in other.url


def test_an_answer_is_copied_with_its_sources(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = str(page.evaluate("navigator.clipboard.readText()"))
    assert "**Spain (ES)** [1]" in copied
    assert "[1] OAP 2022 <Test> (LIMITE), OA 2.8: “Leader: ES” http://127.0.0.1" in copied


@pytest.mark.parametrize("form", ["Markdown", "Word", "PDF"])
def test_a_chat_is_saved_as_a_file(page: Page, form: str) -> None:
    ask(page, "Who leads OA 2.8?")
    last(page)
    page.get_by_text("Save chat").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name=form).click()
    content = Path(saved.value.path()).read_bytes()
    assert content.startswith({"Markdown": b"# OAP", "Word": b"PK", "PDF": b"%PDF"}[form])


def test_a_lost_connection_is_said_and_recovered(browser: Browser, fake_server: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(fake_server)
    context.set_offline(True)
    ask(page, "Who leads OA 2.8?")
    expect(page.locator("#banner")).to_contain_text("The connection to the server is lost.")
    expect(page.get_by_role("alert")).to_contain_text("will be asked again")
    context.set_offline(False)
    expect(page.locator(".prose strong")).to_have_text("Spain (ES)", timeout=10_000)
    expect(page.locator("#banner")).to_be_hidden()
    context.close()


def test_the_page_speaks_the_language_that_is_chosen(page: Page) -> None:
    page.get_by_label("Language").select_option("de")
    expect(page.get_by_role("heading", name="Was möchten Sie wissen?")).to_be_visible()
    page.wait_for_load_state("networkidle")  # the page is loaded anew, its modules as well
    page.get_by_label("Ihre Frage").fill("Who leads OA 2.8?")
    page.keyboard.press("Enter")
    expect(page.locator(".understood")).to_contain_text("Verstanden als")


def test_everything_works_by_keyboard(page: Page) -> None:
    expect(page.get_by_label("Your question")).to_be_focused()
    page.keyboard.type("Who leads OA 2.8?")
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    last(page)
    expect(page.get_by_label("Your question")).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.locator("a.cite:focus").count():
            break
    expect(page.get_by_role("tooltip")).to_contain_text("Leader: ES")
    page.keyboard.press("Enter")
    expect(panel(page).locator("mark.cited")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("a.cite")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_scrolls_sideways(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ask(page, "hostile")
    last(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("scroller.scrollWidth - scroller.clientWidth") <= 0
    page.locator("a.cite").first.click()
    expect(panel(page).locator("mark.cited")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inner = panel(page).locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert inner <= 0


def test_a_char_link_marks_the_same_words_as_the_server(page: Page, fake_server: str) -> None:
    where = span_of("𝔘nicode.\tQ1\n¹ A")
    page.goto(f"{fake_server}/documents/{DOCUMENT_ID}#char={where['start']}-{where['end']}")
    marked = "Array.from(document.querySelectorAll('mark'), mark => mark.textContent).join('')"
    assert page.evaluate(marked) == "𝔘nicode.\tQ1\n¹ A"
    other = span_of("Leader: ES")
    page.evaluate(f"location.hash = 'char={other['start']}-{other['end']}'")
    page.wait_for_function(f"{marked} === 'Leader: ES'")
    assert page.evaluate("document.getElementById('text').textContent") == TEXT


def test_storage_that_is_spoilt_or_full_does_not_matter(page: Page) -> None:
    page.evaluate("localStorage.setItem('oap.chats', '{spoilt')")
    page.reload()
    ask(page, "Who leads OA 2.8?")
    last(page)
    kept = json.loads(str(page.evaluate("localStorage.getItem('oap.chats')")))
    assert [chat["exchanges"][0]["question"] for chat in kept] == ["Who leads OA 2.8?"]
