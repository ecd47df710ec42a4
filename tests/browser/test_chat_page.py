"""The chat and the source page in a real browser, over a service that replays answers."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, Request, expect, sync_playwright

from tests.app.fakes import DOCUMENT_ID, HOSTILE, TEXT, span_of

ROOT = Path(__file__).parents[2]
EXAMPLES = (
    "Who leads air-route actions?",
    "Summarise strategic goal 5.",
    "Compare 2012 and 2022 priorities.",
)
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_START_TIMEOUT_S = 60


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    command = [sys.executable, "-W", "ignore", "-m", "tests.browser.fake_server"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        finally:
            process.kill()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None and not os.environ.get("CI"):
        pytest.skip("Chromium is not installed; `apt-get install chromium` lets this test run.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_FLAGS)
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """The chat page; fails afterwards where anything was asked of another machine or broke."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    elsewhere, trouble = set[str](), list[str]()

    def note(request: Request) -> None:
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(server).netloc:
            elsewhere.add(request.url)

    def fail(words: str) -> None:
        trouble.append(words)

    page.on("request", note)
    page.on("pageerror", lambda error: fail(str(error)))
    page.on("dialog", lambda dialog: fail(dialog.message))
    page.on("response", lambda got: fail(got.url) if got.status >= 400 else None)
    page.goto(server)
    yield page
    context.close()
    assert not elsewhere
    assert not trouble


def ask(page: Page, question: str) -> None:
    page.get_by_label("Your question").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()


def panel(page: Page) -> FrameLocator:
    return page.frame_locator("#oap-panel iframe")


def test_a_citation_opens_at_exactly_the_cited_words(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    expect(page.locator(".answer strong")).to_have_text("Spain (ES)")
    page.locator("a.cite").click()
    expect(panel(page).locator("mark.cited")).to_have_text("Leader: ES")
    expect(panel(page).locator("mark.cited")).to_be_in_viewport()
    expect(page.get_by_role("complementary")).to_contain_text("OA 2.8, leader")
    expect(page.get_by_role("complementary")).to_contain_text("LIMITE")
    page.keyboard.press("Escape")
    expect(page.locator("#oap-panel")).to_be_hidden()
    expect(page.locator("a.cite")).to_be_focused()


def test_escape_closes_the_panel_from_inside_the_source_too(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    page.locator("a.cite").click()
    panel(page).locator("mark.cited").click()
    page.keyboard.press("Escape")
    expect(page.locator("#oap-panel")).to_be_hidden()


def test_a_citation_link_works_on_its_own_in_a_new_tab(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    with page.context.expect_page() as opened:
        page.locator("a.cite").click(modifiers=["Control"])
    expect(opened.value.locator("mark.cited")).to_have_text("Leader: ES")
    expect(opened.value.get_by_role("link", name="OAP Assistant")).to_have_attribute("href", "/")


def test_an_answer_shows_sources_quote_and_what_was_understood(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    expect(page.locator(".sources li")).to_have_count(1)
    expect(page.locator(".sources li")).to_contain_text("OA 2.8, leader OAP 2022 <Test>")
    expect(page.locator("a.cite")).to_have_attribute("title", "OA 2.8, leader: Leader: ES")
    expect(page.locator(".about")).to_have_text(
        "Understood as: Leaders · actions about air routes · 2022 plan"
    )
    expect(page.get_by_label("Your question")).to_have_value("")


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_asks_its_question(page: Page, example: str) -> None:
    page.get_by_role("button", name=example).click()
    expect(page.locator(".plain")).to_have_text(example)
    expect(page.locator(".answer:not(.pending)")).to_have_count(1)
    expect(page.locator("#oap-start")).to_be_hidden()


def test_a_choice_asks_its_question(page: Page) -> None:
    ask(page, "Summarise strategic goal 5.")
    page.get_by_role("button", name="Summarise SG 5 of 2012.").click()
    expect(page.locator(".plain").nth(1)).to_have_text("Summarise SG 5 of 2012.")
    expect(page.locator(".answer").nth(1)).to_contain_text("Spain (ES)")


def test_hostile_text_is_text_in_the_chat_and_in_the_source(page: Page) -> None:
    ask(page, f"hostile {HOSTILE}")
    expect(page.locator(".plain")).to_have_text(f"hostile {HOSTILE}")
    expect(page.locator(".answer")).to_contain_text(f"Taking part: BG, DE {HOSTILE}")
    expect(page.locator(".answer td").nth(1)).to_contain_text("<script>alert(2)</script>")
    expect(page.locator(".about")).to_contain_text(HOSTILE)
    assert page.locator("#oap-chat img, #oap-chat script").count() == 0
    page.locator("a.cite").first.click()
    expect(panel(page).locator("mark.cited")).to_have_text(f"BG, DE {HOSTILE}")
    assert panel(page).locator("img").count() == 0


def test_follow_ups_carry_what_was_said_and_the_documents_picked(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    expect(page.locator(".sources")).to_be_visible()
    ask(page, "context?")
    expect(page.locator(".answer").nth(1)).to_contain_text("2 turns before, documents: all.")
    expect(page.locator(".badge", has_text="Answered in part")).to_be_visible()
    page.get_by_role("button", name="Documents: all 2").click()
    page.get_by_role("checkbox").nth(1).uncheck()
    expect(page.get_by_role("button", name="Documents: 1 of 2")).to_be_visible()
    ask(page, "context?")
    expect(page.locator(".answer").nth(2)).to_contain_text(
        f"4 turns before, documents: {DOCUMENT_ID}."
    )


def test_an_error_is_one_polite_sentence_and_the_chat_goes_on(page: Page) -> None:
    ask(page, "break")
    expect(page.get_by_role("alert").filter(has_text="Sorry")).to_be_visible()
    ask(page, "Who leads OA 2.8?")
    expect(page.locator(".answer strong")).to_have_text("Spain (ES)")


def test_a_question_can_be_stopped_and_the_chat_cleared(page: Page) -> None:
    ask(page, "slow")
    page.get_by_role("button", name="Stop").click()
    expect(page.get_by_text("Stopped before there was an answer.")).to_be_visible()
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".plain")).to_have_count(0)
    expect(page.get_by_role("button", name=EXAMPLES[0])).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_nothing_scrolls_sideways(page: Page, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 740})
    ask(page, "hostile")
    expect(page.locator(".sources")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("a.cite").first.click()
    expect(panel(page).locator("mark.cited")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    inner = panel(page).locator("html").evaluate("page => page.scrollWidth - page.clientWidth")
    assert inner <= 0


def test_a_screen_reader_hears_questions_and_answers_not_markup(page: Page) -> None:
    ask(page, "Who leads OA 2.8?")
    expect(page.get_by_role("group", name="Answer")).to_be_visible()
    assert page.locator("[aria-label*='<div']").count() == 0


def test_a_char_link_marks_the_same_words_as_the_server(page: Page, server: str) -> None:
    where = span_of("𝔘nicode.\tQ1\n¹ A")
    page.goto(f"{server}/documents/{DOCUMENT_ID}#char={where['start']}-{where['end']}")
    marked = "Array.from(document.querySelectorAll('mark'), mark => mark.textContent).join('')"
    assert page.evaluate(marked) == "𝔘nicode.\tQ1\n¹ A"
    other = span_of("Leader: ES")
    page.evaluate(f"location.hash = 'char={other['start']}-{other['end']}'")
    page.wait_for_function(f"{marked} === 'Leader: ES'")
    assert page.evaluate("document.getElementById('text').textContent") == TEXT


def test_other_routes_answer_beside_the_page(page: Page, server: str) -> None:
    assert page.request.get(f"{server}/api/ping").json() == "pong"
    assert page.request.get(f"{server}/documents/nowhere").status == 404
    html = page.request.get(server).text()
    assert "<title>" in html or "OAP Assistant" in html
    assert '"analytics_enabled":false' in html.replace(" ", "")
